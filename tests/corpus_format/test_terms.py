"""A group of terms says something, and nothing twice."""

import pytest

from explorer.corpus_format.terms import find_group_faults, term_key


@pytest.mark.parametrize(
    ("also", "narrower", "faults"),
    [
        (["reward learning"], [], []),
        ([], ["TD"], []),
        ([], [], ["'RL' stands alone; give terms in also or in narrower, or remove it"]),
        (["rl"], [], ["'rl' stands twice with 'RL'; remove one of them"]),
        (["TD"], ["td", "rl"], [f"'{word}' stands twice with 'RL'; remove one of them" for word in ("td", "rl")]),
    ],
)
def test_every_fault_of_a_group_is_told_with_its_cure(also, narrower, faults):
    assert list(find_group_faults("RL", also, narrower)) == faults


def test_case_alone_tells_no_terms_apart():
    assert term_key("STRASSE") == term_key("straße")
    assert term_key("Q-learning") != term_key("Q learning")
