"""A long quotation in the search box is looked up, and nothing else is."""

import pytest

from explorer.anchoring import Likeness
from explorer.quotations.pasted import look_up_pasted


@pytest.mark.parametrize(
    ("query", "verdict"),
    [
        ('"It took us years to learn that."', None),
        ("“Scale is something you need, but – I’d say”", Likeness.EXACT),
        ('speaker:ada "so you think that machines will learn to reason"', Likeness.FOLDED),
        ('"nobody has ever said this in any of the documents"', Likeness.NONE),
        ("So you think that machines will learn to reason by themselves at last", Likeness.NEAR),
        ("Scale is something you need, but – I’d say – not all you need", Likeness.EXACT),
        ("who of them thinks that a machine can know what it is to understand", None),
        ("scale", None),
        ("", None),
        (f'"{"so " * 400}"', None),
    ],
)
def test_what_is_long_and_quoted_or_stands_somewhere_is_looked_up(talk, query, verdict):
    answer = look_up_pasted(query)
    assert (answer.verdict if answer else None) == verdict


@pytest.mark.parametrize(
    ("query", "chosen", "speaker"),
    [
        ('speaker:ada "so you think that machines will learn to reason"', (), "ada"),
        ('"so you think that machines will learn to reason" said:"bob host"', ("ada",), "bob"),
        ('"so you think that machines will learn to reason"', ("ada",), "ada"),
        ('"so you think that machines will learn to reason"', ("ada", "bob"), None),
        ('speaker:nobody "so you think that machines will learn to reason"', (), None),
        ('speaker:"" "so you think that machines will learn to reason"', (), None),
    ],
)
def test_the_person_named_or_chosen_is_asked_about(talk, query, chosen, speaker):
    assert look_up_pasted(query, chosen).speaker == (talk[speaker] if speaker else None)


def test_short_queries_cost_nothing(talk, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert look_up_pasted("credit assignment in the brain") is None
