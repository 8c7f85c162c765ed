"""Tokens of programs that act for a person, and that person with the permissions of a token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from knox.models import AbstractAuthToken, AuthTokenManager

from explorer.coding.scopes import Scope, permits
from explorer.models.people import Person
from explorer.text import join_words


def check_scopes(value: object) -> None:
    """Refuse anything but a list of one or more scopes, each once."""
    known = [scope.value for scope in Scope]
    scopes = value if isinstance(value, list) else []
    if not scopes or not all(scope in known for scope in scopes) or len(set(scopes)) != len(scopes):
        raise ValidationError(f"Choose at least one of {join_words(known, 'and')}, each once.")


class TokenQuerySet(models.QuerySet["Token"]):
    """Chainable queries on tokens."""

    def owned_by(self, person: Person) -> Self:
        return self.filter(user=person)

    def with_owner(self) -> Self:
        return self.select_related("user")


class Token(AbstractAuthToken):  # type: ignore[misc]  # the library has no types
    """A token by which a program acts for a person; only its digest is stored, and it adds no permission to theirs."""

    digest = models.CharField(max_length=128, unique=True, editable=False)
    name = models.CharField(max_length=100, help_text="What it is for, so that you know which one to revoke.")
    scopes = models.JSONField(validators=[check_scopes])
    last_used = models.DateField(null=True, blank=True, editable=False)

    objects = AuthTokenManager.from_queryset(TokenQuerySet)()

    class Meta:
        ordering = ["-created", "-pk"]
        default_permissions = ("view", "add", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="token_named_once_per_owner",
                violation_error_message="A token of this name is there already: choose another name, or revoke it.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bearer(self) -> Bearer:
        """The token's owner, limited to the permissions that the token's scopes include; one query."""
        bearer = Bearer.objects.get(pk=self.user_id)
        bearer.scopes = tuple(self.scopes)
        return bearer

    def record_use(self) -> None:
        """Store the day of the newest use; writes at most once a day."""
        today = timezone.localdate()
        if self.last_used != today:
            type(self).objects.filter(pk=self.pk).update(last_used=today)


class Bearer(User):  # type: ignore[django-manager-missing]  # the library gives it no type
    """A person represented by a program: their permissions, limited to the scopes of a token."""

    scopes: Sequence[str] = ()

    class Meta:
        proxy = True
        default_permissions = ()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether the person has a permission and the token's scopes include it."""
        return permits(self.scopes, perm) and super().has_perm(perm, obj)
