"""A site whose Redis is gone goes on as with an empty cache."""

import re
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from django.core.cache import caches
from redis import AuthenticationError, Redis
from redis.exceptions import NoPermissionError

from config import cache as module
from config import settings as own
from explorer.outages import Outage
from tests.certificates import make_certificate
from tests.installed import find_program

ROOT = Path(__file__).parents[2]


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


@contextmanager
def started(folder, *options):
    """Start Redis on loopback; yield its process."""
    line = [find_program("redis-server"), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", *options]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert any("accept connections" in words for words in server.stdout)
            yield server
        finally:
            server.kill()


@pytest.fixture
def redis(tmp_path, settings, monkeypatch):
    """Return a cache in a Redis of its own, with the process that can be killed."""
    port = free_port()
    with started(tmp_path, "--port", str(port)) as server:
        yield kept_in(f"redis://127.0.0.1:{port}/0", settings, monkeypatch), server


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


@pytest.mark.slow  # takes seconds
def test_redis_is_asked_by_tls_and_only_where_its_certificate_is_the_one_that_is_trusted(
    tmp_path, settings, monkeypatch, caplog
):
    (tmp_path / "other").mkdir()
    shown, other = make_certificate(tmp_path, "localhost"), make_certificate(tmp_path / "other", "localhost")
    port = free_port()
    files = (
        "--tls-cert-file",
        str(shown.file),
        "--tls-key-file",
        str(shown.key),
        "--tls-ca-cert-file",
        str(shown.file),
    )
    with started(tmp_path, "--port", "0", "--tls-port", str(port), "--tls-auth-clients", "no", *files):
        trusted = kept_in(f"rediss://localhost:{port}/0?ssl_ca_certs={shown.file}", settings, monkeypatch)
        trusted.set("a", 1)
        assert trusted.get("a") == 1
        for address in (
            f"rediss://localhost:{port}/0?ssl_ca_certs={other.file}",  # somebody else's authority
            f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={shown.file}",  # a name that is not in the certificate
            f"rediss://localhost:{port}/0",  # the machine's own authorities, of which this is none
            f"redis://localhost:{port}/0",
        ):
            caplog.clear()
            assert kept_in(address, settings, monkeypatch).get("a") is None, address
            assert "Redis does not answer" in caplog.text


def read_user(deployed):
    """Return the options that restrict Redis in containers or on Debian, and the address that the site has of it."""
    if deployed == "containers":
        services = yaml.safe_load(re.sub(r"\$\{\w+:\?[^}]*\}", "a-password", (ROOT / "compose.yaml").read_text()))[
            "services"
        ]
        return services["cache"]["command"][1:], services["site"]["environment"]["CACHE_URL"]
    rules = re.findall(r"^ +(user .*)$", (ROOT / "docs/deploying.md").read_text(), re.MULTILINE)
    [address] = re.findall(r"^CACHE_URL=(.*)$", (ROOT / "deploy/debate-explorer.env").read_text(), re.MULTILINE)
    return [word for rule in rules for word in f"--{rule}".split()], address


@pytest.mark.slow  # takes seconds
@pytest.mark.parametrize("deployed", ["containers", "debian"])
def test_redis_answers_the_site_alone_which_may_not_rule_it(tmp_path, settings, monkeypatch, deployed):
    options, address = read_user(deployed)
    port = free_port()
    user = dict(zip(("username", "password"), re.search(r"//([\w-]+):([\w-]+)@", address).groups(), strict=True))
    with started(tmp_path, "--port", str(port), *options):
        with Redis(port=port) as nobody, pytest.raises(AuthenticationError):
            nobody.get("a")
        with Redis(port=port, **user) as site:
            for command in ("CONFIG GET dir", "ACL LIST", "SHUTDOWN NOSAVE", "KEYS *", "FLUSHALL", "EVAL return 0"):
                with pytest.raises(NoPermissionError):
                    site.execute_command(*command.split())
        use_whole(kept_in(re.sub(r"@.*", f"@127.0.0.1:{port}/0", address), settings, monkeypatch))


def use_whole(cache):
    """Do to a cache whatever the site does, and see that nothing of it was taken for an outage."""
    cache.set_many({"a": 1, "b": 2})
    assert cache.get_many(["a", "b"]) == {"a": 1, "b": 2}
    assert (cache.incr("a", 4), cache.touch("b", 60), cache.has_key("b"), cache.delete("b")) == (5, True, True, True)
    assert (cache.add("lock", 1, 60), cache.add("lock", 1, 60)) == (True, False)
    cache.delete_many(["a"])
    assert cache.get("a") is None
    assert cache.clear() is True
    assert cache.get("lock") is None
