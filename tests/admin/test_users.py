"""The admin of accounts: editors give roles, and never more than they have."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.people import group, logged_in

pytestmark = pytest.mark.django_db


def test_an_editor_gives_roles_and_never_more(people):
    client, root, curator = logged_in(people["editor"]), people["root"], people["curator"]
    address = reverse("admin:auth_user_change", args=[curator.pk])
    page = client.get(address).text
    assert "is_superuser" not in page
    assert "user_permissions" not in page
    joined = {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
    data = {"username": "curator", "is_active": "on", "is_staff": "on", **joined}
    data |= {"groups": [group("Reviewer").pk], "is_superuser": "on", "user_permissions": [1]}
    assert client.post(address, data).status_code == 302
    curator = User.objects.get(pk=curator.pk)
    assert [group.name for group in curator.groups.all()] == ["Reviewer"]
    assert not curator.is_superuser
    assert not curator.user_permissions.exists()
    for page in ("change", "delete"):
        assert client.post(reverse(f"admin:auth_user_{page}", args=[root.pk]), {"post": "yes"}).status_code == 403
    assert client.post(reverse("admin:auth_user_password_link", args=[root.pk])).status_code == 403


def test_who_may_delete_accounts_deletes_no_superuser_s(people):
    people["editor"].user_permissions.add(Permission.objects.get(codename="delete_user"))
    client = logged_in(people["editor"])
    for who, status in (("root", 403), ("curator", 302)):
        address = reverse("admin:auth_user_delete", args=[people[who].pk])
        assert (who, client.post(address, {"post": "yes"}).status_code) == (who, status)
    assert set(User.objects.filter(username__in=["root", "curator"])) == {people["root"]}


def test_a_superuser_gives_what_editors_cannot(people):
    page = logged_in(people["root"]).get(reverse("admin:auth_user_change", args=[people["curator"].pk])).text
    assert 'name="is_superuser"' in page
    assert 'name="user_permissions"' in page


def test_a_new_account_has_no_password_until_its_person_sets_one(people, settings, mailoutbox):
    settings.SENDS_MAIL = True
    client = logged_in(people["editor"])
    assert (
        client.post(reverse("admin:auth_user_add"), {"username": "nora", "email": "nora@example.org"}).status_code
        == 302
    )
    nora = User.objects.get(username="nora")
    assert not nora.has_usable_password()
    client.post(reverse("admin:auth_user_password_link", args=[nora.pk]))
    [mail] = mailoutbox
    assert mail.to == ["nora@example.org"]
    link = re.search(r"http://\S+", mail.body)[0]
    visitor = Client()
    place = visitor.get(link, follow=True).redirect_chain[-1][0]
    words = "quiet-lamp-river-1911"
    assert visitor.post(place, {"password1": words, "password2": words}).status_code == 302
    assert User.objects.get(pk=nora.pk).check_password(words)
    assert "has been used or is too old" in Client().get(link, follow=True).text


@pytest.mark.parametrize(
    ("sends", "email", "said"), [(False, "c@example.org", "EMAIL_URL"), (True, "", "no e-mail address")]
)
def test_a_link_that_cannot_be_sent_is_said_and_the_password_stays(people, settings, mailoutbox, sends, email, said):
    settings.SENDS_MAIL = sends
    curator = people["curator"]
    User.objects.filter(pk=curator.pk).update(email=email)
    page = logged_in(people["editor"]).post(reverse("admin:auth_user_password_link", args=[curator.pk]), follow=True)
    assert said in page.text
    assert not mailoutbox
    assert User.objects.get(pk=curator.pk).password == curator.password


@pytest.mark.parametrize("key", ["x", "9" * 30, "0"])
def test_a_link_for_nobody_is_refused(people, key):
    assert logged_in(people["editor"]).get(f"/admin/auth/user/{key}/password-link/").status_code in {403, 404}


@pytest.mark.parametrize("address", ["/admin/explorer/token/add/", "/admin/auth/user/add/", "/account/password/"])
def test_tokens_accounts_and_passwords_are_made_only_after_the_password_was_given_again(people, address):
    client = logged_in(people["root"])
    assert client.get(address).status_code == 200
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 600
    session.save()
    assert client.get(address).url.startswith("/account/confirm/")


@pytest.mark.parametrize(
    "name",
    ["auth_user_change", "auth_user_delete", "auth_user_password_link", "auth_group_change", "auth_group_delete"],
)
def test_rights_are_changed_only_after_the_password_was_given_again(people, name):
    client = logged_in(people["root"])
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 600
    session.save()
    row = group("Reviewer") if "group" in name else people["curator"]
    address = reverse(f"admin:{name}", args=[row.pk])
    for answer in (client.get(address), client.post(address, {"post": "yes"})):
        assert answer.status_code == 302
        assert answer.url.startswith("/account/confirm/")
    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", ["user", "group"])
def test_no_list_deletes_accounts_or_roles_in_bulk_for_which_no_password_is_asked(people, name):
    row = people["curator"] if name == "user" else group("Reviewer")
    data = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    logged_in(people["root"]).post(reverse(f"admin:auth_{name}_changelist"), data)
    assert type(row).objects.filter(pk=row.pk).exists()
