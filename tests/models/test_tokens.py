"""Tokens: known scopes, each once; and a bearer who may do no more than the owner and the scopes allow."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from explorer.models import Token
from explorer.models.tokens import check_scopes
from tests import factories as make
from tests.models.breaches import check_refused, second
from tests.people import person

pytestmark = pytest.mark.django_db

BREACHES = [
    ("token_named_once_per_owner", lambda: second(make.TokenFactory, ["user", "name"])),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_scopes_are_known_ones_each_once():
    check_scopes(["read"])
    check_scopes(["read", "draft"])


@pytest.mark.parametrize("value", [[], ["everything"], ["read", "read"], "read", None, {"read": 1}])
def test_anything_else_opens_nothing(value):
    with pytest.raises(ValidationError, match="Choose at least one of"):
        check_scopes(value)


def test_a_bearer_may_do_what_both_the_owner_and_the_token_allow():
    cora = person("cora", "Curator")
    token = make.TokenFactory(user=cora, scopes=["read"])
    bearer = token.bearer
    assert (bearer.pk, bearer.scopes) == (cora.pk, ("read",))
    assert cora.has_perm("explorer.add_claim")
    assert bearer.has_perm("explorer.view_claim")
    assert not bearer.has_perm("explorer.add_claim")
    token.scopes = ["read", "draft"]
    assert token.bearer.has_perm("explorer.add_claim")
    assert not make.TokenFactory(user=person("nobody"), scopes=["draft"]).bearer.has_perm("explorer.add_claim")


def test_a_use_is_written_down_once_a_day(django_assert_num_queries, monkeypatch):
    token = make.TokenFactory()
    token.record_use()
    today = timezone.localdate()
    token.refresh_from_db()
    assert token.last_used == today
    with django_assert_num_queries(0):
        token.record_use()
    monkeypatch.setattr(timezone, "localdate", lambda: today + datetime.timedelta(days=1))
    token.record_use()
    token.refresh_from_db()
    assert token.last_used == today + datetime.timedelta(days=1)


def test_tokens_are_listed_newest_first_for_their_owner():
    cora = make.UserFactory()
    tokens = [make.TokenFactory(user=cora) for _ in range(2)]
    make.TokenFactory()
    assert list(Token.objects.owned_by(cora).with_owner()) == tokens[::-1]
