"""Who names whom in a folder: every slug that its records define, and every mention with its place."""

from collections import Counter

import pytest

from explorer.corpus_format.reader import read_corpus
from explorer.corpus_format.references import list_definitions, list_mentions


@pytest.fixture
def corpus(folder):
    return read_corpus(folder)


def test_every_record_with_a_slug_is_defined_by_its_kind(corpus):
    found = {kind: [] for kind in ("speaker", "series", "topic", "episode", "source", "claim", "passage")}
    for kind, slug, located, _ in list_definitions(corpus):
        assert slug in (getattr(located.record, "slug", None), getattr(located.record, "id", None))
        found[kind].append(slug)
    assert found == {
        "speaker": ["ada-one", "bob-two"],
        "series": ["talks"],
        "topic": ["scaling", "embodiment"],
        "episode": ["talk-1"],
        "source": ["talk-1-transcript"],
        "claim": ["ada-scale-dead-end", "bob-scale-enough"],
        "passage": [f"talk-1-transcript-{number}" for number in (1, 2, 3, 4)],
    }


def test_every_mention_is_told_with_the_file_that_makes_it(corpus):
    found = Counter((located.file.rpartition("/")[2], kind) for kind, _, located, _ in list_mentions(corpus))
    assert found == {
        ("episode.yaml", "series"): 1,
        ("episode.yaml", "speaker"): 4,
        ("claims.yaml", "speaker"): 5,
        ("claims.yaml", "topic"): 3,
        ("claims.yaml", "source"): 3,
        ("stances.yaml", "speaker"): 3,
        ("stances.yaml", "topic"): 3,
        ("errata.yaml", "source"): 1,
        ("talk-1-transcript.passages.yaml", "speaker"): 4,
        ("talk-1-transcript.passages.yaml", "passage"): 1,
        ("relations.yaml", "claim"): 2,
        ("contrasts.yaml", "topic"): 1,
        ("contrasts.yaml", "speaker"): 2,
    }


def test_the_path_of_a_mention_leads_to_the_word_itself(corpus):
    for _, slug, located, path in list_mentions(corpus):
        part = located.node.plain
        for step in path:
            part = part[step]
        assert part == slug
