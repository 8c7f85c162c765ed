"""How the cost of every kind of page grows with the corpus.

    python -m benchmarks.growth [--sizes 40,400,4000,400x400] [--into var/benchmarks] [--again 3]

A size is a number of episodes, or with an x those of episodes and of both people and questions. Corpora are made by
``make_corpus`` where they are missing, each with a database and index of its own; ``--folders`` names such folders in
place of sizes, and ``DATABASE_URLS``, separated by commas, PostgreSQL databases. Nothing is kept between requests.
Counts are exact; CPU is the least of ``--again`` requests, and the first of a process is not counted. Searches are
measured with the index open, which a process does once.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ADDRESSES = (
    "/",
    "/topics/",
    "/topics/?theme=harbours",
    "/?order=theme",
    "/topics/question-1/",
    "/topics/question-1/?view=people",
    "/topics/question-1/?speakers=guest-1,guest-2",
    "/compare/?speakers=guest-1,guest-2",
    "/matrix/",
    "/matrix/?order=theme",
    "/compass/?x=question-1&y=question-2",
    "/speakers/",
    "/speakers/guest-1/",
    "/episodes/",
    "/episodes/talk-1/",
    "/claims/talk-1-claim-1/",
    "/method/",
    "/feeds/",
    "/feeds/topics/question-1/",
    "/feeds/speakers/guest-1/",
    "/sitemap.xml",
    "/sources/talk-1-transcript.txt",
    "/sources/talk-1-transcript.vtt",
    "/api/v1/topics/",
    "/api/v1/speakers/?page_size=10",
    "/api/v1/episodes/?page_size=10",
    "/api/v1/claims/?page_size=10",
    "/api/v1/stances/?page_size=10",
    "/api/v1/passages/?page_size=10",
    "/api/v1/relations/?page_size=10",
    "/api/v1/matrix/",
    "/api/v1/compass/?x=question-1&y=question-2",
    "/api/v1/compare/?topic=question-1&speakers=guest-1,guest-2",
    "/topics/question-1.json",
    "/speakers/guest-1.json",
    "/matrix.csv",
)
"""Every kind of page that does not ask the index; what ``make_corpus`` always has stands for all of its kind."""

SEARCHES = ("/search/?q=lighthouse", "/search/?q=patient+ferry&speaker=guest-1", "/said/?q=a+patient+lighthouse")
"""Pages that ask the index, measured where it is built."""

OPENING = 120.0
"""Seconds within which a large index is open."""


def main() -> None:
    """Print a table of the costs, one column for each corpus."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="40,400,4000,400x400")
    arguments.add_argument("--into", type=Path, default=ROOT / "var/benchmarks")
    arguments.add_argument("--folders", default="")
    arguments.add_argument("--again", type=int, default=3)
    arguments.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.one:
        print(json.dumps(measure_here(chosen.again)))
        return
    urls = [url for url in os.environ.get("DATABASE_URLS", "").split(",") if url]
    folders = [folder for folder in chosen.folders.split(",") if folder]
    if not urls and not folders:
        folders = [make_folder(chosen.into, size) for size in chosen.sizes.split(",")]
    places = [*({"DATA_DIR": folder} for folder in folders), *({"DATABASE_URL": url} for url in urls)]
    print(f"busy: {os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} cores in the last minute")
    print_table([measure(place, chosen.again) for place in places])


def make_folder(into: Path, size: str) -> str:
    """Return the folder with the data of a corpus of a size, which is made where it is missing."""
    folder = into / size
    if not folder.exists():
        episodes, _, people = size.partition("x")
        wide = ["--speakers", people, "--topics", people] if people else []
        for command in (["migrate", "--verbosity=0"], ["make_corpus", "--episodes", episodes, *wide]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                env={**os.environ, "DATA_DIR": f"{folder}.part", "DATABASE_URL": ""},
                cwd=ROOT,
                check=True,
            )
        folder.with_name(f"{size}.part").rename(folder)
    return str(folder)


def measure(place: dict[str, str], again: int) -> dict[str, dict[str, float]]:
    """Return the costs of every address of a corpus, measured in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.growth", "--one", "--again", str(again)]
    done = subprocess.run(command, env={**os.environ, **place}, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_here(again: int) -> dict[str, dict[str, float]]:
    """Return the costs of every address of this process's corpus."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from benchmarks.page_cost import measure_page
    from explorer.search.backend import is_open
    from explorer.views import answers

    settings.ALLOWED_HOSTS = ["*"]
    answers.LARGEST = -1  # nothing is kept
    connection.ensure_connection()
    client = Client(raise_request_exception=False)
    client.get("/")  # what a process does once
    found = {}
    for address in (*ADDRESSES, *SEARCHES):
        if address == SEARCHES[0]:
            is_open(patience=OPENING)
        costs = []
        for _ in range(again):
            gc.collect()  # no page pays for what another left
            costs.append(measure_page(client, address))
        found[address] = asdict(costs[-1]) | {"cpu": min(cost.cpu for cost in costs)}
    return found


def print_table(columns: list[dict[str, dict[str, float]]]) -> None:
    """Print each address with its costs in every corpus, and how much larger the last is than the first."""
    print("address | status | queries | rows | nodes | KB | CPU ms | CPU ratio")
    print("|".join(["---"] * 8))
    for address in columns[0]:
        costs = [column[address] for column in columns]
        cells = [" → ".join(str(int(cost[name])) for cost in costs) for name in ("status", "queries", "rows", "nodes")]
        cells.append(" → ".join(f"{cost['bytes'] / 1000:.0f}" for cost in costs))
        cells.append(" → ".join(f"{cost['cpu'] * 1000:.0f}" for cost in costs))
        cells.append(f"{costs[-1]['cpu'] / costs[0]['cpu']:.1f}")
        print(f"`{address}` | {' | '.join(cells)}")


if __name__ == "__main__":
    main()
