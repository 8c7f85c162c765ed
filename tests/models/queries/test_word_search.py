"""A word is found in a row's own columns and in those of rows that belong to it, and no row is found twice."""

import pytest

from explorer.models import Speaker
from explorer.models.queries.word_search import build_word_condition
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(word):
    rows = Speaker.objects.all()
    return list(rows.filter(build_word_condition(rows, word, ["name", "description"], ["aliases__name"])))


def test_a_word_stands_somewhere_in_a_row_whatever_its_case():
    ada = make.SpeakerFactory(name="Ada Lovelace", description="Wrote on engines.", aliases=["Countess", "A counter"])
    make.SpeakerFactory(name="Charles Babbage")
    assert found("LOVE") == found("engine") == found("countess") == [ada]
    assert found("zebra") == []


def test_a_row_with_the_word_in_several_places_is_found_once():
    ada = make.SpeakerFactory(name="Count Ada", description="Counts.", aliases=["Countess", "A counter"])
    assert found("count") == [ada]


def test_signs_that_a_database_reads_as_wild_cards_stand_for_themselves():
    make.SpeakerFactory(name="Ada")
    assert found("%") == found("_") == []
