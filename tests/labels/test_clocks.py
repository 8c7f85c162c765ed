import pytest

from explorer.labels.clocks import find_clock, parse_clock, parse_time, read_clock


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


@pytest.mark.parametrize(
    ("printed", "start", "until"),
    [
        ("0:00", "0:00", None),
        ("00:00:00", "00:00:00", None),
        ("1:12:40", "1:12:40", None),
        ("[00:12]", "00:12", None),
        ("(00:12)", "00:12", None),
        ("00:00:00.000", "00:00:00.000", None),
        ("00:00:00,000", "00:00:00,000", None),
        ("[(00:00:09)](https://example.org/watch?t=9)", "00:00:09", None),
        ("([0:09](https://example.org))", "0:09", None),
        ("10:01 AM", None, None),
        ("(10:01 p.m.)", None, None),
        ("00:01:02:15", "00:01:02:15", None),
        ("[00:00.000 --> 00:04.000]", "00:00.000", "00:04.000"),
        ("0:01 - 0:04", "0:01", "0:04"),
        ("0:0:3.4", "0:0:3.4", None),
    ],
)
def test_a_clock_is_read_whole_with_what_is_around_it(printed, start, until):
    found = read_clock(f"{printed} words", 0)
    assert found is not None
    assert (found.start, found.until, found.end) == (start, until, len(printed))


@pytest.mark.parametrize(
    "text", ["34:281 words", "134:28:1 words", "1:5 words", "x0:05 words", "2024-05-01", "1:000", "9:58x"]
)
def test_a_clock_never_begins_or_ends_inside_a_number_or_a_word(text):
    assert read_clock(text, 0) is None
    assert all(read_clock(text, place) is None or not text[place - 1].isalnum() for place in range(1, len(text)))


def test_a_name_before_a_clock_of_two_digits_keeps_none_of_them():
    text = "Ada Byrne 34:28"
    place, found = find_clock(text, 0, len(text))
    assert (text[:place], found.start, found.is_set_apart) == ("Ada Byrne ", "34:28", False)


def test_frames_behind_the_seconds_are_left_out():
    assert parse_time("00:01:02:15") == 62
