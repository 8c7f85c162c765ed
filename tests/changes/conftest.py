"""A public claim, and the entries of the outbox."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.models import Change, Passage, Revision
from tests import factories as make


@pytest.fixture
def queued(db):
    """Return a function that takes the queued entries, after checking that the revision is theirs."""

    def told():
        rows = list(Change.objects.order_by("pk"))
        assert not rows or Revision.objects.current() == rows[-1].revision
        Change.objects.all().delete()
        return {f"{row.type} {row.slug}".rstrip() for row in rows}

    return told


@pytest.fixture
def claim(queued):
    """Return a public claim, whose queued entries were taken before."""
    ada = make.SpeakerFactory(slug="ada", aliases=["Countess"])
    topic = make.TopicFactory(slug="scaling")
    episode = make.make_episode(guest=ada, slug="talk")
    made = make.make_claim(speaker=ada, topic=topic, episode=episode, slug="enough")
    Passage.objects.update(slug="talk-1")
    queued()
    return made


@pytest.fixture
def draft(claim, queued):
    claim.status = Status.DRAFT
    claim.save()
    queued()
    return claim
