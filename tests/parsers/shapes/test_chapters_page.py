from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.parsers import ParsedSource, parse_bytes
from explorer.parsers.shapes.chapters_page import parse

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT / "fixtures/episodes/lex-fridman-36/lex-fridman-36-chapters.txt"
SMALL = ROOT / "tests/data/chapters-page/broken-times.txt"


@pytest.fixture(scope="module")
def page() -> ParsedSource:
    return parse_bytes(REAL.read_bytes())


@pytest.fixture(scope="module")
def small() -> ParsedSource:
    return parse_bytes(SMALL.read_bytes())


def test_the_real_page_is_fourteen_chapters_of_nobody(page):
    assert page.format is Format.CHAPTERS_PAGE
    assert len(page.passages) == 14
    assert {(p.kind, p.grade, p.speaker, p.time_basis) for p in page.passages} == {
        (PassageKind.CHAPTER, Grade.SUMMARY, None, TimeBasis.OWN)
    }
    assert page.ignored == ()


def test_chapters_have_their_own_times_in_seconds_and_follow_one_another(page):
    starts = [p.start_time for p in page.passages]
    assert starts == [0, 285, 463, 550, 752, 985, 1083, 1251, 1483, 1634, 1983, 2164, 2686, 3092]
    assert [p.end_time for p in page.passages] == [*starts[1:], 4558]


def test_a_chapters_heading_and_body_are_one_passage_named_by_the_heading(page):
    chapter = page.passages[6]
    assert chapter.section == "Limits of symbolic graphs and logic; vectors and continuous “machine reasoning”"
    assert chapter.text.startswith(f"{chapter.section}\nLex asks about expert systems and symbolic knowledge.")
    assert chapter.text.endswith("referencing Bottou’s ‘From Machine Learning to Machine Reasoning.’")


def test_a_title_glued_to_its_series_is_kept_as_printed_and_warned_of(page):
    assert page.title.startswith("Lex Fridman PodcastYann LeCun: Deep Learning")
    assert page.warnings == (
        "line 1: the title prints its series, “Lex Fridman Podcast”, without a space after it; it is kept as printed",
    )


@pytest.mark.parametrize("title", ["The YouTube Garden, at The YouTube Garden", "eBay and wine"])
def test_capitals_inside_a_word_of_the_title_are_no_glue(title):
    assert parse(f"{title}\nCHAPTERS\n- 0:00 – 1:00\nOpening").warnings == ()


def test_times_that_cannot_be_are_left_out_and_warned_of(small):
    assert [(p.section, p.start_time, p.end_time) for p in small.passages if p.kind is PassageKind.CHAPTER] == [
        ("Opening", 0, None),
        ("A time that cannot be", None, None),
        ("An end before its start", 600, None),
        ("A heading without a body", 3723, 4200),
    ]
    assert small.warnings == (
        "line 7: “2:75” is no time; the chapter has none",
        "line 10: “9:00” is no time after 10:00; the chapter has no end time",
        "line 15: a chapter without words; check whether its heading is missing",
    )


def test_a_chapter_without_a_time_has_no_basis_for_one(small):
    assert [p.time_basis for p in small.passages] == [None, TimeBasis.OWN, None, TimeBasis.OWN, TimeBasis.OWN]


def test_what_stands_between_title_and_chapters_is_a_summary(small):
    assert small.title == "The Greenhouse Podcast: Robots That Garden"
    assert (small.passages[0].kind, small.passages[0].text) == (
        PassageKind.SUMMARY,
        "Notes on every chapter follow.",
    )


def test_a_page_that_begins_with_chapters_has_no_title():
    source = parse("CHAPTERS\n- 0:00 – 1:00\nOpening")
    assert source.title == ""
    assert [p.text for p in source.passages] == ["Opening"]


def test_a_heading_longer_than_a_sections_name_is_cut_in_the_name_only():
    heading = "word " * 100 + "end"
    (chapter,) = parse(f"CHAPTERS\n- 0:00 – 1:00\n{heading}").passages
    assert chapter.text == heading
    assert len(chapter.section) <= 300
    assert chapter.section.endswith("word…")
