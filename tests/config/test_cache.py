"""A site whose Redis is gone goes on as with an empty cache."""

import socket
import subprocess

import pytest
from django.core.cache import caches

from config import cache as module
from config import settings as own
from explorer.outages import Outage
from tests.installed import find_program


def kept_in(url, settings, monkeypatch):
    """Return the cache that an address names, in a process that has met with no outage yet."""
    monkeypatch.setattr(module, "OUTAGE", Outage("Redis", 60, "answers are made anew"))
    settings.CACHES = {"shared": own.parse_cache(url)}
    return caches["shared"]


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def nobody(settings, monkeypatch):
    """Return a cache at a port on which nothing listens."""
    return kept_in(f"redis://127.0.0.1:{free_port()}/0", settings, monkeypatch)


@pytest.fixture
def redis(tmp_path, settings, monkeypatch):
    """Return a cache in a Redis of its own, with the process that can be killed."""
    port, program = free_port(), find_program("redis-server")
    line = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert any("accept connections" in words for words in server.stdout)
            yield kept_in(f"redis://127.0.0.1:{port}/0", settings, monkeypatch), server
        finally:
            server.kill()


def test_without_redis_nothing_is_found_and_nothing_is_refused(nobody, caplog):
    nobody.set("a", 1)
    nobody.set_many({"a": 1, "b": 2})
    assert (nobody.get("a"), nobody.get("a", 7), nobody.get_many(["a", "b"])) == (None, 7, {})
    assert (nobody.has_key("a"), nobody.touch("a"), nobody.delete("a")) == (False, False, False)
    assert nobody.incr("a", 3) == 3
    nobody.delete_many(["a"])
    assert nobody.clear() is False
    assert [record.getMessage().split(" (")[0] for record in caplog.records] == ["Redis does not answer"]


def test_a_lock_that_nobody_keeps_is_given_to_all(nobody):
    assert nobody.add("lock", 1)
    assert nobody.add("lock", 1)


def test_what_is_kept_is_kept_until_redis_is_killed(redis):
    cache, server = redis
    cache.set("a", {"b": [1]})
    assert (cache.get("a"), cache.add("a", 2), cache.add("lock", 1), cache.add("lock", 1)) == (
        {"b": [1]},
        False,
        True,
        False,
    )
    server.kill()
    server.wait()
    assert cache.get("a") is None
    assert cache.add("lock", 1)


def test_releases_do_not_read_each_others_values(redis, monkeypatch):
    cache, _ = redis
    cache.set("a", 1)
    monkeypatch.setattr("explorer.views.tags.compute_release", lambda: "another")
    assert cache.get("a") is None


@pytest.mark.parametrize("value", ["memcache://host", "redis", "filecache:///tmp/x"])
def test_another_cache_is_refused_with_the_ones_that_there_are(value):
    with pytest.raises(ValueError, match=r"use locmemcache:// .* redis://host:port/number"):
        own.parse_cache(value)


def test_waiting_for_redis_has_an_end_which_an_address_may_set():
    assert own.parse_cache("redis://host/1")["OPTIONS"]["socket_timeout"] == 1.0
    assert own.parse_cache("redis://host/1?socket_timeout=5")["OPTIONS"]["socket_timeout"] == 5
