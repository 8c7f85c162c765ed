"""The pages of an import: a document is uploaded, previewed as it would be stored, and stored on confirmation."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from explorer.admin.documents.import_form import DecisionForm, DocumentForm
from explorer.admin.documents.progress import stream_progress
from explorer.coding.vocabulary import Format
from explorer.documents.preview import Preview, build_preview
from explorer.documents.source_import import ImportReport, find_same_source, import_parsed, parse_source
from explorer.documents.source_replacement import ReplacementReport, replace_source
from explorer.documents.speaker_labels import LONGEST_NAME
from explorer.documents.uploads import discard_upload, keep_upload, read_upload
from explorer.errors import ExplorerError, InfectedError
from explorer.models import Episode, Source
from explorer.parsers import Encoding, ParsedSource
from explorer.progress import OnProgress, show_nobody
from explorer.text import join_words

LINE = re.compile("[0-9]{1,7}")
PAGE = 25
"""The number of passages on a page of the preview."""
LONG = 2000
"""The number of passages from which on the import shows its progress."""
Report = ImportReport | ReplacementReport


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """The target of an import: an episode, or one of its sources that the document replaces."""

    episode: Episode
    source: Source | None

    @property
    def record(self) -> Episode | Source:
        """The record whose admin has the pages of the import."""
        return self.source or self.episode

    def address(self, name: str = "", **query: str) -> str:
        """Return the address of the upload, or with ``name`` of the preview of the upload kept under it."""
        page = f"admin:explorer_{self.record._meta.model_name}_import"
        if not name:
            return reverse(page, args=[self.record.pk])
        return f"{reverse(f'{page}_preview', args=[self.record.pk, name])}?{urlencode(query)}"


def import_urls(owner: "ModelAdmin[Any]") -> list[URLPattern]:
    """Return the addresses of the two pages of an import, below the record that ``owner`` curates."""
    pages = ImportPages(owner)
    name = f"{owner.opts.app_label}_{owner.opts.model_name}_import"
    guarded = owner.admin_site.admin_view
    return [
        path("<int:pk>/import/", guarded(pages.give), name=name),
        path("<int:pk>/import/<str:name>/", guarded(pages.preview), name=f"{name}_preview"),
    ]


class ImportPages:
    """The views that take a document, preview it, and store it on confirmation."""

    def __init__(self, owner: "ModelAdmin[Any]") -> None:
        self._owner = owner

    def give(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Take a document, and keep it for its preview."""
        place = self._place(request, pk)
        form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
        if request.method != "POST" or not form.is_valid():
            return self._page(request, place, "give", form=form)
        chosen = form.cleaned_data
        query = {"format": chosen["format"], "ext": chosen["extension"], "encoding": chosen["encoding"] or ""}
        try:
            name = keep_upload(chosen["raw"], by=request.user)
        except InfectedError as error:
            form.add_error(None, f"It is not taken: {error}.")
            return self._page(request, place, "give", form=form)
        return redirect(place.address(name, **query))

    def preview(self, request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
        """Show a document as it would be stored, and store it on confirmation."""
        place = self._place(request, pk)
        try:
            raw = read_upload(name)
            if same := find_same_source(raw, place.episode):
                return self._held(request, place, same)
            seen = build_preview(_parse_as_asked(raw, request), place.episode)
        except ExplorerError as error:
            messages.error(request, f"Nothing was imported: {error}.")
            return redirect(place.address())
        form = DecisionForm(
            request.POST or None, seen=seen, episode=place.episode, source=place.source, person=request.user
        )
        if "save" in request.POST and form.is_valid():
            store = self._confirmed(request, place, raw, seen, form)
            if len(seen.parsed.passages) >= LONG:
                return self._stored_in_view(request, place, name, store)
            try:
                return self._done(request, store(show_nobody), name)
            except ExplorerError as error:
                form.add_error(None, f"Nothing was imported: {error}.")
        return self._shown(request, place, raw, seen, form)

    def _place(self, request: HttpRequest, pk: int) -> ImportTarget:
        is_new = self._owner.model is Episode
        if not request.user.has_perm("explorer.add_source" if is_new else "explorer.change_source"):
            raise PermissionDenied
        if is_new:
            episode = Episode.objects.select_related("series").filter(pk=pk).first()
            source = None
        else:
            source = Source.objects.with_episode().filter(pk=pk).first()
            episode = source.episode if source else None
        if episode is None:
            raise Http404
        return ImportTarget(episode, source)

    def _held(self, request: HttpRequest, place: ImportTarget, same: Source) -> HttpResponse:
        where = "This source has" if place.source == same else f"The episode holds, as “{same.title}”,"
        messages.info(request, f"{where} this very document already: nothing was changed.")
        return redirect(reverse("admin:explorer_source_change", args=[same.pk]))

    def _confirmed(
        self, request: HttpRequest, place: ImportTarget, raw: bytes, seen: Preview, form: DecisionForm
    ) -> Callable[[OnProgress], Report]:
        """Return the confirmed import as a function of the progress listener.

        It stores the parse that was shown. Everything that it needs of the request is read before it begins.
        """
        extension = form.extension(request.GET.get("ext", ""))
        shared: dict[str, Any] = {"chosen": form.chosen(), "roles": form.roles(), "by": request.user}
        if place.source is None:
            episode, description = place.episode, form.description(extension)
            return lambda on_progress: import_parsed(
                raw, seen.parsed, episode=episode, description=description, on_progress=on_progress, **shared
            )
        source, accepted = place.source, form.accepted()
        return lambda on_progress: replace_source(
            raw,
            seen.parsed,
            source=source,
            extension=extension,
            accepted=accepted,
            on_progress=on_progress,
            **shared,
        )

    def _shown(
        self, request: HttpRequest, place: ImportTarget, raw: bytes, seen: Preview, form: DecisionForm
    ) -> HttpResponseBase:
        context: dict[str, Any] = {"seen": seen, "form": form, "formats": Format.choices()}
        context["page"] = page = Paginator(seen.parsed.passages, PAGE).get_page(request.POST.get("page"))
        context["passages"] = seen.shown(page)
        context["ext"] = request.GET.get("ext", "")
        context["named"] = request.GET.get("format", "")
        context["encoding"], context["said"] = request.GET.get("encoding", ""), request.GET.getlist("say")
        if place.source is not None:
            try:
                context["trial"] = replace_source(
                    raw,
                    seen.parsed,
                    source=place.source,
                    extension="",
                    chosen=form.chosen() if form.is_bound and form.is_valid() else form.proposed(),
                    dry_run=True,
                    by=request.user,
                )
            except ExplorerError as error:
                context["fault"] = f"It cannot be imported as it is: {error}."
        return self._page(request, place, "preview", **context)

    def _page(self, request: HttpRequest, place: ImportTarget, name: str, **context: Any) -> TemplateResponse:
        titles = {True: "Import a newer document", False: "Import a document"}
        common = {
            **self._owner.admin_site.each_context(request),
            "opts": self._owner.opts,
            "place": place,
            "address": place.address(),
            "title": titles[place.source is not None],
        }
        return TemplateResponse(request, f"admin/explorer/documents/{name}.html", {**common, **context})

    def _done(self, request: HttpRequest, report: Report, name: str) -> HttpResponse:
        """Report the import, and open the source."""
        self._log(request, report, name)
        messages.success(request, _told(report))
        return redirect(reverse("admin:explorer_source_change", args=[report.source.pk]))

    def _log(self, request: HttpRequest, report: Report, name: str) -> None:
        discard_upload(name)
        if isinstance(report, ReplacementReport):
            self._owner.log_change(request, report.source, f"Imported revision {report.number}.")
        elif report.is_new:
            self._owner.log_addition(request, report.source, "Imported.")

    def _stored_in_view(
        self, request: HttpRequest, place: ImportTarget, name: str, store: Callable[[OnProgress], Report]
    ) -> HttpResponseBase:
        """Store a long document while a page shows the progress; leaving the page stops the import."""

        def work(on_progress: OnProgress) -> dict[str, Any]:
            report = store(on_progress)
            self._log(request, report, name)
            return {"told": _told(report), "source": report.source}

        frame = self._page(request, place, "progress").render().content.decode()
        return stream_progress(frame, work)


def _parse_as_asked(raw: bytes, request: HttpRequest) -> ParsedSource:
    """Return a document in the format and encoding of the address, and with what is said there of who speaks."""
    named, encoding = request.GET.get("format", ""), request.GET.get("encoding", "")
    return parse_source(
        raw,
        Format(named) if named in [*Format] else None,
        request.GET.get("ext", ""),
        encoding=Encoding(encoding) if encoding in [*Encoding] else None,
        named=_read_said(request.GET.getlist("say")),
    )


def _read_said(said: Iterable[str]) -> dict[int, str]:
    """Return who speaks at which lines, as the address says it: ``12:Ada``."""
    named: dict[int, str] = {}
    for words in said:
        line, _, name = words.partition(":")
        if LINE.fullmatch(line) and len(name) <= LONGEST_NAME:
            named[int(line)] = " ".join(name.split())
    return named


def _told(report: Report) -> str:
    """Return a sentence about what an import did."""
    if not report.is_new:
        return f"“{report.source.title}” has this very document already: nothing was changed."
    new = join_words([str(appearance) for appearance in report.appearances])
    parts = f" New among the episode’s people: {new}." if new else ""
    if isinstance(report, ImportReport):
        return f"“{report.source.title}” was imported: {sum(report.kinds.values())} passages.{parts}"
    number = len(report.lost)
    lost = f"; {number} quotation{'' if number == 1 else 's'} lost" if number else ""
    changes = f"{report.kept} passages kept, {report.added} new, {len(report.removed)} removed"
    return f"“{report.source.title}” is at revision {report.number}: {changes}{lost}.{parts}"
