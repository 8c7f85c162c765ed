"""What stands at the head of a line: marks, a clock, something that may be a name, and what parts it from the words.

A head is only read here. Whether it is a label is decided for the whole document.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from explorer.labels.clocks import PrintedClock, find_clock, read_clock
from explorer.labels.names import LONGEST, Plausibility, clean_name, judge_name, key_of


class Wrap(StrEnum):
    """What sets a name apart as a whole."""

    NOTHING = ""
    BOLD = "bold"
    ITALIC = "italic"
    BRACKETS = "brackets"
    TAG = "tag"


class Mark(StrEnum):
    """What parts a name from the words."""

    COLON = "colon"
    CLOCK = "clock"
    QUOTE = "quotation mark"
    DASH = "dash"
    LINE = "line end"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class LabelShape:
    """How a document writes a label; the clock beside the name is no part of it, unless nothing else parts them."""

    lead: str
    wrap: Wrap
    mark: Mark

    def __str__(self) -> str:
        opening, closing = _SHOWN_WRAPS[self.wrap]
        if self.mark is Mark.COLON and self.wrap is not Wrap.NOTHING:
            return f"{self.lead}{opening}Name{closing}: words"
        return f"{self.lead}{opening}Name{closing}{_SHOWN_MARKS[self.mark]}"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a line; a line that opens with a clock alone has no ``name``.

    ``end`` is where the words begin, in code points from the line's start.
    """

    name: str
    key: str
    likeness: Plausibility
    shape: LabelShape
    end: int
    start_time: str | None = None
    end_time: str | None = None
    time_stands: str = ""
    is_alone: bool = False
    is_loose: bool = False
    """The clock that parts name and words is neither in brackets nor at the line's end."""


_SHOWN_WRAPS = {
    Wrap.NOTHING: ("", ""),
    Wrap.BOLD: ("**", "**"),
    Wrap.ITALIC: ("*", "*"),
    Wrap.BRACKETS: ("[", "]"),
    Wrap.TAG: ("<v ", ">"),
}
_SHOWN_MARKS = {
    Mark.COLON: ": words",
    Mark.CLOCK: " 0:00 words",
    Mark.QUOTE: "「words」",
    Mark.DASH: " – words",
    Mark.LINE: ", the words below it",
    Mark.NOTHING: " words",
}
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{0,20}")
_ARROWS = re.compile(r"(?:>|&gt;){2,3}\s{0,3}")
_DASH = re.compile(r"(?:[-–—•+]|\*(?=\s))\s{0,3}(?=\S)")
_OPENING = re.compile(r"\*{1,3}|__?|<(?:b|strong|em|i)>", re.IGNORECASE)
_CLOSINGS = {
    "*": re.compile(r"\*{1,3}"),
    "_": re.compile(r"__?(?!\w)"),
    "<": re.compile(r"</(?:b|strong|em|i)>", re.IGNORECASE),
}
"""What closes bold or italics, by the first sign of what opened them; within a word ``_`` is a letter."""
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})?\s{1,3}([^<>]{1,100})>|<v(?:\.[^\s<>]{1,100})?>")
_AFTER_TIME = re.compile(r"\s{0,9}(?:[-–—|:•>~]{1,3}\s{0,9})?")
_COLON = re.compile(r"\s{0,3}[:：﹕∶]{1,2}(?!//)")
_ROLE = re.compile(r"\s{0,3}[(（][^()（）0-9]{1,40}[)）](?=\s{0,3}(?:\*{1,3}\s{0,3})?[:：])")
_QUOTE = re.compile("[「『]")
_PARTING = re.compile(r"\s{1,3}[-–—|]{1,2}\s{1,3}(?=\S)|\t+")
_SPACE = re.compile(r"\s{0,9}")
_BRACKETS = frozenset("[【")
_MOST_PARTS = 10
_REACH = LONGEST + 30


def read_head(text: str) -> Head | None:
    """Return the head of a line, None where it opens with neither a clock nor anything that ends like a label."""
    return _Scan(text).head()


class _Scan:
    """Reads one line from its beginning; ``place`` is how far it came."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._lead = ""
        self._wrap = Wrap.NOTHING
        self._closing = _CLOSINGS["*"]
        self._time: PrintedClock | None = None
        self._stands = ""

    def head(self) -> Head | None:
        """Return the head, from the lead to the words."""
        self._skip(_INVISIBLE)
        self._read_lead()
        self._open_wrap()
        self._read_time_before()
        if found := self._read_voice():
            return found
        begins = self._open_brackets()
        end = self._name_end(begins)
        if end is not None:
            return self._named(begins, end)
        return self._made("", Mark.NOTHING) if self._time else None

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self._text, self._place)
        if match is None or match.end() == self._place:
            return False
        self._place = match.end()
        return True

    def _read_lead(self) -> None:
        if self._skip(_ARROWS):
            self._lead = ">> "
        elif self._text[self._place : self._place + 2] != "**" and self._skip(_DASH):
            self._lead = "- "

    def _open_wrap(self) -> None:
        """Take the mark that opens bold or italics."""
        match = _OPENING.match(self._text, self._place)
        if match and match.end() < len(self._text) and not self._text[match.end()].isspace():
            self._wrap = Wrap.ITALIC if match[0].casefold() in {"*", "_", "<em>", "<i>"} else Wrap.BOLD
            self._closing = _CLOSINGS[match[0][0]]
            self._place = match.end()

    def _read_time_before(self) -> None:
        """Take a clock before the name, with what stands between them."""
        self._time = read_clock(self._text, self._place)
        if self._time is None:
            return
        self._stands = "before"
        self._place = self._time.end
        self._skip(_AFTER_TIME)
        if self._wrap is not Wrap.NOTHING and self._skip(self._closing):
            self._wrap = Wrap.NOTHING
            self._skip(_AFTER_TIME)
        if self._wrap is Wrap.NOTHING:
            self._open_wrap()

    def _read_voice(self) -> Head | None:
        """Return the head that a tag of WebVTT is."""
        match = _VOICE.match(self._text, self._place)
        if match is None or not match[1]:
            return None
        self._wrap, self._place = Wrap.TAG, match.end()
        self._skip(_SPACE)
        return self._made(match[1], Mark.NOTHING)

    def _open_brackets(self) -> int:
        if self._text[self._place : self._place + 1] in _BRACKETS and self._text[self._place + 1 :][:1] != "[":
            self._wrap = Wrap.BRACKETS if self._wrap is Wrap.NOTHING else self._wrap
            return self._place + 1
        return self._place

    def _name_end(self, begins: int) -> int | None:
        """Return where the name ends: before the nearest thing that ends one, None where nothing does."""
        reach = min(len(self._text), begins + _REACH)
        ends = [reach] if reach == len(self._text) else []
        if clock := find_clock(self._text, begins, reach):
            reach = clock[0]
            ends.append(reach)
        ends.extend(self._colons(begins, reach))
        if self._wrap in {Wrap.BOLD, Wrap.ITALIC} and (closing := self._closing.search(self._text, begins, reach)):
            ends.append(closing.start())
        if self._wrap is Wrap.BRACKETS and (closes := _closing_bracket(self._text, begins, reach)) is not None:
            ends.append(closes)
        if quote := _QUOTE.search(self._text, begins, reach):
            ends.append(quote.start())
        ends.extend(self._partings(begins, min([reach, *ends])))
        return min(ends, default=None)

    def _colons(self, begins: int, reach: int) -> list[int]:
        for colon in _COLON.finditer(self._text, begins, reach):
            around = self._text[colon.end() - 2 : colon.end() - 1], self._text[colon.end() : colon.end() + 1]
            if not (around[0].isdigit() and around[1].isdigit()):
                return [colon.start()]
        return []

    def _partings(self, begins: int, reach: int) -> list[int]:
        """Return where a dash parts a name from words; a bar or a dash within a display name parts nothing."""
        if parting := _PARTING.search(self._text, begins, reach):
            name = self._text[begins : parting.start()]
            if self._time or name.isupper() or "\t" in parting[0]:
                return [parting.start()]
        return []

    def _named(self, begins: int, end: int) -> Head | None:
        """Return the head with the name between two places, and what follows it up to the words."""
        name, self._place = self._text[begins:end], end
        mark = Mark.NOTHING
        parted = _PARTING.match(self._text, end)
        for _ in range(_MOST_PARTS):
            if role := _ROLE.match(self._text, self._place):
                name, self._place = f"{name.rstrip()} {role[0].strip()}", role.end()
            elif self._skip(_COLON):
                mark = Mark.COLON
            elif self._read_time_behind():
                mark = mark if mark is Mark.COLON else Mark.CLOCK
            elif not (self._skip_closing() or self._skip(_SPACE)):
                break
        return self._made(name, self._mark(mark, parted))

    def _mark(self, mark: Mark, parted: re.Match[str] | None) -> Mark:
        """Return what parts the name from the words, where neither colon nor clock does."""
        if mark is Mark.CLOCK:
            self._skip(_AFTER_TIME)
        if mark is not Mark.NOTHING:
            return mark
        if _QUOTE.match(self._text, self._place):
            return Mark.QUOTE
        if parted:
            self._place = parted.end()
            return Mark.DASH
        return Mark.LINE if self._place == len(self._text) and self._wrap is Wrap.NOTHING else Mark.NOTHING

    def _skip_closing(self) -> bool:
        if self._wrap is Wrap.BRACKETS and self._text[self._place : self._place + 1] in {"]", "】"}:
            self._place += 1
            return True
        return self._wrap in {Wrap.BOLD, Wrap.ITALIC} and self._skip(self._closing)

    def _read_time_behind(self) -> bool:
        """Take a clock behind the name; behind a colon only one that is set apart or ends the line."""
        if self._time:
            return False
        place = self._place
        while place < len(self._text) and self._text[place] in "-–—,|@ ":
            place += 1
        clock = read_clock(self._text, place)
        if clock is None or not (self._is_bare_place() or clock.is_set_apart or clock.end == len(self._text)):
            return False
        if self._time is None:
            self._time, self._stands = clock, "behind"
        self._place = clock.end
        return True

    def _is_bare_place(self) -> bool:
        """Tell whether no colon stands before the place, so that a clock in the open belongs to the label."""
        before = self._text[max(0, self._place - 4) : self._place].rstrip()
        return not before.endswith((":", "："))

    def _made(self, printed: str, mark: Mark) -> Head | None:
        name = clean_name(printed)
        if not name and self._time is None:
            return None
        time = self._time
        is_alone = self._place == len(self._text)
        return Head(
            name=name,
            key=key_of(name),
            likeness=judge_name(name) if name else Plausibility.NONE,
            shape=LabelShape(self._lead, self._wrap, mark),
            end=self._place,
            start_time=time.start if time else None,
            end_time=time.until if time else None,
            time_stands=self._stands,
            is_alone=is_alone,
            is_loose=mark is Mark.CLOCK and time is not None and not (time.is_set_apart or is_alone),
        )


def _closing_bracket(text: str, begins: int, reach: int) -> int | None:
    return next((place for place in range(begins, reach) if text[place] in "]】"), None)
