"""The visible text of an HTML page, line by line, and what the markup says of each line.

libxml2 reads the page and tells of its elements one by one: no tree is built, no entity of a document type is
resolved, nothing is loaded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from explorer.errors import SourceError
from explorer.parsers.builder import ExtractedText

INVISIBLE = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "select", "audio", "video", "canvas"}
)
ASIDE = {"nav": "navigation", "menu": "navigation", "footer": "page footer", "aside": "sidebar", "button": "button"}
"""Elements whose text is on the page and is nobody's speech, with the reason for which it is ignored."""
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
    }
    | {"label", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
    | {"img", "acronym", "input"}
)
EMPHASIS = frozenset({"b", "strong"})
ITALICS = frozenset({"i", "em"})
SPEAKER = frozenset({"cite", "dt"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MAY_PRECEDE = re.compile(r"[\s\d:.,()\[\]–—|>-]{1,40}")
_SPEAKER_CLASS = re.compile(r"(?:\A|[\s_-])speaker(?:[_-]?name)?(?:\Z|\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineMarks:
    """What the markup says of a line of the extracted text.

    ``level`` is that of a heading, 0 for none; ``emphasised`` is where a stretch ends that is set apart near the
    beginning, ``emphasised_from`` where it begins, in code points, and ``names_speaker`` whether the markup means a
    speaker by it; ``is_italic`` is on where all of the line is in italics, ``reason`` says why it is ignored, if it is.
    """

    level: int = 0
    is_item: bool = False
    emphasised: int = 0
    names_speaker: bool = False
    reason: str = ""
    emphasised_from: int = 0
    is_italic: bool = False


@dataclass(slots=True)
class Page:
    """The text of a page, its title, and the marks of its lines by the offset at which each begins."""

    text: str = ""
    title: str = ""
    marks: dict[int, LineMarks] = field(default_factory=dict)


def read_page(markup: str) -> Page:
    """Return what a page shows: a line for each block or line break, a blank line between blocks.

    Raises :class:`SourceError` where the page cannot be read.
    """
    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8")
    try:
        parser.feed(markup.encode())
        parser.close()
    except etree.LxmlError as error:
        message = f"the page cannot be read as HTML ({error}); check that the whole file was given"
        raise SourceError(message) from error
    return target.page()


class _Line:
    """A line that is being put together; it remembers the first stretch that is set apart in it."""

    def __init__(self) -> None:
        self.names_speaker = False
        self.is_italic = True
        self._pieces: list[str] = []
        self._apart: int | None = None
        self._from = 0
        self._is_past = False

    def add(self, text: str, *, speaking: bool, emphasised: bool, italic: bool) -> None:
        """Add a stretch of text."""
        self._pieces.append(text)
        self.is_italic &= italic or not text.strip()
        if not text.strip() or self._is_past:
            return
        if speaking or emphasised:
            self._from = self._from or len(self._pieces)
            self._apart = len(self._pieces)
            self.names_speaker |= speaking
        elif self._apart is not None or not _MAY_PRECEDE.fullmatch(text):
            self._is_past = True

    def words(self) -> str:
        """Return the line with single spaces in it."""
        return " ".join("".join(self._pieces).split())

    def emphasised_end(self) -> int:
        """Return where the first stretch that is set apart ends in the words, 0 where there is none."""
        return len(" ".join("".join(self._pieces[: self._apart]).split())) if self._apart else 0

    def emphasised_start(self) -> int:
        """Return where that stretch begins."""
        if not self._apart:
            return 0
        above = " ".join("".join(self._pieces[: self._from - 1]).split())
        words = self.words()
        return len(above) + len(words[len(above) :]) - len(words[len(above) :].lstrip())


class _Target:
    """Takes what libxml2 tells of a page, in its order."""

    def __init__(self) -> None:
        self._extracted = ExtractedText()
        self._page = Page()
        self._open: dict[str, int] = {}
        self._unseen = 0
        self._speaking = 0
        self._stack: list[tuple[bool, bool]] = []
        self._block: list[_Line] = []
        self._line = _Line()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element: a new block, a new line, or a stretch of the one at hand."""
        self._break(tag)
        speaks = tag in SPEAKER or bool(_SPEAKER_CLASS.search(attributes.get("class", "")))
        unseen = tag in INVISIBLE or "hidden" in attributes
        self._stack.append((unseen, speaks))
        self._unseen += unseen
        self._speaking += speaks
        self._open[tag] = self._open.get(tag, 0) + 1

    def end(self, tag: str) -> None:
        """End the innermost element."""
        if tag != "br":
            self._break(tag)
        unseen, speaks = self._stack.pop()
        self._unseen -= unseen
        self._speaking -= speaks
        self._open[tag] -= 1

    def data(self, text: str) -> None:
        """Take text, unless the page does not show it."""
        if self._is_in("title") and not self._is_in("body"):
            self._page.title = " ".join(f"{self._page.title}{text}".split())
        elif not self._unseen:
            first, *others = text.split("\n") if self._is_in("pre") else [text]
            self._add(first)
            for line in others:
                self._end_line()
                self._add(line)

    def close(self) -> None:
        """End the page."""
        self._end_block()

    def page(self) -> Page:
        """Return the page, read to its end."""
        self._page.text = str(self._extracted)
        return self._page

    def _is_in(self, *tags: str) -> bool:
        return any(self._open.get(tag) for tag in tags)

    def _break(self, tag: str) -> None:
        """End the line at a line break and the block at whatever is not part of a line."""
        if tag == "br":
            self._end_line()
        elif tag not in INLINE:
            self._end_block()

    def _add(self, text: str) -> None:
        self._line.add(
            text,
            speaking=bool(self._speaking),
            emphasised=self._is_in(*EMPHASIS),
            italic=self._is_in(*ITALICS),
        )

    def _end_line(self) -> None:
        self._block.append(self._line)
        self._line = _Line()

    def _end_block(self) -> None:
        """Write the lines of the block that have words, and keep what the markup says of each."""
        self._end_line()
        lines = [(line, words) for line in self._block if (words := line.words())]
        self._block = []
        if not lines:
            return
        level = next((int(tag[1]) for tag in HEADINGS if self._is_in(tag)), 0)
        reason = next((ASIDE[tag] for tag in ASIDE if self._is_in(tag)), "")
        start = self._extracted.write("\n".join(words for _, words in lines)).start
        for line, words in lines:
            marks = LineMarks(
                level,
                self._is_in("li"),
                line.emphasised_end(),
                line.names_speaker,
                reason,
                line.emphasised_start(),
                line.is_italic,
            )
            self._page.marks[start] = marks
            start += len(words) + 1
