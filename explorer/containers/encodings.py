"""Bytes into text: UTF-8, and two other encodings where somebody confirms what is recognised."""

import codecs

from charset_normalizer import from_bytes

from explorer.coding.vocabulary import Code
from explorer.errors import SourceError
from explorer.lines import UNSTORABLE, line_number


class Encoding(Code):
    """The encodings that are read beside UTF-8."""

    UTF_16 = "utf-16", "UTF-16"
    WINDOWS_1252 = "windows-1252", "Windows-1252"


class UnconfirmedEncodingError(SourceError):
    """A document is in an encoding that was recognised and that nobody confirmed."""

    def __init__(self, message: str, encoding: Encoding) -> None:
        super().__init__(message)
        self.encoding = encoding


SAMPLE = 100_000
"""Bytes from the beginning that tell an encoding."""
_FEWEST_BYTES = 16
"""Fewer tell nothing: every byte is some character of Windows-1252."""
_MOST_NULS = 0.3
"""Share of NUL bytes at every other place from which on a text without a mark is UTF-16."""


def decode(raw: bytes, encoding: Encoding | None = None) -> str:
    """Return the text of a file: UTF-8 without its byte order mark, line ends kept, or ``encoding`` as confirmed.

    Raises :class:`SourceError`, with the byte's offset from 0 and its line from 1, on anything else, and with the line
    on a NUL character, which no database column for text can hold; :class:`UnconfirmedEncodingError` where another
    encoding is recognised.
    """
    text = _decode_utf8(raw) if encoding is None else _decode_as(raw, encoding)
    refuse_unstorable(text)
    return text


def decode_stored(raw: bytes) -> str:
    """Return the text of a file that was taken before, in whichever encoding was confirmed then."""
    try:
        return decode(raw)
    except UnconfirmedEncodingError as error:
        return decode(raw, error.encoding)


def refuse_unstorable(text: str) -> None:
    """Refuse NUL characters and lone surrogates, which PostgreSQL and UTF-8 cannot hold."""
    if match := UNSTORABLE.search(text):
        name = "a NUL character" if match[0] == "\x00" else "half of a surrogate pair"
        line = line_number(text, match.start())
        raise SourceError(f"line {line} holds {name}, which cannot be stored; remove it from the file")


def recognise(raw: bytes) -> Encoding | None:
    """Return which of the other encodings the bytes are in, None where that cannot be said."""
    sample = raw[:SAMPLE]
    if _byte_order(sample):
        return Encoding.UTF_16
    if len(sample) < _FEWEST_BYTES or b"\x00" in sample or _is_mostly_utf8(sample):
        return None
    best = from_bytes(sample, cp_isolation=["cp1252"]).best()
    return Encoding.WINDOWS_1252 if best is not None and best.encoding == "cp1252" else None


def _decode_utf8(raw: bytes) -> str:
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = line_number(body[: error.start].decode("utf-8"), error.start)
        offset = len(raw) - len(body) + error.start
        message = f"byte {offset} on line {line} is not UTF-8 ({error.reason})"
        raise _refusal(raw, message, "save the file as UTF-8") from error
    if "\x00" in text and _byte_order(raw[:SAMPLE]):
        line = line_number(text, text.index("\x00"))
        raise _refusal(raw, f"line {line} holds a NUL character, which cannot be stored", "save the file as UTF-8")
    return text


def _refusal(raw: bytes, message: str, cure: str) -> SourceError:
    """Return the error that says what was recognised, where something was."""
    encoding = recognise(raw)
    if encoding is None:
        return SourceError(f"{message}; {cure}")
    say = f"it looks like {encoding.label}: confirm that it is to be read as that (--encoding {encoding}), or {cure}"
    return UnconfirmedEncodingError(f"{message}; {say}", encoding)


def _decode_as(raw: bytes, encoding: Encoding) -> str:
    name = _byte_order(raw[:SAMPLE]) or "utf-16-le" if encoding is Encoding.UTF_16 else "cp1252"
    try:
        return raw.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not {encoding.label} ({error.reason}); save the file as UTF-8"
        raise SourceError(message) from error


def _byte_order(sample: bytes) -> str:
    """Return the codec of UTF-16 that bytes are in by their mark, or by their NUL bytes, nothing where they are not."""
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return ""
    if sample.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if sample.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if max(even, odd) < _MOST_NULS or min(even, odd) > 0.01:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_mostly_utf8(sample: bytes) -> bool:
    """Tell whether more bytes above 127 are good UTF-8 than are not: a file with a slip, in no other encoding."""
    read = sample.decode("utf-8", errors="replace")
    slips = read.count("\ufffd")
    return sum(1 for sign in read if sign > "\x7f" and sign != "\ufffd") >= slips
