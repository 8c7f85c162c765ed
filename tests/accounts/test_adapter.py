"""Tries at passwords are counted by account and by address."""

import pytest
from django.test import Client

from tests.accounts.conftest import LOGIN, PASSWORD

pytestmark = pytest.mark.django_db


def attempt(password, *, name="cora", address="203.0.113.1"):
    client = Client()
    client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address)
    return "_auth_user_id" in client.session


def test_after_five_wrong_passwords_the_right_one_does_not_open_the_account_from_anywhere(cora):
    for number in range(5):
        assert not attempt("wrong", address=f"203.0.113.{number}")
    assert not attempt(PASSWORD, address="198.51.100.9")


def test_an_address_that_fails_for_many_accounts_is_shut_out_and_others_are_not(cora):
    for number in range(10):
        assert not attempt("wrong", name=f"nobody-{number}")
    assert not attempt(PASSWORD)
    assert attempt(PASSWORD, address="198.51.100.9")


def test_right_passwords_are_not_counted(cora):
    assert all(attempt(PASSWORD) for _ in range(8))
