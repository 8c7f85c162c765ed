"""Which columns of a topic's comparison a reader is shown, in which order, and what else is offered to choose."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from explorer.debate.comparison import Column, Comparison
from explorer.debate.filters import BY_POSITION, MOST_COLUMNS, ComparisonFilter, ComparisonView
from explorer.debate.portions.claims import ClaimPortion, fetch_portion
from explorer.debate.portions.columns import add_earlier, survey_kept
from explorer.debate.portions.people import OfferedPeople, list_offered, survey_reported
from explorer.models import Relation, Topic
from explorer.models.queries.prepared import prepared
from explorer.web.paging import PageChoice

MOST_LISTED = 12
"""The largest number of guests that are listed to be added."""

MOST_SUGGESTED = 100
"""The largest number of guests that are suggested while a name is typed; any other name can be typed too."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a reader sees of a comparison: at most four speakers, with the evidence asked for, in the order asked for.

    ``comparison`` has every speaker who can be chosen. ``chosen`` holds the chosen ones' whole columns in the order of
    the address, ``shown`` the same as shown; ``surplus`` names those left out as too many; ``absent`` are no guests,
    but reported on by someone, whenever. ``is_default`` says that the page shows these by itself, ``is_by_position``
    that those of one position may stand in any order. ``portion`` holds the claims of the page,
    ``people`` all who are offered.
    """

    comparison: Comparison
    chosen: tuple[Column, ...]
    surplus: tuple[Column, ...]
    shown: tuple[Column, ...]
    absent: tuple[Column, ...]
    is_default: bool
    is_by_position: bool
    portion: ClaimPortion
    people: OfferedPeople

    @property
    def slugs(self) -> list[str]:
        """The chosen speakers, as addresses name them."""
        return [column.speaker.slug for column in self.chosen]

    @property
    def named(self) -> list[str] | None:
        """Those whom an address has to name for this choice; None where the page makes it by itself."""
        return None if self.is_default else self.slugs

    @property
    def addable(self) -> list[Column]:
        """Those who can be added, with those who say nothing last."""
        rest = [column for column in self.comparison.columns if column.speaker.slug not in self.slugs]
        return sorted(rest, key=lambda column: (column.silence is not None, *_rank_evidenced(column)))

    @property
    def is_crowded(self) -> bool:
        """Whether so many can be chosen that they are sought rather than listed."""
        return len(self.comparison.columns) + self.people.more + self.people.silent > MOST_LISTED

    @property
    def suggested(self) -> list[Column]:
        """Those who are suggested while a name is typed, the ones with most to say."""
        return self.addable[:MOST_SUGGESTED]

    @property
    def offered(self) -> dict[str, str]:
        """The names of the speakers who can be chosen, by what addresses call them."""
        return {column.speaker.slug: column.speaker.name for column in self.comparison.columns}

    @property
    def furthest(self) -> list[Column]:
        """The three who are furthest apart, where more have a place than are shown side by side; first pole first."""
        placed = [column for column in self.comparison.columns if column.position is not None]
        return find_furthest(placed) if len(placed) > MOST_COLUMNS else []

    @property
    def shows_furthest(self) -> bool:
        """Whether these three are the ones shown."""
        return self.slugs == [column.speaker.slug for column in self.furthest]

    def fetch_relations(self) -> list[Relation]:
        """Return the relations of the claims shown to claims on the topic of people named here; costs one query."""
        claims = [claim.pk for column in (*self.chosen, *self.absent) for claim in (*column.claims, *column.reported)]
        known = {column.speaker.pk for column in self.comparison.everybody}
        on_topic = _find_relations(topic=self.comparison.topic.pk, claims=claims)
        return [
            relation for relation in on_topic if {relation.from_claim.speaker_id, relation.to_claim.speaker_id} <= known
        ]

    @property
    def columns(self) -> list[Column]:
        """Those who say something, side by side."""
        return [column for column in self.shown if not column.silence]

    @property
    def silent(self) -> list[Column]:
        """Those whose documents hold no position of theirs."""
        return [column for column in self.shown if column.silence]

    @property
    def others(self) -> list[Column]:
        """Those who are no guests, with what is reported of them."""
        return [column for column in self.absent if column.reported]

    @property
    def claim_count(self) -> int:
        """How many claims are shown, reported ones included."""
        return sum(len(column.claims) + len(column.reported) for column in self.shown)

    @property
    def hidden_count(self) -> int:
        """How many claims have no evidence of the kinds asked for."""
        return sum(column.hidden for column in self.shown)


def choose_columns(
    topic: Topic, asked: ComparisonFilter, as_of: datetime.date | None, page: PageChoice | None = None
) -> ColumnChoice:
    """Compare the guests on a topic, and choose the speakers of the address, or else those who have most to say.

    Of the chosen speakers as many claims are fetched as a page shows, however many there are.
    """
    offered = list_offered(topic, asked, as_of)
    comparison = survey_kept([topic], offered.speakers, as_of)[0]
    by_slug = {column.speaker.slug: column for column in comparison.columns}
    default = choose_default(comparison.columns)
    named = [by_slug[slug] for slug in asked.speakers.values if slug in by_slug]
    wanted = list(named if named or asked.speakers.is_empty else default)
    if added := _find_added(comparison.columns, asked.added, wanted):
        wanted = [*wanted[: MOST_COLUMNS - 1], added]
    others = survey_reported(topic, comparison.columns, as_of) if wanted else ()
    portion = fetch_portion(
        topic,
        [column.speaker for column in wanted[:MOST_COLUMNS]],
        asked,
        as_of,
        page=page or PageChoice(),
        by_point=asked.view != ComparisonView.PEOPLE,
    )
    chosen = add_earlier(topic, [portion.fill(column) for column in wanted[:MOST_COLUMNS]], as_of)
    grades, modes = asked.grades, asked.modes
    ordered = [column.with_context_last() for column in _order(chosen, asked.order)]
    filled = {column.speaker.pk: column for column in chosen}
    columns = tuple(filled.get(column.speaker.pk, column) for column in comparison.columns)
    return ColumnChoice(
        comparison=replace(comparison, columns=columns, others=others),
        chosen=tuple(chosen),
        surplus=tuple(wanted[MOST_COLUMNS:]),
        shown=tuple(column.narrowed(grades, modes) for column in ordered),
        absent=tuple(column.narrowed(grades, modes) for column in others),
        is_default={column.speaker for column in chosen} == {column.speaker for column in default},
        is_by_position=asked.order == BY_POSITION,
        portion=portion,
        people=offered,
    )


@prepared
def _find_relations(*, topic: int, claims: Sequence[Any]) -> QuerySet[Relation]:
    return Relation.objects.published().on_topic(topic).touching(claims).with_claims()


def choose_default(columns: Sequence[Column]) -> list[Column]:
    """Return the columns to show where nobody is named, at most four.

    The best evidenced at each pole comes first, then the one between, then the next ones; nobody who is silent, unless
    all are.
    """
    sides: dict[int | None, list[Column]] = {}
    speaking = [column for column in columns if not column.silence] or columns
    for column in sorted(speaking, key=_rank_evidenced):
        sides.setdefault(_side(column), []).append(column)
    first = [sides[side].pop(0) for side in (-1, 1, 0) if sides.get(side)]
    rest = [column for side in sides.values() for column in side]
    rest.sort(key=lambda column: (column.position is None, *_rank_evidenced(column)))
    return [*first, *rest][:MOST_COLUMNS]


def find_furthest(columns: Sequence[Column]) -> list[Column]:
    """Return the best evidenced column at each end, and of the others the one nearest to the middle of these.

    No three are further apart, by the sum of their distances first and by the smallest of them then. Where all stand on
    one step there are none.
    """
    placed = sorted(((column.position or 0, column) for column in columns), key=lambda pair: _rank_evidenced(pair[1]))
    first, last = (choose(placed, key=lambda pair: pair[0], default=None) for choose in (min, max))
    if first is None or last is None or first[0] == last[0]:
        return []
    between = [pair for pair in placed if pair not in (first, last)]
    middle = min(between, key=lambda pair: abs(2 * pair[0] - first[0] - last[0]), default=None)
    return [pair[1] for pair in (first, middle, last) if pair]


def _side(column: Column) -> int | None:
    """Return −1 or 1 for the side of a pole, 0 between, None without a position."""
    return None if column.position is None else (column.position > 0) - (column.position < 0)


def _rank_evidenced(column: Column) -> tuple[int, int, str]:
    """Return a sort key: the best evidenced column has the lowest."""
    return -column.own_words_count, -column.claim_count, column.speaker.slug


def _find_added(columns: Sequence[Column], added: str, shown: Sequence[Column]) -> Column | None:
    """Return the column of the speaker with a slug or a name, None where there is none or it is shown already."""
    named = (column for column in columns if added and added in {column.speaker.slug, column.speaker.name})
    return next((column for column in named if column not in shown), None)


def _order(columns: Sequence[Column], order: str) -> list[Column]:
    """Return columns by position (first pole first), by name, or most claims first."""
    keys = {
        BY_POSITION: lambda column: (column.position is None, column.position or 0, column.speaker.name),
        "name": lambda column: column.speaker.name,
        "evidence": lambda column: (-column.claim_count, column.speaker.name),
    }
    return sorted(columns, key=keys[order])
