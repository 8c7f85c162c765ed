"""Curating claims, with the words that carry them, and how claims bear on each other."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from explorer.admin.bases import Admin, Blocks, QuotingForm, RowForm, RowFormSet, Rows
from explorer.coding.vocabulary import Status
from explorer.models import Claim, ClaimTopic, Evidence, Relation


class NeededToPublish(RowFormSet):
    """Rows without which a claim cannot be published."""

    noun = "a topic"

    def clean(self) -> None:
        """Refuse a published claim without any such row."""
        super().clean()
        if self.instance.status == Status.PUBLISHED and not any(self.kept()):
            raise ValidationError(f"A published claim needs {self.noun}: add it, or leave the claim a draft.")

    def kept(self) -> list[dict[str, Any]]:
        """Return the data of the rows that are filled in and stay."""
        return [form.cleaned_data for form in self.forms if _is_kept(form)]


def _is_kept(form: RowForm) -> bool:
    data = getattr(form, "cleaned_data", {})
    return bool(data) and not data.get("DELETE")


class EvidenceFormSet(NeededToPublish):
    """The evidence of one claim."""

    noun = "evidence"

    def clean(self) -> None:
        """Refuse the same words twice."""
        super().clean()
        spans = [
            (form.instance.source_id, form.instance.start, form.instance.end)
            for form in self.forms
            if _is_kept(form) and form.is_valid()
        ]
        if len(spans) != len(set(spans)):
            raise ValidationError("The same words stand here twice as evidence: remove one of them.")


class TopicRows(Rows):
    """The topics that the claim is about."""

    model = ClaimTopic
    formset = NeededToPublish
    extra = 0
    autocomplete_fields = ["topic"]


class EvidenceBlocks(Blocks):
    """The words that carry the claim; they are found in the source when the claim is saved, or refused."""

    model = Evidence
    form = QuotingForm
    formset = EvidenceFormSet
    extra = 0
    fields = ["source", "exact", "prefix", "suffix", "asserter", "basis", "mode", "passage"]
    readonly_fields = ["passage"]
    autocomplete_fields = ["source", "asserter"]


class ClaimForm(RowForm):
    """A statement is a sentence, so it gets a box."""

    class Meta:
        """The widgets that differ from Django's."""

        widgets = {"statement": forms.Textarea({"rows": 2, "cols": 80})}


@admin.register(Claim)
class ClaimAdmin(Admin):
    """Claims; only published ones are shown to readers."""

    form = ClaimForm
    list_display = ["statement", "speaker", "episode", "role", "status", "updated_at"]
    list_filter = ["status", "role", "topics"]
    list_select_related = ["speaker", "episode__series"]
    search_fields = ["statement", "slug", "speaker__name", "evidence__exact"]
    autocomplete_fields = ["speaker", "episode"]
    inlines = [TopicRows, EvidenceBlocks]
    fieldsets = [
        (
            None,
            {
                "fields": ["statement", "slug", "speaker", "episode", "role"],
                "description": "One assertion of one holder. A view that somebody else reports is the holder's "
                "claim, with the reporter as asserter of its evidence.",
            },
        ),
        ("Publication", {"fields": ["status", "retracted_on", "retraction_reason"]}),
    ]


@admin.register(Relation)
class RelationAdmin(Admin):
    """How one claim bears on another; shown once both are published."""

    list_display = ["from_claim", "kind", "to_claim", "reason"]
    list_filter = ["kind"]
    list_select_related = ["from_claim", "to_claim"]
    search_fields = ["reason", "from_claim__statement", "to_claim__statement"]
    autocomplete_fields = ["from_claim", "to_claim"]
