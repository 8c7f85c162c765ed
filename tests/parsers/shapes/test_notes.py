from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.parsers import ParsedSource, parse_bytes
from explorer.parsers.shapes.notes import parse, recognises

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT / "fixtures/episodes/lex-fridman-36/lex-fridman-36-notes.txt"
SMALL = ROOT / "tests/data/notes/wrapped-lists.md"


@pytest.fixture(scope="module")
def notes() -> ParsedSource:
    return parse_bytes(REAL.read_bytes())


@pytest.fixture(scope="module")
def small() -> ParsedSource:
    return parse_bytes(SMALL.read_bytes())


def test_the_real_notes_are_thirty_nine_notes_of_nobody(notes):
    assert notes.format is Format.NOTES
    assert notes.title == "Notes and Comments on Yann LeCun Interview with Lex Fridman"
    assert len(notes.passages) == 39
    assert {(p.kind, p.grade, p.speaker, p.section, p.time_basis) for p in notes.passages} == {
        (PassageKind.NOTE, Grade.NOTES, None, "", None)
    }
    assert notes.warnings == ()


def test_introduction_and_closing_paragraph_are_notes(notes):
    assert notes.passages[0].text.startswith("While watching a interview with Yann LeCun I took some notes")
    assert notes.passages[-1].text == (
        "We're only scratching the surface of such models, but the journey ahead is fascinating! Please follow me on "
        "Twitter where I share more about ML and AI in general!"
    )


def test_each_item_of_a_list_is_a_note_without_its_number(notes):
    lead, first, second, third, after = (p.text for p in notes.passages[12:17])
    assert lead == "Three types of memory:"
    assert first == "On visual cortex, only stores state for about 20 seconds and then vanishes"
    assert second.startswith("On hippocampus, short term memory, eg. partial map")
    assert third == "On synapses, long term memory"
    assert after == "We’re interested in hippocampus as memory-like device."


def test_an_advert_and_two_buttons_are_ignored(notes):
    assert [(part.reason, notes.text[part.start : part.end].split(",")[0]) for part in notes.ignored] == [
        ("advert", "Get the Medium app"),
        ("button", "A button that says 'Download on the App Store'"),
        ("button", "A button that says 'Get it on"),
    ]


def test_wrapped_lines_stay_with_their_paragraph_or_item(small):
    assert [(p.section, p.text) for p in small.passages] == [
        ("", "I read this twice and still wonder\nhow anyone calibrates a sensor in the sun."),
        ("Sensors", "Light drifts within an hour\n  and nobody logs it."),
        ("Sensors", "Soil moisture lags by a day."),
        ("Sensors", "2019. That was the year of the long drought, as the author says."),
        ("Sensors", "A numbered remark with a bracket"),
    ]


def test_a_markdown_title_loses_its_marks(small):
    assert small.title == "Reading notes on garden robots"


def test_a_separator_is_ignored_and_no_list_item(small):
    assert [(part.reason, small.text[part.start : part.end]) for part in small.ignored] == [
        ("separator line", "* * *"),
        ("advert", "Get the Greenhouse app"),
    ]


@pytest.mark.parametrize("first", ["A sentence comes first.", "Two lines\nof one paragraph", "- an item"])
def test_a_first_line_that_is_no_title_is_a_note(first):
    source = parse(f"{first}\n\nSecond note")
    assert source.title == ""
    assert len(source.passages) == 2


def test_an_advert_ends_the_paragraph_above_it():
    source = parse("A title\n\nA note\nGet the Greenhouse app\nAnother note")
    assert [p.text for p in source.passages] == ["A note", "Another note"]


PROSE = "This paragraph has plenty of ordinary words in it."


def test_three_paragraphs_of_prose_are_recognised_and_two_are_not():
    assert recognises("\n\n".join([PROSE] * 3))
    assert not recognises("\n\n".join([PROSE] * 2))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([PROSE] * 9),
        "\n\n".join(["Two words"] * 9),
        "\n\n".join(["1 2 3 4 5 6 7 8 9"] * 9),
        "\n\n".join([PROSE] * 3 + ["§§ 12 %%"] * 4),
        "\n\n".join([f"Ada: {PROSE}"] * 4),
        "\n\n".join([f"**Ada:** {PROSE}"] * 4),
        "<p>\n\n" + "\n\n".join([PROSE] * 4),
        '{"text": "\n\n' + "\n\n".join([PROSE] * 4),
        "WEBVTT\n\n" + "\n\n".join([f"00:01.000 --> 00:02.000\n{PROSE} {PROSE} {PROSE}"] * 4),
    ],
    ids=["no blank lines", "labels", "numbers", "mostly signs", "speech", "bold speech", "markup", "json", "cues"],
)
def test_what_is_not_several_paragraphs_of_prose_is_not_taken_for_notes(text):
    assert not recognises(text)
