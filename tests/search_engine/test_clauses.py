"""Terms become clauses with every other way of writing the same, as far as it stands in the index."""

import pytest

from explorer.search_engine.clauses import MOST_RUNS, MOST_WORDS, Clauses
from explorer.search_engine.lexicon import EQUIVALENT, NARROWER, Lexicon, SynonymTerms
from explorer.search_engine.query import parse
from explorer.search_engine.types import Clause

LEXICON = Lexicon(synonyms=[SynonymTerms(("reinforcement learning", "RL"), ("Q-learning",))])


def read(text, *, occurring=(), beginning=(), lexicon=None):
    """Return the clauses of a query, beside an index that has some runs of forms and some words."""
    return Clauses(
        parse(text).terms,
        lexicon=lexicon or Lexicon(),
        occurs=set(occurring).__contains__,
        beginning=lambda begins: [word for word in beginning if word.startswith(begins)],
    )


def runs(part):
    return dict(part.runs)


def test_a_word_is_looked_for_by_its_form():
    [part] = read("Networks").wanted()
    assert part.clause == Clause(((("network",), 1.0),))


def test_a_phrase_stands_together():
    [part] = read('"credit assignment"').wanted()
    assert runs(part) == {("credit", "assign"): 1.0}


@pytest.mark.parametrize(
    ("text", "written"),
    [("back-propagation", ("backpropag",)), ("backpropagation", ("back", "propag"))],
)
def test_one_word_and_two_are_one_where_the_other_writing_occurs(text, written):
    occurring = [written, *((form,) for form in written)]
    assert written in runs(read(text, occurring=occurring).parts[0])
    assert written not in runs(read(text).parts[0])


def test_neighbours_that_are_written_as_one_fulfil_each_other():
    left, right = read("back propagation", occurring=[("backpropag",)]).parts
    assert ("backpropag",) in runs(left)
    assert ("backpropag",) in runs(right)
    kept, _ = read('back "propagation"', occurring=[("backpropag",)]).parts
    assert ("backpropag",) not in runs(kept)


def test_synonyms_of_several_words_fulfil_each_of_their_words_and_count_less():
    first, second = read("reinforcement learning", lexicon=LEXICON).parts
    for part in (first, second):
        assert runs(part)[("rl",)] == EQUIVALENT
        assert runs(part)[("q", "learn")] == NARROWER
    assert runs(first)[("reinforc",)] == 1.0


@pytest.mark.parametrize("text", ['"RL"', "-RL"])
def test_what_stands_in_quotation_marks_or_is_left_out_is_not_widened(text):
    [part] = read(text, lexicon=LEXICON).parts
    assert runs(part) == {("rl",): 1.0}


def test_a_beginning_goes_on_with_words_whose_form_is_shorter_than_it():
    [part] = read("consciousn*", beginning=["consciousness", "conscious"]).wanted()
    assert part.clause == Clause(((("conscious",), 1.0),), prefix="consciousn")


def test_a_beginning_stands_for_some_words_and_a_clause_for_some_runs():
    many = [f"{'consciousn'}{chr(97 + number // 26)}{chr(97 + number % 26)}ess" for number in range(200)]
    [part] = read("consciousn*", beginning=many).wanted()
    assert len(part.runs) <= MOST_WORDS
    for number in range(MOST_RUNS + 5):
        part.add((f"run{number}",), 0.5)
    assert len(part.clause.runs) == MOST_RUNS


def test_of_two_factors_the_higher_holds():
    [part] = read("RL").parts
    part.add(("rl",), 0.3)
    part.add(("other",), 0.3)
    part.add(("other",), 0.6)
    assert runs(part) == {("rl",): 1.0, ("other",): 0.6}


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("what is the brain", ["brain"]),
        ("the brain", ["brain"]),
        ("to be or not to be", ["to", "be", "or", "not", "to", "be"]),
        ("who says that brains think", ["brains"]),
        ("brains think", ["brains", "think"]),
        ('"the" brain', ["the", "brain"]),
    ],
)
def test_words_that_say_nothing_are_not_wanted_where_others_say_something(text, telling):
    assert [part.term.text for part in read(text).wanted()] == telling


def test_what_is_left_out_is_excluded_and_not_wanted():
    clauses = read("brain -robot")
    assert [part.term.text for part in clauses.wanted()] == ["brain"]
    assert clauses.excluded() == (Clause(((("robot",), 1.0),)),)
