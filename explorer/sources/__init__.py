"""Documents into passages: one pure function a format, and the detection that tells formats apart."""

import codecs

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.sources.detection import PARSERS, detect
from explorer.sources.document import Ignored, ParsedPassage, ParsedSource, Span
from explorer.sources.lines import UNSTORABLE, line_number

__all__ = [
    "Ignored",
    "ParsedPassage",
    "ParsedSource",
    "Span",
    "decode",
    "detect",
    "parse",
    "parse_bytes",
]


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


def parse(text: str, format: Format | None = None) -> ParsedSource:  # noqa: A002, the word of CONTRACT for it
    """Read a document as ``format``, detected from its shape when None; ``ParsedSource.text`` equals ``text``.

    Raises :class:`SourceError`, and nothing else whatever the text: on white space alone, on characters that
    cannot be stored, when no format or several fit, and when the document has no passage in the named format.
    """
    _refuse_unstorable(text)
    if not text.strip():
        raise SourceError("the document is empty; check that the right file was given")
    chosen = detect(text) if format is None else format
    parsed = PARSERS[chosen].parse(text)
    if not parsed.passages:
        raise SourceError(f"there is no passage in the document read as {chosen}; name another --format")
    return parsed


def parse_bytes(raw: bytes, format: Format | None = None) -> ParsedSource:  # noqa: A002, the word of CONTRACT for it
    """Decode and parse the content of a file; raises :class:`SourceError` as both do."""
    return parse(decode(raw), format)


def _refuse_unstorable(text: str) -> None:
    """Refuse NUL characters and lone surrogates, which PostgreSQL and UTF-8 cannot hold."""
    if match := UNSTORABLE.search(text):
        name = "a NUL character" if match[0] == "\x00" else "half of a surrogate pair"
        line = line_number(text, match.start())
        raise SourceError(f"line {line} holds {name}, which cannot be stored; remove it from the file")
