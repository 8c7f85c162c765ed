"""Base classes of the admin: labels for assistive technology, versions, locks against overwriting, quotations."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join

from explorer.admin.conflicts import Conflict, find_conflict
from explorer.changes.edit import open_edit
from explorer.curation.history import list_versions, revert
from explorer.errors import RefusedError
from explorer.models import Source
from explorer.models.versions import latest_version

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    _Rows = admin.TabularInline[Any, Any]
    Blocks = admin.StackedInline[Any, Any]
    RowForm = forms.ModelForm[Any]
    _RowFormSet = forms.BaseInlineFormSet[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    _Rows = admin.TabularInline
    Blocks = admin.StackedInline
    RowForm = forms.ModelForm
    _RowFormSet = forms.BaseInlineFormSet

MOST_ROWS = 200
"""The largest number of rows of one kind that a form has."""


class RowFormSet(_RowFormSet):
    """Parts of a record; the box that removes a row is labelled, for those who do not see its column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if removes := form.fields.get("DELETE"):
            removes.widget.attrs["aria-label"] = f"Remove row {(index or 0) + 1}"


class TabularRows(_Rows):
    """Parts of a record in a table; each field is labelled, for those who do not see the head of its column."""

    formset: type[Any] = RowFormSet

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        return label_field(super().formfield_for_dbfield(db_field, request, **options), db_field)


def label_field(field: Any, db_field: Any) -> Any:
    """Return a form field that is labelled with its column's name, for those who do not see the column's head."""
    if field is not None:
        widget = getattr(field.widget, "widget", field.widget)  # a picker is wrapped into its links
        widget.attrs.setdefault("aria-label", str(db_field.verbose_name).capitalize())
    return field


class VersionedAdmin(ModelAdmin):
    """An admin in which every save is one edit with versions; URLs without a scheme are read as https."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Save a record and its parts as one edit."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **options)
        _refuse_many_rows(request)
        with open_edit(by=request.user):
            return super().changeform_view(request, *args, **options)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the address of a new record's form fills in, without records that there cannot be."""
        related = {field.name for field in self.opts.get_fields() if field.is_relation}
        sent = super().get_changeform_initial_data(request)
        return {name: value for name, value in sent.items() if name not in related or _can_be_keys(value)}

    def changelist_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Save the changes made in a list as one edit."""
        if request.method != "POST":
            return super().changelist_view(request, *args, **options)
        _refuse_many_rows(request)
        with open_edit(by=request.user):
            return super().changelist_view(request, *args, **options)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.restore_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        return [path("<path:object_id>/history/<int:number>/", view, name=name), *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a record's versions, with the changes of each."""
        record = self.get_object(request, object_id)
        context = {
            "versions": list_versions(record) if record else [],
            "can_restore": record is not None and self.has_change_permission(request, record),
            "restore_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_restore",
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Restore an older version, or show why it cannot be restored."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if request.method != "POST" or not self.has_change_permission(request, record):
            raise PermissionDenied
        try:
            with open_edit(by=request.user):
                self.restore(request, record, number)
        except RefusedError as error:
            messages.error(request, f"Nothing was changed: {error}.")
        else:
            messages.success(request, "The version was restored.")
        place = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return redirect(reverse(place, args=[record.pk]))

    def restore(self, request: HttpRequest, record: Any, number: int) -> None:
        """Restore a version; raises RefusedError."""
        revert(record, number, by=request.user)


def _refuse_many_rows(request: HttpRequest) -> None:
    """Raise SuspiciousOperation where a form says that it has more rows than a page shows: each is built and drawn."""
    names = [name for name in request.POST if name.endswith(("-TOTAL_FORMS", "-INITIAL_FORMS"))]
    counted = [str(request.POST[name]) for name in names]
    if any(len(value) > 9 or (value.isdecimal() and int(value) > MOST_ROWS) for value in counted):
        raise SuspiciousOperation(f"a form of more than {MOST_ROWS} rows")


def _can_be_keys(value: Any) -> bool:
    """Return whether a value, or each of a list, can be the key of a record."""
    values = value if isinstance(value, list) else [value]
    return all(re.fullmatch(r"[0-9]{1,18}", str(key)) for key in values)


class LockedForm(RowForm):
    """A form that refuses to overwrite a version saved since it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict: Conflict | None = None
    """The changes that somebody else saved, once a form was refused because of them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].initial = latest_version(self.instance) if self.instance.pk else 0

    def clean(self) -> dict[str, Any] | None:
        """Refuse a form opened before the newest version; set its version to the newest one, for the next attempt."""
        data = super().clean()
        if self.instance.pk is None:
            return data
        opened, newest = self.cleaned_data.get("version"), latest_version(self.instance)
        if opened == newest:
            return data
        self.conflict = find_conflict(self.instance, opened)
        typed = cast("QueryDict", self.data).copy()
        typed[self.add_prefix("version")] = str(newest)
        self.data = typed
        raise ValidationError(
            f"Not saved: {self.conflict.who} changed this {self.instance._meta.verbose_name} "
            "after you had opened it. Both versions stand side by side below. Take over what you want to keep into "
            "your own, which is still in the form, and save again; or leave the page to drop yours."
        )


class LockedAdmin(VersionedAdmin):
    """An admin in which two people cannot overwrite each other's changes; its form is a :class:`LockedForm`."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return a record; while it is saved it is locked, so that nobody else reads it to save it."""
        if request.method == "POST" and from_field is None:
            key = self.opts.pk.to_python(object_id) if object_id.isdecimal() else None
            list(self.model._base_manager.select_for_update().filter(pk=key).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any) -> Any:
        """Render the form, with both versions where it was refused because somebody else had saved."""
        form = context["adminform"].form
        if isinstance(form, LockedForm) and form.conflict:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["conflict"] = form.conflict
            context["sides"] = form.conflict.sides(form, formsets)
        return super().render_change_form(request, context, *args, **options)


def edit_address(record: models.Model) -> str:
    """Return the address of a record's form."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def render_links(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a list of links in HTML, from pairs of text and address; “none” where there are no pairs."""
    rows = format_html_join("", '<li><a href="{1}">{0}</a></li>', pairs)
    return format_html('<ul class="c-desk-links">{}</ul>', rows) if rows else "none"


class QuotationForm(RowForm):
    """A form for words that stand in a source.

    White space around prefix and suffix is kept, as it may tell two places apart.
    """

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
        widgets = {"exact": forms.Textarea({"rows": 3, "cols": 80})}
        help_texts = {"exact": "Copied from the source, character by character, from inside one passage."}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        source = self.fields.get("source")
        if isinstance(source, forms.ModelChoiceField):
            source.queryset = Source.objects.without_text()
