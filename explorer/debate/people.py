"""Two to four people on every question: who differs from whom, how far, and where somebody has not spoken."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from explorer.coding.vocabulary import Code
from explorer.debate.compare import still_hold, survey
from explorer.debate.comparison import Column, Comparison, collect_days
from explorer.models import Contrast, Speaker, Topic

MOST_PEOPLE = 4
"""How many people stand side by side at most."""


class PairVerdict(Code):
    """What the positions of several people on one question come to, in the order in which readers see them."""

    DIFFER = "differ", "differ"
    AGREE = "agree", "agree"
    UNDECIDED = "undecided", "cannot be compared"
    ONE = "one", "only one has spoken"
    NONE = "none", "nobody has spoken"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with a column for each of the people, in the order asked for, and the contrasts between them."""

    topic: Topic
    columns: tuple[Column, ...]
    contrasts: tuple[Contrast, ...] = ()

    @property
    def spoken(self) -> list[Column]:
        """Those who take a stance or make a claim of position."""
        return [column for column in self.columns if not column.silence]

    @property
    def positions(self) -> list[int]:
        """The places on the scale (−2…2) of those who have one."""
        return [column.position for column in self.columns if column.position is not None]

    @property
    def distance(self) -> int | None:
        """How many steps the two furthest apart are from each other (0…4); None with fewer than two on the scale."""
        found = self.positions
        return max(found) - min(found) if len(found) > 1 else None

    @property
    def verdict(self) -> PairVerdict:
        """Agree is the same side of the question; differ is another side, or one of them at the middle."""
        if len(self.spoken) < 2:
            return PairVerdict.ONE if self.spoken else PairVerdict.NONE
        if self.distance is None:
            return PairVerdict.UNDECIDED
        sides = {(place > 0) - (place < 0) for place in self.positions}
        return PairVerdict.AGREE if len(sides) == 1 else PairVerdict.DIFFER

    @property
    def is_partial(self) -> bool:
        """Whether the verdict leaves out somebody who has no place on the scale."""
        return self.distance is not None and len(self.positions) < len(self.columns)


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """Somebody who can be chosen, and on how many questions they have a place on the scale."""

    speaker: Speaker
    placed: int


@dataclass(frozen=True, slots=True)
class PeopleComparison:
    """What the chosen people say on every question, the largest difference first.

    ``chosen`` holds at most four people in the order asked for, ``surplus`` those left out as too many. ``is_default``
    says that nobody was named and that these are the two guests furthest apart. ``days`` are those of the people's
    episodes.
    """

    people: tuple[SpeakerChoice, ...]
    chosen: tuple[Speaker, ...]
    surplus: tuple[Speaker, ...]
    rows: tuple[QuestionRow, ...]
    is_default: bool
    days: frozenset[date] = frozenset()

    @property
    def is_enough(self) -> bool:
        """Whether there are two people at least, so that something can be compared."""
        return len(self.chosen) > 1

    @property
    def slugs(self) -> list[str]:
        """The chosen people, as addresses name them."""
        return [speaker.slug for speaker in self.chosen]

    @property
    def columns(self) -> list[Column]:
        """Everything that the chosen people say."""
        return [column for row in self.rows for column in row.columns]

    @property
    def differing(self) -> list[QuestionRow]:
        """The questions on which they differ."""
        return [row for row in self.rows if row.verdict == PairVerdict.DIFFER]

    def tally(self) -> dict[PairVerdict, int]:
        """Return how many questions come to each verdict; those that cannot be compared only where there are any."""
        found = Counter(row.verdict for row in self.rows)
        return {
            verdict: found[verdict] for verdict in PairVerdict if found[verdict] or verdict != PairVerdict.UNDECIDED
        }


def pair_up(
    topics: Sequence[Topic], speakers: Sequence[Speaker], named: Sequence[str] | None, as_of: date | None = None
) -> PeopleComparison:
    """Compare the ``named`` among the speakers (slugs; None where nothing is said) on every topic, as of a day or ever.

    Costs six queries, however many topics, speakers and claims there are.
    """
    comparisons = survey(topics, speakers, as_of)
    by_slug = {speaker.slug: speaker for speaker in speakers}
    known = tuple(by_slug[slug] for slug in named or () if slug in by_slug)
    wanted = furthest_pair(comparisons, speakers) if named is None else known
    chosen = wanted[:MOST_PEOPLE]
    return PeopleComparison(
        people=_people(comparisons, speakers),
        chosen=chosen,
        surplus=wanted[MOST_PEOPLE:],
        rows=_rows(comparisons, chosen) if len(chosen) > 1 else (),
        is_default=named is None,
        days=collect_days(column for comparison in comparisons[:1] for column in comparison.columns),
    )


def furthest_pair(comparisons: Iterable[Comparison], speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Return the two whose distances, added up over the topics on which both have a place, are the largest.

    Of pairs as far apart, the one that shares more topics, then the first in the order of the speakers; nobody where
    there are fewer than two.
    """
    far = dict.fromkeys(combinations(speakers, 2), (0, 0))
    for comparison in comparisons:
        for one, other in combinations(comparison.columns, 2):
            if one.position is not None and other.position is not None:
                total, shared = far[one.speaker, other.speaker]
                far[one.speaker, other.speaker] = total + abs(one.position - other.position), shared + 1
    return max(far, key=lambda pair: far[pair], default=())


def _people(comparisons: Iterable[Comparison], speakers: Iterable[Speaker]) -> tuple[SpeakerChoice, ...]:
    placed = Counter(
        column.speaker.pk for comparison in comparisons for column in comparison.columns if column.position is not None
    )
    return tuple(SpeakerChoice(speaker, placed[speaker.pk]) for speaker in speakers)


def _rows(comparisons: Iterable[Comparison], chosen: Sequence[Speaker]) -> tuple[QuestionRow, ...]:
    contrasts = list(Contrast.objects.with_pair().between(chosen))
    rows = [_row(comparison, chosen, contrasts) for comparison in comparisons]
    order = list(PairVerdict)
    return tuple(sorted(rows, key=lambda row: (order.index(row.verdict), -(row.distance or 0))))


def _row(comparison: Comparison, chosen: Sequence[Speaker], contrasts: Iterable[Contrast]) -> QuestionRow:
    by_speaker: Mapping[int, Column] = {column.speaker.pk: column for column in comparison.columns}
    columns = tuple(by_speaker[speaker.pk] for speaker in chosen)
    on_topic = (contrast for contrast in contrasts if contrast.topic_id == comparison.topic.pk)
    return QuestionRow(comparison.topic, columns, tuple(still_hold(on_topic, columns)))
