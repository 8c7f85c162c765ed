"""States are kept by day, one of each thing as of any."""

import datetime

import pytest

from explorer.models import ReadingState
from tests.models.breaches import check_refused

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 1, 1)
LATER = datetime.date(2021, 1, 1)


def make_state(**fields):
    return ReadingState.objects.create(speaker_id=1, **fields)


BREACHES = [
    ("reading_state_once_a_day", lambda: [make_state(since=DAY) for _ in range(2)]),
    ("reading_state_once_at_present", lambda: [make_state() for _ in range(2)]),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_one_state_holds_as_of_a_day_and_another_without():
    present, first, second = make_state(), make_state(since=DAY, until=LATER), make_state(since=LATER)
    assert list(ReadingState.objects.as_of(None)) == [present]
    assert list(ReadingState.objects.as_of(LATER - datetime.timedelta(1))) == [first]
    assert list(ReadingState.objects.as_of(LATER)) == [second]
    assert not ReadingState.objects.as_of(DAY - datetime.timedelta(1)).exists()
