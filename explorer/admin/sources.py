"""Curating documents, passages and the slips in them; words that were obtained are shown and never edited."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern

from explorer.admin.bases import Admin, QuotingForm, Rows
from explorer.admin.importing import import_urls
from explorer.models import Erratum, Passage, Source, SourceRevision


class Imported(Admin):
    """Rows that only an import can make, since their words come from a document."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  (Django's signature)
        """Leave adding to ``import_source`` and ``load_corpus``."""
        return False


class RevisionRows(Rows):
    """What the document was before newer ones took its place; nothing of it can be changed."""

    model = SourceRevision
    extra = 0
    can_delete = False
    readonly_fields = ["number", "format", "sha256", "replaced_at"]
    fields = ("number", "format", "sha256", "replaced_at")
    verbose_name_plural = "earlier revisions"

    def has_add_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:  # noqa: ARG002
        """Leave adding to an import."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceRevision]:
        """Leave bytes and text in the database."""
        return super().get_queryset(request).defer("raw", "text")


@admin.register(Source)
class SourceAdmin(Imported):
    """Documents: who wrote them, under what rights, and when they were read in full."""

    list_display = ["title", "episode", "format", "writer", "read_in_full", "show_text"]
    list_filter = ["format", "show_text", "episode__series"]
    search_fields = ["title", "slug", "writer", "episode__title"]
    inlines = [RevisionRows]
    readonly_fields = ["slug", "episode", "format", "extension", "sha256", "text"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "episode", "format", "extension"]}),
        ("Origin", {"fields": ["writer", "publisher", "published", "url", "rights", "note"]}),
        ("For readers", {"fields": ["show_text", "read_in_full"]}),
        (
            "The document",
            {
                "fields": ["sha256", "text"],
                "description": "The text as it was obtained. Slips stay in it: record an erratum instead.",
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        """Add the pages on which a document is imported."""
        return [*import_urls(self), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Leave bytes and text in the database until one document is opened."""
        return super().get_queryset(request).select_related("episode__series").defer("raw", "text")


@admin.register(Passage)
class PassageAdmin(Imported):
    """Passages: who speaks, how the words reached us, and why a passage carries no claim."""

    list_display = ["slug", "source", "kind", "grade", "speaker", "disposition"]
    list_filter = ["kind", "grade", "disposition", "source__episode__series"]
    search_fields = ["slug", "text", "source__slug", "speaker__name"]
    autocomplete_fields = ["speaker", "answers"]
    readonly_fields = ["slug", "source", "ordinal", "start", "end", "text"]
    fieldsets = [
        (None, {"fields": ["slug", "source", "ordinal", "start", "end", "text"]}),
        (
            "What it is",
            {
                "fields": ["kind", "grade", "speaker", "section", "answers"],
                "description": "The speaker is who the document labels. Where it names nobody, leave it empty.",
            },
        ),
        ("When it is", {"fields": ["start_time", "end_time", "time_basis"]}),
        ("What became of it", {"fields": ["disposition"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:  # noqa: ARG002  (Django's signature)
        """Fetch the document, without its text, and who speaks."""
        return Passage.objects.with_source()


@admin.register(Erratum)
class ErratumAdmin(Admin):
    """Known slips, each an overlay on the words of its source."""

    form = QuotingForm
    list_display = ["exact", "reading", "source"]
    search_fields = ["exact", "reading", "source__slug", "source__title"]
    autocomplete_fields = ["source"]
    fields = ["source", "exact", "prefix", "suffix", "reading", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Erratum]:  # noqa: ARG002  (Django's signature)
        """Fetch the document, without its text."""
        return Erratum.objects.with_source()
