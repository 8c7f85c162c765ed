import json
from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.parsers import ParsedSource, parse, parse_bytes

DATA = Path(__file__).resolve().parents[2] / "data/podcast-json"


@pytest.fixture(scope="module")
def words() -> ParsedSource:
    return parse_bytes((DATA / "words.json").read_bytes())


def read(*segments: object) -> ParsedSource:
    return parse(json.dumps({"segments": segments}), Format.PODCAST_JSON)


def test_segments_of_one_speaker_are_one_turn(words):
    assert (words.format, words.title) == (Format.PODCAST_JSON, "Robots That Garden")
    assert [(p.speaker, p.text, p.start_time, p.end_time) for p in words.passages] == [
        ("Sam Reed", "What is a weed?", 0.5, 1.5),
        ("Ada O’Hara", "A plant my robot has not met.", 2, 5.25),
        (None, "Who was that? Nobody knows.", 6, None),
        ("Kim", "It was the wind.", None, None),
        ("Sam Reed", "Indoors? At night?", 12, None),
        ("Kim", "Earlier still.", 5, 6),
    ]


def test_a_speaker_is_carried_to_segments_that_are_silent_about_it_and_marked(words):
    assert words.metadata["speaker_carried_to"] == ["1"]
    assert words.warnings[0].startswith("segment 2: the speaker is named only where it changes")


def test_what_does_not_fit_is_warned_of_with_its_segment(words):
    assert words.warnings[1:] == (
        "segment 11: its start is no time; the segment has no times",
        "segment 12: its end is no time after its start; the segment has no end",
        "segment 13: its start is no time; the segment has no times",
        "segment 15: it is no object, {…}, and is left out",
        "segment 14: it starts before a cue above it; the order of the document is kept",
    )


def test_segments_of_speech_recognisers_are_read():
    source = parse_bytes((DATA / "recogniser.json").read_bytes())
    assert [(p.speaker, p.text, p.end_time) for p in source.passages] == [
        (None, "So plants grow. And robots wait for them.", 8.5)
    ]
    assert source.metadata == {"language": "en", "duration": 8.5}


def test_true_is_no_time():
    assert read({"startTime": True, "body": "A."}).passages[0].start_time is None


def test_more_warnings_than_a_curator_reads_are_counted():
    warnings = read({"body": "A."}, *(["no segment"] * 1000)).warnings
    assert len(warnings) == 201
    assert warnings[-1] == "800 more warnings like these are not listed"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ('{"segments": [', r"line 1 is not JSON .*check that the whole file was given"),
        ('{\n"segments": [}]}', r"line 2 is not JSON"),
        ("[1]", "not an object"),
        ('{"chapters": []}', "no list “segments”; name another format"),
        ('{"segments": {}}', "no list “segments”"),
        ('{"segments": []}', "no passage"),
        ('{"segments": [{"body": "a", "body": "b"}]}', "names a key twice"),
        ('{"segments": [{"body": "a", "startTime": NaN}]}', "NaN is no number"),
        ('{"segments": [{"body": "a\\u0000"}]}', "an escape stands for a NUL"),
        ('{"segments": [{"body": "a", "speaker": "\\ud800"}]}', "half of a surrogate pair"),
        ('{"t": "\\udfff", "segments": [{"body": "a"}]}', "half of a surrogate pair"),
        ('{"segments": [{"body": "a", "startTime": ' + "9" * 5000 + "}]}", "too many digits"),
        ('{"segments": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ('{"segments": ' + '{"a":' * 100_000 + "1" + "}" * 100_001, "nested too deeply"),
    ],
    ids=lambda value: value[:30],
)
def test_what_cannot_be_read_is_refused_with_the_cure(document, message):
    with pytest.raises(SourceError, match=message):
        parse(document, Format.PODCAST_JSON)
