import pytest

from explorer.coding.vocabulary import Format
from explorer.lines import split_lines
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.front_matter import read_front_matter, skip_front_matter


def read(*lines: str):
    text = "\n".join(lines)
    builder = DocumentBuilder(Format.PLAIN_TEXT, text)
    rest = read_front_matter(builder, split_lines(text))
    return builder.title, builder.metadata, [line.text for line in rest], builder.finish().warnings


def test_yaml_and_toml_are_metadata_with_their_title_and_lists():
    assert read("---", 'title: "A talk"', "people:", "  - Ada", "  - Noel", "---", "words") == (
        "A talk",
        {"title": "A talk", "people": "Ada, Noel"},
        ["words"],
        (),
    )
    assert read("+++", "title = 'A talk'", "[params]", 'show = "S"', "+++", "words")[:3] == (
        "A talk",
        {"title": "A talk", "show": "S"},
        ["words"],
    )


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_that_is_never_closed_is_text_and_said(fence):
    _, metadata, rest, warnings = read(fence, "title: x", "words")
    assert (metadata, rest) == ({}, [fence, "title: x", "words"])
    assert warnings == (f"line 1: the front matter is not closed by a line {fence}; it is read as text",)


def test_what_is_skipped_is_what_would_be_read():
    lines = split_lines("\n---\ntitle: x\n---\nwords")
    assert [line.text for line in skip_front_matter(lines)] == ["words"]
    assert skip_front_matter(split_lines("words")) == split_lines("words")
