"""What is meant is found beside what is said, and what nobody speaks of is admitted."""

import numpy as np
import pytest

from explorer.search_engine.backends.memory import MemoryBackend
from explorer.search_engine.lexicon import KnownName, Lexicon
from explorer.search_engine.plan import CLOSE_FROM, MOST_NEAR, NEAR_FROM, SearchPlan
from explorer.search_engine.query import parse
from explorer.search_engine.types import Document, DocumentKey, DocumentType, Facet, Field, FoundBy, Request
from explorer.search_engine.vectors import pack

DIRECTIONS = {
    "child": (1, 0, 0),
    "infant": (1, 0, 0),
    "wind": (0, 1, 0),
    "gale": (0, 1, 0),
    "tree": (0, 0.9, 0.4),
    "rock": (0, 0.3, 0.95),
}
"""The meaning of words in a small world: a child is an infant, and trees have to do with wind."""

BODIES = {
    "child": "A child asks what makes the wind.",
    "tree": "Trees move.",
    "rock": "Rocks fall.",
    "market": "Gary Marcus speaks of markets.",
    "idle": "Nothing of the kind.",
}
LEXICON = Lexicon([KnownName(Facet.SPEAKER, "gary-marcus", ("Gary Marcus",))])


def embed(text):
    """Return the mean of what the words of a text mean; words without a meaning have a direction of their own."""
    words = [word.strip(".?").removesuffix("s").lower() for word in text.split()]
    total = sum((np.array((*DIRECTIONS.get(word, (0, 0, 0)), word not in DIRECTIONS)) for word in words), np.zeros(4))
    return (total / (np.linalg.norm(total) or 1)).astype(np.float32)


def passage(slug: str, body: str) -> Document:
    meaning = embed(" ".join(word for word in body.split() if word.strip(".?").removesuffix("s").lower() in DIRECTIONS))
    return Document(DocumentKey(DocumentType.PASSAGE, slug), {Field.BODY: body}, {}, slug, windows=pack(meaning[None]))


@pytest.fixture(scope="module")
def backend():
    filled = MemoryBackend()
    filled.replace([passage(slug, body) for slug, body in BODIES.items()], 1)
    return filled


@pytest.fixture
def answer(backend):
    def answer(text, *, by_meaning=True, **page):
        plan = SearchPlan(backend, parse(text), LEXICON, embed if by_meaning else None)
        return plan.answer(Request(**page))

    return answer


def slugs(hits):
    return [hit.key.id for hit in hits]


def test_what_has_the_words_comes_first_and_what_is_close_says_so(answer):
    found = answer("wind")
    assert [(hit.key.id, hit.found_by) for hit in found.answer.hits] == [
        ("child", FoundBy.WORDS),
        ("tree", FoundBy.MEANING),
    ]
    assert (found.answer.total, found.answer.by_words) == (2, 1)


def test_without_meaning_only_words_find(answer):
    assert slugs(answer("wind", by_meaning=False).answer.hits) == ["child"]


@pytest.mark.parametrize("text", ['"wind"', "wind*", '"the wind"'])
def test_what_is_to_be_found_as_written_is_not_found_by_meaning(answer, text):
    assert slugs(answer(text).answer.hits) == ["child"]


def test_what_is_close_has_what_is_quoted_and_not_what_is_excluded(answer):
    assert slugs(answer('wind "move"').answer.hits) == ["tree"]
    assert slugs(answer("wind -asks").answer.hits) == ["tree"]


def test_a_word_that_stands_nowhere_is_named_and_what_is_close_is_set_apart(answer):
    found = answer("infant wind")
    assert (found.answer.total, found.answer.facets[Facet.SPEAKER], found.absent) == (0, {}, ("infant",))
    assert slugs(found.near) == ["child", "tree", "rock"]


def test_a_name_that_stands_nowhere_leaves_nothing_even_of_a_sentence(answer):
    found = answer("what makes a child and the wind move for Yudkowsky")
    assert (found.answer.total, found.absent) == (0, ("Yudkowsky",))


def test_a_sentence_may_put_it_otherwise(answer):
    found = answer("an infant wonders why wind moves trees")
    assert found.absent == ()
    assert {"child", "tree"} <= set(slugs(found.answer.hits))


def near_words(word, known):
    near = {"infant": ("child", 0.9), "zephyr": ("marcus", 0.9)}
    return [near[word]] if word in near and near[word][0] in known else []


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("infant", ()),  # a child is meant
        ("Infant", ("Infant",)),  # a name means nobody else
        ("zephyr", ("zephyr",)),  # nor is anything a name
        ("xylophone", ("xylophone",)),
    ],
)
def test_a_word_that_stands_nowhere_is_matched_with_one_that_means_the_same(backend, text, absent):
    found = SearchPlan(backend, parse(text), LEXICON, embed, near_words).answer(Request())
    assert found.absent == absent
    assert bool(found.answer.hits) is not bool(absent)


def test_a_slip_is_a_slip_before_it_is_a_word_that_means_the_same(backend):
    assert SearchPlan(backend, parse("marketz"), LEXICON, embed, lambda *_: [("wind", 0.7)]).corrected()[0] == "markets"
    assert SearchPlan(backend, parse("marketz"), LEXICON, embed, lambda *_: [("wind", 0.9)]).corrected()[0] == ""


def test_what_is_hardly_close_is_not_found(backend, answer):
    rock = DocumentKey(DocumentType.PASSAGE, "rock")
    assert CLOSE_FROM > backend.closest(embed("wind"), 9)[rock] > NEAR_FROM
    assert "rock" not in slugs(answer("wind").answer.hits)
    assert "rock" in slugs(answer("wind zephyr").near)


def test_a_single_word_that_stands_nowhere_has_only_what_is_truly_close_beside_it(backend, answer):
    found = answer("gale")
    closeness = backend.closest(embed("gale"), 9)
    assert found.near
    assert all(closeness[hit.key] >= CLOSE_FROM for hit in found.near)
    assert len(found.near) < sum(value >= NEAR_FROM for value in closeness.values())


def test_as_much_is_near_as_fits_a_page_whatever_page_is_asked_for(answer):
    found = answer("infant", offset=20, limit=1)
    assert 0 < len(found.near) <= MOST_NEAR


def test_a_name_is_not_turned_into_another_word(backend):
    for text, expected in (("Market", ("", False)), ("gary Markus", ("gary marcus", True)), ("Mark", ("", False))):
        assert SearchPlan(backend, parse(text), LEXICON).corrected() == expected, text
