import pytest

from explorer.coding.vocabulary import Confidence, Grade, StanceCode
from explorer.debate.stances import assess_stances
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_summary_alone_is_said_so_in_the_label():
    (assessed,) = assess_stances([make.make_stance(-1, grade=Grade.SUMMARY)])

    assert assessed.label == "Leans: It is not (from a summary, said once)"
    assert assessed.degree == "Leans: It is not"
    assert assessed.confidence == Confidence.LOW


def test_a_code_without_a_number_is_its_own_label():
    (assessed,) = assess_stances([make.make_stance(code=StanceCode.NO_CLEAR_ANSWER)])

    assert assessed.label == assessed.degree == "Asked, no clear answer"


def test_several_documents_of_one_episode_are_counted():
    stance = make.make_stance(1)
    other = make.SourceFactory(episode=stance.episode, text="It is so.")
    make.make_claim(speaker=stance.speaker, topic=stance.topic, episode=stance.episode, words="It is so indeed.")

    (assessed,) = assess_stances([stance])

    assert other.pk
    assert assessed.documents == 2


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_two_queries_for_one_stance_and_for_twenty(django_assert_num_queries, count):
    stances = [make.make_stance(1) for _ in range(count)]

    with django_assert_num_queries(2):
        assert all(assessed.label for assessed in assess_stances(stances))
