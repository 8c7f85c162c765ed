"""Documents into passages: one pure function a format, and the detection that tells formats apart."""

from collections.abc import Mapping

from explorer.coding.vocabulary import Format
from explorer.containers import Encoding, Opened, UnconfirmedEncodingError, decode, open_document
from explorer.containers.encodings import refuse_unstorable
from explorer.errors import SourceError
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import LINE_BREAK
from explorer.parsers.containers.html_text import read_page
from explorer.parsers.detection import EXTRACTED, PARSERS, detect
from explorer.parsers.document import Ignored, ParsedPassage, ParsedSource, Span

__all__ = [
    "Encoding",
    "Ignored",
    "ParsedPassage",
    "ParsedSource",
    "Span",
    "UnconfirmedEncodingError",
    "decode",
    "detect",
    "parse",
    "parse_bytes",
    "text_of",
]

MOST_LINES = 500_000
"""Captions of ten hours with a word in each cue have fewer; every line costs time in each reading."""
WRITTEN = frozenset({Format.PLAIN_TEXT, Format.MARKDOWN_TRANSCRIPT})
"""Formats in which markup tells more than the text alone."""


def parse(
    text: str,
    format: Format | None = None,  # noqa: A002, the word of CONTRACT for it
    extension: str = "",
    named: Mapping[int, str] = NOBODY_NAMED,
) -> ParsedSource:
    """Read a document as ``format``, detected from its shape and the file's ``extension`` when None.

    ``ParsedSource.text`` equals ``text`` but in the formats whose words stand between marks (captions, JSON, HTML).
    ``named`` says who speaks at which lines, by a curator's word. Raises :class:`SourceError`, and nothing else
    whatever the text: on white space alone, on more lines than a conversation has, on characters that cannot be stored,
    when no format or several fit, and when the document has no passage in the named format.
    """
    refuse_unstorable(text)
    if not text.strip():
        raise SourceError("the document is empty; check that the right file was given")
    if sum(1 for _ in LINE_BREAK.finditer(text)) >= MOST_LINES:
        raise SourceError(f"the document has more than {MOST_LINES} lines; check that the right file was given")
    chosen = detect(text, extension) if format is None else format
    parsed = PARSERS[chosen].parse(text, named)
    if not parsed.passages:
        raise SourceError(f"there is no passage in the document read as {chosen}; name another format")
    return parsed


def parse_bytes(
    raw: bytes,
    format: Format | None = None,  # noqa: A002, the word of CONTRACT for it
    extension: str = "",
    *,
    encoding: Encoding | None = None,
    named: Mapping[int, str] = NOBODY_NAMED,
    is_stored: bool = False,
) -> ParsedSource:
    """Open and parse the content of a file, whatever it came in; raises :class:`SourceError` as both do.

    ``encoding`` is the one that somebody confirmed; with ``is_stored`` the file was taken before.
    """
    opened = open_document(raw, encoding, is_stored=is_stored)
    if not opened.markup:
        return parse(opened.text, format, extension, named)
    text = read_page(opened.markup).text
    chosen = _format_of(text) if format is None else format
    return parse(opened.markup if chosen is Format.HTML_TRANSCRIPT else text, chosen, extension, named)


def _format_of(text: str) -> Format:
    """Return the format of what has markup: that of its text, unless it is a transcript, which markup makes surer."""
    try:
        found = detect(text)
    except SourceError:
        return Format.HTML_TRANSCRIPT
    return Format.HTML_TRANSCRIPT if found in WRITTEN else found


def text_of(raw: bytes, format: Format) -> str:  # noqa: A002, the word of CONTRACT for it
    """Return the text that a stored document of ``format`` has; raises :class:`SourceError` where it has none."""
    if format in EXTRACTED:
        return parse_bytes(raw, format, is_stored=True).text
    opened: Opened = open_document(raw, is_stored=True)
    return read_page(opened.markup).text if opened.markup else opened.text
