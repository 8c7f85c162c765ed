"""The admin of tokens: a person makes and revokes their own; who may change accounts sees all."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from explorer.accounts.reauthentication import ask_again
from explorer.coding.scopes import Scope
from explorer.curation.tokens import issue_token, may_revoke, may_see_all_tokens
from explorer.models import Token

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Token]
else:
    _Admin = admin.ModelAdmin

TEMPLATE = "admin/explorer/curation/token_add.html"
PERIODS = [(30, "30 days"), (90, "90 days"), (365, "A year")]


class TokenForm(forms.Form):
    """The form of a new token: its name, its scopes and its period."""

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
    """The admin of tokens, with which programs act for a person; a token's words are shown once."""

    list_display = ["name", "user", "opens", "begins", "created", "expiry", "last_used"]
    search_fields = ["name", "user__username"]
    fields = ["name", "user", "opens", "begins", "created", "expiry", "last_used"]
    readonly_fields = ["name", "user", "opens", "begins", "created", "expiry", "last_used"]

    @admin.display(description="opens")
    def opens(self, token: Token) -> str:
        """Return the scopes of the token."""
        return ", ".join(token.scopes)

    @admin.display(description="begins with")
    def begins(self, token: Token) -> str:
        """Return the first characters of the token, by which its owner recognises it."""
        return f"{token.token_key} …"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        """Return the person's own tokens, everybody's for those who may change accounts."""
        rows: QuerySet[Token] = Token.objects.with_owner()
        return rows if may_see_all_tokens(request.user) else Token.objects.owned_by(request.user).with_owner()

    def has_change_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """Return False: a token is revoked and made anew, not changed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """Return whether the person may revoke the token."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or may_revoke(obj, by=request.user))

    @method_decorator([never_cache, ask_again])
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Make a token and show its words in the answer, which is the only place where they ever stand."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TokenForm(request.POST or None, label_suffix="")
        words = self._issue(request, form) if form.is_valid() else ""
        context = {
            **self.admin_site.each_context(request),
            "title": "Your new token" if words else "Make a token",
            "opts": self.opts,
            "form": form,
            "words": words,
        }
        return TemplateResponse(request, TEMPLATE, context)

    def _issue(self, request: HttpRequest, form: TokenForm) -> str:
        data = form.cleaned_data
        try:
            token, words = issue_token(data["name"], data["scopes"], days=data["days"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return ""
        self.log_addition(request, token, [{"added": {}}])
        return words
