"""What documents come in: bytes in an encoding, office files, books and pages to print, opened into text and markup."""

from dataclasses import dataclass

from explorer.containers.archives import ZIP, open_archive
from explorer.containers.books import read_book
from explorer.containers.encodings import Encoding, UnconfirmedEncodingError, decode, decode_stored
from explorer.containers.office import read_opendocument, read_word
from explorer.containers.pdf import PDF, read_pdf
from explorer.errors import SourceError

__all__ = ["Encoding", "Opened", "UnconfirmedEncodingError", "decode", "decode_stored", "open_document"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RICH_TEXT = b"{\\rtf"
_UNREAD = {
    _OLD_OFFICE: "the file is of an old Word, or is protected by a password; save it as .docx without one",
    _RICH_TEXT: "the file is rich text; save it as .docx or as plain text in UTF-8",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A document out of what it came in: plain ``text``, or ``markup`` as HTML where it has structure."""

    text: str = ""
    markup: str = ""


def open_document(raw: bytes, encoding: Encoding | None = None, *, is_stored: bool = False) -> Opened:
    """Return a document's text or markup, whatever it came in.

    ``encoding`` is what somebody confirmed that the bytes are in; with ``is_stored`` that was done before. Raises
    :class:`SourceError`, and nothing else whatever the bytes, on what cannot be read.
    """
    if raw.startswith(ZIP):
        return Opened(markup=_read_archive(raw))
    if raw[:1024].lstrip().startswith(PDF):
        return Opened(text=read_pdf(raw))
    for opening, message in _UNREAD.items():
        if raw.startswith(opening):
            raise SourceError(message)
    return Opened(text=decode_stored(raw) if is_stored else decode(raw, encoding))


def _read_archive(raw: bytes) -> str:
    """Return the markup of the document that an archive is."""
    with open_archive(raw) as archive:
        if archive.holds("word/document.xml"):
            return read_word(raw, archive)
        if archive.holds("META-INF/container.xml"):
            return read_book(archive)
        if archive.holds("content.xml"):
            return read_opendocument(archive)
    raise SourceError("the file is an archive and no document; unpack it, and give the document in it")
