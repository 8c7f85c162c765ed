"""The process says that it answers, and asks nobody else."""

import pytest


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")
    assert response["Content-Type"] == "text/plain"


def test_healthz_sets_no_cookie_and_is_not_kept(client):
    response = client.get("/healthz")
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_healthz_is_read_only(client, method):
    assert getattr(client, method)("/healthz").status_code == 405
