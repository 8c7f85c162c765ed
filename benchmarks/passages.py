"""Passages for benchmarks: Markov chains of the shipped documents' words, and queries for them.

Words are as frequent, and passages as long, as in the shipped documents.
"""

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import yaml

from explorer.search_engine.analysis import tokenize
from explorer.search_engine.clauses import STOP_WORDS
from explorer.search_engine.types import Clause, Document, DocumentKey, DocumentType, Facet, Field, Request

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("word", "two words", "any of four", "phrase", "prefix", "filter", "facets", "snippets")
VALUES = {Facet.TYPE: 1, Facet.SPEAKER: 40, Facet.TOPIC: 12, Facet.EPISODE: 400, Facet.KIND: 9, Facet.GRADE: 4}


@dataclass(frozen=True)
class Asked:
    """A query: as the site's engines are asked, and as the words that others are asked for.

    ``joined`` tells how the words belong together: all of them (``and``), any (``or``), next to each other
    (``phrase``), or as the beginning of one (``prefix``).
    """

    request: Request
    words: tuple[str, ...]
    joined: str = "and"
    filters: dict[Facet, str] = field(default_factory=dict)
    snippets: bool = False


class Writer:
    """Writes passages in the manner of the shipped documents, and queries for them."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.lengths: list[int] = []
        self.following: dict[str, list[str]] = defaultdict(list)
        for path in sorted((ROOT / "fixtures" / "episodes").glob("*/*.passages.yaml")):
            name = path.name.removesuffix(".passages.yaml")
            source = next(one for one in path.parent.glob(f"{name}.*") if one != path)
            text = source.read_text(encoding="utf-8")
            rows = yaml.safe_load(path.read_text(encoding="utf-8"))
            for row in rows if isinstance(rows, list) else rows["passages"]:
                words = [token.word for token in tokenize(text[row["start"] : row["end"]])]
                self.lengths.append(len(words))
                for one, other in pairwise(words):
                    self.following[one].append(other)
        self.words = sorted(self.following)

    def text(self, length: int) -> str:
        """Return a text of so many words; each follows the one before as often as in the shipped documents."""
        word = self.dice.choice(self.words)
        written = []
        for _ in range(length):
            written.append(word)
            word = self.dice.choice(self.following.get(word) or self.words)
        return " ".join(written)

    def documents(self, count: int) -> Iterator[Document]:
        """Yield passages; every fifth is in the group of the one before."""
        for number in range(count):
            values = {facet: (f"{facet}{self.dice.randrange(width)}",) for facet, width in VALUES.items()}
            yield Document(
                DocumentKey(DocumentType.PASSAGE, f"p-{number}"),
                {
                    Field.TITLE: self.text(5),
                    Field.BODY: self.text(max(self.dice.choice(self.lengths), 1)),
                    Field.NAMES: values[Facet.SPEAKER][0],
                },
                values,
                f"g-{number - (number % 5 == 4)}",
                self.dice.choice([0.2, 1.0, 1.0, 1.2, 1.5]),
                datetime.date(2018, 1, 1) + datetime.timedelta(days=self.dice.randrange(2000)),
                values[Facet.SPEAKER][0],
            )

    def queries(self, kind: str, bodies: list[str], count: int) -> list[Asked]:
        """Return queries of a kind, whose words stand together in some passage."""
        return [self._asked(kind, self.dice.choice(bodies).split()) for _ in range(count)]

    def _asked(self, kind: str, words: list[str]) -> Asked:
        telling = [word for word in words if word not in STOP_WORDS and word.isalpha() and len(word) > 3] or ["brain"]
        some = self.dice.choices(telling, k=4)
        if kind == "two words":
            return Asked(_wanting(some[:2]), tuple(some[:2]))
        if kind == "any of four":
            return Asked(_wanting(some, 1), tuple(some), "or")
        if kind == "phrase":
            start = self.dice.randrange(max(len(words) - 2, 1))
            run = words[start : start + 2]
            return Asked(Request((Clause(((_forms(" ".join(run)), 1.0),)),), at_least=1), tuple(run), "phrase")
        if kind == "prefix":
            return Asked(Request((Clause(prefix=some[0][:4]),), at_least=1), (some[0][:4],), "prefix")
        chosen = {
            "filter": {Facet.SPEAKER: f"{Facet.SPEAKER}{self.dice.randrange(40)}"},
            "facets": {
                Facet.TOPIC: f"{Facet.TOPIC}{self.dice.randrange(12)}",
                Facet.KIND: f"{Facet.KIND}{self.dice.randrange(9)}",
            },
        }.get(kind, {})
        request = _wanting(some[:1], filters={facet: frozenset({value}) for facet, value in chosen.items()})
        return Asked(request, (some[0],), filters=chosen, snippets=kind == "snippets")


def _forms(text: str) -> tuple[str, ...]:
    return tuple(token.forms[0] for token in tokenize(text))


def _wanting(words: list[str], at_least: int = 0, **others: dict[Facet, frozenset[str]]) -> Request:
    clauses = tuple(Clause(((_forms(word), 1.0),)) for word in words)
    return Request(clauses, at_least=at_least or len(clauses), **others)  # type: ignore[arg-type]
