import json

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from explorer.views.errors import not_found, server_error
from tests.markup import folded


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
