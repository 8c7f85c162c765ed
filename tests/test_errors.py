"""Errors tell what is wrong, where, and once each; programs read them by the members of RFC 9457."""

from http import HTTPStatus

from explorer.errors import AnchoringError, CorpusError, ForbiddenError, Problem, RefusedError, problem_details


def test_a_problem_stands_with_its_line_where_there_is_one():
    assert str(Problem("claims.yaml", 3, "shorten it")) == "claims.yaml:3: shorten it"
    assert str(Problem("claim", 0, "shorten it")) == "claim: shorten it"


def test_problems_of_a_corpus_are_told_once_each_in_the_order_of_file_and_line():
    late, early, first = Problem("b.yaml", 12, "x"), Problem("b.yaml", 2, "y"), Problem("a.yaml", 40, "z")
    error = CorpusError([late, early, first, late])
    assert error.problems == [first, early, late]
    assert str(error) == "a.yaml:40: z\nb.yaml:2: y\nb.yaml:12: x"


def test_a_quotation_that_is_not_anchored_has_a_code_and_a_count_where_its_places_were_counted():
    plain, counted = AnchoringError("lost"), AnchoringError("twice", code="ambiguous", count=2)
    assert (str(plain), plain.code, plain.count) == ("lost", "unanchored", None)
    assert (str(counted), counted.code, counted.count) == ("twice", "ambiguous", 2)


def test_who_may_not_is_refused_like_any_other_and_can_be_told_apart():
    assert issubclass(ForbiddenError, RefusedError)
    assert not issubclass(RefusedError, ForbiddenError)


def test_an_error_that_a_program_reads_has_every_member_even_without_fields():
    assert problem_details(HTTPStatus.CONFLICT, "choose another slug") == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "choose another slug",
        "errors": [],
    }
    assert problem_details(HTTPStatus.BAD_REQUEST, "x", {"slug": ["taken"]})["errors"] == {"slug": ["taken"]}
