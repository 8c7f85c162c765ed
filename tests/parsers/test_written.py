import pytest

from explorer.coding.vocabulary import PassageKind
from explorer.parsers import parse
from explorer.parsers.certainty import count_certainty

TALK = "Soil is the slowest of machines, and I shall speak of it.\n\nIt has no parts that move, and yet it moves.\n\n"
ASKED = "Q: Does it think?\n\nA: It has not said so.\n\nQ: Does a river?\n\nA: No.\n"


def test_a_talk_above_questions_is_speech_of_nobody():
    source = parse(TALK + ASKED)
    assert [(passage.kind, passage.speaker) for passage in source.passages][:3] == [
        (PassageKind.TURN, None),
        (PassageKind.TURN, None),
        (PassageKind.TURN, "Q"),
    ]


@pytest.mark.parametrize("above", ["By the editor.\n\n", f"{TALK.split(chr(10))[0]}\n\n"])
def test_an_introduction_is_none(above):
    assert parse(above + ASKED * 3).passages[0].kind is PassageKind.SUMMARY


def test_a_clock_above_a_note_is_the_next_turns():
    source = parse("0:37\n\nIntro.\n\nAda: One.\n\nNoel: Two.\n\n1:11\n\nAda: Three.\n\nNoel: Four.\n")
    assert [(passage.speaker, passage.start_time) for passage in source.passages][1:] == [
        ("Ada", 37),
        ("Noel", None),
        ("Ada", 71),
        ("Noel", None),
    ]


def test_a_closing_turn_keeps_its_paragraphs_as_carried_and_loses_the_credits():
    source = parse(
        "Ada: One.\n\nNoel: Two.\n\nAda: Three.\n\nNoel: Four.\n\nAnd five.\n\nSix.\n\nTranscribed by hand.\n"
    )
    closing, last = source.passages[-2:]
    assert (closing.speaker, closing.text) == ("Noel", "Four.\n\nAnd five.\n\nSix.")
    assert source.text[closing.carried_start :].startswith("And five.")
    assert (last.speaker, last.reason) == (None, "credits or notes below the last turn")
    assert count_certainty(source).carried == 3


@pytest.mark.parametrize("parting", ["---", "# About", "*Edited by hand.*", "[laughter]"])
def test_what_stands_below_a_rule_a_heading_a_note_or_a_sound_is_nobodys(parting):
    source = parse(f"Ada: One.\n\nNoel: Two.\n\nAda: Three.\n\nNoel: Four.\n\n{parting}\n\nMore words.\n")
    assert source.passages[-1].speaker is None
    assert source.passages[-1].text == "More words."
