"""What every address of the desk has in common: its methods, faults as problem details, nothing kept by caches."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from explorer.anchoring import compare
from explorer.coding.vocabulary import Status
from explorer.models import Claim
from explorer.models.versions import versions
from tests import factories as make
from tests.api.desk.conftest import quoted
from tests.programs import DESK

pytestmark = pytest.mark.django_db


def test_a_method_that_an_address_lacks_is_a_405_that_names_what_it_has(cora):
    claim = make.make_claim()
    for method, path, allowed in (
        ("put", f"claims/{claim.slug}/", "GET, PATCH, DELETE, HEAD, OPTIONS"),
        ("delete", "claims/", "GET, POST, HEAD, OPTIONS"),
        ("get", "sources/", "POST, OPTIONS"),
        ("get", f"claims/{claim.slug}/publish/", "POST, OPTIONS"),
    ):
        answer = cora.send(method, path)
        assert (answer.status_code, answer["Allow"]) == (405, allowed)
    assert cora.send("options", "claims/")["Allow"] == "GET, POST, HEAD, OPTIONS"
    assert cora.send("head", f"claims/{claim.slug}/")["ETag"] == cora.tag(f"claims/{claim.slug}/")


def test_an_answer_of_the_desk_has_no_tag_of_the_public_kind_and_is_never_304(cora):
    first = cora.get("claims/")
    assert not first.has_header("ETag")
    claim = make.make_claim()
    tag = cora.tag(f"claims/{claim.slug}/")
    again = cora.send("get", f"claims/{claim.slug}/", if_none_match=tag)
    assert (again.status_code, again["Cache-Control"]) == (200, "no-store")


def test_no_other_website_reads_or_writes_at_the_desk(cora):
    answer = cora.send("get", "claims/", origin="https://elsewhere.example")
    assert not answer.has_header("Access-Control-Allow-Origin")
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    preflight = Client().options(f"{DESK}claims/", headers=asked)
    assert not preflight.has_header("Access-Control-Allow-Origin")


@pytest.mark.parametrize(
    ("exact", "code", "count"),
    [
        ("Scale is no dead end.", "missing", 0),
        ("It is so.", "ambiguous", 2),
        ("dead end. It is", "outside-passages", 1),
        ("100 % of it", "missing", 0),
    ],
)
def test_words_that_do_not_stand_there_once_are_refused_with_their_number(cora, said, passage, exact, code, count):
    response = cora.post("claims/", said(evidence=[quoted(passage), quoted(passage, exact)]))
    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert (error["parameter"], error["code"], error["count"]) == ("evidence.1.exact", code, count)
    assert error["detail"] in response.json()["detail"]
    assert not Claim.objects.exists()
    assert not versions(Claim).exists()


def test_words_that_come_near_are_refused_with_the_difference_that_the_site_tells(cora, said, passage):
    exact = "Scale is no dead end."
    response = cora.post("claims/", said(evidence=[quoted(passage, exact)]))
    [difference] = compare(passage.source.text, exact)[0].differences
    assert f"nearly: {difference}, in passage {passage.slug}" in response.json()["errors"][0]["detail"]
    assert str(difference) == "“a” is changed to “no”"


def test_a_basis_that_the_label_speaks_against_is_refused(cora, said, passage):
    make.SpeakerFactory(slug="bob")
    response = cora.post("claims/", said(evidence=[quoted(passage, asserter="bob")]))
    assert response.status_code == 422
    assert [error["parameter"] for error in response.json()["errors"]] == ["evidence.0.basis"]


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("noun", ["claims", "stances", "relations", "contrasts"])
def test_a_list_costs_as_many_queries_for_many_as_for_one(cora, noun):
    made = {
        "claims": lambda: make.make_claim(status=Status.DRAFT, created_by=cora.user, edited_by=cora.user),
        "stances": lambda: make.make_stance(status=Status.DRAFT, created_by=cora.user),
        "relations": make.RelationFactory,
        "contrasts": make.ContrastFactory,
    }[noun]
    cora.get()
    counts = []
    for rows in (1, 9):
        for _ in range(rows):
            made()
        with CaptureQueriesContext(connection) as queries:
            assert cora.get(f"{noun}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
