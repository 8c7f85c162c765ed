"""Clients that ask too often are told when to ask again, at every door of the site."""

import pytest
from django.urls import get_resolver

from explorer.shared_cache import cache
from explorer.views.guards.throttle import WEIGHTS
from tests import factories as make
from tests.markup import folded
from tests.people import person
from tests.programs import program

pytestmark = pytest.mark.django_db


def ask(client, path, times):
    """Ask for answers that are kept nowhere, and return their statuses."""
    sign = "&" if "?" in path else "?"
    return [client.get(f"{path}{sign}n={number}").status_code for number in range(times)]


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


def test_too_many_requests_are_refused_at_the_desk_too(settings):
    cora = program(person("cora", "Curator"))
    settings.API_RATE = "2/minute"
    assert [cora.get().status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize(
    "path", ["/", "/topics/scaling/", "/matrix/", "/search/?q=a", "/feeds/", "/topics.csv", "/said/?q=a"]
)
def test_pages_files_and_feeds_share_the_limit(client, settings, path):
    make.TopicFactory(slug="scaling")
    settings.API_RATE = "6/minute"
    assert ask(client, path, 7)[-1] == 429
    refused = client.get("/topics/scaling/")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "This was asked for too often" in folded(refused.text)
    assert client.get("/topics.json").json()["title"] == "Too Many Requests"


def test_what_is_compared_weighs_more_than_a_list_and_everything_weighs_most(client, settings):
    make.TopicFactory(slug="scaling")
    settings.API_RATE = "61/minute"
    assert ask(client, "/topics/scaling.json", 21)[-2:] == [200, 429]
    cache.clear()
    assert client.get("/api/v1/export/").status_code == 200
    assert [client.get("/api/v1/topics/").status_code for _ in range(2)] == [200, 429]


def test_passwords_that_are_tried_count_many_times(client, settings):
    settings.API_RATE = "100/minute"
    sent = {"login": "ada", "password": "guess"}
    tries = [client.post("/account/login/", sent).status_code for _ in range(7)]
    assert tries == [*[200] * 5, 429, 429]


def test_tokens_that_are_tried_count_many_times(client, settings):
    settings.API_RATE = "100/minute"
    guess = {"authorization": f"Bearer debate_{'a' * 40}"}
    tries = [client.get("/api/v1/desk/", headers=guess).status_code for _ in range(30)]
    assert tries.count(401) < 25
    assert tries[:5] + tries[-1:] == [*[401] * 5, 429]


def test_what_a_reader_has_already_is_not_counted(client, settings):
    settings.API_RATE = "4/minute"
    tag = client.get("/topics/")["ETag"]
    assert {client.get("/topics/", headers={"if-none-match": tag}).status_code for _ in range(6)} == {304}
    assert client.get("/topics/").status_code == 200


@pytest.mark.usefixtures("answers_kept")
def test_what_the_site_keeps_is_not_counted_but_for_the_api(client, settings):
    settings.API_RATE = "4/minute"
    assert {client.get("/topics/").status_code for _ in range(9)} == {200}
    assert [client.get("/api/v1/topics/").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_supervisors_and_robots_are_never_refused(client, settings):
    settings.API_RATE = "1/minute"
    assert ask(client, "/topics/", 2) == [200, 429]
    assert {status for path in ("/healthz", "/readyz", "/robots.txt") for status in ask(client, path, 3)} == {200}


@pytest.mark.parametrize(("proxies", "counted_as_one"), [(0, True), (1, False)])
def test_behind_a_proxy_its_clients_are_counted_apart(client, settings, proxies, counted_as_one):
    settings.API_RATE, settings.PROXIES = "1/minute", proxies
    sent = [{"x-forwarded-for": f"203.0.113.9, 198.51.100.{number}"} for number in (1, 2)]
    answers = [client.get(f"/topics/?n={number}", headers=headers).status_code for number, headers in enumerate(sent)]
    assert (answers[1] == 429) is counted_as_one


def test_without_a_cache_everybody_is_answered_and_the_log_says_so_once(client, settings, monkeypatch, caplog):
    def refuse(*_, **__):
        raise ConnectionError("redis is gone")

    settings.API_RATE = "1/minute"
    with monkeypatch.context() as broken:
        broken.setattr(cache, "get_or_set", refuse)
        assert ask(client, "/topics/", 3) == [200] * 3
    assert caplog.text.count("nobody is throttled until it can") == 1
    assert ask(client, "/speakers/", 2) == [200, 429]
    assert "the cache can be used again" in caplog.text


def test_a_cache_that_keeps_nothing_counts_nothing(client, settings):
    settings.CACHES = {"shared": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.API_RATE = "1/minute"
    assert ask(client, "/topics/", 3) == [200] * 3


def test_every_weight_is_that_of_an_address():
    names = set(get_resolver().reverse_dict) | {"desk-corpus-folder"}
    assert {name for name in WEIGHTS if name not in names} == set()
