"""The people and topics of a synthetic corpus: clearly invented names, and questions of every length."""

import datetime
import random

from explorer.coding.vocabulary import Pole
from explorer.corpus_format.schema import (
    MeaningsRecord,
    PointRecord,
    PolesRecord,
    SeriesRecord,
    SpeakerRecord,
    TopicRecord,
)
from explorer.corpus_format.synthetic.size import CorpusSize
from explorer.corpus_format.synthetic.words import Wording

UNUSUAL_NAMES = (
    "Ottoline Marchbanks-Featherstoneworthy-Quillington-Ravensmuir",
    "نور المتخيلة",
    "Žofiëlle Křížovičová-Ångströmsdóttir",
    "Quill",
    "דמיון בן־בדיה",
    "Вымысла Небывалая",
    "Nguyễn Ảo Ảnh",
    "Tam O’Nowhere",
)
"""Names that pages handle worst: long, hyphenated, accented, right-to-left, of one word, in another script."""

FIRST_NAMES = (
    "Bram", "Celo", "Dova", "Elun", "Fenna", "Goro", "Hesper", "Ilvo", "Jorun", "Kessa", "Lumo", "Marn", "Nilo",
)  # fmt: skip
MIDDLE_NAMES = ("", "de ", "van ", "of ")
LAST_NAMES = (
    "Ashquay", "Bellwick", "Cornlow", "Daleferry", "Elmtide", "Finchmoor", "Grovelock", "Harrowsea", "Isleworthy",
)  # fmt: skip

ABSENT = "absent-author"
"""A person whose views are only reported by others."""

NOTES_WRITER = "keeper-of-notes"
"""A person who writes notes that contain views of their own."""

SERIES = (
    SeriesRecord(slug="harbour-talks", title="Harbour Talks", url="https://harbour.example/"),
    SeriesRecord(slug="long-tables", title="Long Tables"),
    SeriesRecord(
        slug="the-orchard-conversations",
        title="The Orchard Conversations on Everything That Grows, Drifts or Is Mended",
    ),
)

LONGEST_LINE = 200
READ_ON = datetime.date(2026, 1, 10)
"""The day on which documents were read in full."""

ADDED, ADDED_LATE = datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)
"""The days on which topics were added; a late topic reopens every document."""

FIRST_POLES = (
    "No",
    "Leave it as it grows",
    "Only what can be measured twice should be kept in a town of this size",
)
THEMES = (
    "Gardens and what grows in them",
    "Harbours",
    "What it is to mend",
    "Where the river goes",
    "Tables, long and short",
    "Weather and its keepers",
    "How a town is told of by those who left it before winter",
    "",
)
"""Themes in turn: short ones, one of nearly the greatest length, and none."""

POINTS = (
    PointRecord(id="can-it-be-told", question="Can it be told at all?"),
    PointRecord(id="does-it-grow", question="Does it grow when it is left alone?", pole=Pole.FIRST),
    PointRecord(id="is-tending-worth-it", question="Is tending it worth the hours that it takes?", pole=Pole.SECOND),
    PointRecord(id="will-it-last", question="Will it last a winter?", pole=Pole.SECOND),
    PointRecord(
        id="longest", question="Would somebody who sees it for the first time say so of their own accord, and whyever?"
    ),
)
SECOND_POLES = (
    "Yes",
    "Tend it by hand",
    "Everything belongs together, the half-forgotten more than the rest",
)


def guest_slug(number: int) -> str:
    """Return the slug of the guest with a number from 0."""
    return f"guest-{number + 1}"


def host_slug(number: int) -> str:
    """Return the slug of the host of the series with a number from 0."""
    return f"host-{number + 1}"


def topic_slug(number: int) -> str:
    """Return the slug of the topic with a number from 0."""
    return f"question-{number + 1}"


def list_points(topic: str) -> tuple[PointRecord, ...]:
    """Return the points of a topic by its numbered slug, four or five; every third topic has none."""
    number = topic.rpartition("-")[2]
    rest = int(number) % 3 if number.isdigit() else 0
    return POINTS[: 3 + rest] if rest else ()


def make_people(guests: int, rng: random.Random) -> list[SpeakerRecord]:
    """Return the guests, a host for each series, the author of notes and the person who is only reported on."""
    wording = Wording(rng)
    names = [*UNUSUAL_NAMES[:guests], *(_make_name(number) for number in range(guests - len(UNUSUAL_NAMES)))]
    found = [
        SpeakerRecord(
            slug=guest_slug(number),
            name=name,
            description=wording.sentence(1 + number % 3, opening="Invented person; says that "),
            aliases=(f"{name} the {number + 1}th",) if number % 3 == 0 else (),
            url=f"https://people.example/{number + 1}" if number % 2 else "",
        )
        for number, name in enumerate(names)
    ]
    found += [SpeakerRecord(slug=host_slug(place), name=f"Host Invented-{place + 1}") for place in range(len(SERIES))]
    found.append(SpeakerRecord(slug=NOTES_WRITER, name="Keeper Ofnotes", description="Writes notes on conversations."))
    found.append(SpeakerRecord(slug=ABSENT, name="Absentia Neverheard"))
    return found


def make_topics(size: CorpusSize, rng: random.Random) -> list[TopicRecord]:
    """Return topics, in turn with short questions, with longer ones, and with one of the greatest length."""
    wording = Wording(rng)
    return [_make_topic(number, size, wording) for number in range(size.topics)]


def _make_topic(number: int, size: CorpusSize, wording: Wording) -> TopicRecord:
    asked = "Is it so that "
    length = {1: 90, 2: 130, 3: LONGEST_LINE}.get(number % 5)
    question = wording.sentence_of_length(length, asked, "?") if length else wording.sentence(1, asked, "?")
    return TopicRecord(
        slug=topic_slug(number),
        question=question,
        theme=THEMES[number % len(THEMES)],
        description=wording.sentences(1 + number % 4),
        poles=PolesRecord(first=FIRST_POLES[number % 3], second=SECOND_POLES[number // 3 % 3]),
        meanings=MeaningsRecord(
            first=wording.sentence(2), middle=wording.sentence(1) if number % 2 else "", second=wording.sentence(2)
        ),
        points=list_points(topic_slug(number)),
        added=ADDED_LATE if size.is_late(number) else ADDED,
    )


def _make_name(number: int) -> str:
    """Return the name with a number from 0; names are numbered once all combinations are used."""
    again, place = divmod(number, len(FIRST_NAMES) * len(LAST_NAMES) * len(MIDDLE_NAMES))
    first, rest = place % len(FIRST_NAMES), place // len(FIRST_NAMES)
    last = LAST_NAMES[(rest + first) % len(LAST_NAMES)]
    middle = MIDDLE_NAMES[(first + rest) % len(MIDDLE_NAMES)]
    return f"{FIRST_NAMES[first]} {middle}{last}{f' {again + 1}' if again else ''}"
