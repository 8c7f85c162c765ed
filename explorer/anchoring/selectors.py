"""The selector of a quotation, and the outcomes of locating it.

A :class:`TextQuote` is the TextQuoteSelector of the W3C Web Annotation Data Model (section 4.2.4): the exact words,
with a prefix and suffix that tell repeated words apart. Offsets count Unicode code points, end exclusive, like that
model's TextPositionSelector (section 4.2.5).
"""

from dataclasses import dataclass
from enum import StrEnum


class Fold(StrEnum):
    """A difference in writing that changes no words."""

    QUOTES = "curly or straight quotation marks"
    WHITE_SPACE = "white space"
    DASHES = "dashes"
    ELLIPSES = "ellipses"
    NORMAL_FORM = "Unicode normal form"


@dataclass(frozen=True, slots=True)
class TextQuote:
    """The words of a quotation; ``prefix`` and ``suffix`` stand directly before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The words stand in one place; ``folds`` names the differences in writing, none for a verbatim match."""

    start: int
    end: int
    folds: tuple[Fold, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The words stand in several places, which begin at ``starts``."""

    starts: tuple[int, ...]

    def __str__(self) -> str:
        """Return the number of places and the cure."""
        return f"the words stand {len(self.starts)} times in the source; add a prefix or suffix that tells them apart"


@dataclass(frozen=True, slots=True)
class Missing:
    """The words stand nowhere; ``[near_start, near_end)`` is the most similar place, only a hint for the curator."""

    near_start: int | None = None
    near_end: int | None = None

    def __str__(self) -> str:
        """Return the fault and the cure."""
        return "the words are not in the source; quote it character by character"


Outcome = Found | Ambiguous | Missing
