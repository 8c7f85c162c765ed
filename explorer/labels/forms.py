"""The form that labels have in one document, learned from all its lines, with the evidence for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explorer.labels.clocks import parse_time
from explorer.labels.heads import Head, LabelShape, Mark, Wrap, read_head
from explorer.labels.names import Plausibility, is_a_common_word, is_a_key
from explorer.lines import Line

LISTED = "- "
"""The lead of a list item; names after such a lead are not enough to call a document speech."""
FEWEST = 2
"""A name recurs if at least this many lines stand under it. Some rules also need at least this many names."""
SENTENCE_ENDS = frozenset('.!?…"”’»)]:;。！？」』।॥؟')
SOUNDS = frozenset(
    {
        "laughter",
        "laughs",
        "laughing",
        "music",
        "applause",
        "inaudible",
        "crosstalk",
        "silence",
        "pause",
        "noise",
        "cough",
    }
    | {
        "foreign",
        "clears throat",
        "sighs",
        "chuckles",
        "unintelligible",
        "indiscernible",
        "background noise",
        "overlap",
    }
)
_ORDER = (Mark.COLON, Mark.CLOCK, Mark.QUOTE, Mark.NOTHING, Mark.DASH, Mark.LINE)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank, with its head and what stands around it.

    ``opens`` tells whether the line may begin a paragraph, ``is_parted`` whether a blank line stands above it.
    ``below`` is the next line that is not blank.
    """

    line: Line
    head: Head | None
    opens: bool
    is_parted: bool
    below: Line | None

    @property
    def words(self) -> str:
        """What follows the head."""
        return self.line.text[self.head.end :] if self.head else self.line.text


@dataclass(frozen=True, slots=True)
class LabelForm:
    """How labels are written in a document: their shape, and the number of lines and of names that have it."""

    shape: LabelShape
    lines: int
    names: int


class FormEvidence:
    """How often each name stands in each shape of head, over the whole document."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._counts: defaultdict[LabelShape, Counter[str]] = defaultdict(Counter)
        self._likeness: dict[tuple[LabelShape, str], Plausibility] = {}
        self._rows: defaultdict[LabelShape, list[Row]] = defaultdict(list)
        for row in rows:
            if row.head and may_label(row):
                head = row.head
                self._counts[head.shape][head.key] += 1
                place = head.shape, head.key
                self._likeness[place] = max(head.likeness, self._likeness.get(place, Plausibility.NONE))
                self._rows[head.shape].append(row)

    def count(self, head: Head) -> int:
        """Return how often the head's name stands in the head's shape."""
        return self._counts[head.shape][head.key] if head.shape in self._counts else 0

    def form(self, *, is_given: bool) -> LabelForm | None:
        """Return the form with the most lines under names that recur; None if no form is certain.

        ``is_given`` means that somebody says the document has labels; marks that only labels have are then enough.
        """
        best = max(self._counts, key=self._rank, default=None)
        if best is not None and self._recurring(best):
            return self._build_form(best)
        for shape in sorted(self._counts, key=self._rank, reverse=True):
            if self._is_unmistakable(shape, is_given=is_given):
                return self._build_form(shape)
        return None

    def is_a_conversation(self, form: LabelForm | None) -> bool:
        """Tell whether the form alone shows that a document is speech.

        Two names recur; or one recurs, and a wrap or a clock marks it; or the lines can be nothing but labels.
        """
        if form is None or form.shape.lead == LISTED:
            return False
        counts = self._counts[form.shape]
        recurring = sum(1 for count in counts.values() if count >= FEWEST)
        is_marked = form.shape.wrap is not Wrap.NOTHING or form.shape.mark is Mark.CLOCK
        if recurring >= FEWEST or (recurring and is_marked):
            return True
        return self._is_unmistakable(form.shape, is_given=False)

    def _build_form(self, shape: LabelShape) -> LabelForm:
        counts = self._counts[shape]
        return LabelForm(shape, counts.total(), len(counts))

    def _recurring(self, shape: LabelShape) -> int:
        """Return the number of a shape's lines under names that recur; 0 if these are words rather than names."""
        counts = {key: count for key, count in self._counts[shape].items() if count >= FEWEST}
        least = Plausibility.DISPLAYED if _is_clear(shape) else Plausibility.WORD
        kept = {key: count for key, count in counts.items() if self._likeness[shape, key] >= least}
        if not any(self._likeness[shape, key] >= Plausibility.WORD for key in kept):
            return 0
        if not _is_clear(shape) and len(self._counts[shape]) < FEWEST:
            return 0
        return sum(kept.values())

    def _rank(self, shape: LabelShape) -> tuple[int, int]:
        return self._recurring(shape), -_ORDER.index(shape.mark)

    def _is_unmistakable(self, shape: LabelShape, *, is_given: bool) -> bool:
        """Tell whether the lines of a shape can be nothing but labels, even if no name recurs."""
        rows = [row for row in self._rows[shape] if row.head and row.head.likeness >= Plausibility.WORD]
        named = [row.head for row in rows if row.head and not is_a_key(row.head.name)]
        if is_given and named and (shape.wrap is Wrap.TAG or is_set_apart(shape)):
            return True
        heads = [head for head in named if not is_a_common_word(head.name)]
        return len(heads) >= FEWEST and len({head.key for head in heads}) >= FEWEST and _clocks_ascend(heads)


def is_set_apart(shape: LabelShape) -> bool:
    """Tell whether a name that has marks around it and a colon is a label beyond doubt, wherever it stands."""
    return shape.wrap in {Wrap.BOLD, Wrap.BRACKETS} and shape.mark is Mark.COLON


def _is_clear(shape: LabelShape) -> bool:
    return shape.mark in {Mark.COLON, Mark.CLOCK} or shape.wrap is Wrap.TAG


def _clocks_ascend(heads: Sequence[Head]) -> bool:
    """Tell whether every head has a clock, and each clock is later than the clock above."""
    times = [parse_time(head.start_time) if head.start_time else None for head in heads]
    known = [time for time in times if time is not None]
    return len(known) == len(times) and all(low < high for low, high in pairwise(known))


def make_rows(lines: Iterable[Line], heads: Iterable[Head | None]) -> list[Row]:
    """Return the rows of a document; ``heads`` has the head of each line, or None, in the order of the lines."""
    kept: list[tuple[Line, Head | None, bool, bool]] = []
    above: Line | None = None
    is_parted = True
    for line, head in zip(lines, heads, strict=True):
        if not line.text:
            is_parted = True
            continue
        opens = is_parted or _ends(above, kept) or _opens_by_itself(head)
        kept.append((line, head, opens, is_parted))
        # A clock alone on its line belongs to the turn below: a blank line above the clock is a blank line above both.
        above, is_parted = line, is_parted and head is not None and not head.name and head.is_alone
    below = [line for line, *_ in kept[1:]]
    return [Row(*row, below[place] if place < len(below) else None) for place, row in enumerate(kept)]


def _ends(above: Line | None, kept: Sequence[tuple[Line, Head | None, bool, bool]]) -> bool:
    """Tell whether the line above ends a sentence, or is a label or a clock without words."""
    if above is None or above.text[-1] in SENTENCE_ENDS:
        return True
    head = kept[-1][1]
    return head is not None and head.is_alone and (not head.name or head.shape.mark is not Mark.LINE)


def _opens_by_itself(head: Head | None) -> bool:
    """Tell whether a line begins with something that no sentence contains: a clock, arrows or a name set apart."""
    return head is not None and (head.time_stands == "before" or head.shape.lead == ">> " or is_set_apart(head.shape))


def may_label(row: Row) -> bool:
    """Tell whether a head could be a label, judged by its row alone; a name alone on its line needs words below it."""
    head = row.head
    if head is None or head.likeness is Plausibility.NONE:
        return False
    shape = head.shape
    if shape.mark is Mark.LINE:
        return row.opens and head.likeness >= Plausibility.WORD and _has_words_below(row)
    if shape.mark is Mark.NOTHING and shape.wrap in {Wrap.ITALIC, Wrap.NOTHING}:
        return False
    if shape.mark is Mark.NOTHING and shape.wrap is Wrap.BRACKETS:
        return head.key not in SOUNDS and head.likeness >= Plausibility.WORD
    return shape.mark is not Mark.DASH or head.start_time is not None or head.name.isupper()


def _has_words_below(row: Row) -> bool:
    """Tell whether the line below a name alone on its line is speech or a clock; it must not be another such name."""
    if row.below is None:
        return False
    below = read_head(row.below.text)
    if below is None or not below.name:
        return below is None or below.is_alone
    return below.likeness is Plausibility.NONE and (below.start_time is None or below.shape.mark is not Mark.LINE)
