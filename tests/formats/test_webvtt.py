import html
import io
import re

import pytest
import webvtt as reader
from hypothesis import given
from hypothesis import strategies as st

from explorer.formats import webvtt
from explorer.formats.webvtt import Caption
from explorer.parsers.shapes import webvtt as parser

letters = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n<>&-")
markup = st.sampled_from(["00:01.000 --> 00:02.000", "NOTE x", "a\n\nb", "<v Ada>", "&lt;"])
words = st.text(letters, max_size=60) | markup
names = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
times = st.floats(0, 400_000, allow_nan=False)
voices = st.just("") | st.text("AB <>&é\n", max_size=9)
cues = st.builds(Caption, name=names, start=times, end=st.none() | times, voice=voices, text=words)


def read(text):
    """Read a file with somebody else's reader: its cues with their voices and words."""
    return reader.from_buffer(io.StringIO(text))


def milliseconds(clock):
    """Return a time as a file has it as a number."""
    hours, minutes, seconds = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))


def lines(text):
    """Return the lines of a text that hold something, as a cue has them."""
    return [line.strip() for line in re.split(r"\r\n?|\n", text) if line.strip()]


def test_a_cue_is_named_timed_and_spoken_by_somebody():
    cue = Caption("talk-1", 3661.5, 3662.25, "Ada Guest", "So it is.\n\nI mean it.")

    assert webvtt.write([cue], ["About it."]) == (
        "WEBVTT\n\nNOTE About it.\n\ntalk-1\n01:01:01.500 --> 01:01:02.250\n<v Ada Guest>So it is.\nI mean it.</v>\n"
    )


def test_words_of_nobody_have_no_voice():
    assert webvtt.write([Caption("a", 0, 1, "", "Hm.")], []).endswith("00:00:00.000 --> 00:00:01.000\nHm.\n")


def test_an_end_that_is_not_known_is_where_the_next_time_begins_and_a_note_says_so():
    text = webvtt.write(
        [Caption("a", 1, None, "", "x"), Caption("b", 1, None, "", "y"), Caption("c", 5, 6, "", "z")], []
    )

    assert [(cue.start_in_seconds, cue.end_in_seconds) for cue in read(text)] == [(1, 5), (1, 5), (5, 6)]
    assert "NOTE 2 of 3 cues have no end in the document" in text


def test_the_last_words_end_when_all_that_has_their_time_could_have_been_said():
    text = webvtt.write(
        [Caption("a", 0, None, "", "one two three four five"), Caption("b", 0, None, "", "six " * 5)], []
    )

    assert [cue.end_in_seconds for cue in read(text)] == [4, 4]


def test_where_every_end_is_known_no_note_says_otherwise():
    assert "NOTE" not in webvtt.write([Caption("a", 0, 1, "", "x")], [])


def test_an_end_before_the_start_is_no_end():
    text = webvtt.write([Caption("a", 5, 5, "", "x"), Caption("b", 9, 10, "", "y")], [])

    assert [cue.end_in_seconds for cue in read(text)] == [9, 10]


def test_nothing_in_a_note_can_begin_a_cue():
    text = webvtt.write([Caption("a", 0, 1, "", "x")], ["Rights:\n\n00:00.000 --> 00:01.000\nnone"])

    assert [cue.raw_text for cue in read(text)] == ["x"]


@pytest.mark.slow  # takes seconds
@given(st.lists(cues, max_size=6))
def test_whatever_is_said_is_read_back_as_it_was(given_cues):
    found = read(webvtt.write(given_cues, ["A note."]))

    expected = sorted((cue for cue in given_cues if lines(cue.text)), key=lambda cue: cue.start)
    assert [cue.identifier for cue in found] == [cue.name for cue in expected]
    for cue, was in zip(found, expected, strict=True):
        spoken = re.sub(r"^<v [^>]*>|</v>$", "", cue.raw_text)
        assert html.unescape(spoken).split() == " ".join(lines(was.text)).split()
        assert html.unescape(cue.voice or "").split() == was.voice.split()
        assert milliseconds(cue.start) == round(was.start * 1000)
        assert milliseconds(cue.end) > milliseconds(cue.start)


def test_what_was_written_can_be_imported_again():
    spoken = [Caption("t-1", 0, 4, "Ada", "Is R&D < 3?"), Caption("t-2", 4, 9, "Bob", "No.\nNever.")]

    passages = parser.parse(webvtt.write(spoken, ["A note."])).passages

    assert [(one.speaker, one.text, one.start_time, one.end_time) for one in passages] == [
        ("Ada", "Is R&D < 3?", 0.0, 4.0),
        ("Bob", "No. Never.", 4.0, 9.0),
    ]
