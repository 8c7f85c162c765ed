"""What readers know already that comes near: said in one passage, side by side, on one question, in like words."""

import pytest

from explorer.changes.edit import open_edit
from explorer.curation.nearest_claims import MOST, find_nearest
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def claim():
    episode = make.make_episode(passages=4)
    passage = episode.sources.get().passages.get(ordinal=2)
    return make.make_claim(speaker=passage.speaker, passage=passage, statement="Scale is a dead end.")


def beside(claim, ordinal, statement="Bread is good.", **fields):
    passage = claim.episode.sources.get().passages.get(ordinal=ordinal)
    return make.make_claim(speaker=claim.speaker, passage=passage, statement=statement, **fields)


def test_the_place_counts_before_the_question_and_the_question_before_the_words(claim):
    alike = make.make_claim(speaker=claim.speaker, statement="Scale ends dead.")
    asked = make.make_claim(speaker=claim.speaker, topic=claim.topics.get(), statement="Scale is at its end.")
    make.make_claim(speaker=claim.speaker, statement="Tea is warm.")
    near, same = beside(claim, 3), beside(claim, 2)
    assert [(found.claim, found.why) for found in find_nearest(claim)] == [
        (same, "the same passage"),
        (near, "the passage beside it"),
        (asked, "the same question"),
    ]
    same.delete()
    near.delete()
    assert [found.claim for found in find_nearest(claim)][1] == alike


def test_only_what_readers_see_of_the_same_person_is_named(claim):
    beside(claim, 2, status="draft")
    make.make_claim(statement=claim.statement)
    assert find_nearest(claim) == []


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_it_costs_the_same_for_twenty_claims_as_for_one(claim, django_assert_num_queries):
    beside(claim, 2)
    with django_assert_num_queries(5):
        assert len(find_nearest(claim)) == 1
    for number in range(19):
        beside(claim, 3, f"Bread number {number} is good.")
    with django_assert_num_queries(5):
        assert len(find_nearest(claim)) == MOST
