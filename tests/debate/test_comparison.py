"""A column says where a speaker stands and what a blank is; a comparison what follows from its columns together."""

import datetime

import pytest

from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Grade, Mode, StanceCode
from explorer.debate.compare import compare
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_whoever_touches_on_the_question_is_no_blank():
    topic, guest, other = make.TopicFactory(), make.SpeakerFactory(), make.SpeakerFactory()
    make.make_claim(speaker=guest, topic=topic, bearing=Bearing.CONTEXT)
    make.make_episode(guest=other)

    touching, blank = compare(topic, [guest, other]).columns

    assert touching.silence_words == "Came up, took no side"
    assert touching.narrowed({"notes"}, {"asserted"}).silence_words == "Came up, took no side"
    assert blank.silence_words == "Did not come up"


def test_inferred_words_are_not_counted_as_the_speakers_own():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    make.make_claim(speaker=guest, topic=topic)
    make.make_claim(speaker=guest, topic=topic, basis=Basis.INFERRED)

    (column,) = compare(topic, [guest]).columns

    assert (len(column.claims), column.own_words_count) == (2, 1)


def test_steps_hold_guests_with_own_words_before_summarised_ones():
    topic = make.TopicFactory()
    summarised = make.make_stance(2, topic=topic, grade=Grade.SUMMARY, speaker=make.SpeakerFactory(name="Abe"))
    spoken = make.make_stance(2, topic=topic, speaker=make.SpeakerFactory(name="Zed"))

    steps = compare(topic, [summarised.speaker, spoken.speaker]).steps

    assert [step.position for step in steps] == [-2, -1, 0, 1, 2]
    assert [column.speaker.name for column in steps[4].columns] == ["Zed", "Abe"]
    assert [column.is_thinly_evidenced for column in steps[4].columns] == [False, True]


def test_a_code_without_a_number_stands_on_no_step():
    stance = make.make_stance(code=StanceCode.MIXED)

    comparison = compare(stance.topic, [stance.speaker])

    assert not any(step.columns for step in comparison.steps)
    assert [column.speaker for column in comparison.unnumbered] == [stance.speaker]


def test_narrowing_keeps_the_stance_and_counts_what_is_hidden():
    stance = make.make_stance(1)
    make.make_claim(speaker=stance.speaker, topic=stance.topic, episode=stance.episode, mode=Mode.HEDGED)
    (column,) = compare(stance.topic, [stance.speaker]).columns

    narrowed = column.narrowed({"transcript"}, {"hedged"})

    assert len(narrowed.claims) == 1
    assert narrowed.hidden == 1
    assert narrowed.stance == column.stance


def test_definitions_stand_apart_from_what_else_is_said():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    meant = make.make_claim(speaker=guest, topic=topic, role=ClaimRole.DEFINITION)
    said = make.make_claim(speaker=guest, topic=topic)

    (column,) = compare(topic, [guest]).columns

    assert [item.record for item in column.definitions] == [meant]
    assert [item.record for item in column.statements] == [said]


def test_a_distance_takes_two_on_the_scale():
    topic = make.TopicFactory()
    first, second = (make.make_stance(position, topic=topic).speaker for position in (-2, 1))
    unplaced = make.make_stance(code=StanceCode.MIXED, topic=topic).speaker
    silent = make.SpeakerFactory()

    comparison = compare(topic, [first, second, unplaced, silent])

    assert (comparison.placed, comparison.distance, comparison.claim_count) == (2, 3, 3)
    assert [column.speaker for column in comparison.silent] == [silent]
    assert compare(topic, [first, unplaced]).distance is None


def test_a_column_is_labelled_with_the_stance_or_the_kind_of_blank_or_that_nothing_is_placed():
    topic = make.TopicFactory()
    placed, speaking, silent = (
        make.make_stance(2, topic=topic, claims=2).speaker,
        make.make_claim(topic=topic).speaker,
        make.SpeakerFactory(),
    )

    labels = [column.label for column in compare(topic, [placed, speaking, silent]).columns]

    assert labels == ["Firmly: It is", "Speaks to the question, not placed", "No interview with them"]


def test_claims_and_evidence_are_counted_with_those_of_whom_others_report():
    topic, absent = make.TopicFactory(), make.SpeakerFactory()
    guest = make.make_claim(topic=topic, grade=Grade.NOTES, mode=Mode.HEDGED).speaker
    make.make_claim(speaker=absent, topic=topic, asserter=guest)

    comparison = compare(topic, [guest])

    assert [column.speaker for column in comparison.everybody] == [guest, absent]
    assert len(comparison.list_claims()) == 2
    assert (comparison.grades()[Grade.NOTES], comparison.grades()[Grade.TRANSCRIPT]) == (1, 1)
    assert (comparison.modes()[Mode.HEDGED], comparison.modes()[Mode.CONDITIONAL]) == (1, 0)


def test_relations_are_those_among_the_claims_shown_and_cost_one_query(django_assert_num_queries):
    topic = make.TopicFactory()
    one, other = (make.make_claim(topic=topic) for _ in range(2))
    shown = make.RelationFactory(from_claim=one, to_claim=other)
    make.RelationFactory(from_claim=one, to_claim=make.make_claim())
    comparison = compare(topic, [one.speaker, other.speaker])

    with django_assert_num_queries(1):
        relations = comparison.fetch_relations()
        assert relations[0].to_claim.speaker == other.speaker
    assert relations == [shown]


def test_a_speaker_without_documents_by_a_day_is_told_so():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    make.make_episode(guest=guest, date=datetime.date(2022, 1, 1))

    (then,) = compare(topic, [guest], datetime.date(2020, 1, 1)).columns

    assert then.silence_note == "We hold no document of an episode with them that is dated by then."


@pytest.mark.parametrize(
    ("positions", "empty"),
    [((), []), ((0,), ["No", "Yes"]), ((-1, 0), ["Yes"]), ((2,), ["No"]), ((-2, 1), [])],
)
def test_a_pole_is_empty_where_nobody_stands_on_its_side(positions, empty):
    topic = make.TopicFactory(first_pole="No", second_pole="Yes")
    guests = [make.make_stance(position, topic=topic).speaker for position in positions]
    assert compare(topic, guests).empty_poles == empty
