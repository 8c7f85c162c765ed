"""Accounts with the roles that the migration made."""

from importlib import import_module
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from explorer.curation.sightings import note_seen
from explorer.models import Claim

OWN = import_module("explorer.migrations.0007_tokens").OWN
ROLES = {name: codes | OWN for name, codes in import_module("explorer.migrations.0005_roles").ROLES.items()}


def person(name: str, *roles: str, **fields: Any) -> User:
    """Return a new account with roles: Curator, Reviewer, Editor."""
    user = User.objects.create_user(name, is_staff=True, password="a-curator's-own-password", **fields)
    user.groups.set([group(role) for role in roles])
    return user


def group(role: str) -> Group:
    """Return a role's group; a test whose transactions were real has emptied every table, so it may have to be made."""
    group, is_new = Group.objects.get_or_create(name=role)
    if is_new:
        known = Permission.objects.filter(content_type__app_label__in=["explorer", "auth"])
        group.permissions.set(known.filter(codename__in=ROLES[role]))
    return group


def see(user: User, *claims: Claim) -> None:
    """Have somebody see claims as they are now, without which nobody publishes them."""
    for claim in claims:
        note_seen(claim, by=user)


def logged_in(user: User) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client
