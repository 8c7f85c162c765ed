"""Why a person has no place on a topic: no interview held, not yet read, did not come up, or took no side."""

import datetime
from collections.abc import Iterable

from explorer.coding.vocabulary import Silence
from explorer.debate.as_of import counts_by
from explorer.models import Topic

SourceReading = tuple[datetime.date | None, datetime.date | None]
"""When the episode of a document is from, and when the document was read in full; None where either is not known."""


def find_silence(topic: Topic, readings: Iterable[SourceReading], as_of: datetime.date | None = None) -> Silence:
    """Return the kind of a blank; when a document was read does not matter to a day, only when its words were said."""
    read = [day for said, day in readings if counts_by(said, as_of)]
    if not read:
        return Silence.NO_SOURCE
    if all(day is not None and day >= topic.added for day in read):
        return Silence.NOT_DISCUSSED
    return Silence.NOT_READ


def describe_silence(silence: Silence, as_of: datetime.date | None) -> str:
    """Return a kind of silence in words; as of a day, documents may be held that are later or have no date."""
    return "No dated source by then" if silence == Silence.NO_SOURCE and as_of else silence.label
