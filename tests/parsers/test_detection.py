from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.parsers import decode, detect, parse
from explorer.parsers.detection import PARSERS, UNMARKED

ROOT = Path(__file__).resolve().parents[2]
EPISODES = ROOT / "fixtures/episodes"
REAL = {
    "lex-fridman-4/lex-fridman-4-ulisten.txt": Format.SUMMARY_PAGE,
    "lex-fridman-36/lex-fridman-36-chapters.txt": Format.CHAPTERS_PAGE,
    "lex-fridman-36/lex-fridman-36-notes.txt": Format.NOTES,
    "lex-fridman-11/lex-fridman-11-glasp.txt": Format.QA_PAGE,
    "inside-view-blake-richards/blake-richards-transcript.md": Format.MARKDOWN_TRANSCRIPT,
}
SMALL = sorted(
    str(path.relative_to(ROOT / "tests/data")) for path in (ROOT / "tests/data").glob("*/*") if path.is_file()
)
PROSE = "\n\n".join(["This paragraph has plenty of ordinary words in it."] * 4)


def test_every_format_has_a_parser():
    assert set(PARSERS) == set(Format)


@pytest.mark.parametrize(("path", "expected"), REAL.items())
def test_the_real_documents_are_detected_whatever_their_line_ends(path, expected):
    text = decode((EPISODES / path).read_bytes())
    assert [detect(text.replace("\n", end)) for end in ("\n", "\r\n", "\r")] == [expected] * 3


@pytest.mark.parametrize("path", REAL)
def test_a_real_document_has_the_marks_of_one_format_only(path):
    text = decode((EPISODES / path).read_bytes())
    recognised = [name for name, parser in PARSERS.items() if parser.recognises(text)]
    assert [name for name in recognised if name not in UNMARKED] == [
        name for name in [REAL[path]] if name not in UNMARKED
    ]


@pytest.mark.parametrize("path", SMALL)
def test_small_documents_are_detected_as_the_format_of_their_folder(path):
    assert detect(decode((ROOT / "tests/data" / path).read_bytes())) == path.split("/")[0]


def test_a_document_with_the_marks_of_two_formats_asks_for_one():
    text = f"Chapters\n- 0:00 – 1:00\nOpening\n\nQuestions & Answers\n\nQ: Why?\n\nBecause.\n\n{PROSE}"
    with pytest.raises(
        SourceError, match=r"^the document could be chapters-page or qa-page; name one .* as its format$"
    ):
        detect(text)


def test_the_ending_of_the_files_name_decides_where_two_formats_fit():
    text = "<p>Key</p>\n\n**Ada**: one\n\n**Sam**: two\n\n**Ada**: three"
    with pytest.raises(SourceError, match="could be markdown-transcript or html-transcript"):
        detect(text)
    assert detect(text, "md") is Format.MARKDOWN_TRANSCRIPT
    assert detect(text, "HTML") is Format.HTML_TRANSCRIPT
    with pytest.raises(SourceError, match="could be"):
        detect(text, "txt")


def test_the_ending_of_the_files_name_decides_nothing_against_the_content():
    assert detect("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.", "srt") is Format.WEBVTT


def test_an_object_with_segments_and_chapters_asks_for_one():
    with pytest.raises(SourceError, match="could be podcast-json or podcast-chapters; name one"):
        detect('{"segments": [], "chapters": []}', "json")


def test_marks_of_a_format_win_over_prose():
    assert detect(f"{PROSE}\n\nQuestions & Answers\n\nQ: Why?") is Format.QA_PAGE


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "asdf qwer zxcv uiop",
        "Key Takeaways",
        "I read the Key Takeaways\nand the Notable Quotes",
        "CHAPTERS\n0:00\nOpening",
        "- 0:00 – 1:00\nOpening",
        "Questions & Answers",
        "Q: Why?\nBecause.",
        "**Ada**: one\n\n**Sam**: two",
        "WEBVTT\n\nHello there, everybody out there",
        '{"title": "x"}',
    ],
)
def test_what_fits_no_format_is_refused_with_the_names_of_all(text):
    with pytest.raises(SourceError) as refusal:
        parse(text)
    assert "name its format: " in str(refusal.value)
    assert all(name in str(refusal.value) for name in Format)
