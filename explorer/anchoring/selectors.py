"""How a quotation is named, and what looking for it may give.

A :class:`TextQuote` is the TextQuoteSelector of the W3C Web Annotation Data Model (section 4.2.4): the exact words,
with what stands before and after them where they repeat. Offsets count Unicode code points, end exclusive, as that
model's TextPositionSelector does (section 4.2.5).
"""

from dataclasses import dataclass
from enum import StrEnum


class Fold(StrEnum):
    """A difference in writing that is not a difference in words."""

    QUOTES = "curly or straight quotation marks"
    WHITE_SPACE = "white space"
    DASHES = "dashes"
    ELLIPSES = "ellipses"
    NORMAL_FORM = "Unicode normal form"


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Words to look for; ``prefix`` and ``suffix`` stand directly before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The one place where the words stand; ``folds`` names the differences in writing, none when verbatim."""

    start: int
    end: int
    folds: tuple[Fold, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The words stand in several places; ``starts`` says where each begins."""

    starts: tuple[int, ...]

    def __str__(self) -> str:
        """Say how many, and what tells them apart."""
        return f"the words stand {len(self.starts)} times in the source; add a prefix or suffix that tells them apart"


@dataclass(frozen=True, slots=True)
class Missing:
    """The words stand nowhere; ``[near_start, near_end)`` is a hint for the curator and is never used."""

    near_start: int | None = None
    near_end: int | None = None

    def __str__(self) -> str:
        """Say that nothing was used instead."""
        return "the words are not in the source; quote it character by character"


Outcome = Found | Ambiguous | Missing
