"""The admin of documents, passages and errata; words that were obtained are shown and never edited."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from explorer.admin.bases import (
    Blocks,
    QuotationForm,
    TabularRows,
    VersionedAdmin,
    edit_address,
    label_field,
    render_links,
)
from explorer.admin.curation.annotation import annotate, annotate_address
from explorer.admin.documents.source_import import import_urls
from explorer.models import Erratum, Evidence, Passage, Source, SourceRevision
from explorer.text import shorten

if TYPE_CHECKING:
    from explorer.models.sources import PassageQuerySet, SourceQuerySet


class PassageUseFilter(admin.SimpleListFilter):
    """Narrows the list to passages that are evidence, disposed of, or neither."""

    title = "what became of it"
    parameter_name = "fate"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> list[tuple[str, str]]:  # noqa: ARG002
        return [("waiting", "Waits to be read"), ("evidence", "Evidence"), ("aside", "Disposed of")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        rows = cast("PassageQuerySet", queryset)
        match self.value():
            case "waiting":
                return rows.waiting()
            case "evidence":
                return rows.used()
            case "aside":
                return rows.exclude(disposition="")
        return rows


class ReadInFullFilter(admin.SimpleListFilter):
    """Narrows the list to documents that were not read in full since the newest topic was added."""

    title = "read for every topic"
    parameter_name = "read"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> list[tuple[str, str]]:  # noqa: ARG002
        return [("not", "Not yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        rows = cast("SourceQuerySet", queryset)
        return rows.unread_for_some_topic() if self.value() == "not" else rows


class ErratumRows(Blocks):
    """The known slips of a document; saving finds each in its text, or refuses it."""

    model = Erratum
    form = QuotationForm
    extra = 0
    fields = ["exact", "prefix", "suffix", "reading", "reason"]


class ImportOnlyAdmin(VersionedAdmin):
    """Rows that only an import can add, since their words come from a document."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  (Django's signature)
        """Return False: ``import_source`` and ``load_corpus`` add these rows."""
        return False


class RevisionRows(TabularRows):
    """The earlier revisions of a document, which cannot be changed."""

    model = SourceRevision
    extra = 0
    can_delete = False
    readonly_fields = ["number", "format", "sha256", "replaced_at"]
    fields = ("number", "format", "sha256", "replaced_at")
    verbose_name_plural = "earlier revisions"

    def has_add_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:  # noqa: ARG002
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceRevision]:
        """Return the revisions without their bytes and text."""
        return super().get_queryset(request).defer("raw", "text")


@admin.register(Source)
class SourceAdmin(ImportOnlyAdmin):
    """The admin of documents: their origin, their rights, and the day on which they were read in full."""

    list_display = ["title", "episode", "format", "writer", "read_in_full", "show_text"]
    list_filter = [ReadInFullFilter, "format", "show_text", "episode__series"]
    inlines = [ErratumRows, RevisionRows]
    search_fields = ["title", "slug", "writer", "episode__title"]
    readonly_fields = [
        "slug",
        "episode",
        "format",
        "extension",
        "sha256",
        "as_obtained",
        "what_became_of_it",
        "beside_it",
    ]
    fieldsets = [
        (None, {"fields": ["title", "slug", "episode", "format", "extension", "beside_it"]}),
        ("Origin", {"fields": ["writer", "publisher", "published", "url", "rights", "note"]}),
        ("For readers", {"fields": ["show_text", "read_in_full", "what_became_of_it"]}),
        (
            "The document",
            {
                "fields": ["sha256", "as_obtained"],
                "description": "The text as it was obtained. Slips stay in it: record an erratum instead.",
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(annotate)
        annotating = path("<int:key>/annotate/", view, name="explorer_source_annotate")
        return [annotating, *import_urls(self), *super().get_urls()]

    @admin.display(description="claims drawn from it")
    def beside_it(self, source: Source) -> str:
        """Return a link to the page on which claims are drawn from the document."""
        return format_html('<a href="{}">Annotate the document</a>', annotate_address(source))

    @admin.display(description="text")
    def as_obtained(self, source: Source) -> str:
        """Return the text in a region that the keyboard can scroll."""
        return format_html(
            '<div class="c-desk-text" tabindex="0" role="region" aria-label="Text of the document">{}</div>',
            source.text,
        )

    @admin.display(description="its passages")
    def what_became_of_it(self, source: Source) -> str:
        """Return links to the document's passages by what became of them, and to its lost quotations."""
        address = reverse("admin:explorer_passage_changelist")
        kinds = [
            ("wait to be read", "waiting", source.passages.waiting()),
            ("are evidence", "evidence", source.passages.used()),
            ("are disposed of", "aside", source.passages.exclude(disposition="")),
        ]
        pairs = [
            (f"{rows.count()} {words}", f"{address}?source__id__exact={source.pk}&fate={fate}")
            for words, fate, rows in kinds
        ]
        if lost := Evidence.objects.of_source(source).lost().count():
            address = reverse("admin:explorer_evidence_changelist")
            words = "quotation is lost" if lost == 1 else "quotations are lost"
            pairs.append((f"{lost} {words}", f"{address}?source__id__exact={source.pk}&place=lost"))
        return render_links(pairs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Return the documents without their bytes and text, which are fetched when one is opened."""
        return super().get_queryset(request).select_related("episode__series").defer("raw", "text")


@admin.register(Passage)
class PassageAdmin(ImportOnlyAdmin):
    """The admin of passages: their speaker, kind and grade, and the reason why one carries no claim."""

    list_display = ["slug", "words", "speaker", "kind", "grade", "disposition"]
    list_editable = ["disposition"]
    list_filter = [PassageUseFilter, "disposition", "kind", "grade", "source__episode__series"]
    search_fields = ["slug", "text", "source__slug", "speaker__name"]
    autocomplete_fields = ["speaker", "answers"]
    readonly_fields = ["slug", "source", "ordinal", "start", "end", "text", "carries", "replies", "beside_it"]
    fieldsets = [
        (None, {"fields": ["slug", "source", "ordinal", "start", "end", "text"]}),
        (
            "What it is",
            {
                "fields": ["kind", "grade", "speaker", "section", "answers", "replies"],
                "description": "The speaker is who the document labels. Where it names nobody, leave it empty.",
            },
        ),
        ("When it is", {"fields": ["start_time", "end_time", "time_basis"]}),
        ("What became of it", {"fields": ["disposition", "carries", "beside_it"]}),
    ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:  # noqa: ANN401
        """Return the field, labelled where it stands in the list, which has no labels."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        return label_field(field, db_field) if db_field.name == "disposition" else field

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Return whether a list may be filtered so; pages link to the passages of one document."""
        return lookup == "source__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(description="words")
    def words(self, passage: Passage) -> str:
        """Return the beginning of the passage."""
        return shorten(passage.text, 140)

    @admin.display(description="claims that it carries")
    def carries(self, passage: Passage) -> str:
        """Return links to the claims that quote the passage."""
        quoted = Evidence.objects.filter(passage=passage).select_related("claim")
        return render_links((piece.claim.statement, edit_address(piece.claim)) for piece in quoted)

    @admin.display(description="draw a claim from it")
    def beside_it(self, passage: Passage) -> str:
        """Return a link to the passage in its document, beside the form for a claim."""
        return format_html('<a href="{}">Annotate</a>', f"{annotate_address(passage.source, passage)}#{passage.slug}")

    @admin.display(description="answered by")
    def replies(self, passage: Passage) -> str:
        """Return links to the passages that answer this one."""
        return render_links(
            (f"{reply.slug}: {shorten(reply.text, 100)}", edit_address(reply)) for reply in passage.answered_by.all()
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:  # noqa: ARG002  (Django's signature)
        """Return the passages with their document, without its text, and their speaker."""
        return Passage.objects.with_source()


@admin.register(Erratum)
class ErratumAdmin(VersionedAdmin):
    """The admin of known slips; an erratum lies over its source's words and does not change them."""

    form = QuotationForm
    list_display = ["exact", "reading", "source"]
    search_fields = ["exact", "reading", "source__slug", "source__title"]
    autocomplete_fields = ["source"]
    fields = ["source", "exact", "prefix", "suffix", "reading", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Erratum]:  # noqa: ARG002  (Django's signature)
        return Erratum.objects.with_source()
