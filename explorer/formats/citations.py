"""A claim's record cited as text, BibTeX and CSL-JSON.

The cited work is the page of this site, in the curator's wording. The conversation or the writing is named as its
origin, so that a citation never puts the curator's sentence into the holder's mouth.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass

SITE = "Debate Explorer"

BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        # BibTeX counts braces whether or not they are escaped, so a single one would swallow the entries after it.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
"""Escapes for the signs that LaTeX would read as commands."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The facts of a claim that a citation names.

    ``voice`` is whose words it is drawn from, to stand before ``place``: the title of the conversation, or of the
    document in which they were written. ``author`` is who asserts them, empty where no document tells. ``within`` is a
    series or a publisher, or empty. ``date`` is the day of the words, None where undated. ``changed`` is the day of the
    record's last change. ``url`` is absolute.
    """

    key: str
    statement: str
    voice: str
    author: str
    place: str
    within: str
    date: datetime.date | None
    changed: datetime.date
    url: str

    @property
    def origin(self) -> str:
        """Where the words come from: ``Yann LeCun in “Deep Learning” (Lex Fridman Podcast #36), 31 August 2019``."""
        within = f" ({self.within})" if self.within else ""
        return f"{self.voice} “{self.place}”{within}, {_format_day(self.date) if self.date else 'undated'}"

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        title = self.statement.rstrip(".")
        return f"{SITE}: “{title}.” Drawn from {self.origin}. {self.url} (version of {_format_day(self.changed)})."

    @property
    def bibtex(self) -> str:
        """The citation as a BibTeX entry of type ``misc``, in UTF-8."""
        fields = {
            "author": f"{{{SITE}}}",
            "title": f"{{{self.statement.translate(BIBTEX)}}}",
            "year": str(self.changed.year),
            "note": f"Drawn from {self.origin}. Version of {self.changed.isoformat()}".translate(BIBTEX),
            "howpublished": rf"\url{{{self.url}}}",
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}\n}}"

    @property
    def tags(self) -> list[tuple[str, str]]:
        """The citation as ``meta`` elements, pairs of name and content, as Google Scholar and Zotero read them."""
        return [
            ("citation_title", self.statement),
            ("citation_author", SITE),
            ("citation_publication_date", f"{self.changed:%Y/%m/%d}"),
            ("citation_public_url", self.url),
        ]

    @property
    def csl_json(self) -> str:
        """The citation as a list of one CSL-JSON item (Citation Style Language 1.0.2)."""
        item: dict[str, object] = {
            "id": self.key,
            "type": "webpage",
            "author": [{"literal": SITE}],
            "title": self.statement,
            "container-title": SITE,
            "issued": _build_date_parts(self.changed),
            **({"original-author": [{"literal": self.author}]} if self.author else {}),
            "original-title": self.place,
            **({"original-date": _build_date_parts(self.date)} if self.date else {}),
            "note": f"Drawn from {self.origin}",
            "URL": self.url,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)


def build_conversation_tags(
    title: str, people: Iterable[str], series: str, said: datetime.date | None, url: str
) -> list[tuple[str, str]]:
    """Return a conversation as ``meta`` elements, pairs of name and content, without what is empty or None."""
    return [
        ("citation_title", title),
        *(("citation_author", name) for name in people),
        *([("citation_series_title", series)] if series else []),
        *([("citation_publication_date", f"{said:%Y/%m/%d}")] if said else []),
        ("citation_public_url", url),
    ]


def _format_day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _build_date_parts(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
