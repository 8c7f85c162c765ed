"""Years, months and days are found among words, however they are written."""

import pytest

from explorer.search_engine.questions.periods import find_period


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("2019", "2019", "2019"),
        ("in 2019?", "2019", "2019"),
        ("2019-05", "2019-05", "May 2019"),
        ("2019-5-1", "2019-5-1", "1 May 2019"),
        ("May 2019", "2019-05", "May 2019"),
        ("sep 2019", "2019-09", "September 2019"),
        ("3 May 2019", "2019-05-03", "3 May 2019"),
        ("May 3rd, 2019", "2019-05-03", "3 May 2019"),
    ],
)
def test_a_period_is_read(text, value, words):
    found = find_period(text.split())
    assert (found.value, found.words, found.start, found.end) == (value, words, 0, len(text.split()))


@pytest.mark.parametrize("text", ["", "1000", "20190", "2019-13", "2019-02-30", "may", "32 May", "x2019", "19-05"])
def test_other_numbers_and_words_are_none(text):
    assert find_period(text.split()) is None


def test_the_first_period_is_taken_with_the_word_that_leads_to_it():
    found = find_period(["scale", "in", "May", "2019", "and", "2020"])
    assert (found.start, found.end, found.field) == (1, 4, "during:2019-05")


def test_an_impossible_day_is_taken_for_its_month():
    assert find_period(["31", "June", "2019"]).value == "2019-06"
