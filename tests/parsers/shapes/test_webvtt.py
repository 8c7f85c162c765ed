from datetime import timedelta
from pathlib import Path

import pytest
import webvtt

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.errors import SourceError
from explorer.parsers import ParsedSource, decode, parse_bytes
from explorer.parsers.shapes.webvtt import parse

DATA = Path(__file__).resolve().parents[2] / "data/webvtt"


@pytest.fixture(scope="module")
def voices() -> ParsedSource:
    return parse_bytes((DATA / "voices.vtt").read_bytes())


def turns(source: ParsedSource) -> list[tuple[str | None, str]]:
    return [(p.speaker, p.text) for p in source.passages]


def captions(*cues: str) -> ParsedSource:
    return parse("WEBVTT\n\n" + "\n\n".join(cues))


def test_cues_of_one_voice_are_one_turn(voices):
    assert voices.format is Format.WEBVTT
    assert turns(voices) == [
        ("Sam Reed", "What is a weed & who says so?"),
        ("Ada O'Hara", "A plant that my robot has not met."),
        ("Sam Reed", "Really?"),
        ("Ada O'Hara", "Really."),
        ("Kim", "I doubt it."),
        (None, "It is a long story."),
        ("Kim", "Nobody's clock says that. It ends before it starts."),
        ("Sam Reed", "And this one is early."),
    ]
    assert {(p.kind, p.grade, p.section) for p in voices.passages} == {(PassageKind.TURN, Grade.TRANSCRIPT, "")}


def test_the_text_is_the_words_in_paragraphs(voices):
    assert voices.text.startswith(
        "What is a weed & who says so?\n\nA plant that my robot has not met.\n\n[laughter]\n\nReally?"
    )
    assert [(part.reason, voices.text[part.start : part.end]) for part in voices.ignored] == [
        ("sound cue", "[laughter]")
    ]


def test_a_turn_lasts_from_its_first_cue_to_its_last(voices):
    assert [(p.start_time, p.end_time) for p in voices.passages] == [
        *((0, 2.5), (2.5, 7), (9, 12), (9, 12), (9, 12), (12, 15), (None, None), (10, 11)),
    ]
    assert {p.time_basis for p in voices.passages} == {TimeBasis.OWN, None}


def test_the_header_is_title_and_metadata_and_notes_and_styles_are_left_out(voices):
    assert voices.title == "Robots That Garden"
    assert (voices.metadata["Kind"], voices.metadata["Language"]) == ("captions", "en")
    assert "color" not in voices.text
    assert "Made by hand" not in voices.text


def test_a_cue_without_a_voice_among_voices_is_nobodys(voices):
    assert "speaker_carried_to" not in voices.metadata
    assert voices.passages[5].reason == "no label says who speaks here, and other cues have one"
    assert voices.warnings[-1] == f"line 35: {voices.passages[5].reason}; the turn has no speaker"


def test_times_that_are_none_are_warned_of_with_their_line(voices):
    assert voices.warnings[:-1] == (
        "line 37: “1:75.000” is no time; the cue has none",
        "line 40: “00:00:18.000” is no time after 00:00:20.000; the cue has no end",
        "line 44: it starts before a cue above it; the order of the document is kept",
    )


def test_captions_that_roll_up_are_read_once():
    source = parse_bytes((DATA / "rolling.vtt").read_bytes())
    assert turns(source) == [(None, "so plants grow and robots wait for them.")]
    assert (source.passages[0].start_time, source.passages[0].end_time) == (0.16, 6)
    assert source.warnings == ("captions: 4 lines repeat the one above them and are left out",)


def test_words_said_twice_are_kept_where_nothing_rolls():
    assert captions("0:01.000 --> 0:02.000\nYes.", "0:02.000 --> 0:03.000\nYes.").text == "Yes. Yes."


def test_what_follows_the_end_of_a_voice_is_nobodys():
    assert turns(captions("0:01.000 --> 0:02.000\n<v Ada>One.</v> Two.")) == [("Ada", "One."), (None, "Two.")]


def test_a_voice_without_a_name_is_nobodys():
    assert turns(captions("0:01.000 --> 0:02.000\n<v Ada>One.", "0:02.000 --> 0:03.000\n<v>Two.")) == [
        ("Ada", "One."),
        (None, "Two."),
    ]


def test_a_cues_name_is_left_out_and_a_line_that_may_be_words_is_kept():
    source = captions("a name\n0:01.000 --> 0:02.000\nOne.\nTwo.\n0:02.000 --> 0:03.000\nThree.")
    assert source.text == "One. Two. Three."


def test_words_above_all_times_are_kept_and_warned_of():
    source = captions("Lost words.", "0:01.000 --> 0:02.000\nFound words.")
    assert source.text == "Lost words. Found words."
    assert source.warnings == ("line 3: no times stand above these words; they have none",)


def test_signs_that_are_no_tags_stay():
    assert captions("0:01.000 --> 0:02.000\nif a < b &lt;v Eve&gt; and <x>").text == "if a < b <v Eve> and <x>"


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n\nNOTE nothing\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"])
def test_captions_without_words_are_refused(text):
    with pytest.raises(SourceError, match="no passage"):
        parse_bytes(text.encode(), Format.WEBVTT)


def test_well_formed_captions_are_read_as_webvtt_py_reads_them(tmp_path):
    cues = [
        f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.500\n<v Speaker {at}>Words number\n{at} &amp; so on"
        for at in range(9)
    ]
    path = tmp_path / "cues.vtt"
    path.write_text("WEBVTT\n\n" + "\n\n".join(cues))
    expected = [
        (cue.voice, " ".join(cue.text.split()), seconds(cue.start), seconds(cue.end)) for cue in webvtt.read(path)
    ]
    assert [
        (p.speaker, p.text.replace("&", "&amp;"), p.start_time, p.end_time) for p in parse(path.read_text()).passages
    ] == (expected)


def test_irregular_captions_hold_all_that_webvtt_py_finds():
    text = decode((DATA / "voices.vtt").read_bytes())
    found = {" ".join(cue.text.split()) for cue in webvtt.from_string(text)}
    words = parse(text).text
    assert found
    assert all(part in words for cue in found for part in cue.replace("&amp;", "&").split(" Really."))


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes), seconds=float(rest)).total_seconds()
