"""The speed of search: the site's engines beside others, on the same documents in the same run.

    python -m benchmarks.search [--sizes 1000,10000,100000] [--queries 40] [--seed 5] [--without NAME,…]

Each engine runs every query once, in turns, after as many other queries as warm-up (warm); then a new process opens the
index and asks one query (cold). Snippets are cut from the stored texts by the site's own function, or by the engine's.
What each of the others is asked is said in ``benchmarks/rivals.py``. PostgreSQL is measured where ``DATABASE_URL``
names one, as ``scripts/with-postgres`` does, and tantivy where it is installed (``benchmarks/requirements.txt``).
"""

import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import psycopg

from benchmarks.passages import KINDS, Asked, Writer
from benchmarks.rivals import Fts5, PlainPostgres, Tantivy
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.backends.postgres import PostgresBackend
from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.snippets import choose_snippet
from explorer.search_engine.types import Document, DocumentKey, Field

LONG = 60.0
"""Seconds that a query may take here, so that no engine is quick because it gave up."""


class Engine(Protocol):
    """What is measured."""

    name: str

    def build(self, documents: Sequence[Document]) -> None:
        """Build the index."""

    def search(self, asked: Asked) -> None:
        """Answer a query with a page, a total, counts and, if asked for, snippets."""

    def size(self) -> int:
        """Return the bytes on disk."""

    def close(self) -> None:
        """Let go of what is open."""


class Ours:
    """One of the site's engines."""

    def __init__(self, name: str, backend: Backend, size: Callable[[], int], close: Callable[[], object]) -> None:
        self.name, self._backend = name, backend
        self.size, self.close = size, close
        self._texts: dict[DocumentKey, str] = {}

    def build(self, documents: Sequence[Document]) -> None:
        """Build the index and keep the texts, which the site has in its database."""
        self._backend.replace(documents, 1)
        self._texts = {document.key: document.texts[Field.BODY] for document in documents}

    def search(self, asked: Asked) -> None:
        """Search, and cut the snippets of a page."""
        hits = self._backend.search(asked.request).hits
        for hit in hits if asked.snippets else ():
            choose_snippet(self._texts[hit.key], asked.request.clauses)


def open_engine(name: str, folder: Path) -> Engine:
    """Return an engine by name, whose index may have been built in the folder or in the database before."""
    if name == "Whoosh":
        place = folder / "index"
        files = lambda: sum(path.stat().st_size for path in place.rglob("*") if path.is_file())  # noqa: E731
        return Ours(name, WhooshBackend(place, LONG), files, lambda: None)
    if name == "PostgreSQL":
        backend = PostgresBackend(read_address, LONG)
        return Ours(name, backend, _measure_schemas, backend.close)
    if name == PlainPostgres.name:
        return PlainPostgres(read_address())
    return Fts5(folder) if name == Fts5.name else Tantivy(folder)


NAMES = ("Whoosh", "PostgreSQL", Fts5.name, PlainPostgres.name, Tantivy.name)


def list_engines() -> list[str]:
    """Return the names of the engines that can be measured here; tell why others cannot."""
    names = list(NAMES)
    if urlsplit(os.environ.get("DATABASE_URL", "")).scheme not in {"postgres", "postgresql"}:
        print("without PostgreSQL: no DATABASE_URL names one (scripts/with-postgres)")
        names = [name for name in names if name not in {"PostgreSQL", PlainPostgres.name}]
    if not importlib.util.find_spec("tantivy"):
        print("without tantivy: it is not installed (pip install -r benchmarks/requirements.txt)")
        names.remove(Tantivy.name)
    return names


def read_address() -> dict[str, Any]:
    """Return the parameters of a connection to the database that ``DATABASE_URL`` names."""
    # The folder of a socket stands where a path begins with two slashes: postgres://user@//folder/name.
    parts = urlsplit(os.environ["DATABASE_URL"])
    folder, _, name = parts.path.rpartition("/")
    host = f"/{folder.lstrip('/')}" if folder else parts.hostname
    password = unquote(parts.password) if parts.password else None
    return {"host": host, "port": parts.port, "user": parts.username, "password": password, "dbname": name}


def main() -> None:
    """Print a table for each size."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--queries", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=5)
    arguments.add_argument("--without", default="")
    chosen = arguments.parse_args()
    names = [name for name in list_engines() if name not in chosen.without.split(",")]
    print(f"busy: {os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} cores in the last minute")
    for size in map(int, chosen.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            measure(names, size, chosen.queries, chosen.seed, Path(folder))


def measure(names: Sequence[str], size: int, count: int, seed: int, folder: Path) -> None:
    """Build all indexes, run the queries and print the results."""
    writer = Writer(seed)
    documents = list(writer.documents(size))
    bodies = [document.texts[Field.BODY] for document in documents]
    engines = {name: open_engine(name, folder) for name in names}
    built = {name: _time(lambda engine=engine: engine.build(documents)) for name, engine in engines.items()}
    print(f"\n{size:,} passages: milliseconds, p50 / p95\n")
    _print_row("", list(names))
    _print_row("---", ["---"] * len(names))
    everything: dict[str, list[float]] = {name: [] for name in names}
    for kind in KINDS:
        asked = writer.queries(kind, bodies, 2 * count)
        times: dict[str, list[float]] = {name: [] for name in names}
        for number, one in enumerate(asked):
            for name, engine in engines.items():
                taken = _time(lambda engine=engine, one=one: engine.search(one)) * 1000
                if number >= count:
                    times[name].append(taken)
        _print_row(kind, [_describe(times[name]) for name in names])
        for name in names:
            everything[name] += times[name]
    _print_row("all", [_describe(everything[name]) for name in names])
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as apart:
        query = writer.queries("word", bodies, 1)[0]
        cold = [apart.submit(measure_first, name, folder, query).result() for name in names]
    _print_row("first answer, opened", [f"{seconds * 1000:.0f}" for seconds, _ in cold])
    _print_row("memory by it (MB)", [f"{grown / 1e6:.0f}" for _, grown in cold])
    _print_row("built (passages/s)", [f"{size / built[name]:,.0f}" for name in names])
    _print_row("on disk (MB)", [f"{engine.size() / 1e6:.0f}" for engine in engines.values()])
    sys.stdout.flush()
    for engine in engines.values():
        engine.close()


def measure_first(name: str, folder: Path, asked: Asked) -> tuple[float, int]:
    """Return the seconds until a new process has opened an index and answered, and by how many bytes it grew."""
    before, started = _read_memory(), time.perf_counter()
    engine = open_engine(name, folder)
    engine.search(asked)
    return time.perf_counter() - started, _read_memory() - before


def _measure_schemas() -> int:
    with psycopg.connect(**read_address()) as connection:
        row = connection.execute(
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE nspname LIKE 'search_index%' AND relkind = 'r'"
        ).fetchone()
    return int(row[0] or 0) if row else 0


def _print_row(name: str, cells: Sequence[str]) -> None:
    print("|", " | ".join([f"{name:20}", *(f"{cell:>15}" for cell in cells)]), "|")


def _describe(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} / {statistics.quantiles(times, n=20)[-1]:.1f}"


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _read_memory() -> int:
    """Return the resident memory of this process, in bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


if __name__ == "__main__":
    main()
