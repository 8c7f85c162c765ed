"""Whether words stand in a document, and whether a person said them: the whole answer."""

import pytest

from explorer.anchoring import Fold, Likeness
from explorer.changes.edit import open_edit
from explorer.quotations.lookup import look_up
from tests import factories as make
from tests.indexes import index_everything
from tests.talks import ADA, BOB, HIDDEN, QUOTED, SUMMARY


@pytest.mark.parametrize(
    ("words", "verdict", "passage"),
    [
        ("Scale is something you need", Likeness.EXACT, "spoken-1"),
        ("SCALE IS SOMETHING YOU NEED, but - I'd say", Likeness.FOLDED, "spoken-1"),
        ("Scale is not something you need", Likeness.NEAR, "spoken-1"),
        (SUMMARY, Likeness.EXACT, "written-1"),
        (QUOTED, Likeness.EXACT, "hidden-1"),
        ("that machines will learn", Likeness.EXACT, "spoken-2"),
        ("that.\n\nRight. So", Likeness.EXACT, "spoken-2"),
    ],
)
def test_words_are_found_where_they_stand(talk, words, verdict, passage):
    answer = look_up(words)
    assert answer.verdict == verdict
    assert answer.matches[0].passage.slug == passage


@pytest.mark.parametrize(
    "words", ["Scale is the enemy of mankind", HIDDEN, "secret ending", "?", "a" * 1000, "a " * 500]
)
def test_words_that_stand_nowhere_are_not_found(talk, words):
    answer = look_up(words)
    assert (answer.verdict, answer.matches) == (Likeness.NONE, ())


def test_the_folds_that_were_needed_are_named(talk):
    (match,) = look_up("SCALE IS  something you need, but - I'd say").matches
    assert set(match.folds) == {Fold.CASE, Fold.WHITE_SPACE, Fold.DASHES, Fold.QUOTES}


def test_words_of_the_speaker_asked_about_are_their_own(talk):
    answer = look_up("Scale is something you need", talk["ada"])
    assert [match.passage.slug for match in answer.own] == ["spoken-1"]


def test_words_of_somebody_else_are_told_as_such(talk):
    answer = look_up("Scale is something you need", talk["bob"])
    assert answer.own == []
    assert [match.voice for match in answer.matches] == [talk["ada"]]


def test_a_summary_of_their_talk_is_nobodys_speech(talk):
    answer = look_up(SUMMARY, talk["ada"])
    assert answer.own == []
    assert [match.voice for match in answer.matches] == [None]


def test_the_nearest_words_of_the_speaker_are_told_beside_the_exact_ones_of_another(talk):
    echo = make.SourceFactory(text="Scale is something we need, but I’d say not all.")
    make.PassageFactory(source=echo, speaker=talk["bob"], slug="echo-1")
    index_everything()
    answer = look_up("Scale is something you need", talk["bob"])
    assert [(match.passage.slug, match.likeness) for match in answer.matches] == [
        ("echo-1", Likeness.NEAR),
        ("spoken-1", Likeness.EXACT),
    ]
    assert answer.verdict == Likeness.EXACT


@pytest.mark.parametrize("document", [ADA, BOB, SUMMARY])
def test_whatever_is_cut_from_a_document_at_words_is_found_to_the_letter(talk, document):
    words = document.split(" ")
    for first in range(0, len(words), 3):
        for last in range(first + 1, len(words) + 1, 3):
            cut = " ".join(words[first:last]).strip()
            if any(letter.isalnum() for letter in cut):
                assert look_up(cut).verdict == Likeness.EXACT, cut


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize(
    ("words", "queries"), [("Scale is something you need", 9), ("Scale is not something you need", 10)]
)
def test_the_number_of_queries_does_not_grow_with_the_documents(talk, words, queries, django_assert_max_num_queries):
    with open_edit():
        for number in range(30):
            source = make.SourceFactory(text=f"{ADA} For the {number}th time.")
            make.PassageFactory(source=source, speaker=talk["ada"])
    index_everything()
    with django_assert_max_num_queries(queries):
        assert look_up(words).matches
