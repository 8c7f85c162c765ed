import contextlib
import time

import pytest

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.parsers import parse
from tests.effort import dice, often

pytestmark = pytest.mark.slow

SIZE = 2_000
"""Code points of the smaller text; the larger has eight times as many."""
MOST = 24
"""Linear time gives about 8, quadratic 64."""
CLOCK_NOISE = 0.001
"""Seconds added to both sides, so that a parse of no duration gives no ratio."""

PIECES = {
    "summary page": "Key Takeaways\nHeading\nBody.\nNotable Quotes\n“Words”\n— Ada\nTranscript Preview\nWords.\n",
    "questions": "Questions Answered in This Episode\nWhy is it so hard?\nA plain sentence, long enough ...\n",
    "chapters": "CHAPTERS\n- 0:00 – 4:45\nHeading\nBody.\n",
    "notes": "A paragraph of ordinary words.\n\n1. An item of ordinary words.\n\n",
    "qa page": "Questions & Answers\n\nQ: Why?\n\nBecause.\n\nKey Insights\n\n• 🤔 Words.\n\n",
    "one answer": "Because.\n\n",
    "transcript": "## Heading\n\n**Ada**: Words.\n\n**Sam**: Words.\n\nMore words.\n\n(jingle)\n\n",
    "contents": "- 1:00 [Heading](#heading)\n",
    "headings": "## Heading\n",
    "front matter": "key: value\n",
    "voices": "0:01.000 --> 0:02.000\n<v Ada>One &amp; two.\n\n0:01.000 --> 0:02.000\nSam: More\n\n",
    "words in cues": "1 --> 1\na\n\n",
    "sentences in cues": "1 --> 1\nA. B. C\n\n",
    "lines in one cue": "A b.\n",
    "plain turns": "Ada: Words.\n\nSam: Words.\n\n[0:05] – Kim (host): Words.\nMore words.\n\n",
    "names alone": "ADA\nWords.\n\nSAM\nWords.\n\n",
    "times": "0:05 Words\n",
    "pages": "<p><b>Ada:</b> Words</p><br><li>0:00 Words<h2>Words</h2><nav>Words</nav>",
    "open tags": "<div><b>",
    "open lists": "[",
    "open objects": '{"a":',
    "segments": '{"body": "a"}, ',
    "captions of YouTube": "0:00:01.000,0:00:02.000\n>> ADA: Words.\n\n0:00:02.000,0:00:03.000\nWords.\n\n",
    "bold names": "**Ada**\nWords.\n\n**Sam** Words.\n\n**Ada: W**ords.\n\n*A note of some words.*\n\n",
    "clocks": "Ada 0:05\nWords.\n\nSam [(00:00:09)](https://example.org) Words.\n\n(0:10)\nWords.\n\n",
    "brackets": "[Ada]: Words.\n[0:05] [Sam] Words.\n[Note: some words]\nAda Words.\n",
    "voices in text": "0:01 <v Ada>Words.\n\n",
    "quotes": "アダ「番組へ」\nノエル「はい」\n",
    "utterances": '{"speaker": 0, "start": 1, "end": 2, "text": "a"}, ',
    "one-word lines": "a\n",
    "blank lines": "\n",
    "carriage returns": "\r",
    **{
        f"many {sign}": sign
        for sign in (
            "*",
            "[",
            "(",
            "—",
            "“",
            '"',
            "#",
            "<",
            "{%",
            "](",
            " ",
            "1",
            ":",
            "a",
            "-",
            ".",
            "<v ",
            "&",
            "_",
            "「",
            "0:00 ",
            "0:00",
            ">",
            "A ",
            "A. ",
            "[0:",
            "{\\",
            "<!--",
        )
    },
    **{
        f"lines of {sign}": f"{sign}\n"
        for sign in ("**", "[", "(a", "— ", "“", "#", "1. a", "• 🤔", "Q: ", "---", "...")
    },
    "spaced words": "a ",
    "capitals in words": "aB ",
    "people": "A B (host), ",
}
OPENINGS = {
    "nothing above": "",
    "an open fence above": "---\n",
    "a cue above": "WEBVTT\n\n0:01.000 --> 0:02.000\n",
    "a list of segments above": '{"segments": [',
    "labels above": "**Ada:** a\n\n**Sam:** b\n\n**Ada:** c\n\n**Sam:** d\n\n",
    "every heading above": (
        "---\nkey: value\n---\nTitle\n\nCHAPTERS\n- 0:00 – 4:45\nNotable Quotes\nQuestions & Answers\n\nQ: Why?\n\n"
        "## Contents\n- 1:00 [Heading](#heading)\n- 2:00 x\n"
    ),
}


def seconds(text: str, chosen: Format | None) -> float:
    """Return the time that the processor spent on ``text``."""
    start = time.process_time()
    with contextlib.suppress(SourceError):
        parse(text, chosen)
    return time.process_time() - start + CLOCK_NOISE


def growth(short: str, long: str, chosen: Format | None) -> float:
    """Return how many times as long the longer text takes, by the shortest of up to five times each."""
    times = seconds(short, chosen), seconds(long, chosen)
    for _ in range(4):
        if times[1] / times[0] < MOST:
            break
        times = min(times[0], seconds(short, chosen)), min(times[1], seconds(long, chosen))
    return times[1] / times[0]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("chosen", [None, *Format])
def test_eight_times_the_text_takes_about_eight_times_as_long(chosen, piece):
    count = SIZE // len(PIECES[piece])
    # What finds out the format is given all openings, and each format some: over all pieces each comes up often.
    some = OPENINGS if chosen is None else dice(f"{chosen} {piece}").sample([*OPENINGS], min(often(2), len(OPENINGS)))
    for opening in some:
        above = OPENINGS[opening]
        short, long = (above + PIECES[piece] * times for times in (count, 8 * count))
        assert growth(short, long, chosen) < MOST, opening


@pytest.mark.parametrize("chosen", [None, *Format])
def test_names_that_differ_all_take_linear_time(chosen):
    def named(count: int) -> str:
        lines = "".join(f"Speaker{index}x: Words.\n\n" for index in range(count))
        return f"Ada: One.\n\nSam: Two.\n\nAda: Three.\n\nSam: Four.\n\n{lines}{lines if chosen else ''}"

    assert growth(named(500), named(8 * 500), chosen) < MOST


@pytest.mark.parametrize("line", ["a", "", "1 --> 2", "Ada: a", "<p>a"])
@pytest.mark.parametrize("chosen", [None, *Format])
def test_a_million_short_lines_are_refused_at_once(chosen, line):
    text = f"{line}\n" * 1_000_000
    start = time.process_time()
    with pytest.raises(
        SourceError, match=r"(is empty|has more than 500000 lines); check that the right file was given"
    ):
        parse(text, chosen)
    assert time.process_time() - start < 5


def test_headings_that_jump_about_in_long_contents_take_linear_time():
    def jumping(count: int) -> str:
        contents = "".join(f"- 1:00 [h{index}](#h)\n" for index in range(count))
        order = (index // 2 if index % 2 else count - 1 - index // 2 for index in range(count))
        return f"## Contents\n{contents}\n" + "".join(f"## h{index}\n**A**: a\n" for index in order)

    chosen = Format.MARKDOWN_TRANSCRIPT
    assert seconds(jumping(8 * 4000), chosen) / seconds(jumping(4000), chosen) < MOST
