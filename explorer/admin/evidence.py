"""The admin of evidence: finds and repairs lost quotations; evidence is added on the page of its claim."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from explorer.admin.bases import QuotationForm, VersionedAdmin, edit_address, render_links
from explorer.admin.curation.annotation import annotate_address
from explorer.changes.edit import open_edit
from explorer.curation.lost_quotations import NearestWords, find_nearest_words
from explorer.curation.quotation_frames import read_frame
from explorer.curation.review import edit_refusal
from explorer.models import Claim, Evidence
from explorer.models.evidence import EvidenceQuerySet
from explorer.models.versions import latest_version

SENTENCES = "admin/explorer/documents/_sentences.html"


class QuotationPlaceFilter(admin.SimpleListFilter):
    """Narrows the list to lost quotations."""

    title = "place in the document"
    parameter_name = "place"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> list[tuple[str, str]]:
        return [("lost", "Lost"), ("reframed", "In another sentence")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = cast("EvidenceQuerySet", queryset)
        if self.value() == "reframed":
            return rows.reframed()
        return rows.lost() if self.value() == "lost" else rows


class QuotationRepairForm(QuotationForm):
    """The words of one piece of evidence; refused where its claim was changed since the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    suggestion = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].initial = latest_version(self.instance.claim)
        if self.suggestion:
            self.initial.update(exact=self.suggestion, prefix="", suffix="")

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get("version") != latest_version(self.instance.claim):
            raise ValidationError(
                "Not saved: its claim was changed after you had opened this page. Copy your words, open it again."
            )
        return super().clean()


@admin.register(Evidence)
class EvidenceAdmin(VersionedAdmin):
    """The admin of quotations, with the nearest words to those that are lost."""

    class Media:
        """How both sentences stand side by side."""

        css: ClassVar[dict[str, list[str]]] = {"all": ["explorer/css/review.css"]}

    form = QuotationRepairForm
    list_display = ["exact", "claim", "source", "asserter"]
    list_filter = [QuotationPlaceFilter, "source__episode__series"]
    search_fields = ["exact", "claim__statement", "source__slug"]
    readonly_fields = ["of_claim", "source", "passage", "stands_there", "both_sentences", "comes_nearest"]
    fieldsets = [
        (None, {"fields": ["of_claim", "source", "passage"]}),
        ("Where it stood", {"fields": ["stands_there", "both_sentences", "comes_nearest"]}),
        ("The quotation", {"fields": ["exact", "prefix", "suffix"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """Return the evidence with its claim and its document, without the document's text."""
        rows = Evidence.objects.select_related("claim", "source__episode__series", "asserter", "passage")
        return rows.defer("source__raw", "source__text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: evidence is added on the page of its claim."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        """Return whether a piece may be deleted, which happens with its claim alone."""
        return (
            obj is not None and super().has_delete_permission(request, obj) and self.has_change_permission(request, obj)
        )

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Redirect to the page of the claim, on which a piece is removed."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return redirect("admin:explorer_claim_change", record.claim_id)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Return whether a list may be filtered so; the page of a document links to its own quotations."""
        return lookup == "source__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        """Return whether the person may change the claim of the evidence."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or edit_refusal(obj.claim, by=request.user) is None)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Redirect to the versions of the claim, of which the quotation is a part."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return redirect("admin:explorer_claim_history", record.claim_id)

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Raise Http404: versions are those of the claim."""
        raise Http404

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002
        """Return the form, filled in with the nearest words where the address asks for that."""
        form = super().get_form(request, obj, change, **options)
        near = find_nearest_words(obj) if obj is not None and request.GET.get("use") == "nearest" else NearestWords("")
        return type(form.__name__, (form,), {"suggestion": near.words})

    def save_model(self, request: HttpRequest, obj: Evidence, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save the quotation as a new version of its claim."""
        with open_edit(by=request.user) as edit:
            edit.will_change(Claim, [obj.claim_id])
            super().save_model(request, obj, form, change)
            obj.claim.edited_by = request.user
            obj.claim.save(update_fields=["edited_by", "updated_at"])

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any) -> Any:
        """Render the form, with the reason why the quotation cannot be repaired now."""
        if record := options.get("obj"):
            context["closed"] = edit_refusal(record.claim, by=request.user)
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description="claim")
    def of_claim(self, evidence: Evidence) -> str:
        """Return a link to the claim, with its status."""
        status = evidence.claim.get_status_display().lower()
        return render_links([(f"{evidence.claim.statement} ({status})", edit_address(evidence.claim))])

    @admin.display(description="what stands there")
    def stands_there(self, evidence: Evidence) -> str:
        """Return the document's words at the place of the quotation."""
        words = evidence.source.text[evidence.start : evidence.end]
        return "the quotation, word for word" if words == evidence.exact else words or "nothing: the text ends before"

    @admin.display(description="the sentence around it")
    def both_sentences(self, evidence: Evidence) -> str:
        """Return the sentence before a newer document and the present one side by side, where they differ."""
        if not evidence.sentence_before:
            return "as it was when the claim was reviewed"
        now = read_frame(evidence, evidence.source.text).sentence
        return render_to_string(SENTENCES, {"before": evidence.sentence_before, "now": now})

    @admin.display(description="what comes nearest")
    def comes_nearest(self, evidence: Evidence) -> str:
        """Return the nearest words, with links that fill them in and that open the document there."""
        near = find_nearest_words(evidence)
        beside = _link_document(evidence, near)
        if not near.words:
            return format_html("{}{}", near.verdict, beside)
        address = reverse("admin:explorer_evidence_change", args=[evidence.pk])
        fill = format_html('<br><a href="{}?use=nearest">Fill in these words</a>', address)
        return format_html(
            "{}<br>… {}<mark>{}</mark>{} …{}{}",
            near.verdict,
            near.before,
            near.words,
            near.after,
            "" if near.is_exact else fill,
            beside,
        )


def _link_document(evidence: Evidence, near: NearestWords) -> str:
    """Return a link to the document at the nearest words, or else at the passage of the quotation."""
    passages = evidence.source.passages
    found = passages.overlapping(near.start, near.start + 1).first() if near.start is not None else None
    passage = found or evidence.passage
    address = f"{annotate_address(evidence.source, passage)}#{passage.slug}"
    return format_html('<br><a href="{}">Read the document from there on</a>', address)
