"""The speed of search, beside SQLite's FTS5 on the same documents in the same run.

    python -m benchmarks.search [--sizes 1000,10000,100000] [--queries 60] [--seed 5]

The documents are Markov chains of the shipped documents' words, so that words are as frequent, and passages as long, as
they are there. FTS5 (Porter stemmer, accents removed) does the same work: it finds matching documents, ranks them by
its bm25 times the document's weight, and returns the best twenty groups, the number of groups, and the counts of six
facets by group, where a chosen facet does not filter itself. Each engine runs every query once, in turns, after as many
other queries as warm-up. Snippets are cut from the stored texts by the site's own function, or by FTS5's.
"""

import argparse
import datetime
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import yaml

from explorer.search_engine.analysis import tokenize
from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.clauses import STOP_WORDS
from explorer.search_engine.snippets import choose_snippet
from explorer.search_engine.types import Clause, Document, DocumentKey, DocumentType, Facet, Field, Request

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("word", "two words", "any of four", "phrase", "prefix", "filter", "facets", "snippets")
FIELDS = (Field.TITLE, Field.BODY, Field.NAMES)
VALUES = {Facet.TYPE: 1, Facet.SPEAKER: 40, Facet.TOPIC: 12, Facet.EPISODE: 400, Facet.KIND: 9, Facet.GRADE: 4}


@dataclass(frozen=True)
class Asked:
    """A query in the language of each engine."""

    request: Request
    match: str
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
            return Asked(_wanting(some[:2]), " AND ".join(map(_quoted, some[:2])))
        if kind == "any of four":
            return Asked(_wanting(some, 1), " OR ".join(map(_quoted, some)))
        if kind == "phrase":
            start = self.dice.randrange(max(len(words) - 2, 1))
            run = " ".join(words[start : start + 2])
            return Asked(Request((Clause(((_forms(run), 1.0),)),), at_least=1), _quoted(run))
        if kind == "prefix":
            return Asked(Request((Clause(prefix=some[0][:4]),), at_least=1), f"{_quoted(some[0][:4])}*")
        chosen = {
            "filter": {Facet.SPEAKER: f"{Facet.SPEAKER}{self.dice.randrange(40)}"},
            "facets": {
                Facet.TOPIC: f"{Facet.TOPIC}{self.dice.randrange(12)}",
                Facet.KIND: f"{Facet.KIND}{self.dice.randrange(9)}",
            },
        }.get(kind, {})
        request = _wanting(some[:1], filters={facet: frozenset({value}) for facet, value in chosen.items()})
        return Asked(request, _quoted(some[0]), chosen, kind == "snippets")


def _forms(text: str) -> tuple[str, ...]:
    return tuple(token.forms[0] for token in tokenize(text))


def _wanting(words: list[str], at_least: int = 0, **others: dict[Facet, frozenset[str]]) -> Request:
    clauses = tuple(Clause(((_forms(word), 1.0),)) for word in words)
    return Request(clauses, at_least=at_least or len(clauses), **others)  # type: ignore[arg-type]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'


class Fts5:
    """The same documents in SQLite's FTS5."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path)
        self.database.executescript(
            """
            CREATE VIRTUAL TABLE words USING fts5(title, body, names, tokenize='porter unicode61 remove_diacritics 2');
            CREATE TABLE documents(id INTEGER PRIMARY KEY, grp TEXT, weight REAL);
            CREATE TABLE facets(document INTEGER, facet TEXT, value TEXT, grp TEXT);
            CREATE TEMP TABLE found(id INTEGER PRIMARY KEY, grp TEXT, score REAL);
            """
        )

    def build(self, documents: list[Document]) -> None:
        """Fill the tables and build the indexes."""
        for number, document in enumerate(documents):
            texts = [document.texts.get(field, "") for field in FIELDS]
            self.database.execute("INSERT INTO words(rowid, title, body, names) VALUES (?,?,?,?)", (number, *texts))
            self.database.execute("INSERT INTO documents VALUES (?,?,?)", (number, document.group, document.weight))
            self.database.executemany(
                "INSERT INTO facets VALUES (?,?,?,?)",
                [
                    (number, facet, value, document.group)
                    for facet, values in document.values.items()
                    for value in values
                ],
            )
        self.database.executescript("CREATE INDEX by_document ON facets(document, facet, value, grp); ANALYZE;")
        self.database.commit()

    def search(self, asked: Asked) -> list[str]:
        """Return what the site's engine returns for the query."""
        run = self.database.execute
        run("DELETE FROM found")
        run(
            "INSERT INTO found SELECT d.id, d.grp, -bm25(words, 1.5, 1.0, 0.4) * d.weight FROM words "
            "JOIN documents d ON d.id = words.rowid WHERE words MATCH ?",
            (asked.match,),
        )
        where, values = _narrowed(asked.filters)
        run(f"SELECT count(DISTINCT grp) FROM found f WHERE {where}", values).fetchone()  # noqa: S608 — our own text
        page = run(
            f"SELECT grp, max(score), id FROM found f WHERE {where} GROUP BY grp ORDER BY 2 DESC LIMIT 20",  # noqa: S608
            values,
        ).fetchall()
        # One pass counts every facet that was not chosen, and each chosen one takes one without its own filter.
        chosen = ", ".join(f"'{facet}'" for facet in asked.filters)
        counts = (
            "SELECT c.facet, c.value, count(DISTINCT c.grp) FROM found f JOIN facets c ON c.document = f.id "
            "WHERE c.facet {} AND {} GROUP BY c.facet, c.value"
        )
        run(counts.format(f"NOT IN ({chosen})", where), values).fetchall()
        for facet in asked.filters:
            others, values = _narrowed({other: value for other, value in asked.filters.items() if other != facet})
            run(counts.format(f"= '{facet}'", others), values).fetchall()
        if asked.snippets:
            for _, _, number in page:
                run(
                    "SELECT snippet(words, 1, '[', ']', '…', 48) FROM words WHERE words MATCH ? AND rowid = ?",
                    (asked.match, number),
                ).fetchone()
        return [group for group, _, _ in page]


def _narrowed(filters: dict[Facet, str]) -> tuple[str, list[str]]:
    clause = "EXISTS (SELECT 1 FROM facets x WHERE x.document = f.id AND x.facet = ? AND x.value = ?)"
    values = [text for facet, value in filters.items() for text in (facet.value, value)]
    return " AND ".join([clause] * len(filters)) or "1", values


def main() -> None:
    """Print a table for each size."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--queries", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=5)
    chosen = arguments.parse_args()
    for size in map(int, chosen.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            measure(size, chosen.queries, chosen.seed, Path(folder))


def measure(size: int, count: int, seed: int, folder: Path) -> None:
    """Build both indexes, run the queries and print the results."""
    writer = Writer(seed)
    documents = list(writer.documents(size))
    texts = {document.key: document.texts[Field.BODY] for document in documents}
    fts, engine = Fts5(folder / "fts.sqlite3"), WhooshBackend(folder / "index")
    built = [_seconds(lambda: engine.replace(documents, 1)), _seconds(lambda: fts.build(documents))]
    opened = _seconds(lambda: engine.search(Request()))

    def ours(asked: Asked) -> None:
        hits = engine.search(asked.request).hits
        for hit in hits if asked.snippets else ():
            choose_snippet(texts[hit.key], asked.request.clauses)

    bodies = list(texts.values())
    print(f"\n{size:,} passages: milliseconds, ours and FTS5, p50 and p95\n")
    print(f"{'':12}{'p50':>8}{'FTS5':>8}{'ratio':>7}{'p95':>9}{'FTS5':>8}{'ratio':>7}")
    everything: tuple[list[float], list[float]] = ([], [])
    for kind in KINDS:
        asked = writer.queries(kind, bodies, 2 * count)
        times: tuple[list[float], list[float]] = ([], [])
        for number, one in enumerate(asked):
            pair = _seconds(lambda one=one: ours(one)), _seconds(lambda one=one: fts.search(one))
            if number >= count:
                times[0].append(pair[0] * 1000)
                times[1].append(pair[1] * 1000)
        everything[0].extend(times[0])
        everything[1].extend(times[1])
        _row(kind, times)
    _row("all", everything)
    requests = [one.request for kind in KINDS for one in writer.queries(kind, bodies, count)]
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        used = apart.submit(_measure_growth, folder / "index", requests).result() / 1e6
    sizes = [sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) for place in (folder / "index",)]
    sizes.append((folder / "fts.sqlite3").stat().st_size)
    print(f"\nbuilt at   {size / built[0]:,.0f} passages/s, FTS5 {size / built[1]:,.0f}")
    print(f"on disk    {sizes[0] / 1e6:.1f} MB, FTS5 {sizes[1] / 1e6:.1f} MB")
    print(
        f"in memory  {used:.0f} MB more in a process that has asked {len(requests)} queries; opened in {opened:.2f} s"
    )
    sys.stdout.flush()


def _row(name: str, times: tuple[list[float], list[float]]) -> None:
    middle = [statistics.median(found) for found in times]
    late = [statistics.quantiles(found, n=20)[-1] for found in times]
    cells = f"{middle[0]:8.1f}{middle[1]:8.1f}{middle[0] / middle[1]:7.2f}"
    print(f"{name:12}{cells}{late[0]:9.1f}{late[1]:8.1f}{late[0] / late[1]:7.2f}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _measure_growth(place: Path, requests: list[Request]) -> int:
    """Return the growth in bytes of a process that opens an index and searches it."""
    before, engine = _read_memory(), WhooshBackend(place)
    for request in requests:
        engine.search(request)
    return _read_memory() - before


def _read_memory() -> int:
    """Return the resident memory of this process, in bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


if __name__ == "__main__":
    main()
