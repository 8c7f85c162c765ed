"""States of cells are asked for by day, by guest and by place."""

import datetime

import pytest

from explorer.models import CellState, TopicTally
from tests import factories as make
from tests.models.breaches import check_refused

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 1, 1)
LATER = datetime.date(2021, 1, 1)


def make_state(**fields):
    return CellState.objects.create(topic_id=1, speaker_id=1, **fields)


BREACHES = [
    ("cell_state_once_a_day", lambda: [make_state(since=DAY) for _ in range(2)]),
    ("cell_state_once_at_present", lambda: [make_state() for _ in range(2)]),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_one_state_holds_as_of_a_day_and_another_without():
    present, first, second = make_state(), make_state(since=DAY, until=LATER), make_state(since=LATER)
    assert list(CellState.objects.as_of(None)) == [present]
    assert list(CellState.objects.as_of(LATER - datetime.timedelta(1))) == [first]
    assert list(CellState.objects.as_of(LATER)) == [second]
    assert not CellState.objects.as_of(DAY - datetime.timedelta(1)).exists()


def test_cells_of_guests_alone_can_be_kept():
    stance = make.make_stance(1)
    make.make_claim(topic=stance.topic, episode=stance.episode)
    assert CellState.objects.present().count() == 2
    assert CellState.objects.present().of_guests().get().speaker == stance.speaker


def test_the_sharpest_clash_comes_first_and_topics_decide_ties():
    weights = [(2, 2, True), (4, 0, False), (4, 1, False), (4, 1, False)]
    for place, (steps, own, disputed) in enumerate(weights):
        topic = make.TopicFactory(ordinal=9 - place)
        TopicTally.objects.filter(topic=topic).update(
            clash_first=1, clash_steps=steps, clash_own_words=own, is_disputed=disputed
        )
    make.TopicFactory()
    ordinals = [tally.topic.ordinal for tally in TopicTally.objects.sharpest()]
    assert ordinals == [6, 7, 8, 9]


def test_the_stances_of_present_states_are_all_that_are_published_topic_by_topic():
    last, first = (make.TopicFactory(ordinal=ordinal) for ordinal in (2, 1))
    earlier = make.make_stance(1, topic=last)
    shared = {"speaker": earlier.speaker, "topic": last}
    make.StanceFactory(**shared, episode=make.make_episode(guest=earlier.speaker), status="draft")
    make.StanceFactory(**shared, episode=make.make_episode(guest=earlier.speaker))
    make.make_stance(-1, topic=first)
    assert list(CellState.objects.present().count_stances().items()) == [(first.pk, 1), (last.pk, 2)]
