"""The admin of topics with their points, and of contrasts on them with what they rest on."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from explorer.admin.bases import ModelAdmin, TabularRows, VersionedAdmin, edit_address, render_links
from explorer.models import Contrast, ContrastClaim, Point, Topic


class ThemeInput(forms.TextInput):
    """A line that proposes the themes of other questions."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the line with the list of its proposals (HTML, 4.10.8)."""
        proposals = f"{name}-proposals"
        line = super().render(name, value, {**(attrs or {}), "list": proposals}, renderer)
        labels = [(theme.label,) for theme in Topic.objects.count_by_theme() if theme.label]
        options = format_html_join("", '<option value="{}"></option>', labels)
        return format_html('{}<datalist id="{}">{}</datalist>', line, proposals, options)


class PointRows(TabularRows):
    """The points of a topic, in order."""

    model = Point
    extra = 0
    fields = ["ordinal", "slug", "question", "pole"]


@admin.register(Point)
class PointAdmin(ModelAdmin):
    """The list from which a claim's point is picked; points are edited on the page of their topic."""

    search_fields = ["question", "topic__question"]
    list_select_related = ["topic"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Topic)
class TopicAdmin(VersionedAdmin):
    """The admin of topics, each a question with two poles."""

    list_display = ["question", "theme", "slug", "ordinal", "added"]
    list_filter = ["theme"]
    search_fields = ["question", "slug", "theme", "first_pole", "second_pole"]
    prepopulated_fields = {"slug": ["question"]}
    readonly_fields = ["contrasts_coded"]
    inlines = [PointRows]
    fieldsets = [
        (None, {"fields": ["question", "slug", "theme", "ordinal", "description", "added"]}),
        ("Differences on it", {"fields": ["contrasts_coded"]}),
        (
            "The scale",
            {
                "fields": ["first_pole", "first_means", "middle_means", "second_pole", "second_means"],
                "description": "Both poles in words that their own side would accept.",
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "theme":
            options["widget"] = ThemeInput
        return super().formfield_for_dbfield(db_field, request, **options)

    @admin.display(description="contrasts")
    def contrasts_coded(self, topic: Topic) -> str:
        """Return links to the contrasts on the topic, and to the form of a new one where the topic is stored."""
        if topic._state.adding:
            return render_links([])
        coded = [
            (str(contrast), edit_address(contrast)) for contrast in Contrast.objects.with_pair().filter(topic=topic.pk)
        ]
        return render_links([*coded, ("Add one", f"{reverse('admin:explorer_contrast_add')}?topic={topic.pk}")])


class ContrastClaimRows(TabularRows):
    """The claims that the reason of a contrast rests on."""

    model = ContrastClaim
    extra = 0
    autocomplete_fields = ["claim"]

    # The rows have no permissions of their own: who may change a contrast may say what it rests on.
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("explorer.view_contrast")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("explorer.change_contrast")

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Contrast)
class ContrastAdmin(VersionedAdmin):
    """The admin of contrasts between two speakers; the pair is stored in the order of their slugs."""

    list_display = ["topic", "first", "second", "kind"]
    list_filter = ["kind", "topic"]
    list_select_related = ["topic", "first", "second"]
    search_fields = ["reason", "topic__question", "first__name", "second__name"]
    autocomplete_fields = ["topic", "first", "second"]
    inlines = [ContrastClaimRows]
