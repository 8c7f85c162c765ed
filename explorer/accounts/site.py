"""The site of the admin: one door, through which nobody comes without what is asked of them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from explorer.accounts.second_factor import is_missing

SECRET = {"account", "mfa", "usersessions"}
"""The apps whose rows are the business of one person each."""


class DeskSite(AdminSite):
    """The admin behind allauth's log-in; every page of the desk goes through `admin_view`."""

    site_header = "Debate Explorer"
    site_title = "Debate Explorer"
    index_title = "Curating"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register models, without those of log-ins: nobody looks at another person's secrets, or makes some."""
        models: Iterable[Any] = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        shown = [model for model in models if model._meta.app_label not in SECRET]
        super().register(shown, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether a person may see the desk: with staff status, and a second factor where one is asked."""
        return super().has_permission(request) and not is_missing(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead on to what a person lacks: the log-in, the second factor; refuse who may not come in at all."""
        asked = request.GET.get("next", "")
        wanted = asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else reverse("admin:index")
        if self.has_permission(request):
            return HttpResponseRedirect(wanted)
        if not request.user.is_authenticated:
            return _lead("account_login", wanted)
        if is_missing(request.user):
            return _lead("mfa_activate_totp", wanted)
        raise PermissionDenied("This account may not see the desk.")


def _lead(name: str, wanted: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': wanted})}")
