"""The admin of accounts: editors give people roles; only a superuser makes or changes a superuser."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import AbstractBaseUser, User
from django.http import HttpRequest

admin.site.unregister(User)

RESERVED = {"is_superuser", "user_permissions"}
"""The fields by which an editor could give themselves every permission."""


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # Django's own cannot be subscripted while the site runs
    """The admin of accounts, in which editors can give roles and nothing more."""

    filter_horizontal = ["groups", "user_permissions"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ANN401
        """Return the fields, without those that only a superuser may set."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in RESERVED]})
            for name, options in fieldsets
        ]

    def has_change_permission(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> bool:
        """Return whether the person may change an account; a superuser's, with its password, takes a superuser."""
        return super().has_change_permission(request, obj) and _may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> bool:
        """Return whether the person may delete an account; a superuser's takes a superuser."""
        return super().has_delete_permission(request, obj) and _may_edit(request, obj)


def _may_edit(request: HttpRequest, account: Any) -> bool:  # noqa: ANN401
    return request.user.is_superuser or account is None or not account.is_superuser
