"""The labels of a document by its form, and whatever nearly has the form, or ends a turn without naming anybody.

A line that has the form exactly is a label. One under a name that is known, with a mark of a label beside it, is one
as well, and told. Everything else that looks like a label takes the words below it away from whoever spoke above.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from rapidfuzz import fuzz, process

from explorer.labels.asides import reason_of_aside, reason_of_ending
from explorer.labels.clocks import parse_time
from explorer.labels.forms import FEWEST, FormEvidence, LabelForm, Row, make_rows
from explorer.labels.heads import Head, LabelShape, Mark, Wrap, read_head
from explorer.labels.names import key_of
from explorer.labels.verdicts import Judge, Label, Nobody, Verdict
from explorer.lines import Line
from explorer.text import shorten

FEWEST_TIMES = 3
"""Lines that open with a time before such a time alone opens a turn: prose may have one by chance."""
MOST_COMPARED = 50
"""Names that are compared for slips of spelling; a conversation has fewer speakers."""
ALIKE = 75
"""Least similarity, of 100, of a misspelt name and the name that is meant."""
LONGEST_SHOWN = 200
_CLOSING_BRACKETS = frozenset(")]")
NOBODY_NAMED: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A line that nearly has the form of a label, and is none until somebody says so; ``line`` counts from 1.

    ``name`` is what it prints where a label has its name, nothing where it prints none.
    """

    line: int
    text: str
    reason: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a document by the number of their line, what ends a turn without one, and what to check.

    ``breaks`` says of a line why it is nobody's; ``sections`` has the lines that are a heading with a time.
    """

    by_line: Mapping[int, Label] = field(default_factory=dict)
    breaks: Mapping[int, str] = field(default_factory=dict)
    sections: Mapping[int, tuple[str, float]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    form: LabelForm | None = None
    near_misses: tuple[NearMiss, ...] = ()
    warnings: tuple[tuple[Line, str], ...] = ()
    are_a_conversation: bool = False
    are_parted: bool = False


class Markup:
    """What the markup of a format says of a line; a plain text says nothing beside its words."""

    def marked(self, line: Line) -> str:
        """Return the line with the marks of bold and italics in it."""
        return line.text

    def place(self, line: Line, place: int) -> int:  # noqa: ARG002, for the formats that hide their marks
        """Return where a place of the marked line is in the line itself."""
        return place

    def named(self, line: Line) -> Label | None:  # noqa: ARG002
        """Return the label that the markup itself means as one."""
        return None


def read_labels(
    lines: Iterable[Line],
    markup: Markup | None = None,
    *,
    is_given: bool = True,
    named: Mapping[int, str] = NOBODY_NAMED,
) -> Labels:
    """Return the labels in ``lines``, blank ones among them.

    ``is_given`` is off where it is still to be found out whether the document is speech; ``named`` says who speaks at
    which lines, by a curator's word.
    """
    return _Reading(list(lines), markup or Markup(), is_given=is_given, named=named).labels()


class _Reading:
    """Reads the labels of one document."""

    def __init__(self, lines: Sequence[Line], markup: Markup, *, is_given: bool, named: Mapping[int, str]) -> None:
        self._markup = markup
        self._named = named
        self._sure = {line.number: label for line in lines if line.text and (label := markup.named(line))}
        heads = [self._head(line) for line in lines]
        self._rows = make_rows(lines, heads)
        evidence = FormEvidence(row for row in self._rows if row.line.number not in self._sure)
        self._form = _likelier(evidence.form(is_given=is_given), self._sure)
        self._is_conversation = evidence.is_a_conversation(self._form) or bool(self._sure)
        self._judge = Judge(self._form, evidence, self._rows, self._sure) if self._form else None
        self._by_line: dict[int, Label] = dict(self._sure)
        self._breaks: dict[int, str] = {}
        self._near: list[NearMiss] = []
        self._told: list[tuple[Line, str]] = []

    def labels(self) -> Labels:
        """Return the labels, with all that was found beside them."""
        for row in self._rows:
            if row.line.number not in self._sure:
                self._read(row)
        sections = self._sections()
        self._read_times()
        self._read_ending()
        counts = Counter(key_of(label.speaker) for label in self._by_line.values() if label.speaker)
        return Labels(
            self._by_line,
            self._breaks,
            sections,
            counts,
            self._form,
            tuple(self._near),
            (*self._rare(counts), *self._told),
            self._is_conversation,
            are_parted=self._judge is not None and self._judge.habits.are_parted,
        )

    def _head(self, line: Line) -> Head | None:
        head = read_head(self._markup.marked(line)) if line.text else None
        return replace(head, end=self._markup.place(line, head.end)) if head else None

    def _read(self, row: Row) -> None:
        """Decide what one line is."""
        number = row.line.number
        found: Verdict = self._judge.verdict(row) if self._judge else None
        if number in self._named:
            found = _said(row, self._named[number], found)
        if isinstance(found, Label):
            self._by_line[number] = found
            if not found.is_exact:
                self._told.append(
                    (row.line, f"“{found.speaker}” is not written as the other labels are, and is read as one")
                )
            return
        if row.opens and (reason := reason_of_aside(self._markup.marked(row.line))):
            found = Nobody(reason)
        if isinstance(found, Nobody) and (self._by_line or self._judge is None):
            self._breaks[number] = found.reason
            if found.is_near:
                name = row.head.name if row.head and row.head.shape.mark is not Mark.LINE else ""
                self._near.append(NearMiss(number, shorten(row.line.text, LONGEST_SHOWN), found.reason, name))

    def _sections(self) -> dict[int, tuple[str, float]]:
        """Return the headings that print a time behind their words, where labels are written otherwise."""
        if self._form is not None and self._form.shape.mark is Mark.CLOCK:
            return {}
        found = {}
        for row in self._rows:
            head = row.head
            if (
                head is None
                or row.line.number in self._by_line
                or not (head.name and head.is_alone and head.start_time)
            ):
                continue
            is_apart = row.opens or row.line.text[-1] in _CLOSING_BRACKETS
            is_heading = head.shape.mark is Mark.CLOCK and head.time_stands == "behind" and is_apart
            if is_heading and (time := parse_time(head.start_time)) is not None:
                found[row.line.number] = (head.name, time)
        enough = len(found) >= FEWEST and self._form is not None
        return {number: section for number, section in found.items() if number not in self._breaks} if enough else {}

    def _read_times(self) -> None:
        """Take the lines that open with a clock and name nobody."""
        timed = [row for row in self._rows if row.head and not row.head.name and row.line.number not in self._by_line]
        timed += [row for row in self._rows if self._opens_with_time(row)]
        if len(timed) < FEWEST_TIMES and self._judge is None:
            return
        wordless = {row.below.number for row in self._rows if row.below and self._waits_for_words(row)}
        for row in timed:
            self._read_time(row, len(timed), is_a_labels=row.line.number in wordless)

    def _waits_for_words(self, row: Row) -> bool:
        """Tell whether a line is a label without a time, alone."""
        label = self._by_line.get(row.line.number)
        is_timed = label is None or label.start_time is not None
        return label is not None and not is_timed and bool(label.speaker) and label.end == len(row.line.text)

    def _opens_with_time(self, row: Row) -> bool:
        head = row.head
        is_timed = head is not None and head.name and head.time_stands == "before" and head.start_time is not None
        return bool(is_timed) and row.line.number not in self._by_line

    def _read_time(self, row: Row, times: int, *, is_a_labels: bool) -> None:
        """Take the clock of a line that names nobody; the words behind it are nobody's where names are expected."""
        head, number = row.head, row.line.number
        if head is None:
            return
        end = head.end if not head.name else self._after_time(row)
        habits = self._judge.habits if self._judge else None
        is_a_cue = habits is None or habits.times_before or times >= FEWEST_TIMES or end == len(row.line.text)
        if not is_a_cue or not (row.opens or end == len(row.line.text)):
            return
        self._by_line[number] = Label(None, end, head.start_time, head.end_time)
        goes_on = habits is not None and habits.times_behind and not habits.times_before
        if habits is not None and not goes_on and not is_a_labels:
            self._breaks.setdefault(number, "a time that names nobody, among turns that are labelled")

    def _after_time(self, row: Row) -> int:
        """Return where the words begin behind the clock that opens a line."""
        text = self._markup.marked(row.line)
        head = row.head
        place = text.find(head.name) if head else -1
        return self._markup.place(row.line, place) if place > 0 else 0

    def _read_ending(self) -> None:
        """Find what stands below the last turn and is none of it."""
        last = max((number for number, label in self._by_line.items() if label.speaker), default=None)
        if last is None:
            return
        for row in self._rows:
            number = row.line.number
            is_below = number > last and row.opens and number not in self._by_line
            if is_below and (reason := reason_of_ending(self._markup.marked(row.line))):
                self._breaks.setdefault(number, reason)

    def _rare(self, counts: Mapping[str, int]) -> Iterator[tuple[Line, str]]:
        """Warn of every name that stands once: of all where no mark sets labels apart, else of those like another."""
        often = {name: count for name, count in counts.items() if count > 1}
        is_plain = self._form is not None and self._form.shape.wrap is Wrap.NOTHING and not self._sure
        once = [row for row in self._rows if self._labels_once(row, counts)]
        for row in once[:MOST_COMPARED]:
            name = self._by_line[row.line.number].speaker or ""
            if is_plain or _alike(name, often):
                yield row.line, _warning(name, often)

    def _labels_once(self, row: Row, counts: Mapping[str, int]) -> bool:
        label = self._by_line.get(row.line.number)
        return label is not None and bool(label.speaker) and counts[key_of(label.speaker or "")] == 1


def _likelier(form: LabelForm | None, sure: Mapping[int, Label]) -> LabelForm | None:
    """Return the form of the labels that the markup means as such, where they are more than others."""
    if not sure or (form is not None and form.lines >= len(sure)):
        return form
    return LabelForm(
        LabelShape("", Wrap.TAG, Mark.NOTHING), len(sure), len({key_of(label.speaker or "") for label in sure.values()})
    )


def _said(row: Row, name: str, found: Verdict) -> Verdict:
    """Return the label that a curator says a line is; what is printed of a label before the words is none of them."""
    if not name:
        return Nobody("a curator says that nobody is named here")
    if isinstance(found, Label):
        return replace(found, speaker=name)
    head = row.head
    if head and head.name and isinstance(found, Nobody) and head.shape.mark is not Mark.LINE:
        return Label(name, head.end, head.start_time, head.end_time)
    opening = row.line.text[: len(name)]
    end = len(name) if key_of(opening) == key_of(name) else 0
    return Label(name, end + len(row.line.text[end:]) - len(row.line.text[end:].lstrip(" :;,.–—-")) if end else 0)


def _alike(name: str, names: Mapping[str, int]) -> str | None:
    """Return the one of the commonest names that ``name`` may be a misspelling of."""
    often = [known for known, _ in Counter(names).most_common(MOST_COMPARED)]
    found = process.extractOne(key_of(name), often, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found else None


def _warning(name: str, names: Mapping[str, int]) -> str:
    """Return what to check of a name that stands once."""
    shown = shorten(name, 60)
    if near := _alike(name, names):
        return f"“{shown}” labels once only and is much like “{near}”; if they are one, add the label to the episode"
    return f"“{shown}” labels once only; check that it is a speaker"
