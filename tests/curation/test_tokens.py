"""Tokens are made by those who curate, kept as a digest, and ended by whoever may."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from knox.crypto import hash_token

from explorer.curation.tokens import end_tokens, issue_token, may_revoke, may_see_all_tokens
from explorer.errors import ForbiddenError
from explorer.models import Token
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return person("cora", "Curator")


def test_a_token_is_good_for_its_days_and_its_words_are_kept_nowhere(cora):
    token, words = issue_token("Notebook", ["read", "draft"], days=7, by=cora)
    stored = Token.objects.get()
    assert (stored.user, stored.name, stored.scopes, stored.pk) == (cora, "Notebook", ["read", "draft"], token.pk)
    assert stored.digest == hash_token(words)
    assert words.startswith(stored.token_key)
    assert words not in (stored.digest, stored.token_key)
    assert datetime.timedelta(days=6) < stored.expiry - timezone.now() < datetime.timedelta(days=8)


def test_whoever_does_not_curate_gets_none():
    with pytest.raises(ForbiddenError, match="ask an editor for a role"):
        issue_token("Notebook", ["read"], days=7, by=person("nobody"))
    assert not Token.objects.exists()


@pytest.mark.parametrize(
    ("name", "scopes", "where"), [("", ["read"], "name"), ("x", [], "scopes"), ("x", ["all"], "scopes")]
)
def test_a_token_without_a_name_or_a_known_scope_is_not_made(cora, name, scopes, where):
    with pytest.raises(ValidationError) as error:
        issue_token(name, scopes, days=7, by=cora)
    assert where in error.value.message_dict
    assert not Token.objects.exists()


def test_a_token_is_ended_by_its_owner_and_by_who_keeps_the_accounts_unless_a_superuser_owns_it(cora):
    editor, root = person("edna", "Editor"), person("root", is_superuser=True)
    theirs, own = make.TokenFactory(user=root), make.TokenFactory(user=cora)
    assert [may_see_all_tokens(one) for one in (cora, editor, root)] == [False, True, True]
    assert [may_revoke(own, by=one) for one in (cora, editor, root)] == [True, True, True]
    assert [may_revoke(theirs, by=one) for one in (cora, editor, root)] == [False, False, True]
    assert not may_revoke(own, by=person("cleo", "Curator"))


def test_only_the_tokens_of_one_person_are_ended(cora):
    kept = make.TokenFactory()
    make.TokenFactory.create_batch(2, user=cora)
    end_tokens(cora)
    assert Token.objects.get() == kept


def test_an_account_that_is_closed_loses_its_tokens_and_one_that_is_saved_keeps_them(cora):
    make.TokenFactory(user=cora)
    cora.save()
    assert Token.objects.exists()
    cora.is_active = False
    cora.save()
    assert not Token.objects.exists()


def test_a_new_password_or_the_end_of_staff_ends_the_tokens(cora):
    for change in ({"is_staff": False}, {}):
        cora.is_staff = True
        cora.save()
        make.TokenFactory(user=cora)
        if not change:
            cora.set_password("another password altogether")
        for name, value in change.items():
            setattr(cora, name, value)
        cora.save()
        assert not Token.objects.exists()
