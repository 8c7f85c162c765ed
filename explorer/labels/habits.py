"""What the labels of one document have in common beside their shape: where they stand, their times, their capitals."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.labels.forms import Row

MOSTLY = 0.9
"""Share of a document's labels from which on what they have in common is part of the form."""
OFTEN = 0.75
"""The same of where labels stand, which a line of speech may blur that only looks like one."""
FEWEST_ALIKE = 3
"""Labels that show what all have in common."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the labels of one document have in common beside their shape."""

    are_parted: bool
    """A blank line stands above them."""
    stand_anywhere: bool
    """No line above them ends as a sentence does, so that nothing can be told from that."""
    times_before: bool
    times_behind: bool
    are_capitals: bool
    words_begin_small: bool


def read_habits(rows: Sequence[Row]) -> Habits:
    """Return what labels have in common; without any, that nothing is known."""
    heads = [row.head for row in rows if row.head]
    words = [row.words.lstrip("*_ “\"'‘([")[:1] for row in rows]
    spoken = [first for first in words if first.isalpha()]

    def share(count: int, of: int) -> float:
        return count / of if of else 0.0

    return Habits(
        are_parted=share(sum(row.is_parted for row in rows), len(rows)) >= OFTEN and len(rows) >= FEWEST_ALIKE,
        stand_anywhere=len(rows) >= FEWEST_ALIKE and share(sum(row.opens for row in rows), len(rows)) < MOSTLY / 2,
        times_before=share(sum(head.time_stands == "before" for head in heads), len(heads)) >= MOSTLY / 2,
        times_behind=share(sum(head.time_stands == "behind" for head in heads), len(heads)) >= MOSTLY / 2,
        are_capitals=all(head.name.isupper() for head in heads),
        words_begin_small=len(spoken) >= FEWEST_ALIKE
        and share(sum(first.islower() for first in spoken), len(spoken)) > 2 * (1 - MOSTLY),
    )
