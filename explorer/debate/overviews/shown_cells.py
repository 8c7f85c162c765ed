"""What an overview shows of a cell: the kept state as a column words it, or the kind of blank."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from explorer.coding import manual
from explorer.coding.vocabulary import Confidence, PointsTo, Silence
from explorer.debate.short_names import shorten_names
from explorer.debate.silence import ReadingSummary, describe_silence, fetch_readings
from explorer.debate.stances import LeadingStance
from explorer.models import CellState, Speaker, Topic
from explorer.models.queries.prepared import prepared

AT_ONCE = 5_000
"""The number of cells that are held at a time where they are handed on one by one."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One speaker on one topic as an overview shows them, in the words of a column (`debate/comparison.py`).

    ``state`` is None where nothing is held. ``called`` is the name where there is little room.
    """

    topic: Topic
    speaker: Speaker
    state: CellState | None
    silence: Silence | None = None
    as_of: datetime.date | None = None
    called: str = ""

    @property
    def stance(self) -> LeadingStance | None:
        """The leading stance, None without one."""
        return LeadingStance.of(self.state, self.topic)

    @property
    def position(self) -> int | None:
        """The stance's place on the scale (−2…2), None without one."""
        return self.state.position if self.state else None

    @property
    def points_to(self) -> PointsTo | None:
        """What the words of a speaker who is not placed point to, None where that is not coded."""
        return self.stance.points_to if self.stance else None

    @property
    def is_thinly_evidenced(self) -> bool:
        """Whether the stance rests on summaries or notes only, or on nothing that scores; its mark is drawn hollow."""
        return self.stance is not None and self.stance.confidence in {None, Confidence.LOW}

    @property
    def claim_count(self) -> int:
        """The number of the speaker's own claims."""
        return self.state.claims if self.state else 0

    @property
    def reported_count(self) -> int:
        """The number of claims that only others ascribe to the speaker."""
        return self.state.reported if self.state else 0

    @property
    def silence_words(self) -> str:
        """The kind of silence in words, empty where the speaker is not silent."""
        return describe_silence(self.silence, self.as_of) if self.silence else ""

    @property
    def label(self) -> str:
        """The stance in words; without a stance, the kind of silence."""
        return self.stance.label if self.stance else self.silence_words or manual.NOT_CODED[0]

    @property
    def degree(self) -> str:
        """The label without remarks on the evidence."""
        return self.stance.degree if self.stance else self.label


def fetch_cells(
    topics: Sequence[Topic],
    speakers: Sequence[Speaker],
    as_of: datetime.date | None = None,
    *,
    with_rationale: bool = False,
) -> list[list[ShownCell]]:
    """Return a row for each topic with a cell for each speaker, as of a day where one is given.

    Costs two queries; fetches as many rows as there are speakers, and as there are cells in which something is held.
    """
    readings = fetch_readings(speakers, as_of)
    return list(_build_rows(topics, speakers, readings, as_of, with_rationale=with_rationale))


def iterate_cells(
    topics: Sequence[Topic], speakers: Sequence[Speaker], as_of: datetime.date | None = None
) -> Iterator[ShownCell]:
    """Yield the cells that `fetch_cells` returns, row by row, holding few at a time; each batch costs one query."""
    readings = fetch_readings(speakers, as_of)
    size = max(AT_ONCE // max(len(speakers), 1), 1)
    for start in range(0, len(topics), size):
        for row in _build_rows(topics[start : start + size], speakers, readings, as_of):
            yield from row


def _build_rows(
    topics: Sequence[Topic],
    speakers: Sequence[Speaker],
    readings: Mapping[int, ReadingSummary],
    as_of: datetime.date | None,
    *,
    with_rationale: bool = False,
) -> Iterator[list[ShownCell]]:
    keys = {"topics": [topic.pk for topic in topics], "speakers": [speaker.pk for speaker in speakers]}
    states = _find_states(with_rationale, **keys, as_of=as_of)
    held = {(state.topic_id, state.speaker_id): state for state in states}
    names = shorten_names(speakers)
    for topic in topics:
        yield [
            build_cell(topic, speaker, held.get((topic.pk, speaker.pk)), readings, as_of, names[speaker.pk])
            for speaker in speakers
        ]


@prepared
def _find_states(
    with_rationale: bool,  # noqa: FBT001, by position, as it shapes the SQL
    /,
    *,
    topics: Sequence[int],
    speakers: Sequence[int],
    as_of: datetime.date | None,
) -> QuerySet[CellState]:
    states = CellState.objects.as_of(as_of).filter(topic__in=topics, speaker__in=speakers)
    return states.select_related("stance") if with_rationale else states


def build_cell(
    topic: Topic,
    speaker: Speaker,
    state: CellState | None,
    readings: Mapping[int, ReadingSummary],
    as_of: datetime.date | None = None,
    called: str = "",
) -> ShownCell:
    """Return a cell with its state; where it takes no position, with the kind of silence that the readings give."""
    silence = None
    if state is None or not state.takes_position:
        summary = readings.get(speaker.pk, ReadingSummary())
        # A claim that is only context to the question does not break the silence.
        silence = summary.find_silence(topic, is_touched=state is not None and state.claims > 0)
    return ShownCell(topic, speaker, state, silence, as_of, called)


def count_placed(cells: Iterable[ShownCell]) -> int:
    """Return how many cells have a place on the scale."""
    return sum(cell.position is not None for cell in cells)
