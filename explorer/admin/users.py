"""The admin of accounts and roles: editors give people roles; only a superuser makes or changes a superuser.

Nobody sets another person's password: they are sent a link. What is changed here is changed by somebody who has just
given their own password again.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import AbstractBaseUser, Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html

from explorer.accounts.password_links import send_password_link
from explorer.accounts.reauthentication import ask_again

admin.site.unregister(User)
admin.site.unregister(Group)

RESERVED = {"is_superuser", "user_permissions"}
"""The fields by which an editor could give themselves every permission."""

TEMPLATE = "admin/explorer/accounts/password_link.html"


class NewAccountForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own cannot be subscripted while the site runs
    """A new account: its person sets the password."""

    class Meta:
        model = User
        fields = ("username", "email")

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  (its base's signature)
        """Save the account without a password, with which nobody can log in."""
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # Django's own cannot be subscripted while the site runs
    """The admin of accounts, in which editors can give roles and nothing more."""

    actions = None  # a list deletes in bulk without asking for a password
    filter_horizontal = ["groups", "user_permissions"]
    readonly_fields = ["password_link", "last_login", "date_joined"]
    add_form = NewAccountForm
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "email")}),)

    @admin.display(description="password")
    def password_link(self, account: Any) -> str:
        """Return a link to the page that sends the account's person a link."""
        address = reverse("admin:auth_user_password_link", args=[account.pk])
        return format_html('<a href="{}">Send a link to set a password</a>', address)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fields, without the password and without those that only a superuser may set."""
        fieldsets = super().get_fieldsets(request, obj)
        hidden = set() if request.user.is_superuser else RESERVED
        return [
            (
                name,
                {
                    **options,
                    "fields": [
                        "password_link" if field == "password" else field
                        for field in options["fields"]
                        if field not in hidden
                    ],
                },
            )
            for name, options in fieldsets
        ]

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with the page of the link in the place of the one that sets passwords."""
        own = path("<id>/password-link/", self.admin_site.admin_view(self.link_view), name="auth_user_password_link")
        return [own, *(known for known in super().get_urls() if known.name != "auth_user_password_change")]

    @method_decorator(ask_again)
    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Show or save an account, for somebody who has just given their password again."""
        return super().changeform_view(request, *args, **options)

    @method_decorator(ask_again)
    def delete_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Delete an account, for somebody who has just given their password again."""
        return super().delete_view(request, *args, **options)

    @method_decorator(ask_again)
    def link_view(self, request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002  (the name in the address)
        """Ask whether the link is to be sent, and send it."""
        account = get_object_or_404(User, pk=id) if id.isdecimal() and len(id) < 19 else None
        if account is None or not self.has_change_permission(request, account):
            raise PermissionDenied
        if request.method == "POST":
            try:
                send_password_link(request, account)
            except ValidationError as error:
                self.message_user(request, error.messages[0], messages.ERROR)
            else:
                self.log_change(request, account, "Sent a link to set a password.")
                self.message_user(request, f"A link went to {account.email}; it is good for a day.", messages.SUCCESS)
            return redirect("admin:auth_user_change", account.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Send a link",
            "opts": self.opts,
            "account": account,
        }
        return TemplateResponse(request, TEMPLATE, context)

    def has_change_permission(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> bool:
        """Return whether the person may change an account; a superuser's takes a superuser."""
        return super().has_change_permission(request, obj) and _may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> bool:
        """Return whether the person may delete an account; a superuser's takes a superuser."""
        return super().has_delete_permission(request, obj) and _may_edit(request, obj)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """The admin of roles, changed by somebody who has just given their password again."""

    actions = None  # as in that of accounts

    @method_decorator(ask_again)
    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Show or save a role."""
        return super().changeform_view(request, *args, **options)

    @method_decorator(ask_again)
    def delete_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Delete a role."""
        return super().delete_view(request, *args, **options)


def _may_edit(request: HttpRequest, account: Any) -> bool:
    return request.user.is_superuser or account is None or not account.is_superuser
