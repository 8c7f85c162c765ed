"""Who speaks in a synthetic corpus and about what: plainly invented names, and questions of every length."""

import datetime
import random

from explorer.corpus_format.schema import MeaningsRecord, PolesRecord, SeriesRecord, SpeakerRecord, TopicRecord
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
"""What breaks a page first: long, hyphenated, accented, right-to-left, one word, another script."""

FIRST = ("Bram", "Celo", "Dova", "Elun", "Fenna", "Goro", "Hesper", "Ilvo", "Jorun", "Kessa", "Lumo", "Marn", "Nilo")
MIDDLE = ("", "de ", "van ", "of ")
LAST = ("Ashquay", "Bellwick", "Cornlow", "Daleferry", "Elmtide", "Finchmoor", "Grovelock", "Harrowsea", "Isleworthy")

ABSENT = "absent-author"
"""A person whom others only report on."""

NOTES_WRITER = "keeper-of-notes"
"""A person who writes notes, with views of their own in them."""

SERIES = (
    SeriesRecord(slug="harbour-talks", title="Harbour Talks", url="https://harbour.example/"),
    SeriesRecord(slug="long-tables", title="Long Tables"),
    SeriesRecord(
        slug="the-orchard-conversations",
        title="The Orchard Conversations on Everything That Grows, Drifts or Is Mended",
    ),
)

LONGEST_LINE = 200
READ = datetime.date(2026, 1, 10)
"""The day on which documents were read in full."""

ADDED, ADDED_LATE = datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)
"""When topics were added: the late ones reopen every document."""

FIRST_POLES = (
    "No",
    "Leave it as it grows",
    "Only what can be measured twice should be kept in a town of this size",
)
SECOND_POLES = (
    "Yes",
    "Tend it by hand",
    "Everything belongs together, the half-forgotten more than the rest",
)


def guest(number: int) -> str:
    """Return the slug of a guest, from 0."""
    return f"guest-{number + 1}"


def host(number: int) -> str:
    """Return the slug of the host of a series, by its place."""
    return f"host-{number + 1}"


def topic(number: int) -> str:
    """Return the slug of a topic, from 0."""
    return f"question-{number + 1}"


def people(guests: int, rng: random.Random) -> list[SpeakerRecord]:
    """Return the guests, a host for each series, who wrote notes and who is only reported on."""
    wording = Wording(rng)
    names = [*UNUSUAL_NAMES[:guests], *(_name(number) for number in range(guests - len(UNUSUAL_NAMES)))]
    found = [
        SpeakerRecord(
            slug=guest(number),
            name=name,
            description=wording.sentence(1 + number % 3, opening="Invented person; says that "),
            aliases=(f"{name} the {number + 1}th",) if number % 3 == 0 else (),
            url=f"https://people.example/{number + 1}" if number % 2 else "",
        )
        for number, name in enumerate(names)
    ]
    found += [SpeakerRecord(slug=host(place), name=f"Host Invented-{place + 1}") for place in range(len(SERIES))]
    found.append(SpeakerRecord(slug=NOTES_WRITER, name="Keeper Ofnotes", description="Writes notes on conversations."))
    found.append(SpeakerRecord(slug=ABSENT, name="Absentia Neverheard"))
    return found


def questions(size: CorpusSize, rng: random.Random) -> list[TopicRecord]:
    """Return topics whose questions are short, longer than 60 characters, and as long as they may be."""
    wording = Wording(rng)
    return [_topic(number, size, wording) for number in range(size.topics)]


def _topic(number: int, size: CorpusSize, wording: Wording) -> TopicRecord:
    asked = "Is it so that "
    length = {1: 90, 2: 130, 3: LONGEST_LINE}.get(number % 5)
    question = wording.exactly(length, asked, "?") if length else wording.sentence(1, asked, "?")
    return TopicRecord(
        slug=topic(number),
        question=question,
        description=wording.sentences(1 + number % 4),
        poles=PolesRecord(first=FIRST_POLES[number % 3], second=SECOND_POLES[number // 3 % 3]),
        meanings=MeaningsRecord(
            first=wording.sentence(2), middle=wording.sentence(1) if number % 2 else "", second=wording.sentence(2)
        ),
        added=ADDED_LATE if size.is_late(number) else ADDED,
    )


def _name(number: int) -> str:
    """Return the next name; after the first few hundred they are numbered."""
    again, place = divmod(number, len(FIRST) * len(LAST) * len(MIDDLE))
    first, rest = place % len(FIRST), place // len(FIRST)
    last = LAST[(rest + first) % len(LAST)]
    return f"{FIRST[first]} {MIDDLE[(first + rest) % len(MIDDLE)]}{last}{f' {again + 1}' if again else ''}"
