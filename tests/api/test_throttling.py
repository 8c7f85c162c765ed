"""Clients that ask too often are told when to ask again."""

import pytest

pytestmark = pytest.mark.django_db


def test_who_asks_too_often_is_told_when_to_ask_again(client, settings):
    settings.API_RATE = "2/minute"
    assert [client.get("/api/v1/topics/").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("/api/v1/claims/")
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["title"] == "Too Many Requests"
    assert 0 < int(refused["Retry-After"]) <= 60
    assert client.get("/api/v1/topics/", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_a_client_cannot_pass_for_others(client, settings):
    settings.API_RATE = "2/minute"
    asked = [client.get("/api/v1/topics/", headers={"x-forwarded-for": f"192.0.2.{number}"}) for number in range(3)]
    assert asked[-1].status_code == 429


def test_nothing_is_counted_where_it_is_off(client, settings):
    settings.API_RATE = "off"
    assert {client.get("/api/v1/topics/").status_code for _ in range(5)} == {200}


def test_too_many_requests_are_refused_at_the_desk_too(cora, settings):
    settings.API_RATE = "2/minute"
    assert [cora.get().status_code for _ in range(3)] == [200, 200, 429]
