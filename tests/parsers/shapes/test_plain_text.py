from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.parsers import ParsedSource, detect, parse_bytes
from explorer.parsers.shapes.plain_text import parse

DATA = Path(__file__).resolve().parents[2] / "data/plain-text"


@pytest.fixture(scope="module")
def three() -> ParsedSource:
    return parse_bytes((DATA / "three-speakers.txt").read_bytes())


def turns(source: ParsedSource) -> list[tuple[str | None, str]]:
    return [(p.speaker, p.text) for p in source.passages if p.kind is PassageKind.TURN]


def test_labelled_paragraphs_are_turns_with_those_that_continue_them(three):
    assert three.format is Format.PLAIN_TEXT
    assert turns(three) == [
        ("Sam Reed", "What is a weed? I ask because: nobody says."),
        ("ADA", "A plant that my robot\nhas not met.\n\nAnd one more thing. It was 10:30 when we met it."),
        ("Kim (host)", "I doubt it."),
        ("Sam Reed", "Does light drift?"),
        ("Ada", "It drifts every hour."),
        ("Kim (host)", "Every hour?"),
        ("ADa", "Every one."),
        (None, "Somebody says so."),
        ("Sam Redd", "Are they cold?"),
        ("Listener", "May I ask as well?"),
        ("Ada", "Please."),
        ("Kim (host)", "Please do."),
    ]


def test_the_opening_is_title_metadata_and_a_summary(three):
    assert three.title == "Robots That Garden"
    assert three.metadata == {"date": "1 May 2024", "host": "Sam Reed", "guests": "Ada O’Hara, Kim"}
    assert [p.text for p in three.passages if p.grade is Grade.SUMMARY] == ["An introduction by the editor."]


def test_lines_with_the_words_of_the_contents_are_headings(three):
    spoken = [p for p in three.passages if p.kind is PassageKind.TURN]
    assert [(p.section, p.start_time, p.time_basis) for p in spoken[2:5]] == [
        ("", None, None),
        ("Sensors", 390, TimeBasis.OWN),
        ("Sensors", 300, TimeBasis.SECTION),
    ]
    assert {p.start_time for p in spoken if p.section == "Weeds"} == {600}


def test_what_should_be_checked_is_told_with_its_line(three):
    like = "“Sam Redd” labels once only and is much like “sam reed”"
    assert three.warnings == (
        "line 10: no heading for “Opening”; its time is not used",
        f"line 36: {like}; if they are one, add the label to the episode",
        "line 38: “Listener” labels once only; check that it is a speaker",
        "line 32: no label says who speaks here; the turn has no speaker",
    )


def test_names_may_stand_on_lines_of_their_own():
    source = parse_bytes((DATA / "names-alone.txt").read_bytes())
    assert turns(source) == [
        ("SAM REED", "What is a weed?"),
        ("ADA O’HARA", "A plant that my robot\n\nhas not met."),
        ("SAM REED", "Really?"),
        ("KIM", "I doubt it."),
        ("ADA O’HARA", "Really.\nYes."),
    ]
    assert source.warnings == ("line 12: “KIM” labels once only; check that it is a speaker",)


def test_a_time_may_stand_before_a_turn_whatever_the_dash_or_behind_the_name():
    source = parse_bytes((DATA / "times-before.txt").read_bytes())
    assert [(p.speaker, p.start_time, p.text) for p in source.passages] == [
        ("Sam Reed", 1, "What is a weed?"),
        ("Ada O’Hara", 9, "A plant that my robot has not met."),
        (None, 20, "And I have met it since."),
        ("Sam Reed", 31, "Really?"),
        ("Ada O’Hara", 40, "Really."),
        ("Sam Reed", 45, "And Kim?"),
        ("Kim", 50, "I doubt it."),
        ("Ada O’Hara", 55, "They do."),
        ("Kim", None, "Nobody’s clock says that."),
        ("Sam Reed", 70, "We have to stop."),
    ]
    unlike = "is not written as the other labels are, and is read as one"
    assert source.warnings == (
        f"line 5: “Ada O’Hara” {unlike}",
        f"line 8: “Kim” {unlike}",
        f"line 12: “Sam Reed” {unlike}",
        "line 3: a time that names nobody, among turns that are labelled; the words are nobody's",
        "line 10: “00:50” is no time after 00:55; the turn has no end",
        "line 11: “59:75” is no time; the turn has its section's",
    )
    assert source.metadata == {}


def test_times_with_words_above_the_first_speaker_are_no_turns():
    source = parse("(0:00) Weeds\n(1:00) Pumps\n(2:00) Roses\n\n0:05\nAda: One.\n\nSam: Two.\n\nAda: A.\n\nSam: B.")
    assert [p.text for p in source.passages if p.grade is Grade.SUMMARY] == ["(0:00) Weeds\n(1:00) Pumps\n(2:00) Roses"]
    assert [(p.speaker, p.start_time) for p in source.passages][1:3] == [("Ada", 5), ("Sam", None)]


def test_words_and_a_colon_in_a_wrapped_sentence_label_nobody():
    source = parse("Ada: One thing\nTuring: he knew.\n\nSam: Two.\n\nAda: Three.\nBut then: four.\n\nSam: Five.")
    assert turns(source) == [
        ("Ada", "One thing\nTuring: he knew."),
        ("Sam", "Two."),
        ("Ada", "Three.\nBut then: four."),
        ("Sam", "Five."),
    ]


def test_what_may_be_a_label_takes_words_away_from_the_speaker_above():
    source = parse("Ada: One.\n\nSam: Two.\n\nExample: three.\n\nAda: Four.\n\nSam: Five.")
    assert turns(source)[2] == (None, "Example: three.")
    assert [(near.line, near.text) for near in source.near_misses] == [(5, "Example: three.")]
    assert source.warnings == (
        "line 5: “Example” labels once only, and may be a word or a key rather than a name; the turn has no speaker",
    )


def test_addresses_and_clocks_label_nobody():
    source = parse(
        "Ada: One.\n\nHttps://example.org/ says so.\n\nNoon 12:30 is late.\n\nAda: Two.\n\nSam: A.\n\nSam: B."
    )
    assert turns(source)[0] == ("Ada", "One.\n\nHttps://example.org/ says so.\n\nNoon 12:30 is late.")


def test_a_host_who_is_called_host_is_no_metadata():
    assert turns(parse("Host: One?\nGuest: Two.\nHost: Three?\nGuest: Four.")) == [
        ("Host", "One?"),
        ("Guest", "Two."),
        ("Host", "Three?"),
        ("Guest", "Four."),
    ]


def test_a_markdown_transcript_without_bold_names_is_read_with_its_headings():
    source = parse_bytes(b"# Talk\n\n## Contents\n- 1:00 One\n\n## One\n\nAda: a\n\nSam: b\n\nAda: c\n\nSam: d\n")
    assert (source.format, source.title) == (Format.PLAIN_TEXT, "Talk")
    assert {(p.section, p.start_time) for p in source.passages} == {("One", 60)}


def test_where_nobody_is_labelled_every_paragraph_is_nobodys_turn():
    source = parse("One sentence is here.\n\nAnother is there.")
    assert turns(source) == [(None, "One sentence is here."), (None, "Another is there.")]
    assert source.warnings == ("line 1: nobody is labelled in the document; its turns have no speaker",)


@pytest.mark.parametrize(
    "text", ["Ada: one\nSam: two", "Q: Why?\nBecause.\nQ: How?\nSo.", "one: a\ntwo: b\none: c\ntwo: d"]
)
def test_too_few_labels_are_no_transcript(text):
    with pytest.raises(Exception, match="no format is recognised"):
        detect(text)
