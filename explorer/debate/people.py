"""Two to four people compared on every question: where they differ, how far, and who has not spoken."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from explorer.coding.vocabulary import Code, RelationKind
from explorer.debate.compare import keep_standing, survey
from explorer.debate.comparison import Column, Comparison, collect_days
from explorer.debate.nearness import find_side
from explorer.models import Contrast, Relation, Speaker, Topic

MOST_PEOPLE = 4
"""The largest number of people side by side."""


class PairVerdict(Code):
    """What comparing several people's positions on one question gives, in the order in which readers see it."""

    DIFFER = "differ", "differ"
    AGREE = "agree", "agree"
    UNDECIDED = "undecided", "cannot be compared"
    ONE = "one", "only one has spoken"
    NONE = "none", "nobody has spoken"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with the people's columns, in the order asked for, and the contrasts between them."""

    topic: Topic
    columns: tuple[Column, ...]
    contrasts: tuple[Contrast, ...] = ()

    @property
    def spoken(self) -> list[Column]:
        """The columns of those who take a stance or make a claim of position."""
        return [column for column in self.columns if not column.silence]

    @property
    def positions(self) -> list[int]:
        """The positions (−2…2) of those who have one."""
        return [column.position for column in self.columns if column.position is not None]

    @property
    def distance(self) -> int | None:
        """The steps between the two people furthest apart (0…4), None with fewer than two positions."""
        return max(self.positions) - min(self.positions) if len(self.positions) > 1 else None

    @property
    def verdict(self) -> PairVerdict:
        """Whether the people agree: all on one side or all at the middle, or by one verdict on different grounds."""
        if len(self.spoken) < 2:
            return PairVerdict.ONE if self.spoken else PairVerdict.NONE
        if self.is_shared:
            return PairVerdict.AGREE
        if self.distance is None:
            return PairVerdict.UNDECIDED
        sides = {find_side(position) for position in self.positions}
        return PairVerdict.AGREE if len(sides) == 1 else PairVerdict.DIFFER

    @property
    def is_shared(self) -> bool:
        """Whether a curator found that these two come to one verdict, if on different grounds."""
        return len(self.columns) == 2 and any(contrast.is_agreement for contrast in self.contrasts)

    @property
    def is_partial(self) -> bool:
        """Whether the verdict leaves somebody out who has no position."""
        return self.distance is not None and len(self.positions) < len(self.columns)


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A person who can be chosen, with the number of questions on which they have a position."""

    speaker: Speaker
    placed: int


@dataclass(frozen=True, slots=True)
class PeopleComparison:
    """The chosen people on every question, the largest difference first.

    ``people`` are all who can be chosen. ``chosen`` holds at most four of them, in the order asked for, ``surplus``
    those left out as too many. ``is_default`` is true where nobody was named, so that the two furthest apart are shown.
    ``days`` are those of the episodes of all people. ``relations`` counts those between claims of two of the chosen.
    """

    people: tuple[SpeakerChoice, ...]
    chosen: tuple[Speaker, ...]
    surplus: tuple[Speaker, ...]
    rows: tuple[QuestionRow, ...]
    is_default: bool
    days: frozenset[date] = frozenset()
    relations: Mapping[RelationKind, int] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        """Whether there are at least two people to compare."""
        return len(self.chosen) > 1

    @property
    def slugs(self) -> list[str]:
        """The slugs of the chosen people."""
        return [speaker.slug for speaker in self.chosen]

    @property
    def columns(self) -> list[Column]:
        """The columns of every row, row by row."""
        return [column for row in self.rows for column in row.columns]

    @property
    def differing(self) -> list[QuestionRow]:
        """The questions on which the people differ."""
        return [row for row in self.rows if row.verdict == PairVerdict.DIFFER]

    def tally(self) -> dict[PairVerdict, int]:
        """Return the number of questions by verdict. ``UNDECIDED`` is left out where its number is 0."""
        counts = Counter(row.verdict for row in self.rows)
        return {
            verdict: counts[verdict] for verdict in PairVerdict if counts[verdict] or verdict != PairVerdict.UNDECIDED
        }


def compare_people(
    topics: Sequence[Topic], speakers: Sequence[Speaker], named: Sequence[str] | None, as_of: date | None = None
) -> PeopleComparison:
    """Compare those of the speakers whose slugs are ``named`` on every topic, as of a day where one is given.

    With None for ``named``, the two furthest apart are compared. Unknown slugs are left out. Costs seven queries,
    however many topics, speakers and claims there are.
    """
    comparisons = survey(topics, speakers, as_of)
    by_slug = {speaker.slug: speaker for speaker in speakers}
    known = tuple(by_slug[slug] for slug in named or () if slug in by_slug)
    wanted = find_furthest_pair(comparisons, speakers) if named is None else known
    chosen = wanted[:MOST_PEOPLE]
    rows = _build_rows(comparisons, chosen) if len(chosen) > 1 else ()
    return PeopleComparison(
        people=_build_choices(comparisons, speakers),
        chosen=chosen,
        surplus=wanted[MOST_PEOPLE:],
        rows=rows,
        is_default=named is None,
        # Every comparison has the same speakers, so that the first knows the days of all their episodes.
        days=collect_days(column for comparison in comparisons[:1] for column in comparison.columns),
        relations=_count_relations(rows, chosen) if rows else {},
    )


def find_furthest_pair(comparisons: Iterable[Comparison], speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Return the two speakers whose distances, summed over the topics on which both have a position, are the largest.

    Of pairs that tie, the one that shares more topics, then the first in the order of the speakers. Empty where there
    are fewer than two speakers.
    """
    scores = dict.fromkeys(combinations(speakers, 2), (0, 0))
    for comparison in comparisons:
        for first, second in combinations(comparison.columns, 2):
            if first.position is not None and second.position is not None:
                distance, shared = scores[first.speaker, second.speaker]
                distance += abs(first.position - second.position)
                scores[first.speaker, second.speaker] = distance, shared + 1
    return max(scores, key=lambda pair: scores[pair], default=())


def _build_choices(comparisons: Iterable[Comparison], speakers: Iterable[Speaker]) -> tuple[SpeakerChoice, ...]:
    placed = Counter(
        column.speaker.pk for comparison in comparisons for column in comparison.columns if column.position is not None
    )
    return tuple(SpeakerChoice(speaker, placed[speaker.pk]) for speaker in speakers)


def _count_relations(rows: Iterable[QuestionRow], chosen: Sequence[Speaker]) -> Counter[RelationKind]:
    """Return the number of relations by kind between the claims of two of the chosen that the rows hold."""
    shown = {claim.pk for row in rows for column in row.columns for claim in (*column.claims, *column.reported)}
    return Counter(
        RelationKind(relation.kind)
        for relation in Relation.objects.published().between(chosen)
        if {relation.from_claim_id, relation.to_claim_id} <= shown
    )


def _build_rows(comparisons: Iterable[Comparison], chosen: Sequence[Speaker]) -> tuple[QuestionRow, ...]:
    contrasts = list(Contrast.objects.with_pair().between(chosen))
    rows = [_build_row(comparison, chosen, contrasts) for comparison in comparisons]
    order = list(PairVerdict)
    return tuple(sorted(rows, key=lambda row: (order.index(row.verdict), -(row.distance or 0))))


def _build_row(comparison: Comparison, chosen: Sequence[Speaker], contrasts: Iterable[Contrast]) -> QuestionRow:
    by_speaker: Mapping[int, Column] = {column.speaker.pk: column for column in comparison.columns}
    columns = tuple(by_speaker[speaker.pk] for speaker in chosen)
    on_topic = (contrast for contrast in contrasts if contrast.topic_id == comparison.topic.pk)
    return QuestionRow(comparison.topic, columns, tuple(keep_standing(on_topic, columns)))
