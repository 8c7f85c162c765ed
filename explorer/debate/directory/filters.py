"""What a reader asks of the list of people: a name, by what they stand here, a letter, and the page."""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict

from explorer.models.speakers import SpeakerVoice
from explorer.web.paging import PageChoice
from explorer.web.query import OneOf, read_text, write_query


@dataclass(frozen=True, slots=True)
class SpeakerFilter:
    """The address of the list of people: ``?q=ada&who=guest&letter=L&page=2``; ``letter`` is that of a surname."""

    text: str
    who: OneOf
    letter: str
    page: PageChoice

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read the address."""
        who = OneOf.read(query, "who", {voice.value for voice in SpeakerVoice})
        return cls(read_text(query), who, read_text(query, "letter").upper(), PageChoice.read(query))

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asks for less than everybody."""
        return bool(self.text or self.who.value or self.letter)

    @property
    def query_string(self) -> str:
        """The shortest query that gives this view."""
        page = str(self.page.number) if self.page.number > 1 else ""
        return write_query([("q", self.text), ("who", self.who.value), ("letter", self.letter), ("page", page)])

    def turned(self, number: int) -> Self:
        """Return another page of the same."""
        return replace(self, page=PageChoice(number))

    def with_who(self, voice: str) -> Self:
        """Return the first page of those with a voice, of everybody for an empty one."""
        return replace(self, who=OneOf(voice), letter="", page=PageChoice())

    def with_letter(self, letter: str) -> Self:
        """Return the first page of a letter, of all letters for an empty one."""
        return replace(self, letter=letter, page=PageChoice())

    def unknown(self, letters: Container[str]) -> list[tuple[str, str]]:
        """Return the unknown values of the address, as pairs of parameter and value."""
        found = [("who", self.who.unread)] if self.who.unread else []
        return [*found, ("letter", self.letter[:40])] if self.letter and self.letter not in letters else found
