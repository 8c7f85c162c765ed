"""The words by which a mode can be proposed; a curator decides, since doubt and condition are told by the sense."""

import re
from dataclasses import dataclass

from explorer.coding.vocabulary import Mode

DOUBT = re.compile(
    r"\b(my (?:guess|hunch|intuition|suspicion)|i(?:'d| would)? guess|i suspect|maybe|perhaps|possibly|presumably"
    r"|i(?:'m| am) not (?:so |entirely |really )?sure|who knows|might be|not clear to me"
    r"|(?:it|that|this|they|there|we|you|he|she) (?:might|may|could well))\b",
    re.IGNORECASE,
)
"""Doubt about the content. A conversational "I think" is none."""

CONDITION = re.compile(
    r"\b(if\b[^.?!]*\b(?:would|i'd|we'd|he'd|she'd|they'd|it'd)|(?:would|i'd|we'd)\b[^.?!]*\bif|unless)\b",
    re.IGNORECASE,
)
"""A condition not yet met, with what would follow. A definition, "if you take X to mean Y", has no "would"."""


@dataclass(frozen=True, slots=True)
class ProposedMode:
    """A mode with the word that speaks for it; without one the words are asserted until somebody reads otherwise."""

    mode: Mode
    word: str = ""


def proposed_mode(words: str) -> ProposedMode:
    """Return the mode that the wording of a quotation speaks for."""
    plain = words.replace("’", "'")
    for mode, signs in ((Mode.CONDITIONAL, CONDITION), (Mode.HEDGED, DOUBT)):
        if found := signs.search(plain):
            return ProposedMode(mode, " ".join(found.group(0).split()))
    return ProposedMode(Mode.ASSERTED)
