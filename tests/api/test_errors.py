"""Errors are problem details (RFC 9457), whoever raises them."""

import pytest
from django.core.exceptions import ValidationError as RecordError
from django.db import IntegrityError
from django.test import RequestFactory
from rest_framework.request import Request
from rest_framework.views import APIView

from explorer.api.errors import problem_response
from explorer.errors import ExplorerError, ForbiddenError, OvertakenError
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_problem_has_its_five_members(get):
    assert get("claims/nothing/", status=404) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address; /api/v1/ lists what there is.",
        "errors": [],
    }


@pytest.mark.parametrize(
    "path",
    [
        *("nothing/", "claims/no.slug/", "claims/%00/", "stances/abc/", "stances/999/", "relations/1.5/"),
        *("stances/999999999999999999/", "stances/99999999999999999999999999/", "compare/x/", "passages/none-1/"),
    ],
)
def test_what_is_not_there_is_a_404_problem(get, path):
    problem = get(path, status=404)
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["title"] == "Not Found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["claims/", "compare/", "topics/scaling/", ""])
def test_writing_is_a_405_problem_that_names_what_is_allowed(client, method, path):
    make.TopicFactory(slug="scaling")
    response = getattr(client, method)(f"/api/v1/{path}", "{}", content_type="application/json")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "Method Not Allowed"


def test_head_answers_without_a_body(client):
    response = client.head("/api/v1/topics/")
    assert response.status_code == 200
    assert response.content == b""


def test_an_address_without_its_slash_leads_to_the_one_with_it(client):
    response = client.get("/api/v1/topics?page_size=1")
    assert response.status_code == 301
    assert response["Location"] == "/api/v1/topics/?page_size=1"


def test_a_fault_of_ours_is_a_500_problem(client, monkeypatch):
    def broken(*_):
        raise RuntimeError("out of order")

    monkeypatch.setattr("explorer.api.views.survey_in_parts", broken)
    client.raise_request_exception = False
    make.TopicFactory(slug="scaling")
    response = client.get("/api/v1/compare/", {"topic": "scaling"})
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert "out of order" not in response.text


def test_the_api_sets_no_cookie(client):
    assert not client.get("/api/v1/topics/").cookies


def test_a_problem_is_json_even_where_answers_are_yaml(client):
    response = client.get("/api/schema/", headers={"accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")
    assert response.json()["status"] == 406


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (ForbiddenError("this takes a curator"), 403),
        (OvertakenError("Ada changed it"), 412),
        (ExplorerError("there is no episode"), 422),
        (RecordError({"from_claim": ["It is the same."]}), 422),
        (IntegrityError("UNIQUE"), 422),
    ],
)
def test_what_a_domain_refuses_is_answered_where_something_is_written_and_nowhere_else(refusal, status):
    view = APIView()
    view.field_names = {"from_claim": "from"}
    requests = RequestFactory()
    written, read = Request(requests.patch("/")), Request(requests.get("/"))
    answer = problem_response(refusal, {"request": written, "view": view})
    assert answer.status_code == status
    assert [error["parameter"] for error in answer.data["errors"]] in ([], ["from"])
    assert problem_response(refusal, {"request": read, "view": view}) is None
