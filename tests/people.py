"""Accounts with the roles that the migration made."""

from typing import Any

from django.contrib.auth.models import Group, User


def person(name: str, *roles: str, **fields: Any) -> User:
    """Return a new account with roles: Curator, Reviewer, Editor."""
    user = User.objects.create_user(name, is_staff=True, password="a-curator's-own-password", **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    assert user.groups.count() == len(roles)
    return user
