from dataclasses import replace

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import ContrastKind, RelationKind, StanceCode
from explorer.debate.people import compare_people
from explorer.templatetags.pair_tags import (
    apart_words,
    duel_gap,
    duel_marks,
    find_initials,
    initials_key,
    names,
    partings,
    relation_words,
    shared_verdicts,
    verdict_note,
    verdict_words,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

NAMES = ["Ada Lovelace", "Ben Byron", "Cleo Clark", "Dee Drew"]


def row_of(*positions, called=NAMES):
    topic, speakers = make.TopicFactory(), []
    with open_edit():
        for name, position in zip(called, positions, strict=False):
            speaker = make.SpeakerFactory(name=name)
            speakers.append(speaker)
            if isinstance(position, StanceCode):
                make.make_stance(None, code=position, speaker=speaker, topic=topic)
            elif position is not None:
                make.make_stance(position, speaker=speaker, topic=topic)
    return compare_people([topic], [speaker.slug for speaker in speakers]).rows[0]


def test_marks_stand_on_their_steps_with_the_gap_between_them():
    row = row_of(1, -2)
    assert [(mark.x, mark.left, mark.initials) for mark in duel_marks(row)] == [(169, 163, "AL"), (22, 16, "BB")]
    assert duel_gap(row) == "M22 28H169"


def test_two_on_the_same_step_are_moved_apart_and_have_no_gap():
    row = row_of(0, 0)
    assert [mark.x for mark in duel_marks(row)] == [110, 130]
    assert duel_gap(row) == ""


def test_whoever_has_no_place_has_no_mark():
    row = row_of(StanceCode.MIXED, 2)
    assert [(mark.x, mark.initials) for mark in duel_marks(row)] == [(218, "BB")]
    assert duel_gap(row) == ""


@pytest.mark.parametrize(
    ("positions", "words", "note"),
    [
        ((-1, 1), "Differ, 2 of 4 steps apart", ""),
        ((0, 1), "Differ, 1 of 4 steps apart", ""),
        ((1, 2), "Agree, 1 of 4 steps apart", ""),
        ((0, 0), "Agree, on one step", ""),
        ((1, 2, 2), "Agree", ""),
        ((StanceCode.MIXED, 2), "Cannot be compared", "Lovelace has no place on the scale"),
        (
            (StanceCode.MIXED, StanceCode.NO_CLEAR_ANSWER),
            "Cannot be compared",
            "Lovelace and Byron have no place on the scale",
        ),
        ((None, 2), "Only Byron has spoken", ""),
        ((None, None), "Neither has spoken", ""),
        ((-2, 0, 1), "Differ, up to 3 of 4 steps apart", ""),
        ((-2, 0, None), "Differ, 2 of 4 steps apart", ""),
        ((1, 2, None), "Those placed agree", ""),
        ((1, 1, StanceCode.MIXED), "Those placed agree", "Clark has no place on the scale"),
        ((None, None, None), "Nobody has spoken", ""),
    ],
)
def test_verdicts_in_words(positions, words, note):
    row = row_of(*positions)
    assert (verdict_words(row), verdict_note(row)) == (words, note)


def test_people_of_the_same_name_are_told_apart():
    row = row_of(None, 2, called=["Ada Byron", "Ann Byron"])
    assert verdict_words(row) == "Only Ann Byron has spoken"
    speakers = [column.speaker for column in row.columns]
    assert find_initials(speakers) == ["AB1", "AB2"]
    assert initials_key(speakers) == "AB1 is Ada Byron and AB2 is Ann Byron"
    assert names(speakers) == "Ada Byron and Ann Byron"


@pytest.mark.parametrize(
    ("positions", "words"),
    [
        ((-2, 2), "4 of 4 steps apart"),
        ((0, 1), "1 of 4 steps apart"),
        ((1, 2), "Same side, 1 of 4 steps apart"),
        ((2, 2), "Same step"),
    ],
)
def test_how_far_two_stand_apart_in_words(positions, words):
    assert apart_words(row_of(*positions)) == words


@pytest.mark.parametrize(
    ("positions", "words"),
    [((2, 2), "Same step, on different grounds"), ((StanceCode.MIXED, 2), "Same verdict, on different grounds")],
)
def test_a_shared_verdict_names_the_grounds(positions, words):
    row = row_of(*positions)
    first, second = (column.speaker for column in row.columns)
    contrast = make.ContrastFactory(topic=row.topic, first=first, second=second, kind=ContrastKind.SAME_VERDICT)
    row = replace(row, contrasts=(contrast,))
    assert (apart_words(row), verdict_words(row)) == (words, "Agree, on different grounds")
    assert (partings(row.contrasts), shared_verdicts(row.contrasts)) == ([], [contrast])


def test_relations_in_words():
    counted = {RelationKind.DISPUTES: 2, RelationKind.AGREES: 1, RelationKind.ANSWERS: 0}
    assert relation_words(counted) == "1 agreement, 2 disputes"
    assert relation_words({}) == ""
