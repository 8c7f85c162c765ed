from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.parsers import detect, parse_bytes

DATA = Path(__file__).resolve().parents[2] / "data/sbv"


def test_cues_between_times_with_a_comma_are_turns():
    source = parse_bytes((DATA / "panel.sbv").read_bytes())
    assert source.format is Format.SBV
    assert [(p.speaker, p.text, p.start_time, p.end_time) for p in source.passages] == [
        ("SARAH LIND", "Should a robot water roses?", 0.599, 4.16),
        ("OMAR", "Only when it knows what a rose is.", 4.16, 6.77),
        (None, "It does.", 6.77, 9),
        ("SARAH LIND", "Thank you.", 11, 13),
    ]
    assert [part.reason for part in source.ignored] == ["sound cue"]


def test_captions_with_arrows_are_none():
    assert detect("1\n00:00:01,000 --> 00:00:02,000\nWords.") is Format.SUBRIP


def test_captions_without_words_are_refused():
    with pytest.raises(SourceError, match="no passage"):
        parse_bytes(b"0:00:00.599,0:00:04.160\n\n")
