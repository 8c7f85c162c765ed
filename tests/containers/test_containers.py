"""Documents of office programs come in with their speakers; what is broken, locked or a bomb is refused in words."""

import contextlib
import io
import random
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.coding.vocabulary import Format
from explorer.containers import open_document
from explorer.errors import SourceError
from explorer.parsers import parse_bytes, text_of
from tests.containers import makers
from tests.effort import often

TURNS = [("Ada", "What is a weed?"), ("Noel", "A plant."), ("Ada", "Really?"), ("Noel", "Really.")]
LINES = ["Ada: What is a weed?", "Noel: A plant.", "Ada: Really?", "Noel: Really."]


def turns(parsed):
    return [(passage.speaker, passage.text) for passage in parsed.passages]


def test_a_word_document_has_its_headings_and_bold_labels():
    raw = makers.word(*((f"{name}:", f" {words}") for name, words in TURNS))
    parsed = parse_bytes(raw, extension="docx")
    assert (parsed.format, parsed.title) == (Format.HTML_TRANSCRIPT, "Robots That Garden")
    assert turns(parsed) == TURNS
    assert text_of(raw, parsed.format) == parsed.text


def test_line_breaks_and_times_of_a_word_transcript_are_read():
    parsed = parse_bytes(makers.word(*(f"{name}   0:{n}7\n{words}" for n, (name, words) in enumerate(TURNS))))
    assert turns(parsed) == TURNS
    assert [passage.start_time for passage in parsed.passages] == [7, 17, 27, 37]


def test_the_rows_of_a_table_are_paragraphs():
    rows = [[f"0:0{n}", name, words] for n, (name, words) in enumerate(TURNS)]
    assert turns(parse_bytes(makers.word(table=rows))) == TURNS


def test_a_word_document_may_be_read_in_another_format_by_its_words():
    parsed = parse_bytes(makers.word("A first note.", "A second note."), Format.NOTES)
    assert [passage.text for passage in parsed.passages] == ["A first note.", "A second note."]


def test_a_text_of_libreoffice_has_its_headings_and_bold_labels():
    styles = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = '<text:h text:outline-level="1">Robots</text:h>' + "".join(
        f'<text:p><text:span text:style-name="B">{name}</text:span>: <text:s/>{words[:3]}<text:span>{words[3:]}'
        f"</text:span><text:note><text:note-body><text:p>A footnote.</text:p></text:note-body></text:note></text:p>"
        for name, words in TURNS
    )
    parsed = parse_bytes(makers.opendocument(body, styles))
    assert (parsed.title, turns(parsed)) == ("Robots", TURNS)


def test_a_book_is_read_in_the_order_of_its_pages():
    raw = makers.book("<h1>Robots</h1><p><b>Ada:</b> One.</p>", "<p><b>Noel:</b> Two.</p><p><b>Ada:</b> Three.</p>")
    parsed = parse_bytes(raw)
    assert turns(parsed) == [("Ada", "One."), ("Noel", "Two."), ("Ada", "Three.")]


def test_pages_to_print_are_read_without_their_heads_and_numbers():
    pages = [["Robots, page " + str(n), *LINES[:2], *LINES[2:], f"- {n} -"] for n in range(1, 5)]
    parsed = parse_bytes(makers.pdf(*pages))
    assert parsed.format is Format.PLAIN_TEXT
    assert turns(parsed) == TURNS * 4


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (makers.pack(**{"talk.md": "**Ada:** one"}), "an archive and no document; unpack it"),
        (makers.word("a")[:-30], "broken"),
        (makers.pack(**{"word/document.xml": "<a"}), "broken"),
        (makers.pack(**{"word/document.xml": "<a/>"}), "broken"),
        (makers.pack(**{"content.xml": "<a/>"}), "no text document"),
        (makers.pack(**{"META-INF/container.xml": "<a/>"}), "has no part"),
        (makers.book(), "has no pages"),
        (b"%PDF-1.4\nnothing", "the PDF cannot be read"),
        (makers.pdf([]), "has no text, as scans have none"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "save it as .docx"),
        (b"{\\rtf1 words}", "save it as .docx or as plain text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_opened_is_refused_with_the_cure(raw, message):
    with pytest.raises(SourceError, match=message):
        parse_bytes(raw)


def test_an_archive_that_unpacks_to_far_more_than_it_has_is_refused_unread():
    bomb = makers.pack(**{"word/document.xml": b"<w>" + b" " * 30_000_000})
    assert len(bomb) < 50_000
    with pytest.raises(SourceError, match="unpacks to more than a document has"):
        open_document(bomb)


@pytest.mark.slow  # takes seconds
def test_an_archive_of_many_large_parts_is_refused_unread():
    noise = random.Random(0).randbytes(300_000)
    parts = {f"part{n}": noise * 10 for n in range(30)}
    with pytest.raises(SourceError, match="unpacks to more than a document has"):
        open_document(makers.pack(**{"content.xml": "<a/>", **parts}))


@pytest.mark.parametrize("part", ["word/document.xml", "content.xml", "META-INF/container.xml"])
@pytest.mark.parametrize(
    "entity",
    ['<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'],
)
def test_entities_are_refused_in_every_part(part, entity):
    with pytest.raises(SourceError, match="declares entities"):
        open_document(makers.pack(**{part: f"{entity}<a>&b;</a>"}))


def test_a_locked_archive_is_refused():
    raw = bytearray(makers.pack(**{"content.xml": "<a/>"}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceError, match="protected by a password"):
        open_document(bytes(raw))


PARTS = ["word/document.xml", "content.xml", "META-INF/container.xml"]
WHOLE = [
    makers.word(*LINES),
    makers.opendocument("<text:p>Ada: one</text:p>"),
    makers.book("<p>Ada: one</p>"),
    makers.pdf(LINES),
]


@settings(max_examples=150)
@given(whole=st.sampled_from(WHOLE), seed=st.integers(0, 2**32), slips=st.integers(1, 12), cut=st.integers(0, 400))
def test_no_broken_document_raises_anything_but_a_refusal(whole, seed, slips, cut):
    noise = random.Random(seed)
    raw = bytearray(whole[: len(whole) - cut])
    for _ in range(slips):
        raw[noise.randrange(len(raw))] = noise.randrange(256)
    with contextlib.suppress(SourceError):
        parse_bytes(bytes(raw))


@settings(max_examples=100)
@given(part=st.sampled_from(PARTS), body=st.binary(max_size=200))
def test_no_part_of_an_archive_raises_anything_but_a_refusal(part, body):
    with contextlib.suppress(SourceError):
        parse_bytes(makers.pack(**{part: body}))


@pytest.mark.slow
@settings(max_examples=often(750))
@given(whole=st.sampled_from(WHOLE), seed=st.integers(0, 2**32))
def test_no_broken_part_raises_anything_but_a_refusal_over_and_over(whole, seed):
    noise = random.Random(seed)
    if not zipfile.is_zipfile(io.BytesIO(whole)):
        return
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for name in noise.sample(sorted(parts), min(2, len(parts))):
        for _ in range(noise.randrange(1, 6)):
            if parts[name]:
                parts[name][noise.randrange(len(parts[name]))] = noise.randrange(256)
    with contextlib.suppress(SourceError):
        parse_bytes(makers.pack(**{name: bytes(body) for name, body in parts.items()}))


@pytest.mark.slow
@pytest.mark.parametrize(
    "made",
    [
        lambda count: makers.word(*[("Ada:", " One."), ("Noel:", " Two.")] * (count // 2)),
        lambda count: makers.word(table=[["0:05", "Ada", "One."]] * (count // 4)),
        lambda count: makers.opendocument("<text:p><text:span>Ada</text:span>: one</text:p>" * count),
        lambda count: makers.opendocument("<text:p>" + "<text:span>a</text:span>" * count + "</text:p>"),
        lambda count: makers.book(*["<p><b>Ada:</b> One.</p>"] * (count // 4)),
        lambda count: makers.pdf(*[LINES * 8] * (count // 32)),
    ],
    ids=["paragraphs", "rows", "spans", "one paragraph", "pages of a book", "pages to print"],
)
def test_eight_times_the_document_takes_about_eight_times_as_long(made):
    def seconds(raw: bytes) -> float:
        start = time.process_time()
        with contextlib.suppress(SourceError):
            parse_bytes(raw)
        return time.process_time() - start + 0.001

    short, long = made(400), made(3200)
    assert any(seconds(long) / seconds(short) < 24 for _ in range(3))
