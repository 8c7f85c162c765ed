"""A public claim, and what was noted of it."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.models import Change, Passage, Revision
from tests import factories as make


@pytest.fixture
def noted(db):
    """Return what tells of what was noted since the last call, and that the revision rose exactly if anything was."""

    def told():
        rows = list(Change.objects.order_by("pk"))
        assert not rows or Revision.objects.current() == rows[-1].revision
        Change.objects.all().delete()
        return {f"{row.type} {row.slug}".rstrip() for row in rows}

    return told


@pytest.fixture
def claim(noted):
    """Return a public claim, of which everything was noted before."""
    ada = make.SpeakerFactory(slug="ada", aliases=["Countess"])
    topic = make.TopicFactory(slug="scaling")
    episode = make.make_episode(guest=ada, slug="talk")
    made = make.make_claim(speaker=ada, topic=topic, episode=episode, slug="enough")
    Passage.objects.update(slug="talk-1")
    noted()
    return made


@pytest.fixture
def draft(claim, noted):
    claim.status = Status.DRAFT
    claim.save()
    noted()
    return claim
