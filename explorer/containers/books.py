"""Books (.epub) into HTML: the pages of the spine, one after the other."""

import posixpath
from typing import Any
from urllib.parse import unquote

from explorer.containers.archives import Archive
from explorer.containers.encodings import decode
from explorer.errors import SourceError

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
MOST_PAGES = 2_000


def read_book(archive: Archive) -> str:
    """Return the pages of a book, in the order in which they are read."""
    container: Any = archive.read_xml("META-INF/container.xml")
    root = container.find(f"{_CONTAINER}rootfiles/{_CONTAINER}rootfile")
    path = root.get("full-path", "") if root is not None else ""
    package: Any = archive.read_xml(path)
    files = {item.get("id"): item.get("href", "") for item in package.iter(f"{_PACKAGE}item")}
    order = [files[name] for item in package.iter(f"{_PACKAGE}itemref") if (name := item.get("idref")) in files]
    if not order:
        raise SourceError("the book has no pages; check that the whole file was given")
    folder = posixpath.dirname(path)
    names = [posixpath.normpath(posixpath.join(folder, unquote(name))) for name in order[:MOST_PAGES]]
    return "\n".join(decode(archive.read(name)) for name in names if archive.holds(name))
