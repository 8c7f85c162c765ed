"""Errors carry their facts, and say them in one way to people and to programs."""

from http import HTTPStatus

from explorer.errors import AnchoringError, CorpusError, Problem, problem_details


def test_a_problem_names_its_line_where_it_has_one():
    assert str(Problem("topics.yaml", 3, "is no slug")) == "topics.yaml:3: is no slug"
    assert str(Problem("claim", 0, "is lost")) == "claim: is lost"


def test_problems_are_told_once_in_the_order_of_file_and_line():
    late, early, other = Problem("a", 10, "x"), Problem("a", 9, "y"), Problem("b", 1, "z")
    error = CorpusError([other, late, early, Problem("a", 10, "x")])
    assert error.problems == [early, late, other]
    assert str(error) == "a:9: y\na:10: x\nb:1: z"


def test_a_quotation_that_does_not_stand_once_says_what_kind_of_fault_that_is():
    error = AnchoringError("the words stand 2 times", code="ambiguous", count=2)
    assert (str(error), error.code, error.count) == ("the words stand 2 times", "ambiguous", 2)
    assert (AnchoringError("lost").code, AnchoringError("lost").count) == ("unanchored", None)


def test_an_error_is_a_problem_detail_for_programs():
    assert problem_details(HTTPStatus.NOT_FOUND, "There is nothing here.") == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing here.",
        "errors": [],
    }
    assert problem_details(HTTPStatus.BAD_REQUEST, "", [{"parameter": "q"}])["errors"] == [{"parameter": "q"}]
