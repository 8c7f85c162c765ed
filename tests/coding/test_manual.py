"""What readers are told of the codes covers every code, in its own words."""

import pytest

from explorer.coding import manual


@pytest.mark.parametrize("codes", manual.MEANINGS, ids=lambda codes: codes.__name__)
def test_every_code_of_a_list_has_a_meaning_of_its_own(codes):
    legend = manual.build_legend(codes)
    assert [code for code, _ in legend] == list(codes)
    assert len({meaning for _, meaning in legend}) == len(codes)
    assert all(meaning.endswith(".") for _, meaning in legend)


def test_the_rule_of_confidence_is_worked_out_from_best_to_none():
    given = [confidence for _, confidence in manual.build_confidence_table()]
    assert given == ["high", "high", "medium", "medium", "low", None]
