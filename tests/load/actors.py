"""The processes of a load test: ``python -m tests.load.actors ACTOR …``; each prints its result as JSON."""

import io
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import resolve  # noqa: E402

from explorer import models  # noqa: E402
from explorer.corpus.populate import populate  # noqa: E402
from explorer.corpus_format.synthetic import CorpusSize  # noqa: E402

SIZE = CorpusSize(episodes=4, discussed=30)
APART = 10_000_000
"""The difference between the key of a copy and that of its original."""

COPIED: list[Any] = [
    *(models.Episode, models.Appearance, models.SpeakerLabel, models.Source, models.Passage, models.Erratum),
    *(models.Claim, models.ClaimTopic, models.Evidence, models.Stance, models.Relation),
]


def fill(claims: str) -> dict[str, int]:
    """Load a small synthetic corpus unless there is one, and copy its conversations until it has so many claims."""
    call_command("migrate", verbosity=0)
    if not models.Claim.objects.exists():
        populate(SIZE, seed=1)
    made = models.Claim.objects.filter(pk__lt=APART).count()
    with transaction.atomic():
        for number in range(models.Claim.objects.count() // made, -(-int(claims) // made)):
            for kind in COPIED:
                _copy(kind, number)
    return {kind.__name__: kind.objects.count() for kind in COPIED}


def _copy(kind: Any, number: int) -> None:
    table, columns = kind._meta.db_table, []
    for field in kind._meta.concrete_fields:
        moved = field.primary_key or (field.is_relation and field.related_model in COPIED)
        own = {"slug": f"slug || '-copy-{number}'", "number": f"number + {APART * number}"}.get(
            field.name, field.column
        )
        columns.append((field.column, f"{field.column} + {APART * number}" if moved else own))
    names, values = (", ".join(f'"{name}"' for name, _ in columns), ", ".join(value for _, value in columns))
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" WHERE id < {APART}')  # noqa: S608


def export(address: str) -> dict[str, float]:
    """Request an export, discard the answer, and print its size, time and memory."""
    started, sent = time.perf_counter(), 0
    found = resolve(address)
    for some in found.func(RequestFactory().get(address, headers={"host": "localhost"})).streaming_content:
        sent += len(some)
    return _measure(started, sent)


def dumpdata() -> dict[str, float]:
    """Dump the same rows with Django's own command, for comparison."""
    started, written = time.perf_counter(), io.StringIO()
    written.write = len  # type: ignore[method-assign]  # counts, and keeps nothing
    call_command("dumpdata", *(f"explorer.{kind.__name__}" for kind in COPIED), stdout=written)
    return _measure(started, 0)


def _measure(started: float, sent: int) -> dict[str, float]:
    return {"seconds": time.perf_counter() - started, "bytes": sent, "peak": _peak() * 1024}


def _peak() -> int:
    """Return the peak memory of this program in kibibytes; ``ru_maxrss`` would include its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])


ACTORS: dict[str, Callable[..., Any]] = {"fill": fill, "export": export, "dumpdata": dumpdata}

if __name__ == "__main__":
    print(json.dumps(ACTORS[sys.argv[1]](*sys.argv[2:])))
