"""What the queries in ``absent.yaml`` ask for stands nowhere in the shipped corpus."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from explorer.corpus_format.reader import PROSE_FILES

HALVES = ("tune", "held")
ENDINGS = ("s", "ed", "ing")


@pytest.fixture(scope="module")
def queries() -> list[dict[str, Any]]:
    return yaml.safe_load(Path(__file__).with_name("absent.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def corpus_words() -> set[str]:
    files = [path for path in (settings.BASE_DIR / "fixtures").rglob("*") if path.is_file()]
    texts = [path.read_text(encoding="utf-8-sig") for path in files if path.name not in PROSE_FILES]
    return {form for text in texts for form in list_forms(text)}


def list_forms(text: str) -> Iterator[str]:
    """Yield each word of a text without case and accents, as it stands and without a simple ending."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    for word in set(re.findall(r"[^\W_]+", plain.casefold())):
        yield word
        yield from (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending) and word != ending)


def test_forms_of_words_have_no_case_accent_or_ending():
    assert {"jurgen", "network", "train"} <= set(list_forms("Jürgen's NETWORKS_training"))


def test_words_of_documents_records_and_names_are_in_the_corpus(corpus_words):
    assert {"larkum", "schmidhuber", "juergen", "trazzi", "papert", "meteor", "lisp", "shepherd"} <= corpus_words


def test_absent_words_stand_nowhere_in_the_corpus(queries, corpus_words):
    present = {(one["query"], word) for one in queries for word in one["absent"] if {*list_forms(word)} & corpus_words}
    assert present == set()


def test_absent_words_stand_in_their_query(queries):
    for one in queries:
        assert set(one) == {"query", "absent", "half"}, one
        assert one["absent"], one["query"]
        assert set(one["absent"]) <= set(re.findall(r"\w+", one["query"])), one["query"]


def test_there_are_forty_different_queries(queries):
    assert len({one["query"].casefold() for one in queries}) == len(queries) == 40


def test_halves_alternate_by_checksum(queries):
    ordered = sorted(queries, key=lambda one: hashlib.sha256(one["query"].encode()).digest())
    assert [one["half"] for one in ordered] == [HALVES[place % 2] for place in range(len(ordered))]
