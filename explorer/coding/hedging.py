"""Proposal of a mode by the wording of a quotation; the curator decides, since wording does not settle the sense."""

import re
from dataclasses import dataclass

from explorer.coding.vocabulary import Mode

DOUBT = re.compile(
    r"\b(my (?:guess|hunch|intuition|suspicion)|i(?:'d| would)? guess|i suspect|maybe|perhaps|possibly|presumably"
    r"|i(?:'m| am) not (?:so |entirely |really )?sure|who knows|might be|not clear to me"
    r"|(?:it|that|this|they|there|we|you|he|she) (?:might|may|could well))\b",
    re.IGNORECASE,
)
"""Words of doubt about the content; a conversational "I think" is no doubt."""

CONDITION = re.compile(
    r"\b(if\b[^.?!]*\b(?:would|i'd|we'd|he'd|she'd|they'd|it'd)|(?:would|i'd|we'd)\b[^.?!]*\bif|unless)\b",
    re.IGNORECASE,
)
"""Words of a condition not yet met; a definition ("if you take X to mean Y") has no "would"."""


@dataclass(frozen=True, slots=True)
class ProposedMode:
    """A proposed mode with the words that suggest it; no words for ``asserted``, which is the default."""

    mode: Mode
    word: str = ""


def propose_mode(words: str) -> ProposedMode:
    """Return the mode that the wording of a quotation suggests."""
    plain = words.replace("’", "'")
    for mode, signs in ((Mode.CONDITIONAL, CONDITION), (Mode.HEDGED, DOUBT)):
        if found := signs.search(plain):
            return ProposedMode(mode, " ".join(found.group(0).split()))
    return ProposedMode(Mode.ASSERTED)
