"""The judged queries are about the shipped corpus, and their halves follow from their words alone."""

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from explorer.corpus_format.reader import read_corpus
from explorer.corpus_format.references import list_definitions

KINDS = {"words", "phrases", "names", "misspellings", "questions", "paraphrases"}
HALVES = ("tune", "held")
BATCHES = {1, 2}
JUDGED = {"speaker", "topic", "episode", "passage", "claim"}
HYPHENS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " "})


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(settings.BASE_DIR / "fixtures")


@pytest.fixture(scope="module")
def queries() -> list[dict[str, Any]]:
    return yaml.safe_load(Path(__file__).with_name("judged.yaml").read_text(encoding="utf-8"))


def by_kind(queries: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in queries:
        assert set(one) - {"batch"} == {"query", "kind", "half", "judgments"}, one
        groups[one["kind"]].append(one)
    return groups


def folded(words: str) -> str:
    return " ".join(words.translate(HYPHENS).casefold().split())


def test_what_is_judged_is_in_the_corpus(corpus, queries):
    known = {f"{kind}:{slug}" for kind, slug, *_ in list_definitions(corpus) if kind in JUDGED}
    unknown = {(one["query"], item) for one in queries for item in one["judgments"] if item not in known}
    assert unknown == set()


def test_gains_are_one_to_three_and_only_a_claim_may_be_set_to_none(queries):
    for one in queries:
        for item, gain in one["judgments"].items():
            assert gain in ({0, 1, 2, 3} if item.startswith("claim:") else {1, 2, 3}), (one["query"], item)
        assert 3 in one["judgments"].values(), f"nothing is just what was meant by {one['query']}"


def test_every_kind_has_enough_queries_in_each_half(queries):
    groups = by_kind(queries)
    assert set(groups) == KINDS
    for kind, ones in groups.items():
        assert len(ones) >= 12, kind
        for half in HALVES:
            assert sum(one["half"] == half for one in ones) >= 5, (kind, half)


def test_there_are_at_least_150_queries(queries):
    assert len(queries) >= 150


def test_batches_are_numbered_and_the_first_is_not_marked(queries):
    assert {one["batch"] for one in queries if "batch" in one} == BATCHES - {1}


def test_halves_alternate_within_a_kind_and_batch_by_checksum(queries):
    for kind, ones in by_kind(queries).items():
        for batch in BATCHES:
            added = [one for one in ones if one.get("batch", 1) == batch]
            added.sort(key=lambda one: hashlib.sha256(one["query"].encode()).digest())
            assert [one["half"] for one in added] == [HALVES[place % 2] for place in range(len(added))], (kind, batch)


def test_no_query_stands_twice(queries):
    texts = [one["query"].casefold() for one in queries]
    assert sorted(set(texts)) == sorted(texts)


def test_phrases_stand_in_a_document(corpus, queries):
    documents = [folded(source.raw.decode("utf-8-sig")) for source in corpus.sources]
    for one in by_kind(queries)["phrases"]:
        assert one["query"].startswith('"'), one["query"]
        assert one["query"].endswith('"'), one["query"]
        assert any(folded(one["query"][1:-1]) in document for document in documents), one["query"]


def test_questions_are_whole_questions(queries):
    for one in by_kind(queries)["questions"]:
        assert one["query"].endswith("?"), one["query"]
        assert 6 <= len(one["query"].split()) <= 12, one["query"]
