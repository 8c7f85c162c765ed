"""Why a speaker has no position on a topic: no document, not yet read, not discussed, or no side taken."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.coding.vocabulary import Silence
from explorer.debate.as_of import counts_as_of
from explorer.models import Source, Speaker, Topic

SourceReading = tuple[datetime.date | None, datetime.date | None]
"""The day of a document's episode and the day on which the document was read in full, each None where unknown."""


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """How many of a speaker's documents are held and unread, and the earliest day on which one was read in full."""

    held: int = 0
    unread: int = 0
    earliest: datetime.date | None = None

    def find_silence(self, topic: Topic, *, is_touched: bool = False) -> Silence:
        """Return the kind of silence on a topic of a speaker with these documents."""
        if not self.held:
            return Silence.NO_SOURCE
        # A document that was read before the topic was added has not been read for it.
        if self.unread or self.earliest is None or self.earliest < topic.added:
            return Silence.NOT_READ
        return Silence.TOOK_NO_SIDE if is_touched else Silence.NOT_DISCUSSED


def fetch_readings(speakers: Iterable[Speaker], as_of: datetime.date | None = None) -> dict[int, ReadingSummary]:
    """Return the summaries of speakers' documents as of a day, by the speaker's key, in three queries."""
    found = Source.objects.summarise_days_by_speaker(speakers, as_of)
    return {speaker: ReadingSummary(*numbers) for speaker, numbers in found.items()}


def find_silence(
    topic: Topic,
    readings: Iterable[SourceReading],
    as_of: datetime.date | None = None,
    *,
    is_touched: bool = False,
) -> Silence:
    """Return the kind of silence of a speaker on a topic, from the readings of their documents.

    ``is_touched`` tells whether claims of theirs are context to the topic.
    """
    # As of a day, the documents of later episodes do not count. When a document was read makes no difference to that.
    read_days = [read for said, read in readings if counts_as_of(said, as_of)]
    known = [day for day in read_days if day]
    summary = ReadingSummary(len(read_days), len(read_days) - len(known), min(known, default=None))
    return summary.find_silence(topic, is_touched=is_touched)


def describe_silence(silence: Silence, as_of: datetime.date | None) -> str:
    """Return a kind of silence in words, as of a day where one is set."""
    # As of a day "no interview" would be wrong: documents may be held that are later or have no date.
    return "No dated interview by then" if silence == Silence.NO_SOURCE and as_of else silence.label
