"""The choices that the addresses of comparisons carry: on a topic, in the matrix, on the compass, side by side."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from explorer.coding.vocabulary import Grade, Mode
from explorer.text import replace_unprintable, shorten
from explorer.web.choice import Choice
from explorer.web.paging import PageChoice
from explorer.web.query import read_text


@dataclass(frozen=True, slots=True)
class AxesFilter:
    """The two questions that a reader puts at right angles."""

    x: Choice
    y: Choice

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        return cls(Choice.read(query, "x"), Choice.read(query, "y"))

    def pair(self, known: Container[str], default: tuple[str, str]) -> tuple[str, str]:
        """Return two different topics: the chosen ones, with a default for one that is unknown or chosen twice."""
        x, y = (next((value for value in axis.values if value in known), "") for axis in (self.x, self.y))
        if x == y:
            y = ""
        # A default gives way to the other one where the reader chose it for the other axis.
        x = x or (default[1] if default[0] == y else default[0])
        return x, y or (default[0] if default[1] == x else default[1])

    def repeats(self, known: Container[str]) -> bool:
        """Whether the address names the same known topic for both axes."""
        return self.x.values[:1] == self.y.values[:1] and bool(self.x.values) and self.x.values[0] in known

    def unknown(self, known: Container[str]) -> list[tuple[str, str]]:
        """Return the unknown values of the address, as pairs of parameter and value."""
        return [(axis.name, value) for axis in (self.x, self.y) for value in axis.unknown(known)]


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """The people compared on every question, and whether only the questions on which they differ are shown.

    ``added`` is the slug or the name of one more.
    """

    speakers: Choice
    only: Choice
    added: str
    page: PageChoice

    @classmethod
    def read(cls, query: QueryDict) -> "PeopleFilter":
        speakers, only = Choice.read(query, "speakers"), Choice.read(query, "differ")
        return cls(speakers, only, read_text(query, "add"), PageChoice.read(query))

    def wants_differing(self, questions: int) -> bool:
        """Whether only where they differ is shown: as asked for, else where there are more questions than on a page."""
        if "1" in self.only.values or "0" in self.only.values:
            return "1" in self.only.values
        return questions > MOST_QUESTIONS

    def unknown(self, speakers: Container[str]) -> list[tuple[str, str]]:
        """Return the unknown values of the address, as pairs of parameter and value."""
        found = [("speakers", value) for value in self.speakers.unknown(speakers)]
        return found + [("differ", value) for value in self.only.unknown({"0", "1"})]

    def query_string(self, speakers: Iterable[str] | None, questions: int, *, differ: bool | None = None) -> str:
        """Return the shortest query that gives this view of so many questions.

        ``speakers`` are slugs, None where nobody was named; ``differ`` takes the place of what was asked for.
        """
        wanted = self.wants_differing(questions) if differ is None else differ
        said = [] if speakers is None else [("speakers", ",".join(speakers))]
        if wanted != (questions > MOST_QUESTIONS):
            said.append(("differ", str(int(wanted))))
        return f"?{urlencode(said, safe=',')}" if said else ""


MOST_QUESTIONS = 20
"""The largest number of questions on a page of a comparison of people."""

BY_POSITION = "position"
"""The order of columns unless the reader asks for another."""

ORDERS = {BY_POSITION: "By position", "name": "By name", "evidence": "Most claims first"}

MOST_COLUMNS = 4
"""The largest number of speakers side by side."""


class ComparisonView(StrEnum):
    """The two ways to read the comparison on a topic."""

    POINTS = "points"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class ComparisonFilter:
    """The speakers, the evidence and the order that a reader chose on the comparison of a topic."""

    speakers: Choice
    grade: Choice
    mode: Choice
    order: str
    unknown_order: str
    view: ComparisonView | None = None
    unknown_view: str = ""
    added: str = ""
    """The slug or the name of a speaker to be shown too."""

    @classmethod
    def read(cls, query: QueryDict) -> "ComparisonFilter":
        """Read the address. An unknown order, and an unknown view, give the default one."""
        order, view = query.get("order", ""), query.get("view", "")
        known = order in ORDERS
        known_view = view in list(ComparisonView)
        return cls(
            Choice.read(query, "speakers"),
            Choice.read(query, "grade"),
            Choice.read(query, "mode"),
            order=order if known else BY_POSITION,
            unknown_order="" if known else shorten(replace_unprintable(order), 40),
            view=ComparisonView(view) if known_view else None,
            unknown_view="" if known_view else shorten(replace_unprintable(view), 40),
            added=shorten(replace_unprintable(query.get("add", "").strip()), 200),
        )

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades whose evidence is shown."""
        return self.grade.within(grade.value for grade in Grade)

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes whose evidence is shown."""
        return self.mode.within(mode.value for mode in Mode)

    def unknown(self, speakers: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the unknown values of the address, as pairs of parameter and value.

        ``speakers`` are the names, by slug, of those who can be chosen.
        """
        found = [("speakers", value) for value in self.speakers.unknown(speakers)]
        if self.added not in {"", *speakers, *speakers.values()}:
            found.append(("add", shorten(self.added, 40)))
        found += [("grade", value) for value in self.grade.unknown({grade.value for grade in Grade})]
        found += [("mode", value) for value in self.mode.unknown({mode.value for mode in Mode})]
        found += [("order", self.unknown_order)] if self.unknown_order else []
        return [*found, ("view", self.unknown_view)] if self.unknown_view else found

    def showing(self, speakers: Iterable[str]) -> Self:
        """Return the filter with the speakers named, as addresses name them."""
        return replace(self, speakers=Choice("speakers", tuple(speakers), given=True), added="")

    def adding(self, speaker: str) -> str:
        """Return the query that shows one speaker more, in the place of the last one where there is no room."""
        return self.query_string([*self.speakers.values[: MOST_COLUMNS - 1], speaker])

    def without(self, speaker: str) -> str:
        """Return the query that shows one speaker less."""
        return self.query_string([value for value in self.speakers.values if value != speaker])

    def viewing(self, view: ComparisonView, speakers: Iterable[str] | None) -> str:
        """Return the query that shows the same in one of the two ways."""
        return replace(self, view=view).query_string(speakers)

    def widened(self) -> Self:
        """Return the filter with evidence of every grade and mode."""
        return replace(self, grade=Choice("grade", (), given=False), mode=Choice("mode", (), given=False))

    def query_string(self, speakers: Iterable[str] | None) -> str:
        """Return the shortest query that gives this view, ``?speakers=a,b&grade=transcript``, or an empty one.

        ``speakers`` are the slugs of those shown, None where the page shows them by default.
        """
        parameters = self._list_parameters(speakers)
        return f"?{urlencode(parameters, safe=',')}" if parameters else ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form that asks for more keeps of the address, as pairs of parameter and value."""
        return self._list_parameters(self.speakers.values)

    def _list_parameters(self, speakers: Iterable[str] | None) -> list[tuple[str, str]]:
        parameters = []
        if speakers is not None:
            parameters.append(("speakers", ",".join(speakers)))
        if self.grade.given and set(self.grades) != {grade.value for grade in Grade}:
            parameters.append(("grade", ",".join(self.grades)))
        if self.mode.given and set(self.modes) != {mode.value for mode in Mode}:
            parameters.append(("mode", ",".join(self.modes)))
        if self.order != BY_POSITION:
            parameters.append(("order", self.order))
        if self.view:
            parameters.append(("view", self.view.value))
        return parameters
