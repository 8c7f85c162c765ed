"""What a reader asks of the matrix: people, questions, a theme, an order, a person kept in sight, one open cell."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict

from explorer.text import replace_unprintable, shorten
from explorer.web.choice import MOST_SAID, Choice
from explorer.web.paging import PageChoice
from explorer.web.query import OneOf, read_text, write_query

ORDERS = {"divided": "Most divided first", "listed": "As listed", "theme": "By theme"}


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """The address: ``?speakers=a,b&add=c&topics=x,y&q=scale&theme=t&order=divided&keep=a&page=2&cell=x,a``.

    ``theme`` is the slug of one, ``added`` the slug or the name of one more person. ``one`` is the slug of the person,
    or of the question, that a narrow screen shows alone.
    """

    speakers: Choice
    topics: Choice
    cell_choice: Choice
    order: OneOf
    text: str
    theme: str
    keep: str
    one: str
    added: str
    page: PageChoice

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read the address."""
        return cls(
            Choice.read(query, "speakers"),
            Choice.read(query, "topics"),
            Choice.read(query, "cell"),
            OneOf.read(query, "order", ORDERS),
            read_text(query),
            read_text(query, "theme"),
            shorten(replace_unprintable(query.get("keep", "").strip()), 100),
            shorten(replace_unprintable(query.get("one", "").strip()), 100),
            shorten(replace_unprintable(query.get("add", "").strip()), 200),
            PageChoice.read(query),
        )

    @property
    def cell(self) -> tuple[str, str] | None:
        """The slugs of topic and speaker whose cell is open, None unless the address names two values."""
        values = self.cell_choice.values
        return (values[0], values[1]) if len(values) == 2 else None

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asks for less than all questions."""
        return bool(self.text or self.theme)

    def named(self, speakers: Iterable[str] | None, keep: str, theme: str, one: str, number: int = 1) -> Self:
        """Return the filter as the page shows it; ``speakers`` are slugs, None where nobody was named."""
        given = speakers is not None
        return replace(
            self,
            speakers=Choice("speakers", tuple(speakers or ()), given),
            cell_choice=Choice("cell", (), given=False),
            keep=keep,
            theme=theme,
            one=one,
            added="",
            page=PageChoice(number),
        )

    def opening(self, cell: str) -> str:
        """Return the query of the same with a cell open, none for an empty one."""
        return self._write([("cell", cell)])

    def turned(self, number: int, one: str) -> str:
        """Return the query of another page of questions, with a person alone, or nobody."""
        return replace(self, page=PageChoice(number), one=one).query_string

    def alone(self, one: str) -> str:
        """Return the query of the same with another person or question alone."""
        return replace(self, one=one).query_string

    def without(self, speaker: str) -> str:
        """Return the query of the same with one person less."""
        rest = tuple(slug for slug in self.speakers.values if slug != speaker)
        return replace(self, speakers=Choice("speakers", rest, given=bool(rest))).query_string

    @property
    def query_string(self) -> str:
        """The shortest query that gives this view, without an open cell."""
        return self._write([])

    def _write(self, more: list[tuple[str, str]]) -> str:
        page = str(self.page.number) if self.page.number > 1 else ""
        return write_query([*self.kept, ("page", page), *more])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form that asks for more keeps of the address, as pairs of parameter and value."""
        pairs = [
            ("speakers", ",".join(self.speakers.values)),
            ("topics", ",".join(self.topics.values)),
            ("q", self.text),
            ("theme", self.theme),
            ("order", self.order.value),
            ("keep", self.keep),
            ("one", self.one),
        ]
        return [(name, value) for name, value in pairs if value]

    def unknown(self, known: dict[str, frozenset[str]], opened: str) -> list[tuple[str, str]]:
        """Return the unknown values of the address, as pairs of parameter and value.

        ``known`` are the values found of each parameter that names records, ``opened`` the open cell.
        """
        choices = (self.speakers, self.topics)
        found = [(choice.name, value) for choice in choices for value in choice.unknown(known[choice.name])]
        single = (("add", self.added), ("keep", self.keep), ("theme", self.theme), ("one", self.one))
        found += [(name, shorten(value, 40)) for name, value in single if value and value not in known[name]]
        found += [("order", self.order.unread)] if self.order.unread else []
        asked = ",".join(self.cell_choice.values[:MOST_SAID])
        return [*found, ("cell", shorten(asked, 80))] if asked and asked != opened else found
