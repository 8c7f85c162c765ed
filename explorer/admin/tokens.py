"""Tokens for programs: one's own, made and shown once, and revoked; who keeps the accounts sees everybody's."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from explorer.coding.scopes import Scope
from explorer.curation.tokens import issue_token, keeps_all, may_revoke
from explorer.models import Token

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Token]
else:
    _Admin = admin.ModelAdmin

TEMPLATE = "admin/explorer/curation/token_add.html"
PERIODS = [(30, "30 days"), (90, "90 days"), (365, "A year")]


class TokenForm(forms.Form):
    """What a token is for, and how long."""

    name = forms.CharField(
        max_length=100, help_text="What it is for: the program, and where it runs. You know by it which one to revoke."
    )
    scopes = forms.MultipleChoiceField(
        label="What it opens",
        choices=Scope.choices(),
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text="Never more than your own roles; every one includes reading.",
    )
    days = forms.TypedChoiceField(label="It ends after", choices=PERIODS, coerce=int, initial=90)


@admin.register(Token)
class TokenAdmin(_Admin):
    """What programs show to act for somebody; nobody can be shown a token a second time."""

    list_display = ["name", "user", "opens", "begins", "created", "expiry", "last_used"]
    search_fields = ["name", "user__username"]
    fields = ["name", "user", "opens", "begins", "created", "expiry", "last_used"]
    readonly_fields = ["name", "user", "opens", "begins", "created", "expiry", "last_used"]

    @admin.display(description="opens")
    def opens(self, token: Token) -> str:
        """Return its scopes."""
        return ", ".join(token.scopes)

    @admin.display(description="begins with")
    def begins(self, token: Token) -> str:
        """Return by what its owner recognises it."""
        return f"{token.token_key} …"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        """Keep one's own, and everybody's for those who keep the accounts."""
        rows: QuerySet[Token] = Token.objects.with_owner()
        return rows if keeps_all(request.user) else Token.objects.owned_by(request.user).with_owner()

    def has_change_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """Leave a token as it was made: who needs another one makes it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """Allow revoking one's own."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or may_revoke(obj, by=request.user))

    @method_decorator(never_cache)
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Make a token and show it in the answer, which is the only place where it ever stands."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TokenForm(request.POST or None, label_suffix="")
        words = self._made(request, form) if form.is_valid() else ""
        context = {
            **self.admin_site.each_context(request),
            "title": "Your new token" if words else "Make a token",
            "opts": self.opts,
            "form": form,
            "words": words,
        }
        return TemplateResponse(request, TEMPLATE, context)

    def _made(self, request: HttpRequest, form: TokenForm) -> str:
        data = form.cleaned_data
        try:
            token, words = issue_token(data["name"], data["scopes"], days=data["days"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return ""
        self.log_addition(request, token, [{"added": {}}])
        return words
