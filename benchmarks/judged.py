"""The quality of search results: nDCG@10 of the judged queries (``tests/search_engine/judged.yaml``) by kind and half.

    python -m benchmarks.judged [--half tune] [--batch 2] [--plain] [--each]

The shipped corpus is loaded into a database of its own. ``--plain`` measures without tuning: fields of equal weight, no
weights of documents, no synonyms, no corrected spelling, and looser matching only where nothing is found. ``--each``
prints every query of the named half.
"""

import argparse
import io
import math
import os
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import django
import yaml

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests" / "search_engine" / "judged.yaml"
KINDS = ("words", "phrases", "names", "misspellings", "questions", "paraphrases")
DEPTH = 10


@dataclass(frozen=True)
class Judged:
    """A query with the gain of each relevant document; a document that is not named has no gain."""

    query: str
    kind: str
    half: str
    batch: int
    gains: dict[str, int]


def main() -> None:
    """Print the table of results."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--half", choices=("tune", "held"), help="only this half")
    arguments.add_argument("--batch", type=int, help="only the queries that were written in this batch")
    arguments.add_argument("--plain", action="store_true", help="without what was tuned")
    arguments.add_argument("--each", action="store_true", help="every query of the half named")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATA_DIR=folder, DATABASE_URL="", SEARCH_URL="memory://", CACHE_URL="")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        measured = _measure_queries(_judged(chosen.half, chosen.batch), plain=chosen.plain)
    if chosen.each and chosen.half:
        for judged, value, keys in measured:
            print(f"{value:.2f}  {judged.kind:12}  {judged.query}")
            if value < 0.7:
                print("      " + "  ".join(f"{key}={judged.gains.get(key, 0)}" for key in keys[:6]))
    _print(measured)


def _judged(half: str | None, batch: int | None) -> list[Judged]:
    rows = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    found = [Judged(row["query"], row["kind"], row["half"], row.get("batch", 1), row["judgments"]) for row in rows]
    return [judged for judged in found if half in {None, judged.half} and batch in {None, judged.batch}]


def _measure_queries(queries: list[Judged], *, plain: bool) -> list[tuple[Judged, float, list[str]]]:
    """Return each query with its nDCG and the found documents, best first."""
    from django.core.management import call_command

    from explorer.models import Claim
    from explorer.search.backend import backend
    from explorer.search.indexing import build_all_documents
    from explorer.search.vocabulary import fetch_lexicon
    from explorer.search_engine import engine, ranking
    from explorer.search_engine.engine import find
    from explorer.search_engine.lexicon import Lexicon
    from explorer.search_engine.query import parse
    from explorer.search_engine.types import Field

    call_command("migrate", verbosity=0)
    call_command("load_corpus", stdout=io.StringIO())
    words = fetch_lexicon()
    found = list(build_all_documents())
    if plain:
        engine.ENOUGH_RESULTS, ranking.COORDINATION = 1, 0.0
        ranking.WEIGHTS = dict.fromkeys(Field, 1.0)
        ranking.NORMS = dict.fromkeys(Field, 0.75)
        words = Lexicon()
        found = [replace(document, weight=1.0) for document in found]
    index = backend()
    index.replace(found, 1)
    groups = {f"{document.key.type}:{document.key.id}": document.group for document in found}
    resting = {
        f"claim:{claim.slug}": [f"passage:{piece.passage.slug}" for piece in claim.evidence.all()]
        for claim in Claim.objects.published().prefetch_related("evidence__passage")
    }
    measured = []
    for judged in queries:
        gains = _inherit_gains(judged.gains, resting)
        answer = find(index, parse(judged.query), lexicon=words, limit=DEPTH, as_typed=plain).answer
        results = [[f"{key.type}:{key.id}" for key in (hit.key, *hit.others)] for hit in answer.hits]
        values = [max(gains.get(key, 0) for key in keys) for keys in results]
        named = replace(judged, gains=gains)
        measured.append((named, _compute_ndcg(values, _rank_ideally(gains, groups)), [keys[0] for keys in results]))
    return measured


def _inherit_gains(gains: dict[str, int], resting: dict[str, list[str]]) -> dict[str, int]:
    """Return the gains of documents; a claim without one has the largest of the passages that it rests on."""
    inherited = {
        claim: max((gains.get(passage, 0) for passage in passages), default=0) for claim, passages in resting.items()
    }
    return {**inherited, **gains}


def _rank_ideally(gains: dict[str, int], groups: dict[str, str]) -> list[int]:
    """Return the gains of the best possible results, in order: for each group its largest gain."""
    best: dict[str, int] = defaultdict(int)
    for key, gain in gains.items():
        if key in groups:
            best[groups[key]] = max(best[groups[key]], gain)
    return sorted(best.values(), reverse=True)[:DEPTH]


def _compute_ndcg(gains: list[int], ideal: list[int]) -> float:
    """Return the normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), with gains of 2^g - 1."""
    return _discounted(gains) / _discounted(ideal) if any(ideal) else 1.0


def _discounted(gains: list[int]) -> float:
    return sum((2.0**gain - 1) / math.log2(place + 2) for place, gain in enumerate(gains))


def _print(measured: list[tuple[Judged, float, list[str]]]) -> None:
    halves = [half for half in ("tune", "held") if any(judged.half == half for judged, _, _ in measured)]
    print(f"{'nDCG@10':14}" + "".join(f"{half:>8}{'n':>5}" for half in halves))
    for kind in KINDS:
        line = f"{kind:14}"
        for half in halves:
            values = [value for judged, value, _ in measured if (judged.kind, judged.half) == (kind, half)]
            line += f"{sum(values) / max(len(values), 1):8.3f}{len(values):5}"
        print(line)


if __name__ == "__main__":
    main()
