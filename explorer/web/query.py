"""The query of an address: its text and single values, read so that they are safe to print and look up."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from explorer.text import replace_unprintable, shorten

LONGEST_TEXT = 100
"""How many characters of words typed into a list's own field are read."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value of a parameter that takes one of a closed list; ``unread`` is a value outside of it."""

    value: str
    unread: str = ""

    @classmethod
    def read(cls, query: QueryDict, name: str, known: Container[str], default: str = "") -> "OneOf":
        """Read a parameter; the default stands in for a value that is not known."""
        asked = query.get(name, "")
        if not asked or asked in known:
            return cls(asked or default)
        return cls(default, shorten(replace_unprintable(asked), 40))


def read_text(query: QueryDict, name: str = "q") -> str:
    """Return the words of a parameter on one line."""
    return " ".join(replace_unprintable(query.get(name, "")[:LONGEST_TEXT]).split())


def write_query(parameters: Iterable[tuple[str, str]]) -> str:
    """Return the query of those parameters that have a value, ``?q=ada&page=2``, or an empty one."""
    said = [(name, value) for name, value in parameters if value]
    return f"?{urlencode(said, safe=',')}" if said else ""
