"""Why a speaker has no position on a topic: no document, not yet read, not discussed, or no side taken."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from explorer.coding.vocabulary import Silence
from explorer.models import ReadingState, Speaker, Topic
from explorer.models.queries.prepared import prepared


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """Whether a document of a speaker is held, and the earliest day on which one was read in full.

    The day is None where one of the documents was not read in full.
    """

    is_held: bool = False
    read_in_full: datetime.date | None = None

    def find_silence(self, topic: Topic, *, is_touched: bool = False) -> Silence:
        """Return the kind of silence on a topic of a speaker with these documents.

        ``is_touched`` tells whether claims of theirs are context to the topic.
        """
        if not self.is_held:
            return Silence.NO_SOURCE
        # A document that was read before the topic was added has not been read for it.
        if self.read_in_full is None or self.read_in_full < topic.added:
            return Silence.NOT_READ
        return Silence.TOOK_NO_SIDE if is_touched else Silence.NOT_DISCUSSED


def fetch_readings(speakers: Iterable[Speaker], as_of: datetime.date | None = None) -> dict[int, ReadingSummary]:
    """Return the summaries of speakers' documents as of a day, by the speaker's key; costs one query."""
    states = _find_readings(speakers=[speaker.pk for speaker in speakers], as_of=as_of)
    return {state.speaker_id: ReadingSummary(is_held=True, read_in_full=state.read_in_full) for state in states}


@prepared
def _find_readings(*, speakers: Sequence[int], as_of: datetime.date | None) -> QuerySet[ReadingState]:
    return ReadingState.objects.as_of(as_of).filter(speaker__in=speakers)


def describe_silence(silence: Silence, as_of: datetime.date | None) -> str:
    """Return a kind of silence in words, as of a day where one is set."""
    # As of a day "no interview" would be wrong: documents may be held that are later or have no date.
    return "No dated interview by then" if silence == Silence.NO_SOURCE and as_of else silence.label
