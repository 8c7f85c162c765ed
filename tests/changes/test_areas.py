"""An edit raises the areas that it can change: those of a claim or a stance, and for everything else the whole site."""

import pytest

from explorer.changes import areas
from explorer.changes.affected import AFFECTED
from explorer.changes.areas import NOTED, ChangedAreas
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.models import Area, Claim, Revision
from explorer.models.areas import WHOLE
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    ada = make.SpeakerFactory(slug="ada")
    episode = make.make_episode(guest=ada, slug="talk")
    claim = make.make_claim(slug="one", speaker=ada, episode=episode, topic=make.TopicFactory(slug="scale"))
    make.make_claim(slug="beside", speaker=ada, episode=episode, topic=claim.topics.get())
    make.make_claim(slug="apart")
    return claim


def list_raised():
    return set(Area.objects.filter(number=Revision.objects.current()).values_list("name", flat=True))


def test_a_claim_changes_its_topic_its_people_its_episode_and_the_claims_beside_it(claim):
    claim.save()
    assert list_raised() == {"topic:scale", "person:ada", "episode:talk", "claim:one", "claim:beside"}


def test_a_claim_changes_those_that_it_is_related_to(claim):
    other = make.make_claim(slug="related")
    make.RelationFactory(from_claim=other, to_claim=claim)
    claim.save()
    assert "claim:related" in list_raised()


def test_a_claim_that_moves_changes_what_it_leaves(claim):
    claim.speaker = make.SpeakerFactory(slug="bob")
    claim.slug = "two"
    with open_edit():
        claim.save()
        claim.topic_links.get().delete()
    assert {"person:ada", "person:bob", "claim:one", "claim:two", "claim:beside", "topic:scale"} <= list_raised()


def test_a_stance_changes_its_topic_and_the_claims_that_it_is_shown_with(claim):
    make.StanceFactory(speaker=claim.speaker, topic=claim.topics.get(), episode=claim.episode)
    assert list_raised() == {"topic:scale", "person:ada", "claim:one", "claim:beside"}


def test_a_draft_changes_nothing(claim):
    before = Revision.objects.current()
    Claim.objects.filter(pk=claim.pk).update(status=Status.DRAFT)
    claim.refresh_from_db()
    claim.save()
    assert Revision.objects.current() == before


def test_a_row_of_any_other_kind_changes_the_whole(claim):
    for model in set(AFFECTED) - set(NOTED):
        noted = ChangedAreas()
        noted.add(model())
        noted.write(Revision.objects.current())
        assert list_raised() == {WHOLE}, model


def test_what_is_written_in_bulk_changes_the_whole(claim):
    with open_edit() as edit:
        edit.will_change(Claim, [claim.pk])
        claim.save()
    assert list_raised() == {WHOLE}


def test_many_claims_in_one_edit_change_the_whole(claim, monkeypatch):
    monkeypatch.setattr(areas, "MOST_NOTED", 1)
    with open_edit():
        for one in Claim.objects.all():
            one.save()
    assert list_raised() == {WHOLE}
