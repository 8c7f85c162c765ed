"""Whatever is edited, the kept tables hold what is derived anew."""

import pytest
from django.core import serializers
from django.db import IntegrityError

from explorer.changes.edit import open_edit
from explorer.checks.overviews import check_overviews
from explorer.debate.overviews import upkeep
from explorer.debate.overviews.upkeep import lacks_overviews, rebuild_overviews
from explorer.models import CellState, Claim, LinkFacts, ReadingState, SourceTally, SpeakerTally, Stance, TopicTally
from tests import factories as make
from tests.debate.overviews.edits import RandomEdits

pytestmark = pytest.mark.django_db


def empty_tables():
    for model in upkeep.KEPT:
        model.objects.all().delete()


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_the_tables_hold_what_is_derived_anew(seed):
    edits = RandomEdits(seed)
    for _ in range(5):
        edits.make_edits(5)
        assert list(check_overviews()) == [], edits.history
    assert CellState.objects.exists()


def test_a_large_edit_is_derived_whole(monkeypatch):
    monkeypatch.setattr(upkeep, "MANY", 3)
    with open_edit():
        make.make_stance(1)
        make.make_stance(-1)
    assert TopicTally.objects.count() == 2
    assert list(check_overviews()) == []


def test_a_fixture_is_derived_whole_and_once(django_capture_on_commit_callbacks, django_assert_num_queries):
    stances = [make.make_stance(1), make.make_stance(2)]
    rows = serializers.serialize("json", stances)
    Stance.objects.all().delete()
    with django_capture_on_commit_callbacks() as callbacks:
        for item in serializers.deserialize("json", rows):
            item.save()
    ours = [callback for callback in callbacks if callback.__name__ == "rebuild"]
    ours[0]()
    with django_assert_num_queries(0):
        ours[1]()
    assert SpeakerTally.objects.get(speaker=stances[0].speaker).placed == 1


def test_what_is_deleted_by_a_query_alone_is_gone_from_the_tables():
    make.make_stance(1)
    Claim.objects.all().delete()
    Stance.objects.all().delete()
    assert not CellState.objects.exists()
    assert list(check_overviews()) == []


def test_single_saves_outside_an_edit_are_followed():
    claim = make.make_claim()
    claim.speaker = make.SpeakerFactory()
    claim.save()
    assert CellState.objects.present().get().speaker == claim.speaker
    make.ClaimTopicFactory(claim=claim)
    assert CellState.objects.present().count() == 2


def test_what_fails_leaves_the_tables_as_they_were():
    with pytest.raises(IntegrityError), open_edit():
        make.StanceFactory.create_batch(2, topic=make.make_claim().topics.get(), speaker=None)
    assert not CellState.objects.exists()


def test_a_rebuild_fills_tables_that_lack_something():
    make.make_stance(2)
    empty_tables()
    assert lacks_overviews()
    assert rebuild_overviews() == 2
    assert not lacks_overviews()
    assert list(check_overviews()) == []


def test_a_database_from_before_documents_were_tallied_lacks_something():
    make.make_episode()
    assert not lacks_overviews()
    SourceTally.objects.all().delete()
    assert lacks_overviews()


def test_a_database_from_before_claims_were_ranked_lacks_something():
    make.make_claim()
    assert not lacks_overviews()
    LinkFacts.objects.all().delete()
    assert lacks_overviews()


def test_whoever_gets_a_part_is_read_by_its_documents_and_no_longer_by_their_labels():
    labelled = make.SpeakerFactory()
    passage = make.PassageFactory(speaker=labelled)
    make.mark_read([passage.source], None)
    assert ReadingState.objects.get(speaker=labelled, since=None).read_in_full is None
    part = make.AppearanceFactory(speaker=labelled, episode=make.make_episode())
    assert ReadingState.objects.get(speaker=labelled, since=None).read_in_full
    part.delete()
    passage.delete()
    assert not ReadingState.objects.filter(speaker=labelled).exists()
