"""The form of a stance, for its own page and for the page that shows its claims."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from explorer.admin.bases import LockedForm
from explorer.coding import rules
from explorer.coding.vocabulary import Status
from explorer.debate.stances import assess_stances
from explorer.models import Stance


class StanceForm(LockedForm):
    """The form of a stance; a published number must rest on published evidence."""

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"rationale": forms.Textarea({"rows": 3, "cols": 80})}

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        whole = all(data.get(name) for name in ("speaker", "topic", "episode"))
        if whole and data.get("position") is not None and self.instance.status == Status.PUBLISHED:
            fields = ("speaker", "topic", "episode", "code", "position")
            [assessed] = assess_stances([Stance(**{name: data.get(name) for name in fields})])
            if fault := rules.position_fault(data["position"], assessed.witnesses):
                raise ValidationError({"position": f"Not saved: {fault}."})
        return data
