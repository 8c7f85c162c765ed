"""Folding changes how a text is written and never what it says, and knows the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.anchoring.folding import fold, split_clusters
from explorer.anchoring.selectors import WRITING_FOLDS, Fold

ODD = "aé \n\t\u00a0.…-–—'‘’\"“”\u0301\u0327\u0303\u0938\u093f☃\ufe0f각\u1100\u1161🧠"
texts = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=60)


@pytest.mark.parametrize(
    ("one", "writings"),
    [
        (Fold.QUOTES, ["'", "‘", "’", "‚", "‛"]),
        (Fold.QUOTES, ['"', "“", "”", "„", "‟"]),
        (Fold.WHITE_SPACE, [" ", "\n", "\r\n", "\t", "\u00a0", "\u2009", " \n\n  "]),
        (Fold.DASHES, ["-", "‐", "‑", "‒", "–", "—", "―", "−"]),
        (Fold.ELLIPSES, ["...", "…"]),
        (Fold.NORMAL_FORM, ["\u00e9", "e\u0301"]),
        (Fold.NORMAL_FORM, ["\ud55c", "\u1112\u1161\u11ab"]),
        (Fold.NORMAL_FORM, ["a\u0327\u0301", "a\u0301\u0327"]),
    ],
)
def test_writings_of_one_thing_fold_together_by_their_own_fold_only(one, writings):
    assert len({fold(f"x{writing}y").text for writing in writings}) == 1
    assert len({fold(f"x{writing}y", {one}).text for writing in writings}) == 1
    assert len({fold(f"x{writing}y", WRITING_FOLDS - {one}).text for writing in writings}) == len(writings)


@pytest.mark.parametrize(
    ("one", "other"),
    [("'", '"'), ("-", "_"), ("..", "…"), ("a b", "ab"), ("e", "é"), ("A", "a"), ("1", "¹"), ("fi", "ﬁ"), ("x", "х")],
)
def test_what_differs_in_more_than_writing_stays_apart(one, other):
    assert fold(one).text != fold(other).text


@given(texts)
def test_clusters_cover_the_text_without_gap_or_overlap(text):
    spans = list(split_clusters(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)


@given(texts)
def test_every_character_knows_a_place_in_the_original(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@given(texts)
def test_folding_without_folds_changes_nothing(text):
    assert fold(text, ()).text == text


@given(texts)
def test_folding_twice_is_folding_once(text):
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_composed_and_decomposed_text_fold_alike(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed).text == fold(decomposed).text == fold(text).text


@given(texts)
def test_folded_text_is_at_most_four_times_as_long(text):
    """No character has a canonical decomposition of more than four (Unicode Standard Annex 15, table 8)."""
    assert len(fold(text).text) <= 4 * len(text)


@given(texts, st.data())
def test_a_span_of_the_folded_text_leads_back_to_a_span_that_folds_to_it(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    if origin := folded.origin(start, end):
        assert fold(text[slice(*origin)]).text == folded.text[start:end]


def test_half_a_character_has_no_origin():
    folded = fold("é")
    assert len(folded.text) == 2
    assert folded.origin(0, 1) is None
    assert folded.origin(1, 2) is None
    assert folded.origin(0, 2) == (0, 1)
    assert folded.origin(1, 1) is None
