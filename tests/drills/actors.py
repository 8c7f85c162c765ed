"""The processes of a drill: ``python -m tests.drills.actors ACTOR SECONDS NUMBER``.

Every actor ends after its seconds, or is killed before. Wrong answers that a reader sees and errors that are logged go
to stderr.
"""

import itertools
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402

from explorer.changes import outbox  # noqa: E402
from explorer.coding.vocabulary import Status  # noqa: E402
from explorer.models import (  # noqa: E402
    Change,
    Claim,
    Passage,
    Revision,
    Speaker,
)
from explorer.search import indexing  # noqa: E402
from explorer.search.backend import backend  # noqa: E402
from explorer.search.indexing import maintenance  # noqa: E402
from explorer.search_engine.backends.memory import MemoryBackend  # noqa: E402
from explorer.search_engine.engine import find  # noqa: E402
from explorer.search_engine.lexicon import Lexicon  # noqa: E402
from explorer.search_engine.query import parse  # noqa: E402
from explorer.search_engine.types import DocumentType, Facet, Request  # noqa: E402

WRITERS = 3
PAIRS = 5
"""The number of a writer's pairs of claims; of each pair one is public and the other a draft, in turn."""

CLAIMS = Request(filters={Facet.TYPE: frozenset({DocumentType.CLAIM.value})}, limit=10_000)


def pairs(writer: int) -> list[tuple[str, str]]:
    """Return the slugs of a writer's own claims."""
    slugs = list(Claim.objects.order_by("slug").values_list("slug", flat=True))[writer::WRITERS][: 2 * PAIRS]
    return list(itertools.pairwise(slugs))[::2]


def set_up() -> None:
    """Make one claim of every pair a draft; print the number of public claims, which never changes."""
    for writer in range(WRITERS):
        for _, second in pairs(writer):
            Claim.objects.filter(slug=second).update(status=Status.DRAFT)
    indexing.rebuild()
    print(Claim.objects.published().count())


def swap(first: str, second: str) -> None:
    """Withdraw one claim of a pair and publish the other, so that the number of public claims stays the same."""
    with transaction.atomic():
        for claim in Claim.objects.filter(slug__in=[first, second]):
            claim.status = Status.DRAFT if claim.status == Status.PUBLISHED else Status.PUBLISHED
            claim.save()


def write(seconds: float, writer: int) -> None:
    """Change public rows in every way, as fast as possible."""
    dice, own, end = random.Random(writer), pairs(writer), time.monotonic() + seconds
    speakers = list(Speaker.objects.order_by("slug").values_list("slug", flat=True))
    passages = list(Passage.objects.filter(evidence=None).order_by("slug").values_list("slug", flat=True))
    longest = 0.0
    for count in itertools.count(1):
        begun = time.monotonic()
        swap(*dice.choice(own))
        longest = max(longest, time.monotonic() - begun)
        passage = Passage.objects.get(slug=dice.choice(passages))
        passage.section = f"Part {count} of {writer}"
        passage.save()
        if count % 10 == 0:
            speaker = Speaker.objects.get(slug=dice.choice(speakers[writer::WRITERS]))
            speaker.aliases.filter(name__startswith="Drill").delete()
            speaker.aliases.create(name=f"Drill {writer} {count}")
        if count % 15 == 0 and writer == 0:
            indexing.rebuild()
        if time.monotonic() > end:
            print(count, f"{longest:.1f}")
            return


def read(seconds: float, public: int) -> None:
    """Search; fail where the number of claims differs from the expected one."""
    end = time.monotonic() + seconds
    for count in itertools.count(1):
        assert indexing.is_usable(), indexing.check_condition()
        answer = backend().search(CLAIMS)
        seen = [key for hit in answer.hits for key in (hit.key, *hit.others)]
        assert len(set(seen)) == len(seen) == public, (len(seen), public)
        assert answer.total == len(answer.hits) == answer.facets[Facet.TYPE][DocumentType.CLAIM.value]
        for typed in ("scale", "neural networks", '"common sense"', "lern*"):
            found = find(backend(), parse(typed), lexicon=Lexicon())
            assert found.answer.total >= len(found.answer.hits)
        if time.monotonic() > end:
            print(count)
            return


def check(_: float, public: int) -> None:
    """Update the index as a new start does; fail where it differs from the database."""
    report = indexing.update(wait=30)
    compare_index()
    assert Claim.objects.published().count() == public
    with backend().take_lock() as alone:
        assert alone, "a lock was left behind"
    print(f"agrees in {backend().status().documents} documents ({report})")


def compare_index() -> None:
    """Fail where the index differs from the database."""
    wanted = MemoryBackend()
    wanted.replace(indexing.build_all_documents(), Revision.objects.current())
    index = backend()
    assert not Change.objects.exists()
    assert index.status() == wanted.status(), (index.status(), wanted.status())
    assert set(index.keys()) == set(wanted.keys()), set(index.keys()) ^ set(wanted.keys())
    assert index.words() == wanted.words()
    everything = Request(limit=100_000)
    held, asked = index.search(everything), wanted.search(everything)
    assert {frozenset({hit.key, *hit.others}) for hit in held.hits} == {
        frozenset({hit.key, *hit.others}) for hit in asked.hits
    }
    assert held.facets == asked.facets


def die(*_: object, **__: object) -> Any:
    """End the process as a power failure would."""
    os.kill(os.getpid(), signal.SIGKILL)


def half(documents: Iterator[Any]) -> Iterator[Any]:
    """Yield some documents, then die."""
    yield from itertools.islice(documents, 3)
    die()


def then_die(act: Callable[..., object]) -> Callable[..., object]:
    """Return a function that calls another one and then dies."""
    return lambda *args, **options: (act(*args, **options), die())


def at_saving() -> None:
    """Die with rows written and queued, before the commit."""
    changes: Any = outbox.Change.objects
    changes.bulk_create = then_die(changes.bulk_create)


def at_commit() -> None:
    """Die with rows committed, before the index is updated."""
    maintenance._apply_waiting = die


def at_draining() -> None:
    """Die in the middle of an update of the index."""
    maintenance.build_documents = lambda keys: half(iter(list(REAL_DOCUMENTS_OF(keys)) * 3))


def at_telling() -> None:
    """Die with the index updated and the changes still in the outbox."""
    maintenance._delete = die


def at_rebuilding() -> None:
    """Die in the middle of a rebuild of the index."""
    maintenance.build_all_documents = lambda: half(indexing.build_all_documents())


REAL_DOCUMENTS_OF = maintenance.build_documents
MOMENTS = {
    one.__name__.removeprefix("at_"): one for one in (at_saving, at_commit, at_draining, at_telling, at_rebuilding)
}


def die_at(moment: str) -> None:
    """Swap a pair, and die at one moment of it."""
    MOMENTS[moment]()
    swap(*pairs(0)[0])
    if moment == "rebuilding":
        indexing.rebuild()
    sys.exit("survived")


if __name__ == "__main__":
    actor, seconds, number = [*sys.argv[1:], "0", "0"][:3]
    if actor == "set_up":
        set_up()
    elif actor in MOMENTS:
        die_at(actor)
    else:
        {"write": write, "read": read, "check": check}[actor](float(seconds), int(number))
