"""The list of debates: a page of questions, each with how far apart its guests are and a strip of who stands where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from explorer.coding import rules
from explorer.debate.comparison import OffScaleGroup, group_off_scale
from explorer.debate.overviews.debate_filter import DebateFilter, DebateOrder
from explorer.debate.overviews.shown_cells import ShownCell, fetch_cells
from explorer.debate.short_names import shorten_names
from explorer.debate.themes import find_theme, group_by_theme, list_named
from explorer.models import CellState, Speaker, SpeakerTally, Topic, TopicTally
from explorer.models.queries.prepared import prepared
from explorer.models.topics import Theme
from explorer.web.paging import ListPage, turn_page

PAGE = 20
"""The number of debates on a page; a list as short as that has no headings."""

MOST_ON_A_STEP = 5
"""The largest number of guests who are named on one step of a strip, or in one group beside it."""

MOST_SILENT = 12
"""The largest number of guests of whom strips name those who say nothing too."""


@dataclass(frozen=True, slots=True)
class DebateStep:
    """One of the five steps of a topic's scale, with the guests named on it; ``more`` are counted alone."""

    position: int
    label: str
    columns: tuple[ShownCell, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ListedDebate:
    """A topic with its tally, the five steps of its scale, and the guests without a place on them."""

    topic: Topic
    tally: TopicTally
    steps: tuple[DebateStep, ...]
    off_the_scale: tuple[OffScaleGroup[ShownCell], ...]

    @property
    def placed(self) -> int:
        """The number of guests with a place on the scale."""
        return self.tally.placed

    @property
    def distance(self) -> int | None:
        """The steps between the two guests furthest apart (0…4), None with fewer than two on the scale."""
        return self.tally.distance

    @property
    def claim_count(self) -> int:
        """The number of the guests' own claims on the topic."""
        return self.tally.claims


@dataclass(frozen=True, slots=True)
class DebateGroup:
    """Debates under one heading; it is empty where they come by evidence or name, and in a short list by distance.

    ``number`` counts the debates of its theme on all pages, 0 where the heading is no theme.
    """

    heading: str
    debates: tuple[ListedDebate, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class DebateList:
    """A page of debates under their headings, and the order they come in.

    ``themes`` are those of all topics, each with the number of topics that have the words asked for; ``theme`` is the
    one chosen. ``total`` is the number of all topics, asked for or not, ``own_order`` the order where none is asked
    for, ``guests`` the number of all guests.
    """

    groups: tuple[DebateGroup, ...]
    page: ListPage[ListedDebate]
    total: int
    themes: tuple[Theme, ...]
    theme: Theme | None
    order: DebateOrder
    own_order: DebateOrder
    guests: int

    @property
    def is_long(self) -> bool:
        """Whether there are so many topics that a reader searches and sorts them."""
        return self.total > PAGE

    @property
    def worded(self) -> int:
        """The number of topics with the words asked for, whatever their theme."""
        return sum(theme.number for theme in self.themes)

    @property
    def named_themes(self) -> list[Theme]:
        """The themes with topics to choose from, none where fewer than two part all topics."""
        return [theme for theme in list_named(self.themes) if theme.number or theme == self.theme]


def list_debates(asked: DebateFilter) -> DebateList:
    """Return a page of the debates asked for; costs at most eight queries, however much is said in them."""
    found = Topic.objects.with_tallies().worded(asked.text.split())
    themes = found.count_by_theme()
    theme = find_theme(themes, asked.theme)
    total = sum(each.total for each in themes)
    is_parted = total > PAGE and not theme and bool(list_named(themes))
    own_order = DebateOrder.THEME if is_parted else DebateOrder.DISTANCE
    order = asked.order or own_order
    number = theme.number if theme else sum(each.number for each in themes)
    page = turn_page(order.sort(found.on_theme(theme) if theme else found), asked.page, PAGE, number)
    guests = SpeakerTally.objects.filter(is_guest=True).count()
    debates = page.holding(build_debates(page.rows, guests))
    by_theme = order == DebateOrder.THEME and list_named(themes)
    groups = _group_by_theme(debates, themes) if by_theme else _group(debates, order)
    return DebateList(tuple(groups), debates, total, tuple(themes), theme, order, own_order, guests)


def _group_by_theme(page: ListPage[ListedDebate], themes: Iterable[Theme]) -> Iterator[DebateGroup]:
    numbers = {theme.label: theme.number for theme in themes}
    for heading, debates in group_by_theme(page.rows, lambda debate: debate.topic):
        yield DebateGroup(heading, debates, numbers[debates[0].topic.theme])


def _group(page: ListPage[ListedDebate], order: DebateOrder) -> Iterator[DebateGroup]:
    """Yield the debates of a page; those of a long list by distance under headings."""
    if order != DebateOrder.DISTANCE or page.total <= PAGE:
        if page.rows:
            yield DebateGroup("", tuple(page.rows))
        return
    for heading, debates in groupby(page.rows, key=_write_heading):
        yield DebateGroup(heading, tuple(debates))


def _write_heading(debate: ListedDebate) -> str:
    if debate.distance is None:
        return "Fewer than two guests placed"
    if debate.distance == 0:
        return "On the same step"
    return f"{debate.distance} of 4 steps apart"


def build_debates(topics: Sequence[Topic], guests: int) -> list[ListedDebate]:
    """Return a debate for each topic, which has its tally with it, among so many guests; at most five queries."""
    if guests <= MOST_SILENT:
        return [_build_named(topic, cells) for topic, cells in _list_all(topics)]
    cells, counts = _list_foremost(topics), CellState.objects.present().of_guests().about(topics).count_by_stance()
    return [_build_counted(topic, cells[topic.pk], counts.get(topic.pk, {}), guests) for topic in topics]


def _list_all(topics: Sequence[Topic]) -> Iterable[tuple[Topic, list[ShownCell]]]:
    return zip(topics, fetch_cells(topics, _find_guests()), strict=True)


@prepared
def _find_guests() -> QuerySet[Speaker]:
    return Speaker.objects.guests()


def _list_foremost(topics: Sequence[Topic]) -> Mapping[int, list[ShownCell]]:
    """Return the cells of the guests best evidenced on each step and in each group, by topic; costs one query."""
    states = CellState.objects.present().of_guests().about(topics).foremost(MOST_ON_A_STEP)
    rows, by_key = list(states.select_related("speaker")), {topic.pk: topic for topic in topics}
    names = shorten_names([row.speaker for row in rows])
    cells: defaultdict[int, list[ShownCell]] = defaultdict(list)
    for row in rows:
        cell = ShownCell(by_key[row.topic_id], row.speaker, row, called=names[row.speaker_id])
        cells[row.topic_id].append(cell)
    return cells


def _build_named(topic: Topic, cells: Sequence[ShownCell]) -> ListedDebate:
    """Return a debate whose guests are all at hand."""
    counts = {position: sum(cell.position == position for cell in cells) for position in rules.POSITIONS}
    groups = group_off_scale([cell for cell in cells if cell.position is None])
    named = tuple(OffScaleGroup(words, tuple(held)) for words, held in groups)
    return ListedDebate(topic, topic.tally, tuple(_build_steps(topic, cells, counts)), named)


def _build_counted(
    topic: Topic, cells: Sequence[ShownCell], counts: Mapping[tuple[int | None, str, str], int], guests: int
) -> ListedDebate:
    """Return a debate of which the foremost guests are at hand, and all others are counted."""
    places = {position: number for (position, _, _), number in counts.items() if position is not None}
    groups = []
    for words, held in group_off_scale([cell for cell in cells if cell.position is None]):
        state = held[0].state
        number = counts[None, state.code, state.points_to] if state else 0
        groups.append(OffScaleGroup(words, tuple(held), number - len(held)))
    if silent := guests - sum(counts.values()):
        groups.append(OffScaleGroup("Without a position", (), silent))
    return ListedDebate(topic, topic.tally, tuple(_build_steps(topic, cells, places)), tuple(groups))


def _build_steps(topic: Topic, cells: Sequence[ShownCell], counts: Mapping[int, int]) -> Iterator[DebateStep]:
    """Yield the steps; within a step, guests with own words come first, then by name."""
    for position in rules.POSITIONS:
        here = [cell for cell in cells if cell.position == position]
        here.sort(key=lambda cell: (cell.is_thinly_evidenced, cell.speaker.name))
        named = tuple(here[:MOST_ON_A_STEP])
        more = counts.get(position, 0) - len(named)
        yield DebateStep(position, rules.degree_label(position, topic.poles), named, more)
