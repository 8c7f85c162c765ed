"""The quality of search results: nDCG@10 of the judged queries (``tests/search_engine/judged.yaml``) by kind and half.

    python -m benchmarks.judged [--half tune] [--batch 2] [--parts] [--each]

The shipped corpus is loaded into a database of its own. What is near where nothing is found counts after the results.
``--parts`` measures the search also with each part switched off, and what it is made of alone: words by plain BM25 over
headings and texts, and vectors of meaning. It tells too how many of the queries about what no document holds
(``absent.yaml``) are answered with nothing. ``--each`` prints every query.
"""

import argparse
import io
import math
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
import yaml

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "tests" / "search_engine"
KINDS = ("words", "phrases", "names", "misspellings", "questions", "paraphrases")
DEPTH = 10
ENGINE = "explorer.search_engine"

Results = list[list[str]]
"""Groups of documents, best first, each with the keys of its documents."""


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
    arguments.add_argument("--parts", action="store_true", help="each part switched off, and alone")
    arguments.add_argument("--each", action="store_true", help="every query")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATA_DIR=folder, DATABASE_URL="", SEARCH_URL="memory://", CACHE_URL="", EMBEDDER="static")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        bench = Bench(Path(folder) / "judged")
        for half in (chosen.half,) if chosen.half else ("tune", "held"):
            queries = _read_judged(half, chosen.batch)
            if chosen.each:
                bench.print_each(queries)
            print(f"\n| {half}, nDCG@10 | " + " | ".join(KINDS) + " | all | nothing where nothing is |")
            print("|---" * (len(KINDS) + 3) + "|")
            for name, changed in _list_variants().items() if chosen.parts else [("the whole", {})]:
                bench.print_line(name, queries, _read_absent(half), changed)
            if chosen.parts:
                for name, ask in (
                    ("words by plain BM25", bench.ask_plainly),
                    ("vectors of meaning", bench.ask_vectors),
                ):
                    print(_format_line(name, bench.measure(queries, ask), ""))


def _list_variants() -> dict[str, dict[str, object]]:
    """Return what is changed, by its dotted name, where a part is switched off."""
    from explorer.search_engine import ranking
    from explorer.search_engine.types import Field

    ranked = f"{ENGINE}.ranking"
    return {
        "the whole": {},
        "without meaning": {"embed": None, "words_near": None},
        "without words that mean the same": {"words_near": None},
        "meaning weighs as much with unknown words": {f"{ENGINE}.plan.MEANING_OF_UNKNOWN": 0.0},
        "titles weigh as much as texts": {f"{ranked}.WEIGHTS": {**ranking.WEIGHTS, Field.TITLE: 1.0}},
        "names weigh as much as texts": {f"{ranked}.WEIGHTS": {**ranking.WEIGHTS, Field.NAMES: 1.0}},
        "having more of the words is no reward": {f"{ranked}.COORDINATION": 0.0},
        "all documents weigh the same": {"weight": 1.0},
        "sentences are loosened only if nothing is found": {f"{ENGINE}.plan.ENOUGH_RESULTS": 1},
        "no synonyms and no last names": {"synonyms": False},
        "no corrected spelling": {"as_typed": True},
    }


def _read_judged(half: str, batch: int | None) -> list[Judged]:
    rows = yaml.safe_load((QUERIES / "judged.yaml").read_text(encoding="utf-8"))
    found = [Judged(row["query"], row["kind"], row["half"], row.get("batch", 1), row["judgments"]) for row in rows]
    return [judged for judged in found if judged.half == half and batch in {None, judged.batch}]


def _read_absent(half: str) -> list[str]:
    rows = yaml.safe_load((QUERIES / "absent.yaml").read_text(encoding="utf-8"))
    return [row["query"] for row in rows if row["half"] == half]


class Bench:
    """The shipped corpus in an index, to be asked with parts switched off."""

    def __init__(self, folder: Path) -> None:
        from django.core.management import call_command

        from explorer.models import Claim
        from explorer.search.indexing import build_all_documents
        from explorer.search.meaning import query_embedder, words_near
        from explorer.search.vocabulary import fetch_lexicon
        from explorer.search_engine.backends.whoosh import WhooshBackend

        call_command("migrate", verbosity=0)
        call_command("load_corpus", stdout=io.StringIO())
        self.documents = list(build_all_documents())
        self.is_plain = False
        self.index, self.lexicon = WhooshBackend(folder), fetch_lexicon(with_episodes=True)
        self.embed, self.words_near = query_embedder(), words_near()
        self.groups = {_name(document.key): document.group for document in self.documents}
        self.resting = {
            f"claim:{claim.slug}": [f"passage:{piece.passage.slug}" for piece in claim.evidence.all()]
            for claim in Claim.objects.published().prefetch_related("evidence__passage")
        }

    def measure(self, queries: Sequence[Judged], ask: Callable[[str], Results]) -> list[tuple[Judged, float, Results]]:
        """Return each query with its nDCG and what was found."""
        measured = []
        for judged in queries:
            gains = _inherit_gains(judged.gains, self.resting)
            found = ask(judged.query)[:DEPTH]
            values = [max(gains.get(key, 0) for key in keys) for keys in found]
            measured.append((judged, _compute_ndcg(values, _rank_ideally(gains, self.groups)), found))
        return measured

    def print_line(self, name: str, queries: Sequence[Judged], absent: Sequence[str], changed: dict[str, Any]) -> None:
        """Print the line of the search with a part switched off."""
        with self.asking(changed) as find:
            outcomes = [find(query) for query in absent]
            silent = sum(not outcome.answer.total and not outcome.instead for outcome in outcomes)
            print(
                _format_line(
                    name, self.measure(queries, lambda query: _list_found(find(query))), f"{silent}/{len(absent)}"
                )
            )

    def print_each(self, queries: Sequence[Judged]) -> None:
        """Print every query with its nDCG, and the first results of a bad one."""
        with self.asking({}) as find:
            for judged, value, found in self.measure(queries, lambda query: _list_found(find(query))):
                print(f"{value:.2f}  {judged.kind:12}  {judged.query}")
                if value < 0.7:
                    print("      " + "  ".join(f"{key}={judged.gains.get(key, 0)}" for key, *_ in found[:6]))

    @contextmanager
    def asking(self, changed: dict[str, Any]) -> Iterator[Callable[[str], Any]]:
        """Yield what searches for a query with parts switched off."""
        from explorer.search_engine.engine import find
        from explorer.search_engine.lexicon import Lexicon
        from explorer.search_engine.query import parse

        weight = changed.get("weight")
        documents = [replace(document, weight=weight) for document in self.documents] if weight else self.documents
        lexicon = self.lexicon if changed.get("synonyms", True) else Lexicon()
        options = {
            "lexicon": lexicon,
            "embed": changed.get("embed", self.embed),
            "words_near": changed.get("words_near", self.words_near),
            "limit": DEPTH,
            "as_typed": changed.get("as_typed", False),
        }
        with ExitStack() as patched:
            for name, value in changed.items():
                if "." in name:
                    patched.enter_context(patch(name, value))
            self.is_plain = False
            self.index.replace(documents, 1)  # what one hit weighs is kept with a generation of the index
            yield lambda query: find(self.index, parse(_understand(query)), **options)

    def ask_plainly(self, query: str) -> Results:
        """Return what plain BM25 finds by any of the words, in headings and texts of equal weight."""
        from explorer.search_engine import ranking
        from explorer.search_engine.clauses import Clauses
        from explorer.search_engine.lexicon import Lexicon
        from explorer.search_engine.query import parse
        from explorer.search_engine.types import Field, Request

        drafts = Clauses(parse(query).terms, lexicon=Lexicon(), occurs=lambda _: False, beginning=lambda _: ())
        clauses = tuple(draft.clause for draft in drafts.wanted())
        weights = {Field.TITLE: 1.0, Field.BODY: 1.0, Field.QUOTED: 0.0, Field.NAMES: 0.0}
        with (
            patch.object(ranking, "WEIGHTS", weights),
            patch.object(ranking, "COORDINATION", 0.0),
        ):
            if not self.is_plain:
                self.index.replace([replace(document, weight=1.0) for document in self.documents], 1)
                self.is_plain = True
            return _list_hits(self.index.search(Request(clauses, at_least=1, limit=DEPTH)).hits)

    def ask_vectors(self, query: str) -> Results:
        """Return what is closest in meaning alone."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.index.closest(self.embed(query.strip('"')), 500):
            found[self.groups[_name(key)]].append(_name(key))
        return list(found.values())


def _understand(query: str) -> str:
    """Return what the site searches for when it is asked this."""
    from django.http import QueryDict

    from explorer.search.filters import SearchFilter
    from explorer.search.understanding import understand

    asked = QueryDict(mutable=True)
    asked["q"] = query
    return understand(SearchFilter.read(asked)).asked.text


def _list_found(outcome: Any) -> Results:
    return _list_hits([*outcome.answer.hits, *outcome.near])


def _list_hits(hits: Sequence[Any]) -> Results:
    return [[_name(key) for key in (hit.key, *hit.others)] for hit in hits]


def _name(key: Any) -> str:
    return f"{key.type}:{key.id}"


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


def _format_line(name: str, measured: Sequence[tuple[Judged, float, Results]], silent: str) -> str:
    values = {kind: [value for judged, value, _ in measured if judged.kind == kind] for kind in KINDS}
    means = [sum(found) / max(len(found), 1) for found in values.values()]
    every = sum(value for _, value, _ in measured) / max(len(measured), 1)
    return f"| {name} | " + " | ".join(f"{mean:.3f}" for mean in (*means, every)) + f" | {silent} |"


if __name__ == "__main__":
    main()
