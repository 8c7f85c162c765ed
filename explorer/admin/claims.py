"""The admin of claims with their evidence, and of relations between claims."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import URLPattern, path

from explorer.admin.bases import (
    Blocks,
    LockedForm,
    QuotationForm,
    RowForm,
    RowFormSet,
    TabularRows,
    VersionedAdmin,
    edit_address,
    render_links,
)
from explorer.admin.curation.claim_review import begin_round, review_address, review_claim
from explorer.admin.curation.review import ABOUT_REVIEW, OwnerFilter, ReviewedAdmin
from explorer.admin.curation.stance_coding import list_code_addresses
from explorer.admin.former_slugs import FormerSlugRows, keep_former_slug
from explorer.coding.review_permissions import Act
from explorer.coding.vocabulary import Status
from explorer.curation.review import relation_fault, send_back_overtaken
from explorer.curation.review_queue import MOST
from explorer.models import Claim, ClaimTopic, Evidence, FormerSlug, Relation


class NeededToPublish(RowFormSet):
    """Rows without which a claim cannot be published."""

    noun = "a topic"

    def clean(self) -> None:
        """Refuse a published claim without any such row."""
        super().clean()
        if self.instance.status == Status.PUBLISHED and not any(self.list_kept()):
            raise ValidationError(f"A published claim needs {self.noun}: add it, or send the claim back first.")

    def list_kept(self) -> list[dict[str, Any]]:
        """Return the data of the rows that are filled in and not removed."""
        return [form.cleaned_data for form in self.forms if _is_kept(form)]


def _is_kept(form: RowForm) -> bool:
    data = getattr(form, "cleaned_data", {})
    return bool(data) and not data.get("DELETE")


class EvidenceFormSet(NeededToPublish):
    """The evidence of one claim; the same words may stand in it once."""

    noun = "evidence"

    def clean(self) -> None:
        super().clean()
        spans = [
            (form.instance.source_id, form.instance.start, form.instance.end)
            for form in self.forms
            if _is_kept(form) and form.is_valid()
        ]
        if len(spans) != len(set(spans)):
            raise ValidationError("The same words stand here twice as evidence: remove one of them.")


class TopicRows(TabularRows):
    """The topics of a claim."""

    model = ClaimTopic
    formset = NeededToPublish
    extra = 0
    autocomplete_fields = ["topic", "point"]


class EvidenceBlocks(Blocks):
    """The evidence of a claim; saving the claim finds it in the source, or refuses it."""

    model = Evidence
    form = QuotationForm
    formset = EvidenceFormSet
    extra = 0
    fields = ["source", "exact", "prefix", "suffix", "asserter", "basis", "mode", "passage"]
    readonly_fields = ["passage"]
    autocomplete_fields = ["source", "asserter"]


class RelationRows(TabularRows):
    """The relations of a claim to others; readers see them once both claims are published."""

    model = Relation
    fk_name = "from_claim"
    extra = 0
    autocomplete_fields = ["to_claim"]
    verbose_name = "relation to another claim"
    verbose_name_plural = "relations to other claims"


class ClaimForm(LockedForm):
    """The form of a claim; its statement is a sentence, so it gets a box."""

    class Meta:
        widgets = {"statement": forms.Textarea({"rows": 2, "cols": 80})}

    def clean_slug(self) -> str:
        """Refuse a slug that leads to a claim: addresses that were cited lead on for ever."""
        slug: str = self.cleaned_data["slug"]
        if FormerSlug.objects.filter(slug=slug).exists() and slug != self.instance.slug:
            raise ValidationError("A claim was known by this slug: choose another one.")
        return slug


@admin.register(Claim)
class ClaimAdmin(ReviewedAdmin):
    """The admin of claims; readers see only the published ones."""

    form = ClaimForm
    list_display = ["statement", "speaker", "episode", "status", "created_by", "updated_at"]
    list_filter = ["status", OwnerFilter, "role", "topics"]
    list_select_related = ["speaker", "episode__series", "created_by"]
    search_fields = ["statement", "slug", "speaker__name", "evidence__exact"]
    autocomplete_fields = ["speaker", "episode"]
    inlines = [TopicRows, EvidenceBlocks, RelationRows, FormerSlugRows]
    readonly_fields = [*ABOUT_REVIEW, "retracted_on", "retraction_reason", "stances_on_it", "borne_on_by"]
    fieldsets = [
        (
            None,
            {
                "fields": ["statement", "slug", "speaker", "episode", "role"],
                "description": "One assertion of one holder. A view that somebody else reports is the holder's "
                "claim, with the reporter as asserter of its evidence.",
            },
        ),
        ("Review", {"fields": [*ABOUT_REVIEW, "retracted_on", "retraction_reason"]}),
        ("Elsewhere", {"fields": ["stances_on_it", "borne_on_by"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which a claim is reviewed, and the way to the first that waits."""
        guarded = self.admin_site.admin_view
        return [
            path("review/", guarded(begin_round), name="explorer_claim_round"),
            path("<int:key>/review/", guarded(review_claim), name="explorer_claim_read"),
            *super().get_urls(),
        ]

    def act_address(self, act: Act, record: Claim) -> str:
        """Return the page with the claim's words for what shows it to readers."""
        return review_address(record.pk) if act.makes_public else super().act_address(act, record)

    def round_address(self, act: Act, rows: list[Claim]) -> str:
        """Return where claims that nobody has read are read one by one."""
        keys = [claim.pk for claim in rows[:MOST]]
        return review_address(keys[0], keys) if keys and act.makes_public else ""

    @admin.display(description="stances that may rest on it")
    def stances_on_it(self, claim: Claim) -> str:
        """Return links to the coding of its holder's stance, for each of its topics."""
        pairs = list_code_addresses(claim) if claim.pk else []
        return render_links((f"Code the stance: {topic}", address) for topic, address in pairs)

    @admin.display(description="other claims that bear on this one")
    def borne_on_by(self, claim: Claim) -> str:
        """Return links to the relations that other claims have to this one."""
        relations = Relation.objects.filter(to_claim=claim.pk).select_related("from_claim")
        return render_links(
            (f"{relation.from_claim}: {relation.get_kind_display().lower()}", edit_address(relation))
            for relation in relations
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save the claim; keep what it was, as published stances may rest on that, and readers knew its slug."""
        request.claims_before = list(Claim.objects.published().filter(pk=obj.pk))  # type: ignore[attr-defined]
        before = Claim.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        if before and before.slug != obj.slug:
            keep_former_slug(before)

    def after_change(self, request: HttpRequest, record: Any) -> None:
        """Make drafts of the stances that a published claim no longer carries, and tell the person."""
        for stance in send_back_overtaken(record, getattr(request, "claims_before", []), by=request.user):
            messages.warning(request, f"The stance of {stance} is a draft again: {stance.sent_back_because}.")


class RelationForm(RowForm):
    """The form of a relation, which takes a reviewer if readers would see it at once."""

    person: Any = None

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        ends = [data.get("from_claim"), data.get("to_claim")]
        if fault := relation_fault([claim for claim in ends if claim], by=self.person):
            raise ValidationError(f"Not saved: {fault}.")
        return data


@admin.register(Relation)
class RelationAdmin(VersionedAdmin):
    """The admin of relations; readers see them once both claims are published."""

    form = RelationForm
    list_display = ["from_claim", "kind", "to_claim", "reason"]
    list_filter = ["kind"]
    list_select_related = ["from_claim", "to_claim"]
    search_fields = ["reason", "from_claim__statement", "to_claim__statement"]
    autocomplete_fields = ["from_claim", "to_claim"]

    def get_form(self, request: HttpRequest, *args: Any, **options: Any) -> type[RelationForm]:
        """Return the form with the person who fills it in."""
        form = super().get_form(request, *args, **options)
        return cast("type[RelationForm]", type(form.__name__, (form,), {"person": request.user}))

    def has_change_permission(self, request: HttpRequest, obj: Relation | None = None) -> bool:
        """Return whether the person may change a relation; one that readers see takes a reviewer."""
        return super().has_change_permission(request, obj) and _may_relate(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Relation | None = None) -> bool:
        """Return whether the person may delete a relation; one that readers see takes a reviewer."""
        return super().has_delete_permission(request, obj) and _may_relate(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the actions without deletion in bulk, which does not check whether readers see a relation."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


def _may_relate(request: HttpRequest, relation: Relation | None) -> bool:
    ends = [relation.from_claim, relation.to_claim] if relation else []
    return relation_fault(ends, by=request.user) is None
