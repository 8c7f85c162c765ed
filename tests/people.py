"""Accounts with the roles that a migration makes."""

from importlib import import_module
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from explorer.curation.sightings import note_seen
from explorer.models import Claim

OWN = import_module("explorer.migrations.0007_tokens").OWN
ON_POINTS = import_module("explorer.migrations.0013_point_roles").ROLES
ON_JUDGEMENTS = import_module("explorer.migrations.0020_judgement_roles").ROLES
FIRST_ROLES = import_module("explorer.migrations.0005_roles").ROLES
ROLES = {name: codes | OWN | ON_POINTS[name] | ON_JUDGEMENTS[name] for name, codes in FIRST_ROLES.items()}


def person(name: str, *roles: str, **fields: Any) -> User:
    """Return a new account with the named roles, of Curator, Reviewer and Editor."""
    user = User.objects.create_user(name, is_staff=True, password="a-curator's-own-password", **fields)
    user.groups.set([group(role) for role in roles])
    return user


def group(role: str) -> Group:
    """Return the group of a role; make it where a test with real transactions has emptied every table."""
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
    """Return a test client that is logged in as a person."""
    client = Client()
    client.force_login(user)
    return client
