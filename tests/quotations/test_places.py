"""Places are compared with a sentence, and of documents that are not shown nothing comes out but what is public."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from explorer.anchoring import Likeness, LikePlace
from explorer.coding.vocabulary import Status
from explorer.models import Claim, Passage, Source
from explorer.quotations.places import MOST_NEAR, FoundPlace, find_places, keep_best
from explorer.search_engine.types import DocumentKey, DocumentType
from tests.talks import ADA, BOB, HIDDEN, QUOTED

EVERYTHING = [
    *(DocumentKey(DocumentType.PASSAGE, slug) for slug in ("spoken-1", "spoken-2", "written-1", "hidden-1")),
    *(DocumentKey(DocumentType.CLAIM, slug) for slug in ("ada-scale", "ada-body")),
]


def find(sentence):
    return find_places(EVERYTHING, sentence)


def place(source, start, end, likeness=Likeness.EXACT):
    return FoundPlace(source, None, LikePlace(likeness, start, end), "")


def test_a_place_is_counted_from_the_beginning_of_its_document(talk):
    text = f"{ADA}\n\n{BOB}"
    (found,) = find("machines will learn to reason")
    assert text[found.like.start : found.like.end] == found.words == "machines will learn to reason"
    assert found.speaker == talk["bob"].pk


def test_a_sentence_may_go_on_in_the_next_passage(talk):
    found = keep_best(find("years to learn that.\n\nRight. So you think"))
    assert [one.like.likeness for one in found] == [Likeness.EXACT]


def test_a_difference_is_counted_from_the_beginning_of_its_document(talk):
    text = f"{ADA}\n\n{BOB}"
    (found,) = find("So you think that machines will never learn to reason by themselves?")
    (difference,) = found.like.differences
    assert text[: difference.start].endswith("machines will")


def test_what_is_public_of_a_document_that_is_not_shown_is_found_with_all_its_words(talk):
    (found,) = find("machines must be embodied")
    assert (found.like.likeness, found.words) == (Likeness.FOLDED, "Machines must be embodied")
    assert HIDDEN[found.like.start : found.like.end] == found.words


@pytest.mark.parametrize(
    "sentence",
    [
        HIDDEN,
        "Nobody may read this preamble.",
        "Nor this secret ending.",
        f"preamble. {QUOTED}",
        f"{QUOTED} Nor this secret ending.",
        "Machines must never be embodied before they understand words.",
        "Machines must be embodied before they understand",
    ],
)
def test_nothing_else_of_it_is_told_not_even_that_words_come_near(talk, sentence):
    told = {found.words for found in find(sentence)}
    assert told <= {"Machines must be embodied before they understand"}


@given(st.data())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_question_brings_out_words_that_are_not_public(talk, data):
    start = data.draw(st.integers(0, len(HIDDEN) - 1))
    asked = HIDDEN[start : data.draw(st.integers(start + 1, len(HIDDEN)))]
    if data.draw(st.booleans()):
        asked = asked.replace("embodied", "disembodied").upper()
    hidden = Source.objects.get(slug="hidden").pk
    for found in find(asked):
        assert found.source != hidden or (found.words in QUOTED and found.like.differences == ())


def test_quotations_of_claims_that_are_not_published_are_not_told(talk):
    Claim.objects.filter(slug="ada-body").update(status=Status.DRAFT)
    assert find(QUOTED) == []


@pytest.mark.parametrize("sentence", ["Scale is something you need", "nothing like it at all", QUOTED])
def test_two_queries_answer_however_many_documents_there_are(talk, sentence, django_assert_num_queries):
    with django_assert_num_queries(2):
        find(sentence)


def test_without_candidates_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find_places([], "so it is") == []


def test_texts_are_not_read_without_end(talk, monkeypatch):
    monkeypatch.setattr("explorer.quotations.places.MOST_READ", 1)
    assert find("Scale is something you need")
    assert find("machines will learn to reason") == []
    assert Passage.objects.count() == 4


def test_only_the_best_places_are_kept_each_once():
    exact, folded = place(1, 0, 5), place(2, 0, 5, Likeness.FOLDED)
    assert keep_best([folded, exact, exact, place(1, 9, 14)]) == [exact, place(1, 9, 14)]
    assert keep_best([]) == []


def test_of_near_places_the_nearest_few_are_kept_and_none_that_overlap():
    near = [place(1, start, start + 5, Likeness.NEAR) for start in (0, 3, 20, 30, 40)]
    kept = keep_best(near)
    assert len(kept) == MOST_NEAR
    assert [one.like.start for one in kept] == [0, 20, 30]
