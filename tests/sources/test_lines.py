import pytest

from explorer.sources.lines import line_number, parse_clock, split_lines


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
