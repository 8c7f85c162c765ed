"""The transcript on an HTML page: paragraphs under speakers' names, by mark-up or only in words.

``<cite>``, ``<time>`` and ``<p>`` are those of the Podcasting 2.0 namespace; bold names, a class ``speaker`` and lists
of terms are read as well.
"""

import re
from collections.abc import Mapping

from explorer.coding.vocabulary import Format
from explorer.labels.clocks import CLOCK, read_clock
from explorer.labels.reading import NOBODY_NAMED, Markup
from explorer.labels.verdicts import Label
from explorer.lines import Line, split_lines
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.containers.html_text import LineMarks, Page, read_page
from explorer.parsers.contents import Heading, read_contents
from explorer.parsers.document import ParsedSource
from explorer.parsers.turns import reason_of
from explorer.parsers.written import read_turns

_FIRST_TAG = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|header|div|p|cite|time|h[1-6]|dl|ul|ol|table|span|b|strong)"
    r"(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_SPEAKER = re.compile(
    rf"(?:[\[(]?({CLOCK})[\])]?\s{{0,3}}(?:[-–—|>]\s{{0,3}})?)?([^\s:\[\]][^:\[\]]{{0,59}}?)"
    rf"\s{{0,3}}(?:[\[(]({CLOCK})[\])]\s{{0,3}})?(:?)\s{{0,3}}"
)
_BEHIND = re.compile(r"\s{0,3}(?:[:：]\s{0,3})?\s{0,9}")
_SPACE = re.compile(r"\s{0,9}(?:[-–—|:]\s{0,9})?")
_BOLD = "**"
_NOTHING = LineMarks()
_MOST_WORDS = 6


def recognises(text: str) -> bool:
    """Tell whether the text begins with an element of HTML, and closes one or breaks a line."""
    return _FIRST_TAG.match(text) is not None and re.search(r"</[a-z]|<br|<p>", text, re.IGNORECASE) is not None


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read a page into an introduction and turns; the text is what the page shows, without scripts and tags.

    Warnings name lines of that text.
    """
    page = read_page(text)
    builder = DocumentBuilder(Format.HTML_TRANSCRIPT, page.text)
    lines = split_lines(page.text)
    markup = PageMarkup(page)

    def heading_of(line: Line) -> Heading | None:
        marks = markup.marks(line)
        return Heading(line, line.text, marks.level) if marks.level and not marks.reason else None

    contents = read_contents(builder, lines, heading_of=heading_of, is_entry=lambda line: markup.marks(line).is_item)

    def reason(line: Line) -> str | None:
        return markup.marks(line).reason or reason_of(line)

    read_turns(builder, lines, contents, heading_of, named, markup=markup, reason=reason)
    if page.title:
        builder.metadata["page_title"] = page.title
        builder.title = builder.title or page.title
    return builder.finish()


class PageMarkup(Markup):
    """The bold and italics of a page, as the signs that stand for them in Markdown."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def marks(self, line: Line) -> LineMarks:
        """Return what the markup says of a line."""
        return self._page.marks.get(line.start, _NOTHING)

    def marked(self, line: Line) -> str:
        """Return the line with signs around what is set apart."""
        marks, text = self.marks(line), line.text
        if marks.reason:
            return ""
        if marks.emphasised:
            begins, ends = marks.emphasised_from, marks.emphasised
            return f"{text[:begins]}{_BOLD}{text[begins:ends]}{_BOLD}{text[ends:]}"
        return f"*{text}*" if marks.is_italic else text

    def place(self, line: Line, place: int) -> int:
        """Return where a place of the marked line is on the page."""
        marks = self.marks(line)
        begins, ends = (marks.emphasised_from, marks.emphasised) if marks.emphasised else (0, len(line.text))
        width = len(_BOLD) if marks.emphasised else int(marks.is_italic)
        if place <= begins + width:
            return min(place, begins)
        return min(place - width, ends) if place <= ends + 2 * width else place - 2 * width

    def named(self, line: Line) -> Label | None:
        """Return the label that the markup itself means as one: a citation, a term, a class of speakers."""
        marks = self.marks(line)
        if not marks.names_speaker or (match := _SPEAKER.fullmatch(line.text[: marks.emphasised])) is None:
            return None
        if len(match[2].split()) > _MOST_WORDS:
            return None
        behind = _BEHIND.match(line.text, marks.emphasised)
        end = behind.end() if behind else marks.emphasised
        clock = read_clock(line.text, end)
        if clock and (clock.is_set_apart or clock.end == len(line.text)):
            space = _SPACE.match(line.text, clock.end)
            end = space.end() if space else clock.end
        start = match[1] or match[3] or (clock.start if clock else None)
        return Label(match[2].strip(), end, start)
