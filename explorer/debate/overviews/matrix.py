"""The matrix: a row for every question, a column for every guest, and the one cell that is open.

At most 12 guests and 18 questions are shown at once; where there are more, those with most to tell come first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from explorer.debate.compare import survey_speakers
from explorer.debate.comparison import Column
from explorer.debate.overviews.debate_filter import DebateOrder
from explorer.debate.overviews.matrix_filter import MatrixFilter
from explorer.debate.overviews.shown_cells import ShownCell, fetch_cells
from explorer.debate.themes import find_theme, group_by_theme, list_named
from explorer.models import CellState, Speaker, Topic
from explorer.models.topics import Theme, TopicQuerySet
from explorer.web.paging import ListPage, turn_page

MOST_SIDE_BY_SIDE = 5
"""The number of guests for whom a desktop has room side by side."""

MOST_GUESTS = 12
MOST_QUESTIONS = 18


@dataclass(frozen=True, slots=True)
class MatrixGuest:
    """A guest at the head of a column, with the number of questions on which they have a position."""

    speaker: Speaker
    placed: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A question with a cell for each guest. ``opened`` is the open cell, None where no cell of the row is open."""

    topic: Topic
    cells: tuple[ShownCell, ...]
    opened: Column | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A page of questions as rows, and the guests at the heads of the columns.

    ``total_guests`` and ``total_topics`` are the numbers of all that can be chosen. ``kept`` is the slug of the guest
    who is kept in sight, ``one`` that of the guest or question that a narrow screen was asked to show alone.
    ``is_default`` tells that nobody was named. ``themes`` are those to choose from, ``theme`` is the one chosen.
    ``order`` is the order of the rows.
    """

    heads: tuple[MatrixGuest, ...]
    rows: tuple[MatrixRow, ...]
    page: ListPage[Topic]
    total_guests: int
    total_topics: int
    kept: str
    one: str
    is_default: bool
    themes: tuple[Theme, ...]
    theme: Theme | None
    order: str

    @property
    def groups(self) -> list[tuple[str, tuple[MatrixRow, ...]]]:
        """The rows by theme under its heading, or all of them under an empty one in another order."""
        by_theme = self.order == "theme" and self.themes
        return list(group_by_theme(self.rows, lambda row: row.topic)) if by_theme else [("", self.rows)]

    @property
    def is_wide(self) -> bool:
        """Whether there are more guests than a desktop has room for side by side."""
        return len(self.heads) > MOST_SIDE_BY_SIDE

    @property
    def is_chosen(self) -> bool:
        """Whether there is more than is shown at once, so that a reader chooses."""
        return self.total_guests > MOST_GUESTS or self.total_topics > MOST_QUESTIONS

    @property
    def speakers(self) -> list[Speaker]:
        """The guests shown."""
        return [head.speaker for head in self.heads]

    @property
    def alone(self) -> str:
        """The slug of what a narrow screen shows: what was asked for, else whose cell is open, else the first guest."""
        opened = next((row.opened.speaker.slug for row in self.rows if row.opened), "")
        return self.one or opened or next((person.slug for person in self.speakers), "")

    @property
    def place_alone(self) -> int:
        """The place, from 1, of the guest whom a narrow screen shows; 0 where it shows a question."""
        slugs = [person.slug for person in self.speakers]
        return slugs.index(self.alone) + 1 if self.alone in slugs else 0

    @property
    def beside(self) -> tuple[str, str]:
        """The slugs of the guests, or of the questions, before and after the one shown alone; empty where none is."""
        people, questions = [person.slug for person in self.speakers], [row.topic.slug for row in self.rows]
        slugs = ["", *(people if self.alone in people else questions), ""]
        place = slugs.index(self.alone) if self.alone else 0
        return (slugs[place - 1], slugs[place + 1]) if place else ("", "")

    @property
    def opened(self) -> str:
        """The open cell as addresses name it, ``topic,speaker``, empty where none is open."""
        return next((f"{row.topic.slug},{row.opened.speaker.slug}" for row in self.rows if row.opened), "")


def build_matrix(asked: MatrixFilter, as_of: date | None = None) -> Matrix:
    """Return the matrix asked for, as of a day where one is given.

    Costs ten queries, and seven more where a cell is open; claims are loaded for the open cell alone.
    """
    found = Topic.objects.with_tallies().worded(asked.text.split())
    themes = found.count_by_theme()
    total, theme = sum(each.total for each in themes), find_theme(themes, asked.theme)
    order = asked.order.value or ("divided" if total > MOST_QUESTIONS else "listed")
    chosen = _choose_topics(asked, found.on_theme(theme) if theme else found)
    page = turn_page(_sort_topics(chosen, order), asked.page, MOST_QUESTIONS)
    guests = Speaker.objects.guests()
    speakers = _choose_speakers(asked, guests)
    page, speakers = _add_cell(asked.cell, page, speakers)
    placed = CellState.objects.as_of(as_of).placed().held_by_any(speakers).count_by_speaker()
    cells = fetch_cells(page.rows, speakers, as_of)
    alone = {person.slug for person in speakers} | {topic.slug for topic in page.rows}
    return Matrix(
        tuple(MatrixGuest(person, placed.get(person.pk, 0)) for person in speakers),
        tuple(_build_row(topic, row, asked.cell, as_of) for topic, row in zip(page.rows, cells, strict=True)),
        page,
        guests.count(),
        total,
        asked.keep if asked.keep in {person.slug for person in speakers} else "",
        asked.one if asked.one in alone else "",
        is_default=not _is_named(asked, speakers),
        themes=tuple(list_named(themes) or ([theme] if theme else [])),
        theme=theme,
        order=order,
    )


def _is_named(asked: MatrixFilter, speakers: Sequence[Speaker]) -> bool:
    slugs = {person.slug for person in speakers}
    return bool(asked.added) or not slugs.isdisjoint(asked.speakers.values)


def _choose_topics(asked: MatrixFilter, topics: TopicQuerySet) -> TopicQuerySet:
    """Return the questions named; all of them where none is, or none is known."""
    named = topics.filter(slug__in=asked.topics.values)
    return named if asked.topics.values and named.exists() else topics


def _sort_topics(topics: TopicQuerySet, order: str) -> QuerySet[Topic]:
    if order == "divided":
        return DebateOrder.DISTANCE.sort(topics)
    return topics.by_theme() if order == "theme" else topics.order_by("ordinal", "slug")


def _choose_speakers(asked: MatrixFilter, guests: QuerySet[Speaker]) -> list[Speaker]:
    """Return the guests named, or those placed on most questions; by name, the one kept in sight first."""
    named = guests.filter(Q(slug__in=[*asked.speakers.values, asked.added]) | Q(name=asked.added))
    people = list(named[:MOST_GUESTS]) if asked.speakers.values or asked.added else []
    if not people or (asked.added and not asked.speakers.values):
        foremost = guests.order_by(F("tally__placed").desc(nulls_last=True), "name", "slug")
        people = [*people, *(person for person in foremost[:MOST_GUESTS] if person not in people)][:MOST_GUESTS]
    return sorted(people, key=lambda person: (person.slug != asked.keep, person.name, person.slug))


def _add_cell(
    cell: tuple[str, str] | None, page: ListPage[Topic], speakers: list[Speaker]
) -> tuple[ListPage[Topic], list[Speaker]]:
    """Return the questions and the guests with those of the open cell, before the others where they were not shown."""
    is_shown = (
        cell and cell[0] in {topic.slug for topic in page.rows} and cell[1] in {person.slug for person in speakers}
    )
    if not cell or is_shown:
        return page, speakers
    topic = Topic.objects.with_tallies().filter(slug=cell[0]).first()
    speaker = Speaker.objects.guests().filter(slug=cell[1]).first()
    if not topic or not speaker:
        return page, speakers
    rows = page.rows if topic in page.rows else [topic, *page.rows]
    shown = speakers if speaker in speakers else [speaker, *speakers][:MOST_GUESTS]
    return page.holding(rows), shown


def _build_row(topic: Topic, cells: Sequence[ShownCell], cell: tuple[str, str] | None, as_of: date | None) -> MatrixRow:
    opened = next((shown.speaker for shown in cells if (topic.slug, shown.speaker.slug) == cell), None)
    column = survey_speakers([topic], [opened], as_of)[0].columns[0].with_context_last() if opened else None
    return MatrixRow(topic, tuple(cells), column)


def list_choosable() -> list[tuple[str, str]]:
    """Return the slugs and names of all guests; costs one query."""
    return list(Speaker.objects.guests().order_by("name", "slug").values_list("slug", "name"))
