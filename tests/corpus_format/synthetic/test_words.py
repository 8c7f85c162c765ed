import random

from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus_format.synthetic.words import Wording


@given(st.integers(), st.integers(60, 400), st.sampled_from(["", "I suspect that ", "Is it so that "]))
def test_a_sentence_has_exactly_the_length_asked_for(seed, length, opening):
    said = Wording(random.Random(seed)).sentence_of_length(length, opening)

    assert len(said) == length
    assert said.startswith(opening)
    assert said.endswith(".")


def test_no_sentence_comes_twice():
    wording = Wording(random.Random(1))

    said = [wording.sentence() for _ in range(5_000)]

    assert len(set(said)) == len(said)


def test_no_sentence_is_longer_than_it_may_be():
    wording = Wording(random.Random(7))

    assert max(len(wording.sentence(2, longest=120)) for _ in range(500)) <= 120
