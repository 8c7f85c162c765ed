"""Admin classes as the type checker needs them: Django's own cannot be subscripted while the site runs."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models

from explorer.models import Source

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
    Rows = admin.TabularInline[Any, Any]
    Blocks = admin.StackedInline[Any, Any]
    RowForm = forms.ModelForm[Any]
    RowFormSet = forms.BaseInlineFormSet[Any, Any]
else:
    _Admin = admin.ModelAdmin
    Rows = admin.TabularInline
    Blocks = admin.StackedInline
    RowForm = forms.ModelForm
    RowFormSet = forms.BaseInlineFormSet


class Admin(_Admin):
    """A plain admin; an address that is typed without a scheme is taken for https."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class QuotingForm(RowForm):
    """Asks for words that stand in a source; white space around prefix and suffix tells places apart, so it is kept."""

    prefix = forms.CharField(  # type: ignore[assignment]  # the quotation's, not the form's
        required=False,
        max_length=200,
        strip=False,
        widget=forms.Textarea({"rows": 1, "cols": 60}),
        help_text="Only where the words repeat: what stands directly before them.",
    )
    suffix = forms.CharField(
        required=False,
        max_length=200,
        strip=False,
        widget=forms.Textarea({"rows": 1, "cols": 60}),
        help_text="Only where the words repeat: what stands directly after them.",
    )

    class Meta:
        """Quotations are long, so they get a box."""

        widgets = {"exact": forms.Textarea({"rows": 3, "cols": 80})}
        help_texts = {"exact": "Copied from the source, character by character, from inside one passage."}

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  (Django's own options)
        super().__init__(*args, **options)
        source = self.fields.get("source")
        if isinstance(source, forms.ModelChoiceField):
            source.queryset = Source.objects.without_text()
