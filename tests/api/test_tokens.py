"""Who comes to the desk: a token that holds, with a scope and of an account that may; all others are told why not."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from explorer.models import Token
from tests import factories as make
from tests.people import person
from tests.programs import DESK, program

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "",
    "claims/",
    "claims/nothing/",
    "stances/",
    "relations/1/",
    "contrasts/",
    "sources/",
    "claims/x/publish/",
]


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    return response.json()


def test_a_token_says_whose_it_is_and_what_it_opens(cora):
    shown = cora.get().json()
    assert (shown["account"], shown["token"], shown["scopes"]) == ("cora", "Token 1", ["read", "draft", "review"])
    assert Token.objects.get().last_used == timezone.localdate()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "sent",
    [
        *(
            "",
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Bearer a b",
            "Bearer \x00\xff",
            "Basic Y29yYTp4",
            "Token {}",
            "Bearer {}x",
        ),
        *("Bearer {}x", "Bearer debate_" + "0" * 64, "Bearer " + "x" * 9999),
    ],
)
def test_without_a_token_that_holds_there_is_nothing(cora, address, sent):
    headers = {"authorization": sent.format(cora.words)} if sent else {}
    answer = Client().get(f"{DESK}{address}", headers=headers)
    assert problem(answer, 401)["title"] == "Unauthorized"
    assert answer["WWW-Authenticate"].startswith('Bearer realm="')


@pytest.mark.parametrize("method", ["get", "post", "patch", "put", "delete", "head", "options"])
def test_no_method_is_open_to_those_without_a_token(method):
    claim = make.make_claim(status="draft")
    address = f"{DESK}claims/{claim.slug}/"
    assert getattr(Client(), method)(address).status_code == 401
    assert getattr(Client(), method)(f"{DESK}claims/").status_code == 401


def test_who_is_logged_in_with_a_browser_is_nobody_here():
    client = Client()
    client.force_login(person("root", is_superuser=True))
    assert client.get(f"{DESK}claims/").status_code == 401
    assert client.post(f"{DESK}claims/", "{}", content_type="application/json").status_code == 401


def test_a_token_that_has_ended_was_revoked_or_whose_account_is_closed_is_as_one_that_never_was(cora):
    answers = [problem(Client().get(DESK, headers={"authorization": "Bearer debate_" + "0" * 64}), 401)]
    User.objects.filter(pk=cora.user.pk).update(is_active=False)
    answers.append(problem(cora.get(), 401))
    User.objects.filter(pk=cora.user.pk).update(is_active=True)
    assert cora.get().status_code == 200
    Token.objects.update(expiry=timezone.now() - datetime.timedelta(seconds=1))
    answers.append(problem(cora.get(), 401))
    other = program(cora.user)
    Token.objects.all().delete()
    answers.append(problem(other.get(), 401))
    assert all(answer == answers[0] for answer in answers)


def test_a_token_for_something_else_is_told_what_it_takes(cora):
    reading = program(cora.user, "read")
    answer = reading.post("claims/", {})
    assert "scope draft; yours has read" in problem(answer, 403)["detail"]
    assert 'error="insufficient_scope", scope="draft"' in answer["WWW-Authenticate"]
    answer = program(cora.user, "draft").post("claims/x/publish/", {})
    assert "scope review; yours has draft" in problem(answer, 403)["detail"]


def test_an_account_without_the_role_is_told_so(rex):
    assert "roles of your account" in problem(rex.post("claims/", {}), 403)["detail"]
    nobody = person("nobody", "Curator")
    lost = program(nobody)
    nobody.groups.clear()
    assert "roles of your account" in problem(lost.get("claims/"), 403)["detail"]


def test_the_public_half_is_the_same_with_a_token_and_without(cora):
    public, draft = make.make_claim(), make.make_claim(status="draft")
    addresses = ["claims/", f"claims/{public.slug}/", f"claims/{draft.slug}/", "topics/", "export/"]
    for address in addresses:
        plain = Client().get(f"/api/v1/{address}")
        shown = Client().get(f"/api/v1/{address}", headers={"authorization": f"Bearer {cora.words}"})
        assert (plain.status_code, plain.headers.get("ETag")) == (shown.status_code, shown.headers.get("ETag"))
        assert plain.getvalue() == shown.getvalue()
