"""Curating stances."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from explorer.admin.bases import LockedForm
from explorer.admin.reviewing import ABOUT_REVIEW, ReviewedAdmin, WhoseFilter
from explorer.coding import rules
from explorer.coding.vocabulary import Status
from explorer.models import Stance
from explorer.services.assessing import assess


class StanceForm(LockedForm):
    """A published number must rest on published evidence."""

    class Meta:
        """The widgets that differ from Django's."""

        widgets = {"rationale": forms.Textarea({"rows": 3, "cols": 80})}

    def clean(self) -> dict[str, Any] | None:
        """Refuse to publish a position that its claims do not carry."""
        data = super().clean() or self.cleaned_data
        whole = all(data.get(name) for name in ("speaker", "topic", "episode"))
        if whole and data.get("position") is not None and self.instance.status == Status.PUBLISHED:
            fields = ("speaker", "topic", "episode", "code", "position")
            [assessed] = assess([Stance(**{name: data.get(name) for name in fields})])
            if fault := rules.position_fault(data["position"], assessed.witnesses):
                raise ValidationError({"position": f"Not saved: {fault}."})
        return data


@admin.register(Stance)
class StanceAdmin(ReviewedAdmin):
    """Where speakers stood; label and confidence follow from the claims and are not typed."""

    form = StanceForm
    list_display = ["speaker", "topic", "code", "position", "episode", "status", "created_by"]
    list_filter = ["status", WhoseFilter, "code", "topic"]
    list_select_related = ["speaker", "topic", "episode__series", "created_by"]
    search_fields = ["rationale", "speaker__name", "topic__question"]
    autocomplete_fields = ["speaker", "topic", "episode"]
    fieldsets = [
        (
            None,
            {
                "fields": ["speaker", "topic", "episode", "code", "position", "rationale"],
                "description": "Code what the words say, not what the speaker is known to think elsewhere or later. "
                "A number rests on the published claims of this speaker, topic and episode with bearing “position”: "
                "publish those first.",
            },
        ),
        ("Review", {"fields": [*ABOUT_REVIEW]}),
    ]
