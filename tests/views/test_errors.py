import errno
import json
from urllib.parse import quote

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from explorer.views.errors import not_found, server_error
from tests.markup import folded
from tests.people import person
from tests.programs import program


def test_an_unknown_address_gets_a_page_without_the_database(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "There is no page at this address" in folded(response.content.decode())
    assert "See all debates" in folded(response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["no-such-topic", "a" * 300])
def test_an_unknown_topic_gets_the_same_page(client, slug):
    assert client.get(f"/topics/{slug}/").status_code == 404


def test_a_fault_gets_a_page_without_request_and_database():
    response = server_error(RequestFactory().get("/topics/scaling/"))
    assert response.status_code == 500
    assert "This page could not be built" in folded(response.content.decode())


@pytest.mark.parametrize(("view", "status"), [(lambda r: not_found(r, KeyError()), 404), (server_error, 500)])
def test_programs_get_problem_details(view, status):
    response = view(RequestFactory().get("/api/v1/nothing/"))
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == status


@pytest.mark.parametrize("template", ["404.html", "500.html"])
def test_an_error_page_offers_a_contact_where_there_is_one(settings, template):
    settings.CONTACT = ""
    assert "Report a misattribution" not in render_to_string(template)
    settings.CONTACT = "curator@example.org"
    assert 'href="mailto:curator@example.org?subject=' in render_to_string(template)


@pytest.mark.django_db  # of which it asks nothing, but what would be answered otherwise does
def test_a_form_without_its_token_is_refused_with_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a"})
    assert response.status_code == 403
    assert "This form was not accepted" in folded(response.text)
    assert "<footer" in response.text


def test_a_request_that_cannot_be_read_gets_a_page(client):
    response = client.get("/topics/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "This request cannot be read" in folded(response.text)


@pytest.mark.django_db
def test_whoever_may_not_do_it_gets_a_page(client):
    client.force_login(person("nobody"))
    response = client.get("/admin/explorer/claim/")
    assert response.status_code == 403
    assert "This is not open to you" in folded(response.text)


@pytest.mark.django_db
@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil", ""])
def test_whoever_logs_in_on_the_way_to_a_foreign_place_comes_to_the_desk(client, next_page):
    person("nobody")
    sent = {"login": "nobody", "password": "a-curator's-own-password", "next": next_page}
    response = client.post(f"/account/login/?next={quote(next_page)}", sent)
    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.parametrize(("error", "status"), [(OSError(errno.ENOSPC, "full"), 507), (KeyError("a"), 500)])
def test_an_error_of_a_middleware_is_told_as_what_it_is(error, status):
    try:
        raise error
    except (OSError, KeyError):
        assert server_error(RequestFactory().get("/topics/")).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1_100_000, 12_000_000])
def test_too_large_a_body_is_told_at_the_desk_of_the_api(size):
    response = program(person("cora", "Curator")).post("claims/", {"statement": "a" * size})
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert response.json()["status"] == 413
