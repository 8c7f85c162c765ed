"""Every answer names its request; refusals are written down, and searches are not."""

import logging

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(caplog):
    caplog.set_level(logging.INFO)
    return lambda: [record.facts for record in caplog.records if record.name == "explorer.events"]


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/healthz", "/account/login/"])
def test_every_answer_has_an_id_of_its_own(client, address):
    first, second = (client.get(address)["X-Request-ID"] for _ in range(2))
    assert len(first) == 32
    assert first != second


@pytest.mark.parametrize(
    ("proxies", "given", "is_kept"), [(1, "abc-12345678", True), (0, "abc-12345678", False), (1, "a b", False)]
)
def test_an_id_is_believed_of_a_proxy_only(client, settings, proxies, given, is_kept):
    settings.PROXIES = proxies
    assert (client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"] == given) is is_kept


def test_a_refusal_is_written_down_with_where_it_came_from(client, events):
    client.get("/api/v1/desk/claims/", REMOTE_ADDR="203.0.113.7")
    [event] = events()
    assert (event["event"], event["status"], event["address"]) == ("refused", 401, "203.0.113.7")
    assert event["path"] == "/api/v1/desk/claims/"


@pytest.mark.parametrize(
    ("path", "status"), [("/api/v1/claims/?whose=mine", 400), ("/nowhere/", 404), ("/topics/", 200)]
)
def test_input_that_is_refused_is_written_down_and_nothing_else_is(client, events, path, status):
    assert client.get(path).status_code == status
    assert [event["status"] for event in events()] == ([400] if status == 400 else [])


def test_as_json_every_request_is_a_line_without_what_was_asked(client, settings, events):
    settings.LOG_FORMAT = "json"
    client.get("/search/?q=something+private")
    [event] = events()
    assert (event["event"], event["path"], event["status"]) == ("request", "/search/", 200)
    assert "private" not in str(event)


def test_another_host_costs_one_line(client, caplog, events):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    [record] = [record for record in caplog.records if record.name == "django.security.DisallowedHost"]
    assert record.levelname == "ERROR"
    assert events() == []
