"""Who speaks in a synthetic corpus and about what: enough of them, told apart, and with what breaks a page."""

import random

import pytest

from explorer.corpus_format.synthetic import people
from explorer.corpus_format.synthetic.size import CorpusSize


@pytest.mark.parametrize("guests", [2, 8, 1500])
def test_there_are_as_many_guests_as_asked_for_and_no_name_or_slug_twice(guests):
    held = people.make_people(guests, random.Random(1))
    assert [one.slug for one in held[:guests]] == [people.guest_slug(number) for number in range(guests)]
    assert len({one.slug for one in held}) == len({one.name for one in held}) == len(held)
    assert {people.ABSENT, people.NOTES_WRITER, people.host_slug(len(people.SERIES) - 1)} <= {one.slug for one in held}


def test_the_first_names_are_those_that_break_a_page():
    assert {one.name for one in people.make_people(20, random.Random(1))} > set(people.UNUSUAL_NAMES)


def test_questions_are_short_long_and_as_long_as_they_may_be_and_the_last_come_late():
    size = CorpusSize(1, topics=12)
    topics = people.make_topics(size, random.Random(1))
    assert [one.slug for one in topics] == [people.topic_slug(number) for number in range(12)]
    assert {90, 130, people.LONGEST_LINE} <= {len(one.question) for one in topics}
    assert [one.added == people.ADDED_LATE for one in topics] == [size.is_late(number) for number in range(12)]
