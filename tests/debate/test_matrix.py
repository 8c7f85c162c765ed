import pytest

from explorer.coding.vocabulary import Bearing, StanceCode
from explorer.debate.matrix import MOST_SIDE_BY_SIDE, build_matrix
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_there_is_a_cell_for_every_guest_on_every_question():
    one = make.make_stance(1)
    other = make.make_stance(-2, speaker=make.SpeakerFactory())
    grid = build_matrix([other.topic, one.topic], [one.speaker, other.speaker])
    assert [[column.position for column in row.columns] for row in grid.rows] == [[None, -2], [1, None]]
    assert [head.placed for head in grid.heads] == [1, 1]
    assert grid.opened == ""


def test_codes_without_a_number_place_nobody():
    stance = make.make_stance(None, code=StanceCode.MIXED)
    (head,) = build_matrix([stance.topic], [stance.speaker]).heads
    assert head.placed == 0


def test_a_cell_is_opened_by_its_topic_and_speaker_with_context_last():
    speaker, topic = make.SpeakerFactory(), make.TopicFactory()
    make.make_claim(speaker=speaker, topic=topic, bearing=Bearing.CONTEXT)
    make.make_stance(1, speaker=speaker, topic=topic)
    grid = build_matrix([make.TopicFactory(), topic], [make.SpeakerFactory(), speaker], (topic.slug, speaker.slug))
    assert grid.opened == f"{topic.slug},{speaker.slug}"
    assert [row.opened is not None for row in grid.rows] == [False, True]
    assert [claim.qualifies for claim in grid.rows[1].opened.claims] == [False, True]


@pytest.mark.parametrize("cell", [("nothing", "nobody"), ("", ""), None])
def test_what_is_not_known_opens_nothing(cell):
    stance = make.make_stance(1)
    assert build_matrix([stance.topic], [stance.speaker], cell).opened == ""


def test_many_guests_make_it_wide():
    topic = make.TopicFactory()
    speakers = make.SpeakerFactory.create_batch(MOST_SIDE_BY_SIDE + 1)
    assert build_matrix([topic], speakers).is_wide
    assert not build_matrix([topic], speakers[:MOST_SIDE_BY_SIDE]).is_wide
