"""Review in the admin: permissions to edit a record, and the pages of the acts of review."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from explorer.admin.bases import LockedAdmin
from explorer.coding.review_permissions import Act
from explorer.coding.vocabulary import Status
from explorer.curation import review
from explorer.errors import RefusedError
from explorer.models import Claim

if TYPE_CHECKING:
    from explorer.models.visibility import PublishableQuerySet

ABOUT_REVIEW = ["status", "sent_back_because", "created_by", "edited_by"]
"""The fields that the acts of review set, and that nobody enters."""

MOST = 200
"""The largest number of records reviewed at once: each is shown with the reasons against the act."""


class OwnerFilter(admin.SimpleListFilter):
    """Narrows the list to the person's own records, nobody's, those of others, or those sent back to the person."""

    title = "whose"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> list[tuple[str, str]]:
        return [("mine", "Mine"), ("sent-back", "Sent back to me"), ("others", "Of others"), ("free", "Nobody's")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = cast("PublishableQuerySet[Any]", queryset)
        match self.value():
            case "mine":
                return rows.drafted_by(request.user)
            case "sent-back":
                return rows.drafted_by(request.user).sent_back()
            case "others":
                return rows.not_own_of(request.user)
            case "free":
                return rows.drafted_by(None)
        return rows


def act_action(act: Act) -> Callable[..., HttpResponse]:
    """Return the list action that opens the page of an act for all ticked records."""

    @admin.action(description=f"{act.label} …")
    def action(model_admin: "ReviewedAdmin", request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return model_admin.ask(request, act, queryset)

    action.__name__ = act.name.lower()
    return action


class ReviewedAdmin(LockedAdmin):
    """Records with a status: drafts are edited, and only the acts of review change the status."""

    actions = [act_action(act) for act in Act]
    readonly_fields = ABOUT_REVIEW

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("review/<slug:act>/", view, name=f"explorer_{self.opts.model_name}_review"), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the actions without deletion in bulk, and without acts that the person may perform on no record."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        may_review = request.user.has_perm(f"explorer.review_{self.opts.model_name}")
        for act in Act:
            is_for_claims = act in {Act.RETRACT, Act.RESTORE} and self.model is not Claim
            if is_for_claims or (not may_review and act not in {Act.SUBMIT, Act.SEND_BACK}):
                actions.pop(act.name.lower(), None)
        return actions

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the rules of review let the person edit a record."""
        return super().has_change_permission(request, obj) and (
            obj is None or review.edit_refusal(obj, by=request.user) is None
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the person may delete a record, which must never have been public."""
        return super().has_delete_permission(request, obj) and (
            obj is None or review.deletion_fault(obj, by=request.user) is None
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save a record; a new one belongs to the person."""
        if not change:
            obj.created_by = obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Save the parts of a record; sign it with the person if its fields or parts changed."""
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            form.instance.edited_by = request.user
            form.instance.save(update_fields=["edited_by"])
        self.after_change(request, form.instance)

    def after_change(self, request: HttpRequest, record: Any) -> None:
        """Handle the consequences of a change to a record and its parts, in the same edit."""

    def restore(self, request: HttpRequest, record: Any, number: int) -> None:
        """Restore a version; raises RefusedError where the version is unfit for the record's status."""
        super().restore(request, record, number)
        record.edited_by = request.user
        record.save(update_fields=["edited_by"])
        review.refuse_unfit(record)
        self.after_change(request, record)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any) -> Any:
        """Render the form, with the open acts and the reason why the record cannot be edited."""
        record = options.get("obj")
        if record is not None:
            context["acts"] = self._acts(request, record)
            context["closed"] = review.edit_refusal(record, by=request.user)
            context["sent_back_because"] = record.sent_back_because if record.status == Status.DRAFT else ""
        context["can_submit"] = self.has_add_permission(request) if record is None else not context["closed"]
        return super().render_change_form(request, context, *args, **options)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Submit a new record for review where the person saved it with that button."""
        if "_submit" in request.POST:
            return self._submit_saved(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Submit a record for review where the person saved it with that button."""
        if "_submit" in request.POST:
            return self._submit_saved(request, obj)
        return super().response_change(request, obj)

    def act_view(self, request: HttpRequest, act: str) -> HttpResponse:
        """Show the page of an act, with what keeps records back; perform the act on those that are ready."""
        if act not in list(Act):
            raise Http404
        keys = (request.POST if request.method == "POST" else request.GET).getlist("ids")
        rows = self.get_queryset(request).filter(pk__in=[key for key in keys if key.isdecimal()])
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not rows:
            raise Http404
        if request.method == "POST":
            return self._perform(request, Act(act), rows)
        return self.ask(request, Act(act), rows)

    def ask(self, request: HttpRequest, act: Act, queryset: QuerySet[Any], fault: str = "") -> HttpResponse:
        """Show the page of an act for some records."""
        rows = list(queryset[: MOST + 1])
        if len(rows) > MOST:
            messages.error(request, f"Choose at most {MOST} at once: each is shown with what keeps it back.")
            return redirect(request.get_full_path())
        asked = [(row, review.find_refusal(act, row, by=request.user)) for row in rows]
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "opts": self.opts,
            "act": act,
            "ready": [row for row, why in asked if why is None],
            "kept_back": [(row, why) for row, why in asked if why is not None],
            "round": self.round_address(act, [row for row, why in asked if why is not None]),
            "reason": request.POST.get("reason", ""),
            "fault": fault,
        }
        return TemplateResponse(request, "admin/explorer/curation/review.html", context, status=422 if fault else 200)

    def round_address(self, act: Act, rows: list[Any]) -> str:
        """Return where records that are kept back are gone through one by one; empty where there is no such page."""
        return ""

    def _perform(self, request: HttpRequest, act: Act, rows: QuerySet[Any]) -> HttpResponse:
        reason = request.POST.get("reason", "")
        if act.needs_reason and not reason.strip():
            return self.ask(request, act, rows, fault="Give the reason.")
        done = _each(request, act, rows[:MOST], reason)
        if done:
            noun = self.opts.verbose_name if len(done) == 1 else self.opts.verbose_name_plural
            messages.success(request, f"{len(done)} {noun} {act.done}.")
        place = f"admin:explorer_{self.opts.model_name}"
        if rows.count() == 1:
            return redirect(reverse(f"{place}_change", args=[rows.get().pk]))
        return redirect(reverse(f"{place}_changelist"))

    def _submit_saved(self, request: HttpRequest, record: Any) -> HttpResponse:
        name = self.opts.verbose_name
        if _each(request, Act.SUBMIT, [record], ""):
            messages.success(request, f"The {name} was saved and submitted for review.")
        else:
            messages.warning(request, f"The {name} was saved as a draft.")
        return redirect(reverse(f"admin:explorer_{self.opts.model_name}_change", args=[record.pk]))

    def _acts(self, request: HttpRequest, record: Any) -> list[tuple[Act, str]]:
        acts = review.list_acts(record, by=request.user)
        return [(act, self.act_address(act, record)) for act in acts]

    def act_address(self, act: Act, record: Any) -> str:
        """Return the address of the page on which an act is done to a record."""
        place = reverse(f"admin:explorer_{self.opts.model_name}_review", args=[act.value])
        return f"{place}?ids={record.pk}"


def _each(request: HttpRequest, act: Act, rows: Iterable[Any], reason: str) -> list[Any]:
    """Perform an act on each record that is ready, tell why the others are not, and return those that were."""
    done = []
    for row in rows:
        try:
            done.append(review.perform(act, row, by=request.user, reason=reason))
        except RefusedError as error:
            messages.error(request, f"{error}.")
    return done
