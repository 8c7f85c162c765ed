"""A claim's record cited as text, BibTeX and CSL-JSON.

The work cited is the page of this site, whose wording is the curator's; the conversation is named as what it is drawn
from. So a citation never puts the curator's sentence into the holder's mouth.
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
        **{char: f"\\{char}" for char in "&%$#_{}"},
    }
)
"""What LaTeX would read as a command."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation needs to know of a claim.

    ``series`` is empty where the episode belongs to none; ``said`` is the episode's day, None where undated;
    ``changed`` is the day on which the record was last changed; ``url`` is absolute.
    """

    key: str
    statement: str
    holder: str
    episode: str
    series: str
    said: datetime.date | None
    changed: datetime.date
    url: str

    @property
    def origin(self) -> str:
        """The conversation in words: ``Yann LeCun in “Deep Learning” (Lex Fridman Podcast #36), 31 August 2019``."""
        series = f" ({self.series})" if self.series else ""
        return f"{self.holder} in “{self.episode}”{series}, {_day(self.said) if self.said else 'undated'}"

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        title = self.statement.rstrip(".")
        return f"{SITE}: “{title}.” Drawn from {self.origin}. {self.url} (version of {_day(self.changed)})."

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
        """The citation as names and contents of ``meta`` elements, in the form that Google Scholar and Zotero read."""
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
            "issued": _parts(self.changed),
            "original-author": [{"literal": self.holder}],
            "original-title": self.episode,
            **({"original-date": _parts(self.said)} if self.said else {}),
            "note": f"Drawn from {self.origin}",
            "URL": self.url,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)


def conversation_tags(
    title: str, people: Iterable[str], series: str, said: datetime.date | None, url: str
) -> list[tuple[str, str]]:
    """Return a conversation as ``meta`` elements: who took part, in which series, on which day where that is known."""
    return [
        ("citation_title", title),
        *(("citation_author", name) for name in people),
        *([("citation_series_title", series)] if series else []),
        *([("citation_publication_date", f"{said:%Y/%m/%d}")] if said else []),
        ("citation_public_url", url),
    ]


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _parts(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
