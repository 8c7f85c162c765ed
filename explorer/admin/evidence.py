"""Finding quotations that were lost, and mending them; evidence is added on the page of its claim."""

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

from explorer.admin.bases import QuotationForm, VersionedAdmin, edit_address, links
from explorer.admin.curation.annotation import annotate_address
from explorer.changes.edit import open_edit
from explorer.curation.lost_quotations import NearestWords, nearest
from explorer.curation.quotation_frames import read_frame
from explorer.curation.review import edit_refusal
from explorer.models import Claim, Evidence
from explorer.models.evidence import EvidenceQuerySet
from explorer.models.versions import latest_version

SENTENCES = "admin/explorer/documents/_sentences.html"


class QuotationPlaceFilter(admin.SimpleListFilter):
    """Whether quotations stand where they should."""

    title = "place in the document"
    parameter_name = "place"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> list[tuple[str, str]]:  # noqa: ARG002
        """Return what can be chosen."""
        return [("lost", "Lost"), ("reframed", "In another sentence")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Keep what was chosen."""
        rows = cast("EvidenceQuerySet", queryset)
        if self.value() == "reframed":
            return rows.reframed()
        return rows.lost() if self.value() == "lost" else rows


class QuotationRepairForm(QuotationForm):
    """The words of one piece of evidence; refused where its claim was changed since the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    suggestion = ""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  (Django's own options)
        super().__init__(*args, **options)
        self.fields["version"].initial = latest_version(self.instance.claim)
        if self.suggestion:
            self.initial.update(exact=self.suggestion, prefix="", suffix="")

    def clean(self) -> dict[str, Any] | None:
        """Refuse to mend what somebody else has changed meanwhile."""
        if self.cleaned_data.get("version") != latest_version(self.instance.claim):
            raise ValidationError(
                "Not saved: its claim was changed after you had opened this page. Copy your words, open it again."
            )
        return super().clean()


@admin.register(Evidence)
class EvidenceAdmin(VersionedAdmin):
    """Quotations, with those that are not in their document any more and what comes nearest to them."""

    class Media:
        """How both sentences stand side by side."""

        css: ClassVar[dict[str, list[str]]] = {"all": ["explorer/review.css"]}

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:  # noqa: ARG002  (Django's signature)
        """Fetch the claim and the document, without its text."""
        rows = Evidence.objects.select_related("claim", "source__episode__series", "asserter", "passage")
        return rows.defer("source__raw", "source__text")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  (Django's signature)
        """Leave adding to the page of the claim."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        """Let evidence go with its claim."""
        return (
            obj is not None and super().has_delete_permission(request, obj) and self.has_change_permission(request, obj)
        )

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:  # noqa: ANN401, ARG002
        """Leave removing one piece to the page of its claim."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return redirect("admin:explorer_claim_change", record.claim_id)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let a list hold the quotations of one document, to which its page links."""
        return lookup == "source__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        """Allow what may be done to its claim."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or edit_refusal(obj.claim, by=request.user) is None)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002  (Django's signature)
    ) -> HttpResponse:
        """Lead to the versions of the claim, of which the quotation is a part."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return redirect("admin:explorer_claim_history", record.claim_id)

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:  # noqa: ARG002
        """Refuse what is done to the claim as a whole."""
        raise Http404

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:  # noqa: ANN401, FBT001, FBT002
        """Fill in the nearest words where that was asked for."""
        form = super().get_form(request, obj, change, **options)
        near = nearest(obj) if obj is not None and request.GET.get("use") == "nearest" else NearestWords("")
        return type(form.__name__, (form,), {"suggestion": near.words})

    def save_model(self, request: HttpRequest, obj: Evidence, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001
        """Save the quotation as a new version of its claim."""
        with open_edit(by=request.user) as edit:
            edit.will_change(Claim, [obj.claim_id])
            super().save_model(request, obj, form, change)
            obj.claim.edited_by = request.user
            obj.claim.save(update_fields=["edited_by", "updated_at"])

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any) -> Any:  # noqa: ANN401
        """Say why the quotation cannot be mended now."""
        if record := options.get("obj"):
            context["closed"] = edit_refusal(record.claim, by=request.user)
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description="claim")
    def of_claim(self, evidence: Evidence) -> str:
        """Link to the claim."""
        status = evidence.claim.get_status_display().lower()
        return links([(f"{evidence.claim.statement} ({status})", edit_address(evidence.claim))])

    @admin.display(description="what stands there")
    def stands_there(self, evidence: Evidence) -> str:
        """Return what the document says at the place of the quotation."""
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
        """Return where the words may stand, with links that fill them in and that open the document there."""
        near = nearest(evidence)
        beside = _beside(evidence, near)
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


def _beside(evidence: Evidence, near: NearestWords) -> str:
    """Return a link to the document where the words may stand, or where what they were part of stands now."""
    passages = evidence.source.passages
    found = passages.overlapping(near.start, near.start + 1).first() if near.start is not None else None
    passage = found or evidence.passage
    address = f"{annotate_address(evidence.source, passage)}#{passage.slug}"
    return format_html('<br><a href="{}">Read the document from there on</a>', address)
