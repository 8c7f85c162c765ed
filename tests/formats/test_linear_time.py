"""Whatever is written of a corpus is written in one pass, however its records lie."""

import datetime
import sys
import time
from dataclasses import replace

import pytest

from explorer.api.tables import CsvRenderer
from explorer.corpus_format.archive import stream_archive
from explorer.corpus_format.schema import SpeakerRecord
from explorer.corpus_format.writer import to_yaml
from explorer.formats import argdown, podcast_chapters, schema_org, web_annotation, webvtt
from explorer.formats.argdown import Argument, ArgumentLink, Debate, Position
from explorer.formats.citations import Citation
from explorer.formats.podcast_chapters import Chapter
from explorer.formats.schema_org import Assertion, Person, QuotedWords
from explorer.formats.web_annotation import Agent, AnnotatedText, QuotationTarget, Site, Statement
from explorer.formats.webvtt import Caption

DAY, MOMENT = datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
HOME = "https://debate.example/"
ADA = Agent("Ada", f"{HOME}ada")
TEXT = AnnotatedText(f"{HOME}t.txt", "A talk", "", "Free.", "00" * 32)
TARGET = QuotationTarget(TEXT, "a", "", "", 0, 1, ADA, "direct", "labelled", "asserted", "transcript", "A", "Ada says")
STATEMENT = Statement(
    *(f"{HOME}c", f"{HOME}c.jsonld", "So it is.", ADA, "asserted", "plain", "said", "A talk", DAY),
    *((), MOMENT, MOMENT, (TARGET,)),
)
CITATION = Citation("a", "So it is.", "Ada in", "Ada", "A talk", "", DAY, DAY, HOME)
PERSON = Person("Ada", f"{HOME}ada", "", "")
WORDS = QuotedWords("a", HOME, True, PERSON, "A", HOME)

TIMES = {
    "of one start": lambda _, __: (0, None),
    "of one start and end": lambda _, __: (0, 1),
    "one after the other": lambda place, _: (place, None),
    "backwards": lambda place, count: (count - place, None),
    "in pairs": lambda place, _: (place // 2, None if place % 2 else place // 2),
}


def debate(count, contradictions):
    positions = tuple(Position(f"position {place}", "ada", "So.", "", {}) for place in range(count))
    links = tuple(ArgumentLink("disputes", f"claim-{place}", "No.") for place in range(count))
    arguments = tuple(Argument(f"claim-{place}", "ada", "So.", "", {}, ({"exact": "a"},)) for place in range(count))
    return Debate("Is it?", {}, (), positions, contradictions, (replace(arguments[0], bearings=links), *arguments[1:]))


def speaker(place):
    return SpeakerRecord.model_validate({"slug": f"ada-{place}", "name": f"Ada {place}", "description": "A guest."})


WRITERS = {
    **{
        f"captions {name}": lambda count, at=at: webvtt.write(
            (Caption("a", *at(place, count), "Ada", "So it is.") for place in range(count)), []
        )
        for name, at in TIMES.items()
    },
    "a caption of many lines": lambda count: webvtt.write([Caption("a", 0, None, "", "so\n" * count)], ["so " * count]),
    "chapters": lambda count: podcast_chapters.build_chapters(
        [Chapter(count - place, None, "So", HOME) for place in range(count)], title="", podcast="", description=""
    ),
    "positions that contradict one another in a row": lambda count: argdown.write(
        debate(count, tuple((f"position {place}", f"position {place + 1}") for place in range(count)))
    ),
    "a position that many contradict": lambda count: argdown.write(
        debate(count, tuple(("position 0", f"position {place}") for place in range(count)))
    ),
    "annotations": lambda count: web_annotation.build_collection(
        HOME, "So", [replace(STATEMENT, topics=((HOME, "position"),)) for _ in range(count)], Site(HOME, HOME)
    ),
    "an annotation of many quotations": lambda count: web_annotation.build_annotation(
        replace(STATEMENT, quotations=(TARGET,) * count), Site(HOME, HOME)
    ),
    "a long citation": lambda count: [
        (one.text, one.bibtex, one.csl_json)
        for one in [replace(CITATION, statement="{So} \\it~is. " * count, place="A {talk " * count)]
    ],
    "a claim of many quotations": lambda count: schema_org.to_script(
        schema_org.build_claim(Assertion("So.", HOME, PERSON, True, DAY, (WORDS,) * count))
    ),
    "records of the corpus folder": lambda count: to_yaml([speaker(place) for place in range(count)]),
    "an archive": lambda count: list(stream_archive((f"file-{place}", b"So.") for place in range(count))),
    "a table": lambda count: CsvRenderer().render([{"a": ["x"] * 3, "b": "=1"}] * count),
}

MOST = 5.5
"""Four times the records take four times the work, or a little more where they are sorted; quadratic work is 16."""


def count_steps(write, count):
    """Return how many lines of Python and calls of its functions are run: the same number each time."""
    steps = 0

    def step(*_):
        nonlocal steps
        steps += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        write(count)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("writer", WRITERS)
def test_four_times_the_records_take_four_times_the_steps(writer):
    WRITERS[writer](40)  # imports and first times
    assert count_steps(WRITERS[writer], 160) / count_steps(WRITERS[writer], 40) < MOST


def measure(write, count):
    """Return the seconds of the processor, the least of three."""

    def once():
        start = time.process_time()
        write(count)
        return time.process_time() - start + 0.001

    return min(once() for _ in range(3))


@pytest.mark.slow  # what is counted inside C shows only in how long it takes
@pytest.mark.parametrize("writer", WRITERS)
def test_eight_times_the_records_take_about_eight_times_as_long(writer):
    assert measure(WRITERS[writer], 2400) / measure(WRITERS[writer], 300) < 24
