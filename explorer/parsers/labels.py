"""Speakers' labels that no mark sets apart, and the times beside them: ``0:12 – Ada: …``, ``ADA`` on a line alone.

A name that labels twice or more is a speaker. What looks like a label and stands once is taken for one as well and
warned of: words under a wrong heading are nobody's, words without their label would be somebody else's.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from rapidfuzz import fuzz, process

from explorer.parsers.lines import Line
from explorer.text import shorten

CLOCK = r"[0-9]{1,3}:[0-9][0-9:.,]{1,9}"
FEWEST_TIMES = 3
"""Lines that open with a time before such a time alone opens a turn: prose may have one by chance."""
MOST_COMPARED = 50
"""Names that are compared for slips of spelling; a conversation has fewer speakers."""
ALIKE = 75
"""Least similarity, of 100, of a misspelt name and the name that is meant."""
_WORD = r"[\w.’'&/-]{1,31}"
_NAME = rf"[^\W\d_][\w.’'&/-]{{0,30}}(?: {{1,3}}{_WORD}){{0,4}}"
_ROLE = r"(?: {0,3}\([^\W\d_][^()0-9]{0,29}\))?"
_TIME_BEFORE = re.compile(
    rf"[\[(]?({CLOCK})[\])]?(?:\s{{0,3}}(?:[-–—]|-->|to)\s{{0,3}}[\[(]?({CLOCK})[\])]?)?(?![\w%])"
    r"\s{0,9}(?:[-–—|:•>]{1,3}\s{0,9})?"
)
_TIME_AFTER = re.compile(rf"[\[(]({CLOCK})[\])]\s{{0,9}}(?:[-–—|:]\s{{0,9}})?|({CLOCK})\Z")
_COLON = re.compile(rf"({_NAME}{_ROLE})\s{{0,3}}[:：](?!//|[0-9]{{2}})\s*")
_TIMED = re.compile(rf"({_NAME}{_ROLE})\s{{0,3}}(?:[\[(]({CLOCK})[\])]\s{{0,3}}[:：]?|[-–—,|]?\s{{0,3}}({CLOCK})\Z)\s*")
_DASHED = re.compile(rf"({_NAME}{_ROLE})\s{{1,3}}[-–—]\s{{1,3}}(?=\S)")
_ALONE = re.compile(rf"({_NAME}{_ROLE})\Z")
_SMALL_WORDS = frozenset(
    {"de", "del", "der", "den", "di", "da", "du", "la", "le", "van", "von", "ter", "and", "of", "&"}
)
_SENTENCE_ENDS = '.!?…"”’)]:'


@dataclass(frozen=True, slots=True)
class Label:
    """What a line says before its words: who speaks, None where it prints a time alone, from when, and till when.

    ``end`` is where the words begin, in code points from the line's start.
    """

    speaker: str | None
    end: int
    start_time: str | None = None
    end_time: str | None = None


class Form(Enum):
    """How a name labels: by what follows it on its line, or by standing alone."""

    TIMED = _TIMED
    COLON = _COLON
    DASHED = _DASHED
    ALONE = _ALONE


EVERY_FORM = tuple(Form)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may begin with a label: under a name, if ``form`` is not None, or else with ``time`` alone.

    ``opens`` tells whether the line opens a paragraph, as far as can be seen.
    """

    line: Line
    form: Form | None
    label: Label | None
    time: Label | None
    opens: bool

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return key_of(self.label.speaker) if self.label and self.label.speaker else ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a document by the number of their line, how often each name labels, and what to check."""

    by_line: Mapping[int, Label] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[tuple[Line, str], ...] = ()

    @property
    def are_a_conversation(self) -> bool:
        """Whether two speakers or more are each labelled twice or more."""
        return sum(1 for count in self.counts.values() if count > 1) > 1


def key_of(name: str) -> str:
    """Return a name as it is compared: capitals and white space aside."""
    return " ".join(name.casefold().split())


def _unmarked(_: Line) -> Label | None:
    return None


def read_labels(
    lines: Sequence[Line],
    sure: Callable[[Line], Label | None] = _unmarked,
    forms: Collection[Form] = EVERY_FORM,
) -> Labels:
    """Return the labels in ``lines``, blank ones among them; ``sure`` tells those that a mark of the format sets apart.

    Where marks set labels apart, a line without one is labelled only by a name that has a mark elsewhere; where there
    are none, every repeated name labels, and with a warning every other that looks as if it did. ``forms`` are those
    that the format has.
    """
    marked = {line.number: label for line in lines if (label := sure(line))}
    candidates = [candidate for candidate in _candidates(lines, forms) if candidate.line.number not in marked]
    names = Counter(key_of(label.speaker) for label in marked.values() if label.speaker)
    judge = _Judge(candidates, names)
    by_line, warnings = dict(marked), [*_misspelt(lines, marked, names)]
    for candidate in candidates:
        if label := judge.label(candidate):
            by_line[candidate.line.number] = label
            if candidate.key not in judge.names and label.speaker:
                warnings.append((candidate.line, _warning(label.speaker, judge.names)))
    counts = Counter(key_of(label.speaker) for label in by_line.values() if label.speaker)
    return Labels(by_line, counts, tuple(warnings))


class _Judge:
    """Tells which candidates are labels, from the names that the whole document repeats."""

    def __init__(self, candidates: Sequence[_Candidate], marked: Mapping[str, int]) -> None:
        inline = _repeated(
            candidate for candidate in candidates if candidate.label and candidate.form is not Form.ALONE
        )
        alone = _repeated(candidate for candidate in candidates if candidate.form is Form.ALONE and candidate.opens)
        self._is_marked = bool(marked)
        self._alone_labels = not marked and sum(alone.values()) > sum(inline.values())
        self.names = marked or (inline | alone if self._alone_labels else inline)
        self._times_open = sum(1 for candidate in candidates if candidate.time) >= FEWEST_TIMES

    def label(self, candidate: _Candidate) -> Label | None:
        """Return the label that a candidate is: its name's with the time, else a time's alone, else none."""
        if candidate.label and (candidate.key in self.names or self._may_be_a_speaker(candidate)):
            return candidate.label
        return candidate.time if self._times_open else None

    def _may_be_a_speaker(self, candidate: _Candidate) -> bool:
        """Tell whether a name that stands once looks like the labels of the other speakers."""
        if self._is_marked or not self.names or not candidate.opens:
            return False
        return candidate.form in {Form.COLON, Form.TIMED} or (candidate.form is Form.ALONE and self._alone_labels)


def _repeated(candidates: Iterable[_Candidate]) -> Counter[str]:
    """Return how often each name stands that stands twice or more."""
    counts = Counter(candidate.key for candidate in candidates)
    return Counter({name: count for name, count in counts.items() if count > 1})


def _candidates(lines: Sequence[Line], forms: Collection[Form]) -> Iterator[_Candidate]:
    """Yield the lines that may begin with a label."""
    opens = True
    for line in lines:
        found = _candidate(line, forms, opens=opens) if line.text else None
        if found:
            yield found
        words = line.text[found.label.end :] if found and found.label else line.text
        opens = not words or words[-1] in _SENTENCE_ENDS or (found is not None and found.label is None and not words)


def _candidate(line: Line, forms: Collection[Form], *, opens: bool) -> _Candidate | None:
    """Return what a line may be labelled with, None where it begins with neither time nor name."""
    before = _TIME_BEFORE.match(line.text)
    place = before.end() if before else 0
    time = Label(None, place, before[1], before[2]) if before else None
    for form in forms:
        match = form.value.match(line.text, place)
        if match is None or not _is_name(match[1]):
            continue
        if form is Form.DASHED and not (before or match[1].isupper()):
            continue
        return _Candidate(line, form, _label(line.text, match, form, time), time, opens)
    return _Candidate(line, None, None, time, opens) if time else None


def _label(text: str, match: re.Match[str], form: Form, before: Label | None) -> Label:
    """Return the label of a name with the times before it, or with the one that is printed behind it."""
    end, after = match.end(), None
    if form is Form.TIMED:
        after = match[2] or match[3]
    elif form is Form.COLON:
        end, after = time_behind(text, end)
    if before:
        return Label(match[1], end, before.start_time, before.end_time)
    return Label(match[1], end, after)


def time_behind(text: str, end: int) -> tuple[int, str | None]:
    """Return where the words begin behind a name that ends at ``end``, and the time printed between, if one is."""
    found = _TIME_AFTER.match(text, end)
    return (found.end(), found[1] or found[2]) if found else (end, None)


def _is_name(printed: str) -> bool:
    """Tell whether every word begins as a name's do; a trailing full stop ends a sentence, except after initials."""
    words = printed.partition("(")[0].split()
    if printed[-1] in "./&-" and len(words[-1]) > 3:
        return False
    return not words[0][0].islower() and all(not word[0].islower() or word in _SMALL_WORDS for word in words)


def _misspelt(
    lines: Iterable[Line], marked: Mapping[int, Label], names: Mapping[str, int]
) -> Iterator[tuple[Line, str]]:
    """Warn of every marked name that stands once and is much like another that does not."""
    often = {name: count for name, count in names.items() if count > 1}
    once = [line for line in lines if (name := _speaker(marked, line)) and names[key_of(name)] == 1]
    for line in once[:MOST_COMPARED]:
        name = _speaker(marked, line) or ""
        if _alike(name, often):
            yield line, _warning(name, often)


def _speaker(marked: Mapping[int, Label], line: Line) -> str | None:
    label = marked.get(line.number)
    return label.speaker if label else None


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
