"""The clash that is kept of a topic is the sharpest that comparing all of its guests gives."""

import pytest

from explorer.coding.vocabulary import Grade
from explorer.debate.overviews.clashes import find_clash
from explorer.models import Claim, TopicTally
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make.TopicFactory()


def place(topic, slug, position, **options):
    """Make a guest with a position, and return the claim that carries it."""
    speaker = make.SpeakerFactory(slug=slug, name=slug.title())
    stance = make.make_stance(position, speaker=speaker, topic=topic, **options)
    return stance.speaker.claims.order_by("pk").first()


def dispute(first, second):
    make.RelationFactory(from_claim=first, to_claim=second)


def clash_of(topic):
    """Return the claims of a topic's clash, as they are kept."""
    tally = TopicTally.objects.get(topic=topic)
    return tally.clash_first, tally.clash_second


def test_the_two_furthest_apart_clash_the_one_nearer_the_first_pole_first(topic):
    ada, _, cyd = place(topic, "ada", 2), place(topic, "bob", 0), place(topic, "cyd", -2)
    assert clash_of(topic) == (cyd, ada)
    assert find_clash(topic.pk).weight == (4, 2, False)


def test_nobody_clashes_with_who_is_one_step_away(topic):
    place(topic, "ada", 0), place(topic, "bob", 1)
    assert clash_of(topic) == (None, None)
    assert find_clash(topic.pk) is None


def test_own_words_come_before_a_summary_and_names_decide_ties(topic):
    place(topic, "ada", -1, grade=Grade.SUMMARY)
    bob, cyd, _ = place(topic, "bob", -1), place(topic, "cyd", 1), place(topic, "dan", 1)
    assert clash_of(topic) == (bob, cyd)


def test_a_dispute_decides_between_pairs_with_as_many_own_words(topic):
    place(topic, "ada", -1)
    bob, cyd = place(topic, "bob", -1), place(topic, "cyd", 1)
    dispute(cyd, bob)
    assert clash_of(topic) == (bob, cyd)
    assert TopicTally.objects.get().is_disputed


def test_claims_that_dispute_each_other_are_those_of_their_pair(topic):
    first, second = place(topic, "ada", -2, claims=2), place(topic, "bob", 2, claims=2)
    mine, theirs = (Claim.objects.filter(speaker=claim.speaker).order_by("pk").last() for claim in (first, second))
    dispute(mine, theirs)
    assert clash_of(topic) == (mine, theirs)


def test_a_pair_without_own_words_in_dispute_stands_behind_one_with_them(topic):
    stance = make.make_stance(-2, topic=topic, speaker=make.SpeakerFactory(name="Ada"))
    here = {"speaker": stance.speaker, "episode": stance.episode, "topic": topic}
    summary = make.make_claim(**here, grade=Grade.SUMMARY)
    bob, cyd = place(topic, "bob", 2), place(topic, "cyd", 2)
    dispute(summary, bob)
    assert clash_of(topic) == (stance.speaker.claims.order_by("pk").first(), cyd)


def test_a_dispute_of_claims_that_carry_no_position_counts_for_nothing(topic):
    ada, bob = place(topic, "ada", -2), place(topic, "bob", 2)
    other = make.make_claim(speaker=ada.speaker, topic=topic)
    dispute(other, bob)
    assert clash_of(topic) == (ada, bob)
    assert not TopicTally.objects.get().is_disputed
