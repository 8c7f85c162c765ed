"""The API is answered over https only, where the site is."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/v1/topics/", "/api/v1/desk/claims/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_program_that_asks_in_clear_text_is_told_and_not_led_on(client, settings, path, method):
    settings.SECURE_SSL_REDIRECT = True
    response = getattr(client, method)(path)
    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
    assert "https" in response.json()["detail"]
    assert not response.has_header("Location")


def test_a_reader_who_asks_in_clear_text_is_led_on(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/topics/").status_code == 301


def test_over_https_and_where_there_is_none_the_api_answers(client, settings):
    assert client.get("/api/v1/topics/").status_code == 200
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/api/v1/topics/", secure=True).status_code == 200
