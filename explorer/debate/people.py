"""Two to four people compared on every question: where they differ, how far, and who has not spoken."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from explorer.coding.vocabulary import Code, RelationKind
from explorer.debate.compare import keep_standing
from explorer.debate.comparison import Column, Comparison
from explorer.debate.nearness import find_side
from explorer.debate.portions.columns import survey_kept
from explorer.models import CellState, Contrast, Relation, RelationTally, Speaker, SpeakerTally, Topic

MOST_PEOPLE = 4
"""The largest number of people side by side."""

MOST_OFFERED = 12
"""The largest number of guests who are listed to be chosen; the others are sought by name."""


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

    ``people`` are those who are offered, ``more`` counts the other guests. ``chosen`` holds at most four, in the order
    asked for, ``surplus`` those left out as too many. ``is_default`` is true where nobody was named, so that the two
    furthest apart are shown. ``relations`` counts those between claims of two of the chosen.
    """

    people: tuple[SpeakerChoice, ...]
    chosen: tuple[Speaker, ...]
    surplus: tuple[Speaker, ...]
    rows: tuple[QuestionRow, ...]
    is_default: bool
    more: int = 0
    relations: Mapping[RelationKind, int] = field(default_factory=dict)

    @property
    def is_crowded(self) -> bool:
        """Whether so many can be chosen that they are sought rather than listed."""
        return self.more > 0

    @property
    def is_enough(self) -> bool:
        """Whether there are at least two people to compare."""
        return len(self.chosen) > 1

    @property
    def slugs(self) -> list[str]:
        """The slugs of the chosen people."""
        return [speaker.slug for speaker in self.chosen]

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
    topics: Sequence[Topic], named: Sequence[str] | None, as_of: date | None = None, added: str = ""
) -> PeopleComparison:
    """Compare the people whose slugs are ``named`` on every topic, as of a day where one is given.

    With None for ``named``, the two furthest apart are compared. ``added`` is the slug or the name of one more. Unknown
    ones are left out. Costs twelve queries, however many topics, speakers and claims there are.
    """
    wanted = _find_people(named, as_of, added)
    chosen = wanted[:MOST_PEOPLE]
    is_enough = len(chosen) > 1
    rows = _build_rows(survey_kept(topics, chosen, as_of), chosen) if is_enough else ()
    people, more = _list_choices(chosen)
    return PeopleComparison(
        people=people,
        chosen=chosen,
        surplus=wanted[MOST_PEOPLE:],
        rows=rows,
        is_default=named is None and not added,
        more=more,
        relations=_count_relations(chosen, as_of) if is_enough else {},
    )


def _count_relations(people: Sequence[Speaker], as_of: date | None) -> dict[RelationKind, int]:
    if as_of:
        return Relation.objects.published().between(people).count_by_kind(as_of)
    return RelationTally.objects.between(people).count_by_kind()


def _find_people(named: Sequence[str] | None, as_of: date | None, added: str) -> tuple[Speaker, ...]:
    """Return those who are named, or else the two furthest apart, and whoever is added in the last place."""
    if named is None and not added:
        keys = CellState.objects.find_furthest_pair(as_of)
        pair = tuple(Speaker.objects.filter(pk__in=keys) if keys else Speaker.objects.guests()[:2])
        return pair if len(pair) == 2 else ()
    slugs = list(named or ())
    found = Speaker.objects.named_exactly([*slugs, added])
    by_slug = {speaker.slug: speaker for speaker in found}
    more = [speaker for speaker in found if added and added in {speaker.slug, speaker.name}]
    known = dict.fromkeys(by_slug[slug] for slug in slugs if slug in by_slug)
    if more and more[0] not in known:
        return (*list(known)[: MOST_PEOPLE - 1], more[0])
    return tuple(known)


def _list_choices(chosen: Sequence[Speaker]) -> tuple[tuple[SpeakerChoice, ...], int]:
    """Return the guests placed on most questions and the chosen, by name, and how many guests there are besides."""
    guests = SpeakerTally.objects.filter(is_guest=True).select_related("speaker")
    offered = {tally.speaker: tally.placed for tally in guests.order_by("-placed", "speaker__name")[:MOST_OFFERED]}
    others = [speaker for speaker in chosen if speaker not in offered]
    offered |= {tally.speaker: tally.placed for tally in SpeakerTally.objects.of(others)}
    by_name = sorted(offered, key=lambda speaker: (speaker.name, speaker.slug))
    return tuple(SpeakerChoice(speaker, offered[speaker]) for speaker in by_name), max(guests.count() - MOST_OFFERED, 0)


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
