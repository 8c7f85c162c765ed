"""Documents into passages: one pure function a format, and the detection that tells formats apart."""

import codecs

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.parsers.detection import EXTRACTED, PARSERS, detect
from explorer.parsers.document import Ignored, ParsedPassage, ParsedSource, Span
from explorer.lines import LINE_BREAK, UNSTORABLE, line_number

__all__ = [
    "Ignored",
    "ParsedPassage",
    "ParsedSource",
    "Span",
    "decode",
    "detect",
    "parse",
    "parse_bytes",
    "text_of",
]

MOST_LINES = 500_000
"""Captions of ten hours with a word in each cue have fewer; every line costs time in each reading."""


def decode(raw: bytes) -> str:
    """Return the text of a file: UTF-8 without its byte order mark, line ends kept.

    Raises :class:`SourceError`, with the byte's offset from 0 and its line from 1, on anything but UTF-8, and with
    the line on a NUL character, which no database column for text can hold.
    """
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = line_number(body[: error.start].decode("utf-8"), error.start)
        offset = len(raw) - len(body) + error.start
        message = f"byte {offset} on line {line} is not UTF-8 ({error.reason}); save the file as UTF-8"
        raise SourceError(message) from error
    _refuse_unstorable(text)
    return text


def parse(text: str, format: Format | None = None, extension: str = "") -> ParsedSource:  # noqa: A002, the word of CONTRACT for it
    """Read a document as ``format``, detected from its shape and the file's ``extension`` when None.

    ``ParsedSource.text`` equals ``text`` but in the formats whose words stand between marks (captions, JSON, HTML).
    Raises :class:`SourceError`, and nothing else whatever the text: on white space alone, on more lines than a
    conversation has, on characters that cannot be stored, when no format or several fit, and when the document has
    no passage in the named format.
    """
    _refuse_unstorable(text)
    if not text.strip():
        raise SourceError("the document is empty; check that the right file was given")
    if sum(1 for _ in LINE_BREAK.finditer(text)) >= MOST_LINES:
        raise SourceError(f"the document has more than {MOST_LINES} lines; check that the right file was given")
    chosen = detect(text, extension) if format is None else format
    parsed = PARSERS[chosen].parse(text)
    if not parsed.passages:
        raise SourceError(f"there is no passage in the document read as {chosen}; name another format")
    return parsed


def parse_bytes(raw: bytes, format: Format | None = None, extension: str = "") -> ParsedSource:  # noqa: A002, the word of CONTRACT for it
    """Decode and parse the content of a file; raises :class:`SourceError` as both do."""
    return parse(decode(raw), format, extension)


def text_of(raw: bytes, format: Format) -> str:  # noqa: A002, the word of CONTRACT for it
    """Return the text that a document of ``format`` has; raises :class:`SourceError` where it has none."""
    return parse_bytes(raw, format).text if format in EXTRACTED else decode(raw)


def _refuse_unstorable(text: str) -> None:
    """Refuse NUL characters and lone surrogates, which PostgreSQL and UTF-8 cannot hold."""
    if match := UNSTORABLE.search(text):
        name = "a NUL character" if match[0] == "\x00" else "half of a surrogate pair"
        line = line_number(text, match.start())
        raise SourceError(f"line {line} holds {name}, which cannot be stored; remove it from the file")
