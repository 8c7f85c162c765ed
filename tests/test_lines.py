import pytest

from explorer.labels.clocks import parse_clock, parse_time
from explorer.lines import line_number, split_lines


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        ("0:00", 0),
        ("4:45", 285),
        ("04:45", 285),
        ("59:59", 3599),
        ("75:30", 4530),
        ("1:15:58", 4558),
        ("100:00:01", 360001),
    ],
)
def test_a_printed_time_is_read_in_seconds(printed, seconds):
    assert parse_clock(printed) == seconds


@pytest.mark.parametrize(
    "printed",
    ["", "5", "1:60", "1:5", "1:60:00", "1:2:3:4", ":30", "1:", "-1:00", "1000:00", "１:３０", "1:30\n", "1:30.5"],
)
def test_what_is_no_time_is_none(printed):
    assert parse_clock(printed) is None


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        ("5", 5),
        ("75.5", 75.5),
        ("8,250", 8.25),
        ("1:05", 65),
        ("01:02:03.004", 3723.004),
        ("0:00:00,000", 0),
        ("90:00", 5400),
        ("100:00:00", 360_000),
    ],
)
def test_a_fine_time_may_lack_hours_minutes_and_fraction(printed, seconds):
    assert parse_time(printed) == seconds


@pytest.mark.parametrize(
    "printed",
    ["", "-1", "+1", "1:75", "1:75:00", "1:2:3:4", "1.", "1e3", "inf", "1:00.5.5", "100:00:01", "٣", "1:00\n"],
)
def test_what_is_no_fine_time_is_none(printed):
    assert parse_time(printed) is None


def test_lines_end_at_line_feeds_and_carriage_returns_only():
    text = "one\x0ctwo\u2028three\x85\x1d\r\n  four \rfive\n\nsix"
    lines = split_lines(text)
    assert [(line.number, line.text) for line in lines] == [
        (1, "one\x0ctwo\u2028three"),
        (2, "four"),
        (3, "five"),
        (4, ""),
        (5, "six"),
    ]
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]


def test_the_line_of_an_offset_counts_every_kind_of_line_end_once():
    text = "a\r\nb\rc\nd"
    assert [line_number(text, text.index(letter)) for letter in "abcd"] == [1, 2, 3, 4]
