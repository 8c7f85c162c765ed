"""A query falls into words, known people, other names, and what stands as it is."""

import pytest

from explorer.search_engine.questions.pieces import join_strangers, split_pieces
from tests.search_engine.questions.vocabulary import LEXICON, NAMES


def codes(text):
    pieces, operators = split_pieces(text, NAMES)
    return " ".join(piece.code for piece in join_strangers(pieces, LEXICON)), operators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does Yann LeCun say", "what does P say"),
        ("LeCun's view", "P's view"),
        ("what's new", "what is new"),
        ("LeCun, Bengio & Richards", "P P and P"),
        ('about "no free lunch"', "about Q"),
        ("about conscious*", "about Q"),
        ("does J. Smith Jones think", "does U think"),
        ("does Marie LeCun think", "does U think"),
        ("LeCun, Marie LeCun", "P U"),
        ("does Deep Learning think", "does deep learning think"),
        ("does AGI think", "does agi think"),
    ],
)
def test_each_piece_has_the_code_that_forms_are_written_in(text, expected):
    assert codes(text)[0] == expected


def test_fields_and_exclusions_are_kept_apart():
    assert codes("what type:claim is -robot AGI") == ("what is agi", ("type:claim", "-robot"))


def test_signs_without_a_word_are_left_out():
    assert codes("— what ?") == ("what", ())
