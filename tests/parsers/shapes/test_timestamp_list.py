from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.parsers import ParsedSource, detect, parse_bytes
from explorer.parsers.shapes.timestamp_list import parse

DATA = Path(__file__).resolve().parents[2] / "data/timestamp-list"


@pytest.fixture(scope="module")
def description() -> ParsedSource:
    return parse_bytes((DATA / "description.txt").read_bytes())


def test_each_time_and_title_is_a_chapter(description):
    assert description.format is Format.TIMESTAMP_LIST
    assert [(p.text, p.start_time, p.end_time) for p in description.passages if p.kind is PassageKind.CHAPTER] == [
        ("Introduction", 0, None),
        ("What is a weed?", 65, None),
        ("Sensors that drift", 750, None),
        ("Patience", 1500, None),
        ("Roses", 2470, None),
        ("Out of order", 2400, None),
        ("No such time", None, None),
        ("Questions from the garden", 4200, 4500),
    ]
    assert {p.grade for p in description.passages} == {Grade.SUMMARY}
    assert all(p.section == p.text for p in description.passages[1:])


def test_the_description_around_it_is_title_summary_and_links(description):
    assert description.title == "Robots That Garden: Ada O’Hara on weeds, sensors and patience"
    assert description.passages[0].text == "Ada O’Hara builds robots that wait. We talked in her greenhouse."
    assert [part.reason for part in description.ignored] == ["link", "link", "hashtags"]


def test_what_does_not_fit_is_warned_of_with_its_line(description):
    assert description.warnings == (
        "line 14: 40:00 is earlier than a time above it; check the order",
        "line 15: “59:75” is no time; the chapter has none",
        "line 16: a time without a title",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0:00 Introduction", (0, "Introduction")),
        ("1:02:03 - A title", (3723, "A title")),
        ("[2:00](https://example.org/?t=120) A title", (120, "A title")),
        ("3. 2:00 A title", (120, "A title")),
        ("A title (2:00)", (120, "A title")),
        ("A title ..... 2:00", (120, "A title")),
        ("* A title – 2:00", (120, "A title")),
        ("2:00 3D worlds", (120, "3D worlds")),
    ],
)
def test_a_time_may_stand_on_either_side(line, expected):
    passage = parse(line).passages[0]
    assert (passage.start_time, passage.text) == expected


def test_a_time_before_every_turn_is_no_list_of_times():
    turns = "0:00 Ada: One.\n0:05 Sam: Two.\n0:09 Ada: Three.\n0:12 Sam: Four."
    assert detect(turns) is Format.PLAIN_TEXT


def test_two_times_in_prose_are_no_list():
    assert detect("We met at ten.\n\n10:00 was early for us.\n\n11:00 was not early at all.\n\nSo it was late.") is (
        Format.NOTES
    )
