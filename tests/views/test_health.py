"""The process says that it answers, and whether it is ready to."""

import pytest
from django.db import OperationalError, connection

from explorer.databases import choice
from explorer.databases.chosen import PRIMARY, REPLICA
from explorer.search import indexing
from explorer.search.backend import backend
from explorer.search.indexing import maintenance
from explorer.search_engine.types import IndexStatus, State
from explorer.shared_cache import cache
from explorer.views import health
from tests import factories as make


@pytest.fixture(autouse=True)
def begun(monkeypatch, settings, tmp_path):
    """Return what was begun in the background, which is not done."""
    settings.DATA_DIR = tmp_path
    work = []
    monkeypatch.setattr(maintenance, "in_background", work.append)
    return work


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")
    assert response["Content-Type"] == "text/plain"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_an_answer_sets_no_cookie_and_is_not_kept(client, path):
    response = client.get(path)
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method, path):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_whoever_asks_from_inside_need_not_speak_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200


@pytest.mark.django_db
def test_a_site_that_is_ready_says_of_what(client, begun):
    make.make_claim()
    indexing.rebuild()
    response = client.get("/readyz")
    found = response.json()
    assert (response.status_code, found["status"]) == (200, "ok")
    assert found["index"] == {"status": "ok", "state": "ready", "documents": 6, "behind": 0, "waiting": 0}
    assert (found["database"]["status"], found["cache"]["status"]) == ("ok", "ok")
    assert begun == []


@pytest.mark.django_db
def test_an_index_that_is_behind_is_ready_and_brought_up(client, begun):
    claim = make.make_claim()
    indexing.rebuild()
    claim.save()
    claim.save()
    index = client.get("/readyz").json()["index"]
    assert (index["status"], index["behind"], index["waiting"]) == ("ok", 2, 2)
    assert begun == [indexing.update]


@pytest.mark.parametrize("state", [one for one in State if one is not State.READY])
@pytest.mark.django_db
def test_without_an_index_the_site_is_degraded_and_answers(client, monkeypatch, begun, state):
    monkeypatch.setattr(backend(), "status", lambda: IndexStatus(state, detail="/secret/place"))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert response.json()["index"]["state"] == state.value
    assert "secret" not in response.text
    assert begun == ([] if state is State.FOREIGN else [indexing.update])


@pytest.mark.django_db
def test_without_a_database_no_readers_are_wanted(client, monkeypatch, caplog):
    def refuse(*_):
        raise OperationalError("password authentication failed for user 'ada'")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (503, "failed")
    assert response.json()["database"] == {"status": "failed"}
    assert "ada" not in response.text
    assert "password authentication failed" in caplog.text


@pytest.mark.django_db
def test_without_a_cache_no_readers_are_wanted(client, monkeypatch):
    def refuse(*_, **__):
        raise ConnectionError("redis://:secret@host")

    monkeypatch.setattr(cache, "set", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["cache"]) == (503, {"status": "failed"})
    assert "secret" not in response.text


@pytest.mark.django_db
def test_a_site_set_to_cache_nothing_is_ready(client, settings):
    settings.CACHES = {"shared": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert client.get("/readyz").json()["cache"] == {"status": "ok"}


@pytest.mark.django_db
def test_a_shared_cache_that_is_gone_keeps_no_reader_away(client, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *_: None)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["cache"]) == (200, {"status": "degraded"})


@pytest.fixture
def replica(monkeypatch):
    """Let the site have a replica, and return the revisions of both databases; None is one that is gone."""
    held = {PRIMARY: 7, REPLICA: 7}

    def current(manager):
        if held[manager.db] is None:
            raise OperationalError("connection refused")
        return held[manager.db]

    monkeypatch.setattr(health.settings, "DATABASES", {PRIMARY: {}, REPLICA: {}})
    monkeypatch.setattr("explorer.models.outbox.RevisionManager.current", current)
    monkeypatch.setattr(choice.SEEN, "read", lambda: 7)
    return held


@pytest.mark.parametrize(
    ("primary", "behind", "status", "expected"),
    [
        (7, 7, 200, ("ok", "ok")),
        (7, 6, 200, ("ok", "degraded")),
        (7, None, 200, ("ok", "degraded")),
        (None, 7, 200, ("degraded", "ok")),
        (None, 6, 503, ("failed", "degraded")),
        (None, None, 503, ("failed", "degraded")),
    ],
)
@pytest.mark.django_db
def test_readers_are_wanted_as_long_as_one_database_is_up_to_date(client, replica, primary, behind, status, expected):
    replica.update({PRIMARY: primary, REPLICA: behind})
    response = client.get("/readyz")
    found = response.json()
    assert (response.status_code, (found["database"]["status"], found["replica"]["status"])) == (status, expected)


PARTS = {"status", "database", "cache", "index"}


@pytest.mark.parametrize("sent", [{"REMOTE_ADDR": "203.0.113.7"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}])
@pytest.mark.django_db
def test_strangers_learn_only_whether_the_site_is_ready(client, sent):
    assert set(client.get("/readyz", **sent).json()) == {"status"}


@pytest.mark.django_db
def test_curators_and_the_machine_itself_learn_of_the_parts(client, admin_client):
    assert set(admin_client.get("/readyz", REMOTE_ADDR="203.0.113.7").json()) == PARTS
    assert set(client.get("/readyz", REMOTE_ADDR="::1").json()) == PARTS


@pytest.mark.django_db
def test_without_a_database_nobody_is_asked_for_and_strangers_are_answered(admin_client, monkeypatch):
    def refuse(*_):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = admin_client.get("/readyz", REMOTE_ADDR="203.0.113.7")
    assert (response.status_code, response.json()) == (503, {"status": "failed"})
