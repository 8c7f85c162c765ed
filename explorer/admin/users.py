"""Accounts: editors give roles to people, and only a superuser makes or changes a superuser."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import AbstractBaseUser, User
from django.http import HttpRequest

admin.site.unregister(User)

RESERVED = {"is_superuser", "user_permissions"}
"""What would let an editor give themselves everything."""


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # Django's own cannot be subscripted while the site runs
    """Django's accounts, without a way for editors to more than the roles."""

    filter_horizontal = ["groups", "user_permissions"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out what only a superuser may give."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in RESERVED]})
            for name, options in fieldsets
        ]

    def has_change_permission(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> bool:
        """Keep editors from the accounts of superusers, their passwords among the rest."""
        return super().has_change_permission(request, obj) and _may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> bool:
        """Keep editors from the accounts of superusers."""
        return super().has_delete_permission(request, obj) and _may(request, obj)


def _may(request: HttpRequest, account: Any) -> bool:
    return request.user.is_superuser or account is None or not account.is_superuser
