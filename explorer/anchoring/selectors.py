"""The selector of a quotation, and the outcomes of locating it.

A :class:`TextQuote` is the TextQuoteSelector of the W3C Web Annotation Data Model (section 4.2.4): the exact words,
with a prefix and suffix that tell repeated words apart. Offsets count Unicode code points, end exclusive, like that
model's TextPositionSelector (section 4.2.5).
"""

from dataclasses import dataclass
from enum import StrEnum

from explorer.text import join_words


class Fold(StrEnum):
    """A difference that changes no words.

    A quotation of evidence may have those of writing. Case, accents and punctuation are folded only to answer whether
    words stand in a document at all.
    """

    QUOTES = "curly or straight quotation marks"
    WHITE_SPACE = "white space"
    DASHES = "dashes"
    ELLIPSES = "ellipses"
    NORMAL_FORM = "Unicode normal form"
    CASE = "capital and small letters"
    ACCENTS = "accents"
    PUNCTUATION = "punctuation"


WRITING_FOLDS = frozenset(Fold) - {Fold.CASE, Fold.ACCENTS, Fold.PUNCTUATION}
"""The folds with which a quotation still stands where it was found."""


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


class DifferenceKind(StrEnum):
    """What was done to the words of a text where they are nearly quoted."""

    LEFT_OUT = "left-out"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class WordDifference:
    """Words of a text at ``[start, end)`` that are quoted otherwise, at ``[quoted_start, quoted_end)``.

    ``said`` are the words of the text, empty where the quotation adds some; ``quoted`` those of the quotation, empty
    where it leaves some out.
    """

    kind: DifferenceKind
    said: str
    quoted: str
    start: int
    end: int
    quoted_start: int
    quoted_end: int

    def __str__(self) -> str:
        """Return the difference as part of a sentence."""
        if self.kind == DifferenceKind.LEFT_OUT:
            return f"“{self.said}” is left out"
        if self.kind == DifferenceKind.ADDED:
            return f"“{self.quoted}” is added"
        return f"“{self.said}” is changed to “{self.quoted}”"


@dataclass(frozen=True, slots=True)
class Missing:
    """The words stand nowhere; ``[near_start, near_end)`` is the most similar place, only a hint for the curator.

    Where that place has nearly the words, ``folds`` and ``differences`` say how they differ; else both are empty.
    """

    near_start: int | None = None
    near_end: int | None = None
    folds: tuple[Fold, ...] = ()
    differences: tuple[WordDifference, ...] = ()

    def __str__(self) -> str:
        """Return the fault and the cure."""
        return "the words are not in the source; quote it character by character"

    @property
    def hint(self) -> str:
        """What to say of the similar place, as part of a sentence that goes on with where it is."""
        if self.differences:
            return f"nearly: {join_words([str(difference) for difference in self.differences])},"
        if self.folds:
            return f"but for {join_words([fold.value for fold in self.folds])} they stand"
        return "the nearest words are"


Outcome = Found | Ambiguous | Missing
