"""The list of speakers, by what is held of them: conversations with them, words of their own, or others' reports."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from explorer.debate.directory.filters import SpeakerFilter
from explorer.models import Appearance, Speaker, SpeakerTally
from explorer.models.speakers import SpeakerQuerySet, SpeakerVoice
from explorer.web.paging import ListPage, turn_page

MOST_LISTED = 40
"""The largest number of speakers on a page."""

MOST_PARTS = 3
"""The largest number of episodes named beside a speaker."""


@dataclass(frozen=True, slots=True)
class ListedSpeaker:
    """A speaker with the numbers of their own claims, of claims only reported of them, and of topics with a stance.

    ``parts`` are their first appearances, ``more_parts`` is the number of the others.
    """

    speaker: Speaker
    voice: SpeakerVoice
    parts: tuple[Appearance, ...]
    more_parts: int
    own: int
    reported: int
    placed: int


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """The speakers of one voice on a page."""

    voice: SpeakerVoice
    people: tuple[ListedSpeaker, ...]


@dataclass(frozen=True, slots=True)
class SpeakerDirectory:
    """A page of the speakers asked for, by voice and surname.

    ``voices`` counts all speakers by voice. ``letters`` are the first letters of the surnames of those asked for,
    whatever letter is chosen, each with the number of speakers.
    """

    page: ListPage[ListedSpeaker]
    voices: Mapping[SpeakerVoice, int]
    letters: Mapping[str, int]

    @property
    def total(self) -> int:
        """The number of all speakers."""
        return sum(self.voices.values())

    @property
    def is_long(self) -> bool:
        """Whether there are more speakers than a page holds."""
        return self.total > self.page.size

    @property
    def groups(self) -> list[SpeakerGroup]:
        """The speakers of the page by voice."""
        by_voice = groupby(self.page.rows, key=lambda person: person.voice)
        return [SpeakerGroup(voice, tuple(people)) for voice, people in by_voice]


def list_speakers(asked: SpeakerFilter) -> SpeakerDirectory:
    """Return the speakers that a reader asks for; costs five queries, however many speakers and episodes there are."""
    everybody: Any = Speaker.objects.with_voice().with_surname()
    voices = everybody.count_by_voice()
    wanted = everybody.named(asked.text)
    if asked.who.value:
        wanted = wanted.with_voices([SpeakerVoice(asked.who.value)])
    initials = _group_initials(wanted)
    if asked.letter in initials:
        wanted = wanted.with_initials(initials[asked.letter])
    shown = wanted.with_appearances(MOST_PARTS).with_tally().by_surname()
    page = turn_page(shown, asked.page, MOST_LISTED)
    return SpeakerDirectory(
        page.holding(_describe(page.rows)),
        {voice: voices.get(voice, 0) for voice in SpeakerVoice},
        {letter: sum(counts.values()) for letter, counts in initials.items()},
    )


def _group_initials(speakers: SpeakerQuerySet) -> dict[str, Counter[str]]:
    """Return the first letters as a list shows them, without accents, with those that stand in names and how often."""
    letters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for initial, number in speakers.count_by_initial():
        letters[unicodedata.normalize("NFKD", initial)[:1].upper()][initial] += number
    return dict(sorted(letters.items()))


def _describe(speakers: Sequence[Any]) -> list[ListedSpeaker]:
    tallies = [getattr(speaker, "tally", None) or SpeakerTally(speaker=speaker) for speaker in speakers]
    return [
        ListedSpeaker(
            speaker,
            SpeakerVoice(speaker.voice),
            tuple(speaker.first_appearances),
            speaker.appearance_count - len(speaker.first_appearances),
            own=tally.own,
            reported=tally.reported,
            placed=tally.coded,
        )
        for speaker, tally in zip(speakers, tallies, strict=True)
    ]
