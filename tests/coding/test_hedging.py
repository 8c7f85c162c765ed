"""The words that speak for a mode: a proposal, with the word that makes it."""

import pytest

from explorer.coding.hedging import propose_mode
from explorer.coding.vocabulary import Mode


@pytest.mark.parametrize(
    ("words", "mode", "word"),
    [
        ("I think scale is a dead end.", Mode.ASSERTED, ""),
        ("I don't think that we can say what an AGI is.", Mode.ASSERTED, ""),
        ("If you take intelligence to mean skill, it is general.", Mode.ASSERTED, ""),
        ("My guess is that it will take decades.", Mode.HEDGED, "My guess"),
        ("I suspect that it will.", Mode.HEDGED, "I suspect"),
        ("Maybe it is so.", Mode.HEDGED, "Maybe"),
        ("So it might be enough.", Mode.HEDGED, "it might"),
        ("I’m not sure that it does.", Mode.HEDGED, "I'm not sure"),
        ("If we saw that, then I would agree.", Mode.CONDITIONAL, "If we saw that, then I would"),
        ("I would agree if\nwe saw that.", Mode.CONDITIONAL, "would agree if"),
        ("Mayberry is a town.", Mode.ASSERTED, ""),
    ],
)
def test_the_mode_is_proposed_with_the_word_that_speaks_for_it(words, mode, word):
    proposed = propose_mode(words)
    assert (proposed.mode, proposed.word) == (mode, word)
