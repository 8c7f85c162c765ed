"""The speed of search as readers have it: pages of results through gunicorn, by each engine, with and without meaning.

    scripts/with-postgres python -m benchmarks.pages [--sizes 1000,10000] [--queries 60] [--seed 5]

The corpus is made of the passages of ``benchmarks/passages.py``, in a database beside the one that ``DATABASE_URL``
names. Nothing is cached, and questions come one after the other. Memory is what a worker has for itself; files that are
mapped do not count.
"""

import argparse
import hashlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.passages import KINDS, Asked, Writer
from benchmarks.search import read_address
from explorer.search_engine.types import Facet, Field

ROOT = Path(__file__).resolve().parent.parent
VARIANTS = [(engine, embedder) for engine in ("whoosh://", "postgres://") for embedder in ("off", "static")]
WITH_FILTERS = {"filter", "facets"}
"""Kinds of queries whose filters name what the corpus here does not have."""
EPISODES = 50
"""Passages of one episode."""


def main() -> None:
    """Print a table for each size."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="1000,10000")
    arguments.add_argument("--queries", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=5)
    arguments.add_argument("--fill", type=int, default=0, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.fill:
        fill(chosen.fill, chosen.seed)
        return
    print(f"busy: {os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} cores in the last minute")
    for size in map(int, chosen.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder, make_database(f"pages_{size}") as address:
            measure(size, chosen.queries, chosen.seed, Path(folder), address)


@contextmanager
def make_database(name: str) -> Iterator[str]:
    """Yield the address of a new database beside the one that ``DATABASE_URL`` names."""
    with psycopg.connect(**read_address(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def measure(size: int, count: int, seed: int, folder: Path, address: str) -> None:
    """Make a corpus, and ask the site for pages by each engine."""
    env = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": address, "CACHE_URL": "dummycache://"}
    run(env, "manage.py", "migrate", "--verbosity=0")
    run(env, "-m", "benchmarks.pages", "--fill", size, "--seed", seed)
    questions = list_questions(size, 2 * count, seed)
    print(f"\n{size:,} passages: milliseconds of a page of results\n")
    print("| engine | meaning | first | p50 | p95 | MB of a worker | built in s |")
    print("|---|---|---|---|---|---|---|")
    for engine, embedder in VARIANTS:
        chosen = {**env, "SEARCH_URL": engine, "EMBEDDER": embedder}
        started = time.perf_counter()
        run(chosen, "manage.py", "rebuild_index")
        built = time.perf_counter() - started
        with serve(chosen) as (place, workers):
            first, *taken = [ask(place, question) for question in questions]
            memory = max(measure_private(process) for process in workers())
        warm = taken[count - 1 :]
        cells = [
            f"{value * 1000:.0f}" for value in (first, statistics.median(warm), statistics.quantiles(warm, n=20)[-1])
        ]
        print("|", " | ".join([engine, embedder, *cells, f"{memory / 1e6:.0f}", f"{built:.0f}"]), "|")
        sys.stdout.flush()


def run(env: dict[str, str], *command: object) -> None:
    """Run a Python command in the repository."""
    subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


def list_questions(size: int, count: int, seed: int) -> list[str]:
    """Return queries as readers type them, of every kind in turn."""
    writer = Writer(seed)
    bodies = [document.texts[Field.BODY] for document in writer.documents(min(size, 2000))]
    kinds = [kind for kind in KINDS if kind not in WITH_FILTERS]
    asked = [writer.queries(kind, bodies, count // len(kinds) + 1) for kind in kinds]
    return [_type(one) for row in zip(*asked, strict=True) for one in row][:count]


def _type(asked: Asked) -> str:
    text = " ".join(asked.words)
    return {"phrase": f'"{text}"', "prefix": f"{text}*"}.get(asked.joined, text)


@contextmanager
def serve(env: dict[str, str]) -> Iterator[tuple[str, "Workers"]]:
    """Yield the address of the served site, and what lists its workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env={**env, "PORT": str(port)}, stderr=subprocess.DEVNULL) as server:
        place = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{place}/healthz")
            yield place, Workers(server.pid)
        finally:
            server.terminate()


class Workers:
    """The processes that a server has started."""

    def __init__(self, server: int) -> None:
        self._server = server

    def __call__(self) -> list[int]:
        """Return their numbers (Linux)."""
        return [int(one) for one in Path(f"/proc/{self._server}/task/{self._server}/children").read_text().split()]


def wait_for(address: str) -> None:
    """Return once an address answers; raise what it says after a minute."""
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310, the site just started
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def ask(place: str, question: str) -> float:
    """Return the seconds until a page of results is read."""
    started = time.perf_counter()
    address = f"{place}/search/?{urllib.parse.urlencode({'q': question})}"
    with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310, the site just started
        answer.read()
    return time.perf_counter() - started


def measure_private(process: int) -> int:
    """Return the bytes of memory that a process shares with no other, and no file (Linux)."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) * 1024


def fill(size: int, seed: int) -> None:
    """Write passages into the database: forty speakers, fifty passages in an episode."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from explorer.coding.vocabulary import Format, Grade, PassageKind
    from explorer.models import Episode, Passage, Source, Speaker

    documents = list(Writer(seed).documents(size))
    names = sorted({document.values[Facet.SPEAKER][0] for document in documents})
    speakers = {name: Speaker(slug=name, name=name.title()) for name in names}
    Speaker.objects.bulk_create(speakers.values())
    for number, start in enumerate(range(0, size, EPISODES)):
        batch = documents[start : start + EPISODES]
        episode = Episode.objects.bulk_create(
            [Episode(slug=f"e{number}", title=f"Episode {number}", date=batch[0].date)]
        )[0]
        texts = [document.texts[Field.BODY] for document in batch]
        whole = "\n\n".join(texts)
        digest = hashlib.sha256(whole.encode()).hexdigest()
        source = Source(slug=f"s{number}", episode=episode, title="Transcript", format=Format.MARKDOWN_TRANSCRIPT)
        source.writer, source.rights, source.raw, source.text, source.sha256 = "W", "R", whole.encode(), whole, digest
        (source,) = Source.objects.bulk_create([source])
        passages, place = [], 0
        for ordinal, (document, text) in enumerate(zip(batch, texts, strict=True), start=1):
            passages.append(
                Passage(
                    source=source,
                    slug=f"s{number}-{ordinal}",
                    ordinal=ordinal,
                    kind=PassageKind.TURN,
                    grade=Grade.TRANSCRIPT,
                    speaker=speakers[document.values[Facet.SPEAKER][0]],
                    section=document.texts[Field.TITLE][:300],
                    start=place,
                    end=place + len(text),
                    text=text,
                )
            )
            place += len(text) + 2
        Passage.objects.bulk_create(passages)


if __name__ == "__main__":
    main()
