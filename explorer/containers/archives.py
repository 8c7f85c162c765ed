"""ZIP archives that hold a document, opened within bounds: nothing unpacks to more than a long conversation has."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from explorer.errors import SourceError

ZIP = b"PK\x03\x04"
MOST_ENTRIES = 5_000
MOST_BYTES = 40_000_000
"""Of all that is unpacked from one archive; a book of a thousand pages has two million."""
MOST_TIMES = 400
"""How many times its packed size an entry may unpack to; XML of office files reaches fifty."""
SMALL = 100_000
"""Bytes below which it is no matter how well an entry is packed."""
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_ENCRYPTED = 0x1


class Archive:
    """The entries of an archive, each read once and at most; what is unpacked in all is bounded."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._left = MOST_BYTES
        self._names = frozenset(opened.namelist())

    def holds(self, name: str) -> bool:
        """Tell whether there is an entry of this name."""
        return name in self._names

    def check(self) -> None:
        """Refuse an archive that unpacks to more than a document has, by what it says of itself."""
        entries = self._opened.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > 2 * MOST_BYTES:
            raise SourceError("the archive unpacks to more than a document has; check that the right file was given")
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise SourceError("the file is protected by a password; save it without one")
            if entry.file_size > max(SMALL, MOST_TIMES * entry.compress_size):
                raise SourceError(
                    "the archive unpacks to more than a document has; check that the right file was given"
                )

    def read(self, name: str) -> bytes:
        """Return the bytes of an entry; zipfile never gives more of them than the archive says that it has."""
        entry = self._entry(name)
        if entry.file_size > self._left:
            raise SourceError("the archive unpacks to more than a document has; check that the right file was given")
        self._left -= entry.file_size
        return self._opened.read(entry)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._opened.getinfo(name)
        except KeyError as error:
            raise SourceError(f"the archive has no part “{name[:100]}”; check that the whole file was given") from error

    def read_xml(self, name: str) -> "etree._Element":
        """Return the root of an entry of XML, of which nothing is resolved and nothing loaded."""
        body = self.read(name)
        if _ENTITY.search(body):
            raise SourceError(f"the part “{name[:100]}” declares entities, which no document needs; save it again")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(body, parser)
        if root is None:
            raise SourceError(f"the part “{name[:100]}” is empty; check that the whole file was given")
        return root


@contextmanager
def open_archive(raw: bytes) -> Iterator[Archive]:
    """Open an archive; whatever is broken in it, here or while it is read, is a :class:`SourceError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            archive = Archive(opened)
            archive.check()
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        if isinstance(error, SourceError):
            raise
        message = f"the file is broken ({type(error).__name__}); open it in its program and save it again"
        raise SourceError(message) from error
