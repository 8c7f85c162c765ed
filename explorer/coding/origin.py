"""The origin of a claim's words: the conversation in which they were said, or the document that somebody wrote."""

import datetime
from dataclasses import dataclass

from explorer.coding.vocabulary import Medium


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when words came about.

    ``place`` is the title of an episode or of a document, ``within`` its series with the number, or its publisher, or
    empty. ``date`` is None where undated. ``address`` is the path of its page here.
    """

    medium: Medium
    place: str
    date: datetime.date | None
    within: str
    address: str

    @property
    def short_place(self) -> str:
        """What names the place where there is little room: the series of a conversation, the title of a document."""
        return self.within or self.place if self.medium == Medium.SAID else self.place
