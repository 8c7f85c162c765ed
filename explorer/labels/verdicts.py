"""Whether one line is a label, given the form of the document and the names that it is known by."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.labels.forms import FEWEST, FormEvidence, LabelForm, Row, is_set_apart, may_label
from explorer.labels.habits import read_habits
from explorer.labels.heads import Head, Mark, Wrap, read_head
from explorer.labels.names import (
    Plausibility,
    is_a_common_word,
    is_a_key,
    key_of,
    names_a_role,
)

LONGEST_BYLINE = 15
"""Words behind a name that may say what the person is instead of being spoken."""
_REACH = 130
_LEADS = " \t*_>#[(-–—•\u200b\u200e\u200f\ufeff"
_AROUND_WORDS = ":;,.|/>)]*_=-–—"
_MOST_CASELESS = 30
_MOST_SLIPPED_WORDS = 3
_LONG = 3
_MARKS = frozenset("*_[<")
_SIGNS = re.compile(r"[*_\[\]<>#|\\{}]")
_MOST_SIGNS = 12
_COLONS = frozenset(":：")
_OPENS_WITH_A_NUMBER = re.compile(r"[\s\[(*_<#-]{0,6}[0-9]{1,3}\s?[:;.]")
_LINK = re.compile(
    r"\s{0,9}(?:!?\[[^\[\]]{0,300}\]\(\S{0,500}\)|https?://\S{1,500}|www\.\S{1,500}|\S{1,100}@\S{1,100})\s{0,9}"
)
_SLIPPED_MARKS = frozenset(" \t;,.|/>-–—)]*_=")


@dataclass(frozen=True, slots=True)
class Label:
    """What a line says before its words: who speaks, None where it prints a time alone, from when, and till when.

    ``end`` is where the words begin, in code points from the line's start; ``is_exact`` is off where the line lacks
    something of the document's form.
    """

    speaker: str | None
    end: int
    start_time: str | None = None
    end_time: str | None = None
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Nobody:
    """A line that ends the turn above it and is nobody's, and why; ``is_near`` where it nearly has the form."""

    reason: str
    is_near: bool = False


Verdict = Label | Nobody | None


class Judge:
    """Tells labels from lines that only look like them."""

    def __init__(
        self, form: LabelForm, evidence: FormEvidence, rows: Sequence[Row], sure: Mapping[int, Label] | None = None
    ) -> None:
        self._form = form
        self._evidence = evidence
        exact = [row for row in rows if self._recurs(row)]
        self.habits = read_habits(exact or [row for row in rows if row.head and row.head.shape == form.shape])
        ours = [(row, row.head) for row in rows if row.head and row.head.shape == form.shape]
        self._known = {head.key for row, head in ours if isinstance(self._exact(row, head), Label)}
        sure = sure or {}
        self._known |= {key_of(label.speaker) for label in sure.values() if label.speaker}
        self._first = next((row.line.number for row in rows if row.head and row.head.key in self._known), 0)
        self._openings = _by_first_word(self._known)
        self._long_keys = tuple(key for key in self._known if len(key) >= _LONG)[:_MOST_CASELESS]
        self._caseless = tuple(key for key in self._known if key.upper() == key and not key.isascii())[:_MOST_CASELESS]
        self._heard: Counter[str] = Counter()

    def verdict(self, row: Row) -> Verdict:
        """Return what a line is; lines are to be asked about in their order."""
        head = row.head
        found: Verdict = None
        if head is not None and head.name:
            is_exact = head.shape == self._form.shape
            found = self._exact(row, head) if is_exact else self._inexact(row, head)
            if isinstance(found, Label) and self._is_byline(row, head):
                return Nobody(f"“{head.name}” is followed by what the person is, not by speech", is_near=True)
        if isinstance(found, Label):
            self._heard[key_of(found.speaker or "")] += 1
        return found or self._opens_with_a_known_name(row) or self._has_a_trace(row)

    def _has_a_trace(self, row: Row) -> Verdict:
        """Return that a line is nobody's where it has what labels have in this document, and names nobody."""
        if row.line.number < self._first or not self._stands_as_others(row):
            return None
        is_timed = row.head is not None and row.head.time_stands == "before"
        if not is_timed and self.habits.times_before and _OPENS_WITH_A_NUMBER.match(row.line.text):
            return Nobody("it opens with a number, as labels do with their time, and names nobody", is_near=True)
        if self._holds_a_known_label(row.line.text):
            return Nobody("the name of a speaker and a colon stand near its beginning, not as labels do", is_near=True)
        head, ours = row.head, self._form.shape
        if head is not None and head.shape == ours and any(head.key.startswith(key) for key in self._long_keys):
            return _near(head, "begins with the name of a speaker and has the form of a label")
        if head is not None and self.habits.times_behind and head.time_stands == "behind" and not head.is_loose:
            return _near(head, "has a time behind it, as labels have, and does not look like a name")
        if head is None or not head.name or head.shape != ours or len(head.name.split()) > _MOST_SLIPPED_WORDS + 1:
            return None
        is_timed = head.shape.mark is Mark.CLOCK and not head.is_loose
        if is_set_apart(ours) or ours.wrap is Wrap.TAG or is_timed:
            return _near(head, "has the form of a label and does not look like a name")
        return None

    def _holds_a_known_label(self, text: str) -> bool:
        """Tell whether a known name and a colon stand near the beginning, behind signs that should not be there."""
        opening = key_of(_SIGNS.sub("", text[:_REACH]))
        for key in self._long_keys:
            place = opening.find(key, 0, len(key) + _MOST_SIGNS)
            if place >= 0 and opening[place + len(key) :].lstrip()[:1] in _COLONS:
                return not opening[:place].strip("0123456789 .,;:!?-–—'\"“”‘’()")
        return False

    def _recurs(self, row: Row) -> bool:
        head = row.head
        if head is None or head.shape != self._form.shape or head.likeness is Plausibility.NONE:
            return False
        return self._evidence.count(head) >= FEWEST and not is_a_key(head.name)

    def _exact(self, row: Row, head: Head) -> Verdict:
        """Return the verdict on a head in the document's own shape."""
        if head.likeness is Plausibility.NONE:
            return None
        if head.shape.mark is Mark.NOTHING and not self._sets_words_apart(row, head):
            return (
                None
                if head.likeness < Plausibility.FULL
                else _near(head, "is set apart, and no words of a turn follow")
            )
        if self._recurs(row):
            if self._stands_as_others(row) or not self.habits.are_parted or is_set_apart(head.shape):
                return _label(head, is_exact=True)
            return _near(head, "stands within a paragraph, unlike the other labels")
        return self._once(row, head)

    def _sets_words_apart(self, row: Row, head: Head) -> bool:
        """Tell whether words begin behind a name that only bold or brackets set apart."""
        if head.is_alone or head.start_time is not None:
            return True
        first = row.words.lstrip("*_ “\"'‘([")[:1]
        return bool(first) and (not first.islower() or self.habits.words_begin_small) and not names_a_role(row.words)

    def _once(self, row: Row, head: Head) -> Verdict:
        """Return the verdict on a name that stands once in the form; it has to have all of it."""
        if not (self._stands_as_others(row) or (row.opens and is_set_apart(head.shape))) or _LINK.fullmatch(row.words):
            return None
        if head.shape.mark is Mark.LINE and (not may_label(row) or self.habits.are_capitals != head.name.isupper()):
            return None
        if head.likeness is Plausibility.FULL:
            return _label(head, is_exact=True)
        first = head.name.split()[0]
        if is_set_apart(head.shape) and not (is_a_key(first) or is_a_common_word(first)):
            return _label(head, is_exact=True)
        is_word = is_a_common_word(head.name) and not (len(head.name) == 1 and is_set_apart(head.shape))
        if head.likeness is Plausibility.WORD and head.shape.mark is not Mark.NOTHING and not is_word:
            return _label(head, is_exact=True)
        if head.shape.mark is Mark.LINE or len(head.name.split()) > _MOST_SLIPPED_WORDS:
            return None
        return _near(head, "labels once only, and may be a word or a key rather than a name")

    def _inexact(self, row: Row, head: Head) -> Verdict:
        """Return the verdict on a head in another shape."""
        if head.likeness is Plausibility.NONE or not self._stands_as_others(row):
            return None
        if head.key in self._known:
            return self._known_inexact(row, head)
        ours = self._form.shape
        if head.shape.mark is Mark.COLON and ours.mark is Mark.COLON:
            return self._newcomer(row, head)
        is_bold = head.shape.wrap is ours.wrap is Wrap.BOLD and head.likeness is Plausibility.FULL
        if is_bold and (head.is_alone or self._sets_words_apart(row, head)):
            return _near(head, "is set apart as the labels are, and lacks what follows them")
        if head.shape.mark is Mark.CLOCK and ours.mark is Mark.CLOCK and head.likeness >= Plausibility.WORD:
            return _near(head, "has a clock behind it, but is not written as the other labels are")
        return None

    def _known_inexact(self, row: Row, head: Head) -> Verdict:
        """Return the verdict on a known name that is not written as elsewhere: a label if a mark is left of one."""
        mark, wrap = head.shape.mark, head.shape.wrap
        if mark in {Mark.COLON, Mark.QUOTE} or wrap is Wrap.TAG:
            return _label(head, is_exact=False)
        if mark is Mark.CLOCK and (
            not head.is_loose or self._form.shape.mark is Mark.CLOCK or self.habits.times_behind
        ):
            return _label(head, is_exact=False)
        if mark is Mark.DASH and head.start_time is not None:
            return _label(head, is_exact=False)
        if mark is Mark.LINE and row.below is not None and _is_a_clock(row.below.text):
            return _label(head, is_exact=False)
        is_apart = mark is Mark.NOTHING and wrap in {Wrap.BOLD, Wrap.BRACKETS} and row.line.number > self._first
        if is_apart and self._sets_words_apart(row, head):
            return _label(head, is_exact=False)
        return _near(head, "names a speaker, and nothing parts the name from words")

    def _newcomer(self, row: Row, head: Head) -> Verdict:
        """Return the verdict on a name with a colon that lacks, or has, a mark that the others have not."""
        if row.line.number < self._first or _LINK.fullmatch(row.words):
            return None
        if is_a_key(head.name) or head.likeness is Plausibility.DISPLAYED:
            return _near(head, "is not written as the other labels are") if row.is_parted else None
        if self._evidence.count(head) >= FEWEST and not is_a_common_word(head.name):
            return _label(head, is_exact=False)
        lacks_only_bold = self._form.shape.wrap is Wrap.BOLD and head.shape.wrap is Wrap.NOTHING
        if head.likeness is Plausibility.FULL and lacks_only_bold:
            return _label(head, is_exact=False)
        return _near(head, "is not written as the other labels are, and labels once only")

    def _is_byline(self, row: Row, head: Head) -> bool:
        """Tell whether the first mention of a name says what the person is: *Ada Byrne: Professor of Machines*."""
        words = row.words
        return self._heard[head.key] == 0 and len(words.split()) <= LONGEST_BYLINE and names_a_role(words)

    def _stands_as_others(self, row: Row) -> bool:
        if self.habits.are_parted:
            return row.is_parted
        return row.opens or self.habits.stand_anywhere

    def _opens_with_a_known_name(self, row: Row) -> Verdict:
        """Return that a line is nobody's where it opens with a speaker's name and every mark of a label is lost."""
        if not self._stands_as_others(row) or row.line.number < self._first:
            return None
        opening = (row.words if row.head and not row.head.name else row.line.text)[:_REACH].lstrip(_LEADS)
        folded = key_of(opening)
        if row.line.text[0] in _MARKS and any(folded.startswith(key) for key in self._long_keys):
            return Nobody(
                "it opens with the name of a speaker, and its marks are not where they should be", is_near=True
            )
        likely = self._openings.get(folded.split(" ", 1)[0].strip(_AROUND_WORDS), ())
        for key in (*likely, *self._caseless):
            if folded.startswith(key) and self._may_be_words(opening, key, folded[len(key) :]):
                why = f"it opens with the name of a speaker, “{shown_key(key)}”, without what marks a label"
                return Nobody(why, is_near=True)
        return None

    def _may_be_words(self, opening: str, key: str, rest: str) -> bool:
        """Tell whether what follows a name may be the beginning of a turn, rather than go on with a sentence."""
        if not rest:
            return False
        if key in self._caseless:
            return len(key) > 1 or rest[0] in _SLIPPED_MARKS
        if rest[0] not in _SLIPPED_MARKS or (len(key) == 1 and rest[0] not in " ;."):
            return False
        words = opening.split()[len(key.split()) :]
        first = words[0].lstrip("".join(_SLIPPED_MARKS) + "\"“'‘") if words else ""
        return not first or not first[0].islower() or self.habits.words_begin_small


def shown_key(key: str) -> str:
    """Return a key as a curator is shown it."""
    return key.title() if key.isascii() else key


def _label(head: Head, *, is_exact: bool) -> Label:
    return Label(head.name, head.end, head.start_time, head.end_time, is_exact)


def _near(head: Head, why: str) -> Nobody:
    return Nobody(f"“{head.name}” {why}", is_near=True)


def _is_a_clock(text: str) -> bool:
    head = read_head(text)
    return head is not None and not head.name and head.is_alone


def _by_first_word(keys: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(keys, key=len, reverse=True):
        first = key.split(" ", 1)[0].strip(_AROUND_WORDS)
        found[first] = (*found.get(first, ()), key)
    return found
