"""Fixtures of log-ins: somebody with a password, and codes of their app."""

from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time

from tests.people import person

PASSWORD = "a-curator's-own-password"
LOGIN = "/account/login/"


@pytest.fixture
def cora():
    return person("cora", "Curator")


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock by which codes are made and checked, a second after a new one; ``now`` is in seconds."""
    stopped = SimpleNamespace(now=30 * 60_000_000 + 1)
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: stopped.now))
    return stopped


@pytest.fixture
def enrolled(cora, clock):
    """Return a person with a second factor, and a function that makes the code of the moment of theirs."""
    secret = generate_totp_secret()
    TOTP.activate(cora, secret)
    return cora, lambda: make_code(secret)


def make_code(secret):
    """Return the code that an app with the secret shows at the moment of the stopped clock."""
    [counter] = yield_hotp_counters_from_time()
    return f"{hotp_value(secret, counter):06}"
