"""The transcript on an HTML page: paragraphs under speakers' names, by mark-up or only in words.

``<cite>``, ``<time>`` and ``<p>`` are those of the Podcasting 2.0 namespace; bold names, a class ``speaker`` and lists
of terms are read as well.
"""

import re

from explorer.coding.vocabulary import Format
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.containers.html_text import LineMarks, read_page
from explorer.parsers.contents import Heading, read_contents
from explorer.parsers.document import ParsedSource
from explorer.parsers.labels import CLOCK, Label, read_labels, time_behind
from explorer.parsers.lines import Line, split_lines
from explorer.parsers.turns import Marks, TurnReader, reason_of

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
_NOTHING = LineMarks()
_MOST_WORDS = 6


def recognises(text: str) -> bool:
    """Tell whether the text begins with an element of HTML, and closes one or breaks a line."""
    return _FIRST_TAG.match(text) is not None and re.search(r"</[a-z]|<br|<p>", text, re.IGNORECASE) is not None


def parse(text: str) -> ParsedSource:
    """Read a page into an introduction and turns; the text is what the page shows, without scripts and tags.

    Warnings name lines of that text.
    """
    page = read_page(text)
    builder = DocumentBuilder(Format.HTML_TRANSCRIPT, page.text)
    lines = split_lines(page.text)

    def marks_of(line: Line) -> LineMarks:
        return page.marks.get(line.start, _NOTHING)

    def heading_of(line: Line) -> Heading | None:
        marks = marks_of(line)
        return Heading(line, line.text, marks.level) if marks.level and not marks.reason else None

    contents = read_contents(builder, lines, heading_of=heading_of, is_entry=lambda line: marks_of(line).is_item)
    speech = [
        line for line in lines if not (line.number in contents.lines or heading_of(line) or marks_of(line).reason)
    ]
    labels = read_labels(speech, lambda line: _marked_label(line, marks_of(line)))
    marks = Marks(contents, labels, heading_of, lambda line: marks_of(line).reason or reason_of(line))
    reader = TurnReader(builder, marks)
    for line in lines:
        reader.read(line)
    reader.close()
    if page.title:
        builder.metadata["page_title"] = page.title
        builder.title = builder.title or page.title
    return builder.finish()


def _marked_label(line: Line, marks: LineMarks) -> Label | None:
    """Return the label that the markup sets apart, with a colon unless it means a speaker by itself."""
    if not marks.emphasised or (match := _SPEAKER.fullmatch(line.text[: marks.emphasised])) is None:
        return None
    end = marks.emphasised
    colon = match[4]
    if not colon and (found := re.compile(r"\s{0,3}[:：]\s{0,3}").match(line.text, end)):
        colon, end = found[0], found.end()
    if not (colon or marks.names_speaker) or len(match[2].split()) > _MOST_WORDS:
        return None
    end += len(line.text[end:]) - len(line.text[end:].lstrip())
    end, behind = time_behind(line.text, end)
    return Label(match[2].strip(), end, match[1] or match[3] or behind)
