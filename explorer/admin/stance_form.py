"""The form of a stance, for its own page and for the page that shows its claims."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from explorer.admin.bases import LockedForm
from explorer.checks.publication import assessed_faults
from explorer.coding.vocabulary import Status
from explorer.debate.stances import assess_stances
from explorer.models import Stance


class StanceForm(LockedForm):
    """The form of a stance; a published one must rest on published evidence."""

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"rationale": forms.Textarea({"rows": 3, "cols": 80})}

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        whole = all(data.get(name) for name in ("speaker", "topic", "episode"))
        if whole and data.get("code") and self.instance.status == Status.PUBLISHED:
            fields = ("speaker", "topic", "episode", "code", "position")
            typed = {name: data.get(name) for name in fields}
            [assessed] = assess_stances([Stance(**typed, points_to=data.get("points_to") or "")])
            for fault in assessed_faults(assessed):
                place = "code" if data.get("position") is None else "position"
                raise ValidationError({place: f"Not saved: {fault}."})
        return data
