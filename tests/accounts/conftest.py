"""Fixtures of log-ins: somebody with a password, and codes of their app."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time

from tests.people import person

PASSWORD = "a-curator's-own-password"
LOGIN = "/account/login/"


@pytest.fixture
def cora():
    return person("cora", "Curator")


@pytest.fixture
def enrolled(cora):
    """Return a person with a second factor, and a function that makes a code of theirs."""
    secret = generate_totp_secret()
    TOTP.activate(cora, secret)
    return cora, lambda: f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"
