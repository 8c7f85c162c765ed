"""Documents of word processors into HTML: headings, paragraphs, lists, bold and italics, nothing of their looks."""

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph

from explorer.containers.archives import Archive
from explorer.errors import SourceError

_BROKEN = "the document is broken; open it in its program and save it again, or paste its text"
_DEEPEST = 6
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_LEFT_OUT = frozenset(
    {
        f"{_TEXT}note",
        f"{_OFFICE}annotation",
        f"{_TEXT}tracked-changes",
        f"{_TEXT}table-of-content",
        f"{_TEXT}sequence-decls",
    }
)


def read_word(raw: bytes, archive: Archive) -> str:
    """Return a Word document (.docx) as HTML."""
    archive.read_xml("word/document.xml")
    for part in ("word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"):
        if archive.holds(part):
            archive.read_xml(part)
    try:
        document = Document(io.BytesIO(raw))
        return "".join(_word_block(block) for block in document.iter_inner_content())
    except (OpcError, InvalidXmlError, KeyError, AttributeError, TypeError, IndexError, RecursionError) as error:
        raise SourceError(_BROKEN) from error


def _word_block(block: Paragraph | Table) -> str:
    """Return a paragraph, or the rows of a table, a paragraph each."""
    if isinstance(block, Paragraph):
        return _word_paragraph(block)
    rows = (" | ".join(" ".join(cell.text.split()) for cell in row.cells) for row in block.rows)
    return "".join(f"<p>{escape(row)}</p>" for row in rows)


def _word_paragraph(paragraph: Paragraph) -> str:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    words = "".join(_word_runs(paragraph))
    if style == "Title":
        return f"<h1>{words}</h1>"
    level = style.removeprefix("Heading ")
    if level != style and level.isdecimal():
        return f"<h{min(int(level), _DEEPEST)}>{words}</h{min(int(level), _DEEPEST)}>"
    return f"<ul><li>{words}</li></ul>" if style.startswith("List") else f"<p>{words}</p>"


def _word_runs(paragraph: Paragraph) -> Iterator[str]:
    for piece in paragraph.iter_inner_content():
        for run in piece.runs if isinstance(piece, Hyperlink) else [piece]:
            yield _marked(run.text, bold=bool(run.bold), italic=bool(run.italic))


def _marked(text: str, *, bold: bool, italic: bool) -> str:
    words = escape(text).replace("\n", "<br>")
    if not text.strip():
        return words
    words = f"<i>{words}</i>" if italic else words
    return f"<b>{words}</b>" if bold else words


def read_opendocument(archive: Archive) -> str:
    """Return a text document of LibreOffice (.odt) as HTML."""
    root: Any = archive.read_xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise SourceError("the file is no text document; save it as .odt or as plain text in UTF-8")
    styles = {style.get(f"{_STYLE}name"): style for style in root.iter(f"{_STYLE}style")}
    return "".join(_Odt(styles).blocks(body))


class _Odt:
    """Reads the blocks of an OpenDocument text."""

    def __init__(self, styles: dict[str, Any]) -> None:
        self._styles = styles

    def blocks(self, body: Any) -> Iterator[str]:  # noqa: ANN401, an element of lxml
        """Yield each heading and paragraph, wherever it stands, but for notes and contents."""
        waiting = [body]
        while waiting:
            element = waiting.pop()
            if element.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield self._block(element)
            elif element.tag not in _LEFT_OUT:
                waiting.extend(reversed(element))

    def _block(self, element: Any) -> str:  # noqa: ANN401
        words = "".join(self._pieces(element))
        if element.tag == f"{_TEXT}h":
            printed = element.get(f"{_TEXT}outline-level", "1")
            level = min(max(int(printed), 1), _DEEPEST) if printed.isdecimal() and len(printed) < 3 else 1
            return f"<h{level}>{words}</h{level}>"
        return f"<p>{words}</p>"

    def _pieces(self, block: Any) -> Iterator[str]:  # noqa: ANN401
        """Yield the words of a block with what its spans say of them."""
        waiting: list[tuple[Any, str, bool, bool]] = [(block, "open", *self._looks(block, bold=False, italic=False))]
        while waiting:
            element, what, bold, italic = waiting.pop()
            if what == "tail":
                yield _marked(element.tail or "", bold=bold, italic=italic)
                continue
            own = self._looks(element, bold=bold, italic=italic)
            if isinstance(element.tag, str):
                yield _gap(element) + _marked(element.text or "", bold=own[0], italic=own[1])
            if element.tag in _LEFT_OUT:
                continue
            for child in reversed(element):
                waiting.extend([(child, "tail", *own), (child, "open", *own)])

    def _looks(self, element: Any, *, bold: bool, italic: bool) -> tuple[bool, bool]:  # noqa: ANN401
        style = self._styles.get(element.get(f"{_TEXT}style-name")) if isinstance(element.tag, str) else None
        looks = style.find(f"{_STYLE}text-properties") if style is not None else None
        if looks is None:
            return bold, italic
        weight, slant = looks.get(f"{_FO}font-weight"), looks.get(f"{_FO}font-style")
        return (weight in _BOLD if weight else bold), (slant in {"italic", "oblique"} if slant else italic)


def _gap(element: Any) -> str:  # noqa: ANN401
    """Return what an element of OpenDocument stands for that has no words: spaces, a tab, a line break."""
    if element.tag == f"{_TEXT}line-break":
        return "<br>"
    return " " if element.tag in {f"{_TEXT}s", f"{_TEXT}tab"} else ""
