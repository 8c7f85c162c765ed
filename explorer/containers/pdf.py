"""Pages to print (.pdf) into lines of text, without what every page repeats."""

import io
import logging
from collections import Counter

from pypdf import PdfReader

from explorer.errors import SourceError
from explorer.lines import UNSTORABLE

PDF = b"%PDF-"
MOST_PAGES = 1_000
MOST_CHARACTERS = 10_000_000
_REPEATED = 0.6
"""Share of pages on which a line stands at the top or the foot that belongs to the pages, not to the words."""
_FEWEST_PAGES = 3
_CURE = "copy its text out of a viewer and paste it, or ask for the document that it was printed from"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(raw: bytes) -> str:
    """Return the lines of a document, page by page; refuses one that has no text, as scans have none."""
    try:
        pages = _pages(raw)
    except SourceError:
        raise
    # pypdf meets whatever other programs wrote, and says so in many ways.
    except Exception as error:
        raise SourceError(f"the PDF cannot be read ({type(error).__name__}); {_CURE}") from error
    if not any(pages):
        raise SourceError(f"the PDF has no text, as scans have none; {_CURE}")
    return "\n".join(line for page in _without_repeated(pages) for line in page)


def _pages(raw: bytes) -> list[list[str]]:
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted:
        raise SourceError(f"the PDF is protected by a password; {_CURE}")
    if len(reader.pages) > MOST_PAGES:
        raise SourceError(f"the PDF has more than {MOST_PAGES} pages; part it")
    pages, length = [], 0
    for page in reader.pages:
        text = UNSTORABLE.sub("", page.extract_text())
        length += len(text)
        if length > MOST_CHARACTERS:
            raise SourceError("the PDF has more text than a conversation; check that the right file was given")
        lines = [line.strip() for line in text.splitlines()]
        pages.append(lines if any(lines) else [])
    return pages


def _without_repeated(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without the heads and feet that most of them have, and without their numbers."""
    edges = Counter(_core(line) for page in pages for line in {*page[:1], *page[-1:]})
    often = {line for line, count in edges.items() if len(pages) >= _FEWEST_PAGES and count >= _REPEATED * len(pages)}
    return [[line for place, line in enumerate(page) if not _is_edge(page, place, line, often)] for page in pages]


def _is_edge(page: list[str], place: int, line: str, often: set[str]) -> bool:
    is_outer = place in {0, len(page) - 1}
    return is_outer and (_core(line) in often or line.strip(" -–—|/").isdecimal())


def _core(line: str) -> str:
    """Return a line without its numbers, as page numbers differ."""
    return "".join(sign for sign in line if not sign.isdigit()).strip()
