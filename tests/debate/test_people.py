import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, ContrastKind, RelationKind, StanceCode
from explorer.debate import people
from explorer.debate.people import PairVerdict, compare_people
from explorer.models import CellState
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make.TopicFactory()


def placed(topic, *positions):
    """Place a new speaker on the topic for each position; a code stands for itself, None for silence."""
    speakers = []
    with open_edit():
        for position in positions:
            if position is None:
                speakers.append(make.SpeakerFactory())
            elif isinstance(position, StanceCode):
                speakers.append(make.make_stance(None, code=position, topic=topic).speaker)
            else:
                speakers.append(make.make_stance(position, topic=topic).speaker)
    return speakers


def row_of(topic, speakers):
    return compare_people([topic], [speaker.slug for speaker in speakers]).rows[0]


@pytest.mark.parametrize(
    ("positions", "verdict", "distance"),
    [
        ((-2, 2), PairVerdict.DIFFER, 4),
        ((-1, 1), PairVerdict.DIFFER, 2),
        ((0, 1), PairVerdict.DIFFER, 1),
        ((1, 2), PairVerdict.AGREE, 1),
        ((-2, -2), PairVerdict.AGREE, 0),
        ((0, 0), PairVerdict.AGREE, 0),
        ((StanceCode.MIXED, 2), PairVerdict.UNDECIDED, None),
        ((StanceCode.REJECTS_QUESTION, StanceCode.NO_CLEAR_ANSWER), PairVerdict.UNDECIDED, None),
        ((1, None), PairVerdict.ONE, None),
        ((None, StanceCode.MIXED), PairVerdict.ONE, None),
        ((None, None), PairVerdict.NONE, None),
        ((-2, 1, 2), PairVerdict.DIFFER, 4),
        ((1, 2, 2, 1), PairVerdict.AGREE, 1),
        ((1, 2, None), PairVerdict.AGREE, 1),
        ((1, -1, StanceCode.MIXED), PairVerdict.DIFFER, 2),
        ((1, StanceCode.MIXED, None), PairVerdict.UNDECIDED, None),
        ((1, None, None), PairVerdict.ONE, None),
    ],
)
def test_a_verdict_follows_from_the_sides(topic, positions, verdict, distance):
    row = row_of(topic, placed(topic, *positions))
    assert (row.verdict, row.distance) == (verdict, distance)


def test_a_claim_of_position_without_a_stance_counts_as_spoken_and_context_does_not(topic):
    speakers = [*placed(topic, 1), make.make_claim(topic=topic).speaker]
    assert row_of(topic, speakers).verdict == PairVerdict.UNDECIDED
    near = make.make_claim(topic=topic, bearing=Bearing.CONTEXT).speaker
    assert row_of(topic, [speakers[0], near]).verdict == PairVerdict.ONE


@pytest.mark.parametrize("positions", [(1, 2), (StanceCode.REJECTS_QUESTION, -2)])
def test_one_verdict_on_different_grounds_is_agreement(topic, positions):
    pair = placed(topic, *positions)
    make.ContrastFactory(topic=topic, first=pair[0], second=pair[1], kind=ContrastKind.SAME_VERDICT)
    assert row_of(topic, pair).verdict == PairVerdict.AGREE


def test_relations_between_the_chosen_are_counted_as_far_as_they_are_shown(topic):
    one, other, third = placed(topic, 1, 2, -1)
    claims = [speaker.claims.get() for speaker in (one, other, third)]
    for kind, end in ((RelationKind.AGREES, claims[1]), (RelationKind.DISPUTES, claims[2])):
        make.RelationFactory(from_claim=claims[0], to_claim=end, kind=kind)
    pair = [one.slug, other.slug]
    assert compare_people([topic], pair).relations == {RelationKind.AGREES: 1}
    before = datetime.date(1900, 1, 1)
    assert compare_people([topic], pair, before).relations == {}


def test_one_verdict_of_two_does_not_decide_for_three(topic):
    three = placed(topic, -1, -2, 2)
    make.ContrastFactory(topic=topic, first=three[0], second=three[1], kind=ContrastKind.SAME_VERDICT)
    assert row_of(topic, three).verdict == PairVerdict.DIFFER


def test_a_verdict_says_whom_it_leaves_out(topic):
    one, other, silent = placed(topic, 1, 2, None)
    assert row_of(topic, [one, other, silent]).is_partial
    assert not row_of(topic, [one, other]).is_partial
    assert not row_of(topic, [one, silent]).is_partial


def test_rows_come_by_the_size_of_the_difference_then_undecided_then_silent():
    one, other = make.SpeakerFactory(), make.SpeakerFactory()
    wanted = {"far": (-2, 2), "near": (0, 1), "same side": (1, 2), "same": (2, 2)}
    topics = {name: make.TopicFactory() for name in ("nobody", "only one", "undecided", *reversed(wanted))}
    with open_edit():
        for name, positions in wanted.items():
            for speaker, position in zip((one, other), positions, strict=True):
                make.make_stance(position, speaker=speaker, topic=topics[name])
    make.make_stance(1, speaker=one, topic=topics["only one"])
    make.make_stance(1, speaker=one, topic=topics["undecided"])
    make.make_stance(None, code=StanceCode.MIXED, speaker=other, topic=topics["undecided"])

    pairing = compare_people(list(topics.values()), [one.slug, other.slug])

    names = {topic.pk: name for name, topic in topics.items()}
    assert [names[row.topic.pk] for row in pairing.rows] == [*wanted, "undecided", "only one", "nobody"]
    assert pairing.tally() == {
        PairVerdict.DIFFER: 2,
        PairVerdict.AGREE: 2,
        PairVerdict.UNDECIDED: 1,
        PairVerdict.ONE: 1,
        PairVerdict.NONE: 1,
    }
    assert [names[row.topic.pk] for row in pairing.differing] == ["far", "near"]


def test_the_tally_mentions_the_undecided_only_where_there_are_any(topic):
    speakers = placed(topic, 1, 2)
    assert PairVerdict.UNDECIDED not in compare_people([topic], [one.slug for one in speakers]).tally()


def test_columns_come_in_the_order_asked_for_and_contrasts_with_their_topic(topic):
    one, other, third = placed(topic, 1, 2, -2)
    contrast = make.ContrastFactory(topic=topic, first=one, second=other)
    make.ContrastFactory(topic=topic, first=one, second=third)
    make.ContrastFactory(first=one, second=other)

    (row,) = compare_people([topic], [other.slug, one.slug]).rows

    assert [column.speaker for column in row.columns] == [other, one]
    assert row.contrasts == (contrast,)


def test_the_two_furthest_apart_are_compared_where_nobody_is_named():
    one, other, third = make.SpeakerFactory(), make.SpeakerFactory(), make.SpeakerFactory()
    with open_edit():
        for positions in ((-2, 1, None), (-1, 1, 2)):
            topic = make.TopicFactory()
            for speaker, position in zip((one, other, third), positions, strict=True):
                if position is not None:
                    make.make_stance(position, speaker=speaker, topic=topic)
    topics = [make.make_stance(2, speaker=third).topic, *type(topic).objects.all()]

    pairing = compare_people(topics, None)

    assert pairing.chosen == (one, other)
    assert pairing.is_default
    assert [person.placed for person in pairing.people] == [2, 2, 2]
    assert not pairing.is_crowded


def test_of_pairs_as_far_apart_the_one_that_shares_more_goes_first():
    one, other, third = make.SpeakerFactory(), make.SpeakerFactory(), make.SpeakerFactory()
    apart, together = make.TopicFactory(), make.TopicFactory()
    with open_edit():
        for topic, speaker, position in [(apart, one, -1), (apart, other, 1), (apart, third, 1), (together, third, 2)]:
            make.make_stance(position, speaker=speaker, topic=topic)
    make.make_stance(2, speaker=one, topic=together)
    assert set(CellState.objects.find_furthest_pair(None)) == {one.pk, third.pk}
    assert CellState.objects.find_furthest_pair(datetime.date(1900, 1, 1)) is None


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_guests_are_no_pair(topic, count):
    placed(topic, *[1] * count)
    pairing = compare_people([topic], None)
    assert pairing.chosen == ()
    assert not pairing.is_enough


def test_four_are_compared_at_most_and_unknown_ones_not_at_all(topic):
    speakers = placed(topic, *[1] * 6)
    slugs = [speaker.slug for speaker in speakers]
    pairing = compare_people([topic], ["nobody", *slugs])
    assert pairing.chosen == tuple(speakers[:4])
    assert pairing.surplus == tuple(speakers[4:])


def test_one_alone_has_no_rows(topic):
    speakers = placed(topic, 1, 2)
    pairing = compare_people([topic], [speakers[0].slug])
    assert pairing.rows == ()
    assert not pairing.is_enough


def test_of_many_guests_those_placed_most_are_offered_and_one_more_is_added_by_name(topic, monkeypatch):
    monkeypatch.setattr(people, "MOST_OFFERED", 1)
    one, other = placed(topic, 1, 2)
    make.make_stance(1, speaker=other)
    pairing = compare_people([topic], [], added=one.name)
    assert ([person.speaker for person in pairing.people], pairing.more) == ([one, other], 1)
    assert pairing.chosen == (one,)


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 60])
def test_a_pairing_costs_thirteen_queries_at_most(django_assert_max_num_queries, count):
    one, other = make.SpeakerFactory(), make.SpeakerFactory()
    episodes = {speaker: make.make_episode(guest=speaker) for speaker in (one, other)}
    topics = [make.TopicFactory() for _ in range(count)]
    with open_edit():
        for topic in topics:
            for speaker, episode in episodes.items():
                make.make_stance(1, speaker=speaker, topic=topic, episode=episode)
            make.ContrastFactory(topic=topic, first=one, second=other)
    with django_assert_max_num_queries(13):
        pairing = compare_people(topics, [one.slug, other.slug])
        assert all(column.stance.label for row in pairing.rows for column in row.columns)
        assert all(contrast.first.name for row in pairing.rows for contrast in row.contrasts)
