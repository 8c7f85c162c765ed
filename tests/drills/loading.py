"""The processes of the drills of loads and imports: ``python -m tests.drills.loading ACTOR ARGUMENT…``.

A load, or an import, is killed at a random moment while a curator writes. After each kill the rows must be what they
were before it or what they are after it, to the byte that `dump_corpus` writes; the overviews and, after a new start,
the index must agree with them, and every acknowledged write must be there. What was counted is told as JSON.
"""

import hashlib
import json
import mmap
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection, connections  # noqa: E402

from explorer.changes import outbox  # noqa: E402
from explorer.checks.database import check_corpus  # noqa: E402
from explorer.corpus.dump import render_all_files  # noqa: E402
from explorer.models import Appearance, Episode, Source, Speaker, Synonym  # noqa: E402
from explorer.models.versions import ADDED, versions  # noqa: E402
from explorer.search import indexing  # noqa: E402
from tests.drills.actors import compare_index  # noqa: E402
from tests.drills.killing import Writing, kill_often, wait_for, working  # noqa: E402

PASSAGES = 1500
PAUSE = 0.1
"""Seconds between two writes: with less, a load on SQLite waits long for its turn, and is killed waiting."""

PUT_INTO_WORDS = "synonyms.yaml"
"""The file of the dump that the curator changes meanwhile."""

OVER, BEGUN = 0, 1
NOTES = mmap.mmap(-1, 2)
"""What processes tell each other: whether the curator is to end, and whether the act has begun to write."""


def open_ledger() -> Path:
    """Return the file in which the curator notes a write once it is acknowledged."""
    return Path(settings.DATA_DIR) / "ledger"


def write() -> None:
    """Add entries, each noted once it is acknowledged, until told to end."""
    outbox.LISTENERS.clear()
    count = len(list_entries())
    with open_ledger().open("a") as ledger:
        while not NOTES[OVER]:
            with suppress(OperationalError):  # on a slow machine a load holds its lock for longer than a writer waits
                Synonym.objects.create(term=f"entry {count + 1}", also=[f"drill {count + 1}"])
                count += 1
                ledger.write(f"entry {count}\n")
                ledger.flush()
            time.sleep(PAUSE)


def list_entries() -> set[str]:
    """Return the entries that were ever added: a load may remove them again, and their versions stay."""
    return set(versions(Synonym).filter(history_type=ADDED).values_list("term", flat=True))


@contextmanager
def written() -> Iterator[None]:
    """Let the curator write beside what the block does."""
    NOTES[OVER] = False
    with working(write) as curator:
        try:
            yield
        finally:
            NOTES[OVER] = True
            _, status = os.waitpid(curator, 0)
    assert status == 0, "the curator failed"


def note_writing(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """Note that the act has begun to write, before it does (a wrapper of Django's around a query)."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        NOTES[BEGUN] = True
    return execute(sql, *rest)


def act(*command: Any, **options: Any) -> None:
    """Run a command of the site, and note when it begins to write; its words are nobody's here."""
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115, until the process ends
    with connection.execute_wrapper(note_writing):
        call_command(*command, verbosity=0, **options)


def has_begun() -> bool:
    return NOTES[BEGUN] == 1


def take_time(work: Callable[[], object]) -> tuple[float, Writing]:
    """Do a piece of work beside the curator; return its seconds, and those in which it writes."""
    NOTES[BEGUN] = False
    begun = time.monotonic()
    with working(work) as child:
        wait_for(has_begun, child)
        writes = time.monotonic()
        _, status = os.waitpid(child, 0)
    assert status == 0, "it failed without a kill"
    return time.monotonic() - begun, Writing(has_begun, time.monotonic() - writes)


def take_fingerprint() -> str:
    """Return the checksum of every byte that a dump would write, but for what the curator writes meanwhile."""
    connections.close_all()
    files = sorted((name, hashlib.sha256(content).hexdigest()) for name, content in render_all_files())
    return hashlib.sha256(repr([file for file in files if file[0] != PUT_INTO_WORDS]).encode()).hexdigest()


def check_site() -> None:
    """Fail where rows, overviews, index or ledger disagree, as after a new start."""
    assert (found := check_corpus()) == [], found
    indexing.update(wait=30)
    compare_index()
    noted = set(open_ledger().read_text().splitlines())
    assert noted <= list_entries(), f"lost: {noted - list_entries()}"


def name_moment(*, was_killed: bool, has_changed: bool) -> str:
    """Return when a kill came, by what is found after it."""
    if not was_killed:
        return "after its end"
    if has_changed:
        return "after its commit"
    return "within its transaction" if NOTES[BEGUN] else "before it wrote"


def kill_loads(kills: str, seed: str, *folders: str) -> None:
    """Kill loads that put one of two folders in the place of the other; the site must be all of one of them."""

    def load(folder: str) -> None:
        act("load_corpus", folder, replace=True)

    wholes: dict[str, str] = {}
    for folder in (*folders, folders[0]):  # the first is loaded twice: into a new database, and in the other's place
        with written():
            lasts, writing = take_time(lambda folder=folder: load(folder))  # type: ignore[misc]
        wholes[take_fingerprint()] = folder
    assert list(wholes.values()) == list(folders), "a folder was not loaded to what it was loaded to before"
    check_site()
    moments, held = Counter[str](), take_fingerprint()
    attempts = kill_often(lambda _: load(other(wholes, held)), int(kills), int(seed), (0, lasts), writing)
    for was_killed in beside_the_curator(attempts):
        found = take_fingerprint()
        assert found in wholes, f"half of {wholes[held]} and half of {other(wholes, held)}"
        moments[name_moment(was_killed=was_killed, has_changed=found != held)] += 1
        held = found
        check_site()
    with written():
        take_time(lambda: load(other(wholes, held)))
    assert take_fingerprint() != held, "a load after the kills did nothing"
    check_site()
    tell(moments, lasts)


def other(wholes: dict[str, str], held: str) -> str:
    """Return the folder that the site does not hold."""
    return next(folder for found, folder in wholes.items() if found != held)


def beside_the_curator(attempts: Iterator[bool]) -> Iterator[bool]:
    """Yield what attempts yield, each made while the curator writes."""
    is_over = False
    while not is_over:
        NOTES[BEGUN] = False
        with written():
            was_killed = next(attempts, None)
        is_over = was_killed is None
        if was_killed is not None:
            yield was_killed


def kill_imports(kills: str, seed: str, folder: str) -> None:
    """Kill imports of documents: all of a document must be there, or nothing, and then it can be imported again."""
    take_time(lambda: act("load_corpus", folder))
    episode = Episode.objects.order_by("pk")[0]
    path = Path(settings.DATA_DIR) / "document.md"
    path.write_text(make_document([speaker.name for speaker in Speaker.objects.order_by("-pk")[:2]]))

    def take_in(_: int = 0) -> None:
        act("import_source", str(path), episode=episode.slug, slug="drilled")

    before, parts = take_fingerprint(), set(Appearance.objects.values_list("pk", flat=True))
    with written():
        lasts, writing = take_time(take_in)
    after, moments = take_fingerprint(), Counter[str]()
    assert before != after
    check_site()
    remove_import(parts, before)
    for was_killed in beside_the_curator(kill_often(take_in, int(kills), int(seed), (0, lasts), writing)):
        found = take_fingerprint()
        assert found in {before, after}, f"{Source.objects.filter(slug='drilled').count()} document, and half of it"
        moments[name_moment(was_killed=was_killed, has_changed=found == after)] += 1
        check_site()
        with written():
            take_time(take_in)  # again: it is taken in, or found to be there already
        assert take_fingerprint() == after
        remove_import(parts, before)
    check_site()
    tell(moments, lasts)


def remove_import(parts: set[int], before: str) -> None:
    """Take back the document and all parts but those that were there before, so that the next import has all to do."""
    with indexing.waiting():
        Appearance.objects.exclude(pk__in=parts).delete()
        Source.objects.get(slug="drilled").delete()
    assert take_fingerprint() == before


def make_document(names: list[str]) -> str:
    """Return a transcript of two people, in which each answers the other."""
    turns = [f"**{names[number % 2]}:** This is sentence {number} of the drill." for number in range(PASSAGES)]
    return "# A drill\n\n" + "\n\n".join(turns) + "\n"


def tell(moments: Counter[str], lasts: float) -> None:
    """Tell how often each moment was hit, how long the act takes, and how much was acknowledged meanwhile."""
    acknowledged = len(open_ledger().read_text().splitlines())
    print(json.dumps({"moments": moments, "seconds": round(lasts, 2), "acknowledged": acknowledged}))


if __name__ == "__main__":
    {one.__name__: one for one in (kill_loads, kill_imports)}[sys.argv[1]](*sys.argv[2:])
