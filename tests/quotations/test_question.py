"""What a reader asks is read from the address: the words, who is thought to have said them, and what is wrong."""

import pytest
from django.http import QueryDict

from explorer.models import Speaker
from explorer.quotations.question import LONGEST_SENTENCE, SaidFilter, list_speakers, strip_quotation_marks


def read(**query):
    asked = QueryDict(mutable=True)
    asked.update(query)
    return SaidFilter.read(asked, list_speakers(Speaker.objects.all()))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("“So it is.”", "So it is."),
        ("  'so'  ", "so"),
        ("„So“", "So"),
        ("“So”, he said", "“So”, he said"),
        ("“", "“"),
        ("", ""),
    ],
)
def test_quotation_marks_around_all_of_the_words_are_taken_off(typed, words):
    assert strip_quotation_marks(typed) == words


@pytest.mark.parametrize(("query", "slug"), [({"speaker": "ada"}, "ada"), ({}, None), ({"speaker": ""}, None)])
def test_a_speaker_may_be_chosen(talk, query, slug):
    asked = read(q="So it is", **query)
    assert asked.speaker == (talk[slug] if slug else None)
    assert asked.unknown == ()


@pytest.mark.parametrize("typed", ["said:ada so it is", 'said:"Ada Guest" “so it is”', "speaker:ada so it is"])
def test_a_person_may_be_named_before_the_words(talk, typed):
    asked = read(q=typed, speaker="bob")
    assert (asked.words, asked.speaker) == ("so it is", talk["ada"])


def test_who_is_not_known_is_told(talk):
    assert read(q="said:nobody so it is").unknown == (("said", "nobody"),)
    assert read(q="so it is", speaker="nobody,ada,bob").unknown == (("speaker", "nobody"), ("speaker", "bob"))


def test_what_is_too_long_is_refused_with_its_length(talk):
    asked = read(q="so " * 400)
    assert asked.is_too_long
    assert "At most 1,000 characters" in asked.fault
    assert "1,199" in asked.fault
    assert read(q="a" * LONGEST_SENTENCE).fault == ""
    assert read(q="a" * 2**20).length == 2**20


@pytest.mark.parametrize("typed", ["", "  ", "?!", "“”"])
def test_without_a_word_nothing_is_asked(talk, typed):
    assert read(q=typed).is_blank


def test_the_shortest_query_asks_the_same(talk):
    asked = read(q="“So it is”", speaker="ada", other="x")
    assert asked.query_string == "?q=So+it+is&speaker=ada"
    assert read(q="").query_string == ""


def test_line_breaks_stay_and_control_characters_go(talk):
    assert read(q="so\r\nit\x00is").words == "so\nit is"
