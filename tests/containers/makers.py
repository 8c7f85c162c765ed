"""Small documents of office programs, made in memory; their words are invented."""

import io
import zipfile

from docx import Document

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def pack(**entries: str | bytes) -> bytes:
    """Return an archive; two underscores in a name stand for a slash, ``_xml`` for the ending."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word(*paragraphs: tuple[str, str] | str, table: list[list[str]] | None = None) -> bytes:
    """Return a Word document; a paragraph is words, or what is bold at its beginning and the words behind."""
    document = Document()
    document.add_heading("Robots That Garden", 0)
    for paragraph in paragraphs:
        if isinstance(paragraph, str):
            document.add_paragraph(paragraph)
        else:
            made = document.add_paragraph()
            made.add_run(paragraph[0]).bold = True
            made.add_run(paragraph[1])
    if table:
        rows = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(rows.add_row().cells, row, strict=True):
                cell.text = words
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def opendocument(body: str, styles: str = "") -> bytes:
    """Return a text document of LibreOffice with this body."""
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return pack(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def book(*pages: str) -> bytes:
    """Return a book with these pages."""
    items = "".join(f'<item id="p{n}" href="page%20{n}.xhtml"/>' for n in range(len(pages)))
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    files = {f"OEBPS/page {n}.xhtml": f"<html><body>{page}</body></html>" for n, page in enumerate(pages)}
    return pack(**{"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **files})


def pdf(*pages: list[str]) -> bytes:
    """Return pages to print, each of lines of ASCII, in the plainest form that there is."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for lines in pages:
        drawn = b"BT /F1 12 Tf 72 720 Td 14 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        resources = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %d 0 R >>"
            % (resources, number + 1)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    size = len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        start,
    )
