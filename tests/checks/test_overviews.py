"""A table of the overviews that says something else than claims and stances is found, row by row."""

import pytest

from explorer.checks.overviews import check_overviews
from explorer.models import CellState, LinkFacts, ReadingState, RelationTally, SourceTally, SpeakerTally, TopicTally
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def stance():
    return make.make_stance(1)


def subjects():
    return sorted(finding.subject for finding in check_overviews())


def test_the_cell_and_the_moment_are_named(stance):
    CellState.objects.present().update(position=2)
    [finding] = check_overviews()
    cell = f"{stance.topic.slug} {stance.speaker.slug}"
    assert str(finding.problem) == (
        f"cell: {cell}: its state at present is not what its claims and stances come to; "
        "run manage.py rebuild_overviews"
    )


def test_states_too_many_and_too_few_are_found(stance):
    CellState.objects.present().delete()
    CellState.objects.create(topic_id=999, speaker=stance.speaker, claims=1)
    cells = {("cell", stance.topic.slug, stance.speaker.slug), ("cell", "999", stance.speaker.slug)}
    assert cells <= set(subjects())


def test_tallies_that_lack_or_differ_are_found(stance):
    TopicTally.objects.all().delete()
    SpeakerTally.objects.filter(speaker=stance.speaker).update(own=7)
    assert subjects() == [("speaker", stance.speaker.slug), ("topic", stance.topic.slug)]


def test_readings_that_lack_or_differ_are_found(stance):
    ReadingState.objects.filter(speaker=stance.speaker).delete()
    [finding] = check_overviews()
    assert finding.subject == ("speaker", stance.speaker.slug)
    assert "the readings of its documents" in str(finding.problem)


def test_tallies_of_documents_and_relations_that_differ_are_found(stance):
    SourceTally.objects.update(used=9)
    RelationTally.objects.create(speaker=stance.speaker, other=stance.speaker, kind="agrees", number=1)
    source = stance.episode.sources.get()
    assert subjects() == [("source", source.slug), ("speaker", stance.speaker.slug)]


def test_what_is_kept_of_a_claim_on_a_topic_is_compared(stance):
    claim = stance.speaker.claims.get()
    LinkFacts.objects.filter(claim=claim).update(telling=9)
    [finding] = check_overviews()
    assert finding.subject == ("claim", claim.slug)
    assert "on its topics" in str(finding.problem)


def test_facts_of_a_claim_that_is_gone_are_named_by_its_key(stance):
    LinkFacts.objects.create(
        link_id=999, claim_id=999, topic_id=1, speaker=stance.speaker, telling=0, is_own=True, is_spoken=True
    )
    assert subjects() == [("claim", "999")]
