"""Why a speaker has no position on a topic: no document, not yet read, not discussed, or no side taken."""

import datetime
from collections.abc import Iterable

from explorer.coding.vocabulary import Silence
from explorer.debate.as_of import counts_as_of
from explorer.models import Topic

SourceReading = tuple[datetime.date | None, datetime.date | None]
"""The day of a document's episode and the day on which the document was read in full, each None where unknown."""


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
    if not read_days:
        return Silence.NO_SOURCE
    # A document that was read before the topic was added has not been read for it.
    if all(day is not None and day >= topic.added for day in read_days):
        return Silence.TOOK_NO_SIDE if is_touched else Silence.NOT_DISCUSSED
    return Silence.NOT_READ


def describe_silence(silence: Silence, as_of: datetime.date | None) -> str:
    """Return a kind of silence in words, as of a day where one is set."""
    # As of a day "no interview" would be wrong: documents may be held that are later or have no date.
    return "No dated interview by then" if silence == Silence.NO_SOURCE and as_of else silence.label
