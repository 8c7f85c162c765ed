"""The admin of accounts: editors give roles, and never more than they have."""

import pytest
from django.contrib.auth.models import User
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
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(password, {"password1": "x" * 12, "password2": "x" * 12}).status_code == 403


def test_a_superuser_gives_what_editors_cannot(people):
    page = logged_in(people["root"]).get(reverse("admin:auth_user_change", args=[people["curator"].pk])).text
    assert 'name="is_superuser"' in page
    assert 'name="user_permissions"' in page
