from pathlib import Path

import pytest
import srt

from explorer.coding.vocabulary import Format
from explorer.parsers import ParsedSource, decode, parse_bytes
from explorer.parsers.shapes.subrip import parse

DATA = Path(__file__).resolve().parents[2] / "data/subrip"


@pytest.fixture(scope="module")
def changes() -> ParsedSource:
    return parse_bytes((DATA / "speaker-changes.srt").read_bytes())


def turns(source: ParsedSource) -> list[tuple[str | None, str]]:
    return [(p.speaker, p.text) for p in source.passages]


def test_a_speaker_named_where_it_changes_speaks_on(changes):
    assert changes.format is Format.SUBRIP
    assert turns(changes) == [
        ("Sarah Lind", "In this talk, you will learn whether a robot should water roses."),
        ("OMAR", "Only when it knows what a rose is."),
        ("Sarah Lind", "It does: it was told."),
        (None, "Thank you all."),
        ("Sarha Lind", "Who told it?"),
        (None, "I did."),
        (None, "So did I."),
        ("Omar", "With a watering can, which is not a language. It is to me."),
    ]


def test_passages_with_a_carried_name_are_marked_and_those_with_their_own_are_not(changes):
    assert changes.metadata["speaker_carried_to"] == ["1", "2"]
    assert "line 8: the speaker is named only where it changes" in changes.warnings[0]


def test_hours_may_be_missing_and_seconds_bare(changes):
    assert [(p.start_time, p.end_time) for p in changes.passages][:4] == [(0, 6.09), (6.09, 12.25), (12, 14), (16, 19)]


def test_a_misspelt_label_is_kept_as_printed_and_told(changes):
    told = "“Sarha Lind” labels once only and is much like “sarah lind”; if they are one, add the label to the episode"
    assert f"line 35: {told}" in changes.warnings


def test_a_negative_time_is_warned_of(changes):
    assert "line 48: “-1” is no time; the cue has none" in changes.warnings


def test_cues_without_a_speaker_are_cut_at_sentence_ends_within_a_minute():
    source = parse_bytes((DATA / "no-speakers.srt").read_bytes())
    assert [(p.speaker, p.start_time, p.end_time) for p in source.passages] == [(None, 0, 60), (None, 56, 72)]
    assert source.passages[0].text.endswith("a reason tonight. Perhaps next year.")
    assert source.passages[1].text.startswith("Now the second machine")
    assert all(p.end_time - p.start_time <= 60 for p in source.passages)


def test_cues_without_sentence_ends_are_cut_between_cues():
    cues = [
        f"{n}\n00:{n // 2:02}:{n % 2 * 30:02},000 --> 00:{n // 2:02}:{n % 2 * 30 + 29:02},000\nword{n}"
        for n in range(6)
    ]
    source = parse("\n\n".join(cues))
    assert [p.text for p in source.passages] == ["word0 word1", "word2 word3", "word4 word5"]


def test_one_word_per_cue_is_joined_and_punctuation_follows_its_word():
    words = ["Plants", "grow", ",", "and", "robots", "wait", "."]
    source = parse("\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},500\n{word}" for n, word in enumerate(words)))
    assert turns(source) == [(None, "Plants grow, and robots wait.")]


def test_a_name_that_stands_in_a_sentence_is_no_label():
    source = parse("1\n00:00:01,000 --> 00:00:02,000\nThe thing is: it grows.\n")
    assert turns(source) == [(None, "The thing is: it grows.")]


def test_all_cues_at_one_time_are_still_cut():
    source = parse("\n\n".join("00:00:01,000 --> 00:00:01,000\na few words without an end" for _ in range(500)))
    assert max(len(p.text) for p in source.passages) <= 1500


def test_well_formed_captions_are_read_as_srt_reads_them():
    text = "\n\n".join(
        f"{n}\n00:01:{n:02},250 --> 00:01:{n:02},750\nSpeaker {'AB'[n % 2]}: words\nnumber {n}" for n in range(10, 30)
    )
    expected = [
        (sub.content.split(":")[0], " ".join(sub.content.split(": ")[1].split()), sub.start.total_seconds())
        for sub in srt.parse(text)
    ]
    assert [(p.speaker, p.text, p.start_time) for p in parse(text).passages] == expected


def test_irregular_captions_hold_all_that_srt_finds():
    text = decode((DATA / "no-speakers.srt").read_bytes()).replace("\r\n", "\n")
    words = parse(text).text.replace("\n\n", " ")
    assert words == " ".join(" ".join(sub.content.split()) for sub in srt.parse(text))
