import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Confidence, Grade, StanceCode
from explorer.debate.compass import MOST_APART, CompassPlace, chart_compass, find_most_shared_pair
from explorer.debate.overviews.shown_cells import fetch_cells
from explorer.models import Speaker
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def topics():
    return [make.TopicFactory(slug=slug) for slug in ("one", "other")]


def guest(topics, *positions, name=None, **options):
    """Make a guest with a position (or None) on each topic."""
    speaker = make.SpeakerFactory(**({"name": name} if name else {}))
    make.make_episode(guest=speaker)
    with open_edit():
        for topic, position in zip(topics, positions, strict=True):
            if position is not None:
                make.make_stance(position, topic=topic, speaker=speaker, **options)
    return speaker


def charted(topics, *speakers):
    return chart_compass(topics[0], topics[1], fetch_cells(topics, speakers))


def test_a_guest_with_both_positions_stands_where_they_cross(topics):
    compass = charted(topics, guest(topics, 2, -1))
    [point] = compass.points
    assert (point.mark.x, point.guest.place) == (384, CompassPlace.MAP)
    assert point.mark.y == 142
    assert not point.guest.is_thinly_evidenced


@pytest.mark.parametrize(
    ("positions", "place", "marks"),
    [((1, None), CompassPlace.BELOW, 1), ((None, 1), CompassPlace.BESIDE, 1), ((None, None), CompassPlace.TABLE, 0)],
)
def test_a_guest_without_both_positions_is_never_on_the_map(topics, positions, place, marks):
    compass = charted(topics, guest(topics, *positions))
    assert [one.place for one in compass.guests] == [place]
    assert len(compass.points) == marks
    assert compass.on_the_map == []


@pytest.mark.parametrize("code", [code for code in StanceCode if code != StanceCode.POSITION])
def test_codes_without_a_number_are_never_placed(topics, code):
    speaker = guest(topics, 1, None)
    make.make_stance(code=code, speaker=speaker, topic=topics[1])
    assert [one.place for one in charted(topics, speaker).guests] == [CompassPlace.BELOW]


def test_a_mark_is_hollow_where_either_axis_is_low_and_has_the_lower_confidence(topics):
    speaker = make.SpeakerFactory()
    make.make_stance(1, topic=topics[0], speaker=speaker, claims=2)
    make.make_stance(1, topic=topics[1], speaker=speaker, grade=Grade.SUMMARY)
    [one] = charted(topics, speaker).guests
    assert (one.is_thinly_evidenced, one.confidence) == (True, Confidence.LOW)
    [one] = charted(topics, guest(topics, 1, 1)).guests
    assert (one.is_thinly_evidenced, one.confidence) == (False, Confidence.MEDIUM)


def test_a_number_without_evidence_has_no_confidence(topics):
    speaker = guest(topics, 1, None)
    make.make_stance(1, topic=topics[1], speaker=speaker, claims=0)
    [one] = charted(topics, speaker).guests
    assert (one.is_thinly_evidenced, one.confidence) == (True, None)


def test_those_in_one_cell_stand_apart_own_words_first(topics):
    hollow = guest(topics, 0, 0, name="Abe Low", grade=Grade.NOTES)
    solid = guest(topics, 0, 0, name="Zoe High")
    points = charted(topics, hollow, solid).points
    assert [(point.guest.speaker, point.mark.text) for point in points] == [(solid, "ZH"), (hollow, "AL")]
    assert points[0].mark.x != points[1].mark.x


@pytest.mark.parametrize(("second", "text"), [((1, 0), "JS"), ((2, 0), "Schmidhuber"), ((0, 1), "Schmidhuber")])
def test_a_long_name_gives_way_to_a_neighbour(topics, second, text):
    compass = charted(topics, guest(topics, 0, 0, name="J Schmidhuber"), guest(topics, *second, name="Ada Bee"))
    assert text in {point.mark.text for point in compass.points}


def test_the_table_lists_the_map_then_the_margins_then_the_rest_by_name(topics):
    rows = [((None, None), "E E"), ((None, 1), "D D"), ((1, None), "C C"), ((1, 1), "B B"), ((-1, 1), "A A")]
    compass = charted(topics, *(guest(topics, *positions, name=name) for positions, name in rows))
    assert [one.speaker.name for one in compass.guests] == ["A A", "B B", "C C", "D D", "E E"]
    assert len(compass.in_the_margin) == 2
    assert len(compass.unplaced) == 1


def test_by_itself_the_map_joins_the_topics_with_most_guests_on_both(topics):
    topics.append(make.TopicFactory(slug="third"))
    for positions in ((None, 1, 1), (1, 1, 1), (1, None, None)):
        guest(topics, *positions)
    assert find_most_shared_pair() == (topics[1], topics[2])


def test_of_several_pairs_the_one_with_most_guests_on_either_then_the_first_is_taken(topics):
    topics += [make.TopicFactory(slug="third"), make.TopicFactory(slug="fourth")]
    assert find_most_shared_pair() == (topics[0], topics[1])
    guest(topics, None, None, 1, None)
    assert find_most_shared_pair() == (topics[0], topics[2])


def test_one_topic_makes_no_pair(topics):
    topics[1].delete()
    assert find_most_shared_pair() is None


def test_many_at_one_place_are_one_mark_with_their_number(topics):
    for _ in range(MOST_APART + 1):
        guest(topics, 1, 1)
    guest(topics, 1, 0)
    marks = [(len(point.guests), point.mark.text) for point in charted(topics, *Speaker.objects.guests()).points]
    assert (MOST_APART + 1, str(MOST_APART + 1)) in marks
    assert len(marks) == 2
