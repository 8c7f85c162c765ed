"""The processes of the drills of backup and restore: ``python -m tests.drills.copying ACTOR ARGUMENT…``.

A writer notes each write that was acknowledged in a ledger; what is counted again is told as JSON.
"""

import itertools
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from explorer.changes import outbox  # noqa: E402
from explorer.models import Passage, PendingUpload, Synonym  # noqa: E402
from explorer.operations.archive import open_archive  # noqa: E402
from explorer.operations.backup import back_up  # noqa: E402
from explorer.operations.restore import restore  # noqa: E402
from explorer.operations.scratch import PREFIX  # noqa: E402
from tests.drills.killing import REFUSED, kill_often, working  # noqa: E402

WRITERS = 2
PAUSE = 0.01
"""Seconds between the writes of a writer, so that what is drilled gets its share of the machine."""

LIMITS = (50_000, 1_000_000, 3_000_000)
"""Sizes in bytes above which no file grows, where the disk is said to be full."""


def write(number: str) -> None:
    """Add an entry and say its count in a passage, in one transaction; until there is a file called ``stop``."""
    outbox.LISTENERS.clear()
    passage = Passage.objects.order_by("pk")[int(number)]
    with (Path(settings.DATA_DIR) / f"ledger-{number}").open("a") as ledger:
        count = len(Synonym.objects.filter(term__startswith=f"entry {number} "))
        while not (Path(settings.DATA_DIR) / "stop").exists():
            count += 1
            with transaction.atomic():
                Synonym.objects.create(term=f"entry {number} {count}", also=["drill"])
                passage.section = f"Entry {count}"
                passage.save()
            ledger.write(f"{count}\n")
            ledger.flush()
            time.sleep(PAUSE)


def keep_noise(seed: str) -> None:
    """Let an upload wait that cannot be packed, so that a copy is large, and takes long enough to be interrupted."""
    noise = random.Random(int(seed)).randbytes(4_000_000)
    ada = User.objects.create_user("ada")
    PendingUpload.objects.create(sha256="0" * 64, content=noise, kept_by=ada, kept_at=timezone.now())


def read_ledger() -> list[int]:
    """Return how many writes of each writer were acknowledged."""
    files = [Path(settings.DATA_DIR) / f"ledger-{number}" for number in range(WRITERS)]
    return [len(file.read_text().splitlines()) for file in files]


def count_entries() -> list[int]:
    """Return how many entries of each writer there are; fail where one is missing, or a transaction was torn."""
    found = []
    for number in range(WRITERS):
        terms = Synonym.objects.filter(term__startswith=f"entry {number} ").values_list("term", flat=True)
        counts = sorted(int(term.split()[-1]) for term in terms)
        assert counts == list(range(1, len(counts) + 1)), f"writer {number} lost an entry"
        assert Passage.objects.order_by("pk")[number].section == (f"Entry {len(counts)}" if counts else "")
        found.append(len(counts))
    return found


def copy(folder: str, number: str) -> None:
    """Copy the site several times; tell what was acknowledged before and after each copy."""
    for one in range(int(number)):
        before = read_ledger()
        path = back_up(Path(folder) / f"{one}.zip").path
        print(json.dumps([str(path), before, read_ledger()]))


def recount(*paths: str) -> None:
    """Restore archives, one after the other, and tell the entries of each; without any, those of the site."""
    for path in paths:
        restore(Path(path), replace=True)
        print(json.dumps(count_entries()))
    if not paths:
        print(json.dumps([read_ledger(), count_entries()]))


def kill_copies(folder: str, kills: str, seed: str) -> None:
    """Kill copies; what has an archive's name must be one, and the next copy removes what was left."""
    place, begun = Path(folder), time.monotonic()
    back_up(place / "first.zip")
    span = (0, time.monotonic() - begun)
    killed = sum(kill_often(lambda number: back_up(place / f"{number}.zip"), int(kills), int(seed), span))
    whole = [open_archive(path) for path in place.glob("*.zip")]
    back_up(place / "last.zip")
    assert all(path.suffix == ".zip" for path in place.iterdir()), "a killed copy was left behind"
    print(json.dumps({"killed": killed, "whole": len(whole) - 1}))


def kill_restores(kills: str, seed: str, *paths: str) -> None:
    """Kill restores of archives in turn; the site must be all of one of them."""
    held, lasts = [], 0.0
    for path in paths:
        begun = time.monotonic()
        restore(Path(path), replace=True)
        lasts = time.monotonic() - begun
        held.append(count_entries())
    seen, killed = [], 0
    span = (lasts / 2, lasts * 1.2)
    for was_killed in kill_often(
        lambda number: restore(Path(paths[number % 2]), replace=True), int(kills), int(seed), span
    ):
        killed += was_killed
        seen.append(held.index(count_entries()))
        connections.close_all()
    print(json.dumps({"killed": killed, "of": len(seen), "restored": sum(a != b for a, b in itertools.pairwise(seen))}))


def fill_disk(folder: str) -> None:
    """Copy where no file can grow above a limit; the copy must be refused in words, and nothing left."""
    for limit in LIMITS:
        refuse_within(limit, lambda: back_up(Path(folder) / "full.zip"))
        assert list(Path(folder).iterdir()) == []
    print(len(LIMITS))


def fill_disk_of_restores(before: str, after: str) -> None:
    """Restore where no file can grow above a limit; it must be refused in words, and the site be what it was."""
    restore(Path(before), replace=True)
    held = count_entries()
    for limit in LIMITS:
        refuse_within(limit, lambda: restore(Path(after), replace=True))
        assert count_entries() == held, f"a restore under a limit of {limit} bytes left something else"
        assert not list(Path(settings.DATA_DIR).glob(f"{PREFIX}*")), "what was unpacked was left behind"
    restore(Path(after), replace=True)
    print(json.dumps({"refused": len(LIMITS), "held": held, "afterwards": count_entries()}))


def refuse_within(limit: int, work: Callable[[], object]) -> None:
    """Do work where no file can grow above a number of bytes; fail where it is not refused in words."""

    def work_within() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        work()

    with working(work_within) as child:
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == REFUSED, f"under a limit of {limit} bytes it was not refused"


if __name__ == "__main__":
    actors = (keep_noise, write, copy, recount, kill_copies, kill_restores, fill_disk, fill_disk_of_restores)
    {one.__name__: one for one in actors}[sys.argv[1]](*sys.argv[2:])
