import datetime
import json
from dataclasses import replace
from itertools import accumulate

import pytest

from explorer.formats.citations import Citation

CITATION = Citation(
    key="juergen-scale",
    statement="Scale is 100 % of it & more.",
    voice="Jürgen Schmidhuber in",
    author="Jürgen Schmidhuber",
    place="Godel Machines",
    within="Lex Fridman Podcast #11",
    date=datetime.date(2018, 12, 23),
    changed=datetime.date(2026, 11, 2),
    url="https://debate.example/claims/juergen-scale/",
)


def test_the_text_names_the_record_and_the_conversation_it_is_drawn_from():
    assert CITATION.text == (
        "Debate Explorer: “Scale is 100 % of it & more.” Drawn from Jürgen Schmidhuber in “Godel Machines” "
        "(Lex Fridman Podcast #11), 23 December 2018. https://debate.example/claims/juergen-scale/ "
        "(version of 2 November 2026)."
    )


def test_an_undated_conversation_of_no_series_is_said_to_be_undated():
    alone = replace(CITATION, within="", date=None)
    assert alone.origin == "Jürgen Schmidhuber in “Godel Machines”, undated"
    assert "original-date" not in json.loads(alone.csl_json)[0]


def test_where_no_document_tells_whose_words_they_are_nobody_is_their_author():
    unnamed = replace(CITATION, voice="a summary of an interview with Jürgen Schmidhuber,", author="")
    assert unnamed.origin.startswith("a summary of an interview with Jürgen Schmidhuber, “Godel Machines” (Lex")
    assert "original-author" not in json.loads(unnamed.csl_json)[0]


def test_bibtex_escapes_what_latex_would_read_as_a_command():
    assert CITATION.bibtex.splitlines() == [
        "@misc{juergen-scale,",
        "  author = {{Debate Explorer}},",
        r"  title = {{Scale is 100 \% of it \& more.}},",
        "  year = {2026},",
        rf"  note = {{Drawn from {CITATION.origin.replace('#', chr(92) + '#')}. Version of 2026-11-02}},",
        r"  howpublished = {\url{https://debate.example/claims/juergen-scale/}}",
        "}",
    ]
    braced = replace(CITATION, statement=r"{\x_}").bibtex
    assert r"title = {{\textbraceleft{}\textbackslash{}x\_\textbraceright{}}}," in braced


@pytest.mark.parametrize("words", ["{", "}", "}{", "}}", r"\{"])
def test_bibtex_closes_every_brace_in_the_field_that_opens_it(words):
    entry = replace(CITATION, statement=words, place=words, voice=words).bibtex
    depths = list(accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in entry))
    assert (min(depths[5:-1]), depths[-1]) == (1, 0)
    assert {depths[place] for place, sign in enumerate(entry[:-1]) if sign == "\n"} == {1}


def test_csl_json_never_makes_the_holder_the_author_of_the_curators_sentence():
    [item] = json.loads(CITATION.csl_json)
    assert item["author"] == [{"literal": "Debate Explorer"}]
    assert item["original-author"] == [{"literal": "Jürgen Schmidhuber"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 2]]}
    assert item["original-date"] == {"date-parts": [[2018, 12, 23]]}
    assert (item["type"], item["URL"]) == ("webpage", CITATION.url)
    assert "Jürgen" in CITATION.csl_json
