"""What a speaker's documents come to changes only on days on which another one makes a difference."""

import datetime

from explorer.debate.overviews.readings import list_states

FIRST, SECOND, THIRD = (datetime.date(2020, month, 1) for month in (1, 2, 3))
READ, EARLIER = datetime.date(2024, 2, 1), datetime.date(2024, 1, 1)


def states_of(*readings):
    return [(state.since, state.until, state.read_in_full) for state in list_states(1, readings)]


def test_a_day_that_changes_nothing_has_no_state_of_its_own():
    readings = [(SECOND, READ, 0), (FIRST, READ, 0), (THIRD, EARLIER, 0)]
    assert states_of(*readings) == [(FIRST, THIRD, READ), (THIRD, None, EARLIER), (None, None, EARLIER)]


def test_a_document_that_was_not_read_leaves_earlier_days_read_and_later_ones_not():
    assert states_of((FIRST, READ, 0), (SECOND, None, 1), (THIRD, READ, 0)) == [
        (FIRST, SECOND, READ),
        (SECOND, None, None),
        (None, None, None),
    ]


def test_a_document_without_a_day_counts_at_present_alone():
    assert states_of((FIRST, READ, 0), (None, EARLIER, 0)) == [(FIRST, None, READ), (None, None, EARLIER)]
    assert states_of((None, None, 1)) == [(None, None, None)]


def test_readings_of_one_day_from_two_places_count_together():
    assert states_of((FIRST, READ, 0), (FIRST, EARLIER, 1)) == [(FIRST, None, None), (None, None, None)]
