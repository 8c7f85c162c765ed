"""A state holds what the column of the speaker holds as of its days."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, Grade, Mode, StanceCode
from explorer.debate.compare import survey
from explorer.models import CellState, Speaker, Topic
from tests import factories as make
from tests.debate.overviews.edits import DAYS, RandomEdits

pytestmark = pytest.mark.django_db

EMPTY = (None, None, "", None, "", None, 0, 0, 0, 0, 0, {}, {})


def describe_column(column):
    """Return what a column holds, in the terms of a state."""
    stance, evidence = column.stance, [q for claim in (*column.claims, *column.reported) for q in claim.quoted]
    return (
        stance.pk if stance else None,
        stance.as_of if stance else None,
        stance.code.value if stance else "",
        column.position,
        (column.points_to or "") and column.points_to.value,
        ((stance.confidence and stance.confidence.value) or "") if stance else None,
        len(column.claims),
        sum(not claim.qualifies for claim in column.claims),
        column.own_words_count,
        len(column.reported),
        bool(stance) + len(column.earlier),
        {grade.value: n for grade in Grade if (n := sum(quoted.grade == grade for quoted in evidence))},
        {mode.value: n for mode in Mode if (n := sum(quoted.mode == mode for quoted in evidence))},
    )


def describe_state(state):
    return (
        state.stance_id,
        state.day,
        state.code,
        state.position,
        state.points_to,
        state.confidence if state.stance_id else None,
        state.claims,
        state.position_claims,
        state.own_words,
        state.reported,
        state.stances,
        state.grades,
        state.modes,
    )


@pytest.mark.parametrize("seed", range(2))
def test_a_state_holds_what_the_column_holds_as_of_any_day(seed):
    RandomEdits(seed).make_edits(25)
    topics, speakers = list(Topic.objects.all()), list(Speaker.objects.all())
    for day in DAYS:
        states = {(row.topic_id, row.speaker_id): describe_state(row) for row in CellState.objects.as_of(day)}
        for comparison in survey(topics, speakers, day):
            for column in comparison.columns:
                cell = (comparison.topic.pk, column.speaker.pk)
                assert states.get(cell, EMPTY) == describe_column(column), (day, cell)
                assert (
                    column.stance is None
                    or column.stance.documents
                    == CellState.objects.as_of(day).get(topic=cell[0], speaker=cell[1]).documents
                )


def test_a_state_lasts_until_the_next_day_on_which_something_was_said():
    ada, topic = make.SpeakerFactory(), make.TopicFactory()
    days = [datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)]
    with open_edit():
        for day, position in zip(days, (-1, 2), strict=True):
            make.make_stance(position, speaker=ada, topic=topic, episode=make.make_episode(guest=ada, date=day))
    make.make_claim(speaker=ada, topic=topic, episode=make.make_episode(guest=ada, date=None))
    rows = CellState.objects.values_list("since", "until", "position", "claims")
    assert set(rows) == {(None, None, 2, 3), (days[0], days[1], -1, 1), (days[1], None, 2, 2)}


def test_the_carrier_is_the_first_claim_with_own_words_that_score():
    stance = make.make_stance(2, claims=0)
    here = {"speaker": stance.speaker, "topic": stance.topic, "episode": stance.episode}
    make.make_claim(**here, grade=Grade.SUMMARY, basis=Basis.NARRATED)
    make.make_claim(**here, mode=Mode.CONDITIONAL)
    make.make_claim(**here, bearing=Bearing.CONTEXT)
    best = make.make_claim(**here)
    state = CellState.objects.present().get()
    assert (state.carrier, state.is_carried_by_own_words) == (best, True)
    best.delete()
    state = CellState.objects.present().get()
    assert (state.carrier.mode, state.is_carried_by_own_words) == (Mode.ASSERTED, False)


def test_a_code_without_a_number_has_no_carrier():
    make.make_stance(code=StanceCode.MIXED)
    state = CellState.objects.present().get()
    assert (state.position, state.carrier) == (None, None)
    assert state.takes_position
