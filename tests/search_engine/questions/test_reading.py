"""What a query asks is read out of it, nothing of it gets lost, and nobody is turned into somebody else."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search_engine.analysis import tokenize
from explorer.search_engine.query import LONGEST_QUERY, parse
from explorer.search_engine.questions.forms import QuestionForm
from explorer.search_engine.questions.reading import read_question
from tests.search_engine.questions.vocabulary import LEXICON, NAMES

L, S, B, R = "yann-lecun", "juergen-schmidhuber", "yoshua-bengio", "blake-richards"


def read(text):
    return read_question(text, NAMES, LEXICON)


@pytest.mark.parametrize(
    ("typed", "form", "people", "rest"),
    [
        ("what does LeCun say about AGI", "says", [L], "AGI"),
        ("What does Yann LeCun think of AGI?", "says", [L], "AGI?"),
        ("what does Yann think about AGI", "says", [L], "AGI"),
        ("WHAT DOES LECUN SAY ABOUT AGI", "says", [L], "AGI"),
        ("what do LeCun and Bengio say about world models", "says", [L, B], "world models"),
        ("what has Schmidhuber said about jobs", "says", [S], "jobs"),
        ("what would Jurgen Schmidhuber say", "says", [S], ""),
        ("what LeCun says about AGI", "says", [L], "AGI"),
        ("where does LeCun stand on AGI", "says", [L], "AGI"),
        ("why does Schmidhuber expect robots in space", "says", [S], "expect robots in space"),
        ("does LeCun believe AGI is coherent", "says", [L], "AGI is coherent"),
        ("does LeCun worry about AI risk?", "says", [L], "worry about AI risk?"),
        ("is LeCun right about AGI", "says", [L], "right about AGI"),
        ("LeCun’s view on AGI", "says", [L], "AGI"),
        ("what's LeCun's view of AGI", "says", [L], "AGI"),
        ("what are Jürgen Schmidhuber's views on consciousness", "says", [S], "consciousness"),
        ("views of Bengio on consciousness", "says", [B], "consciousness"),
        ("Bengio on consciousness", "says", [B], "consciousness"),
        ('Richards on "no free lunch" -robot', "says", [R], '"no free lunch"'),
        ("LeCun, Schmidhuber and Bengio on AGI", "says", [L, S, B], "AGI"),
        ("LeCun says AGI is misleading", "says", [L], "AGI is misleading"),
        ("what does LeCun say about Bengio", "says", [L], "Bengio"),
        ("what do people think about scale", "says", [], "scale"),
        ("LeCun vs Schmidhuber", "pair", [L, S], ""),
        ("LeCun vs. Schmidhuber on AGI", "pair", [L, S], "AGI"),
        ("compare LeCun and Bengio", "pair", [L, B], ""),
        ("Compare LeCun with Bengio", "pair", [L, B], ""),
        ("difference between LeCun and Bengio", "pair", [L, B], ""),
        ("where do LeCun and Bengio disagree about symbols", "pair", [L, B], "symbols"),
        ("does LeCun agree with Bengio", "pair", [L, B], ""),
        ("who disagrees with Schmidhuber", "apart", [S], ""),
        ("Who disagrees most with Schmidhuber?", "apart", [S], ""),
        ("who disagrees with LeCun about AGI", "apart", [L], "AGI"),
        ("whom does LeCun disagree with most", "apart", [L], ""),
        ("who agrees with LeCun on AGI", "near", [L], "AGI"),
        ("Who thinks scale is enough?", "who", [], "scale is enough?"),
        ('who said that "scale is all you need"', "who", [], '"scale is all you need"'),
        ("does anyone think scale is enough", "who", [], "scale is enough"),
        ("what do they mean by intelligence", "meaning", [], "intelligence"),
        ("what does LeCun mean by AGI", "meaning", [L], "AGI"),
        ("what does AGI mean", "meaning", [], "AGI"),
        ("what is intelligence?", "meaning", [], "intelligence?"),
        ("define intelligence", "meaning", [], "intelligence"),
        ("is scale all you need", "asks", [], "is scale all you need"),
        ("scale is enough", "asks", [], "scale is enough"),
    ],
)
def test_people_and_subject_are_read_out_of_a_question(typed, form, people, rest):
    reading = read(typed)
    assert (reading.form, list(reading.people), reading.rest) == (form, people, rest)
    assert not reading.strangers


@pytest.mark.parametrize(
    "typed",
    [
        "AGI vs narrow AI",
        "LeCun vs symbolic AI",
        "LeCun vs Symbolic AI",
        "who",
        "who?",
        "what does it mean",
        "what does it say",
        "what do you mean?",
        "LeCun",
        "LeCun AGI",
        "LeCun on",
        "LeCun, Bengio",
        "on consciousness",
        "Scale on a budget",
        "credit assignment",
        "Lex on",
        "vs",
        "2019-13",
        "",
    ],
)
def test_what_only_looks_like_a_question_is_left_as_it_is(typed):
    reading = read(typed)
    assert (reading.form, reading.people, reading.strangers) == (QuestionForm.WORDS, (), ())
    assert reading.query == typed


@pytest.mark.parametrize("typed", ["who is Yann LeCun", "what about LeCun", "What Is Scale", "who was he"])
def test_a_question_about_nobody_in_particular_is_searched_as_typed(typed):
    assert (read(typed).people, read(typed).query) == ((), typed)


@pytest.mark.parametrize(
    ("typed", "strangers", "people"),
    [
        ("What does Demis Hassabis say about AGI", ["Demis Hassabis"], []),
        ("who disagrees with Hassabis?", ["Hassabis"], []),
        ("LeCun vs Hassabis", ["Hassabis"], [L]),
        ("Does Hassabis believe in scale", ["Hassabis"], []),
        ("What does Marie LeCun say about AGI", ["Marie LeCun"], []),
        ("What is Hassabis's view on AGI", ["Hassabis"], []),
        ("what do LeCun and Hassabis say about AGI", ["Hassabis"], [L]),
    ],
)
def test_an_unknown_name_is_said_and_stays_among_the_words(typed, strangers, people):
    reading = read(typed)
    assert (list(reading.strangers), list(reading.people)) == (strangers, people)
    assert reading.query == typed
    assert not reading.is_set


@pytest.mark.parametrize("typed", ["What does Deep Learning say about brains", "what does AGI say", "Does AI think"])
def test_a_term_is_nobody(typed):
    assert read(typed).strangers == ()


def test_a_first_name_that_several_have_names_them_all():
    assert read("what does Richard say about scale").people == ("richard-sutton", "richard-naud")


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("what does LeCun say about AGI", "speaker:yann-lecun AGI"),
        ("LeCun vs Bengio on AGI", "speaker:yann-lecun speaker:yoshua-bengio AGI"),
        ("type:claim what does LeCun say about AGI -robot", "speaker:yann-lecun AGI type:claim -robot"),
        ("who thinks scale is enough", "scale is enough"),
        ("who disagrees with LeCun", "speaker:yann-lecun"),
        ("who disagrees with LeCun about AGI", "AGI"),
        ("what do they mean by intelligence", "what do they mean by intelligence"),
        ("2019", "during:2019"),
        ("May 2019 type:claim", "during:2019-05 type:claim"),
    ],
)
def test_a_reading_is_written_in_the_query_language(typed, query):
    assert read(typed).query == query
    assert parse(query)


@pytest.mark.parametrize(
    ("typed", "field", "undated"),
    [
        ("scaling 2019", "during:2019", "scaling"),
        ("scaling in May 2019", "during:2019-05", "scaling"),
        ("scaling, 3 May 2019", "during:2019-05-03", "scaling,"),
        ("what did LeCun say in 2019 about AGI", "during:2019", "what did LeCun say about AGI"),
    ],
)
def test_a_period_among_words_can_be_taken_out(typed, field, undated):
    reading = read(typed)
    assert (reading.period.field, reading.undated) == (field, undated)


def test_the_subject_reads_within_a_sentence():
    assert read("Who thinks scale is enough?").about == "scale is enough"


def test_what_is_too_long_to_be_read_whole_is_searched_for_its_words():
    typed = f"what does LeCun say about {'scale ' * 60}"
    assert read(typed).form == QuestionForm.WORDS
    assert len(read(typed).text) <= LONGEST_QUERY


TYPED = """
    what who does do is LeCun Bengio Schmidhuber's Hassabis vs and on about say says think disagrees agrees with mean by
    AGI scale 2019 May "no free lunch" -robot type:claim speaker:lecun conscious* ? & , compare view of they none
"""
WORDS = st.sampled_from(TYPED.split())


def words(text):
    """Return the words of a text, each with how often it stands there; of a name only one word."""
    return Counter(token.word for token in tokenize(re.sub(r"speaker:\S+|during:\S+", " ", text)))


@given(st.one_of(st.lists(WORDS, max_size=10).map(" ".join), st.text(max_size=80)))
def test_no_query_is_an_error_and_no_word_of_it_gets_lost(typed):
    reading = read(typed)
    assert parse(reading.query) or not parse(reading.text)
    if not reading.is_set:
        assert reading.query == reading.text
        return
    if reading.form == QuestionForm.PERIOD:
        return
    # What is searched for, what only makes the question, and the names are together what was typed.
    left = words(reading.text) - words(reading.query) - words(" ".join(reading.aside))
    named = {word for spelling in (*NAMES.whole, *NAMES.partial) for word in spelling}
    assert {word for word in left if word.removesuffix("'s") not in named} == set()
    assert reading.people or reading.rest


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_only_people_whom_the_words_name_are_set(typed):
    names = {"lecun": L, "bengio": B, "schmidhuber": S}
    meant = {slug for word, slug in names.items() if word in typed.lower()}
    assert set(read(typed).people) <= meant
