from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.errors import SourceError
from explorer.parsers import ParsedSource, parse, parse_bytes

DATA = Path(__file__).resolve().parents[2] / "data/podcast-chapters"


@pytest.fixture(scope="module")
def garden() -> ParsedSource:
    return parse_bytes((DATA / "garden.json").read_bytes())


def test_titles_are_chapters_below_the_description(garden):
    assert (garden.format, garden.title) == (Format.PODCAST_CHAPTERS, "Robots That Garden")
    assert [(p.kind, p.section, p.text, p.start_time, p.end_time) for p in garden.passages] == [
        (PassageKind.SUMMARY, "", "Sam Reed asks Ada O’Hara what a weed is.", None, None),
        *(
            (PassageKind.CHAPTER, title, title, start, end)
            for title, start, end in [
                ("Opening", 0, None),
                ("What a weed is", 95.5, 300),
                ("An end before its start", 310, None),
                ("Earlier than the one above", 250, None),
                ("No time at all", None, None),
            ]
        ),
    ]
    assert {p.grade for p in garden.passages} == {Grade.SUMMARY}
    assert garden.metadata["podcastName"] == "The Greenhouse Podcast"


def test_the_text_is_a_paragraph_for_each(garden):
    assert garden.text.startswith("Sam Reed asks Ada O’Hara what a weed is.\n\nOpening\n\nWhat a weed is\n\n")


def test_what_does_not_fit_is_warned_of(garden):
    assert garden.warnings == (
        "chapter 4: its end is no time after its start; the chapter has no end time",
        "chapter 5: it starts before the one above it; check the order",
        "chapter 6: it has no start that is a time; the chapter has no times",
        "chapters: 1 have no title and are left out",
    )


@pytest.mark.parametrize("document", ['{"chapters": []}', '{"chapters": [{"startTime": 1}, 2]}', '{"segments": []}'])
def test_a_document_without_titles_is_refused(document):
    with pytest.raises(SourceError):
        parse(document, Format.PODCAST_CHAPTERS)
