"""The corpus as a zip: its download, and its upload with a preview of what loading it would change."""

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from explorer.corpus import permissions, upload
from explorer.corpus.dump import render_all_files
from explorer.corpus.upload import UploadReport
from explorer.corpus_format.archive import MOST_PACKED, unpack, write_archive
from explorer.corpus_format.differences import KindChanges, RecordChange
from explorer.documents.uploads import discard_upload, keep_upload, read_upload
from explorer.errors import CorpusError, ExplorerError, InfectedError

LISTED = 50
"""The largest number of records listed as added, changed or removed, for each kind; the rest is counted."""

MOST_LINES = 200
"""The largest number of problems, or of names of records that a folder lacks, that are listed."""

ALWAYS = {"Added", "Changed", "As they are"}
"""The columns of the table that are shown even where they are empty."""


class ArchiveForm(forms.Form):
    """A corpus folder as a zip."""

    archive = forms.FileField(
        label="Zip of a corpus folder",
        allow_empty_file=True,
        help_text="As this page gives it, or made by hand: the folder, or what is in it.",
        widget=forms.FileInput({"accept": ".zip,application/zip"}),
    )

    def clean_archive(self) -> bytes:
        """Return the bytes of the archive; refuse one that does not unpack to a corpus folder."""
        file = self.cleaned_data["archive"]
        if file.size > MOST_PACKED:
            raise forms.ValidationError(f"The file has {file.size:,} bytes; at most {MOST_PACKED:,} are taken.")
        packed: bytes = file.read()
        try:
            with tempfile.TemporaryDirectory() as beside:
                unpack(packed, Path(beside) / "archive")
        except CorpusError as error:
            raise forms.ValidationError(_format_problems(error)) from error
        return packed


@dataclass(frozen=True, slots=True)
class ChangeListing:
    """The listed records of a kind that were added, changed or removed, and the number of the others.

    ``folded`` is true where the list is closed at first.
    """

    label: str
    records: tuple[RecordChange, ...]
    more: int
    folded: bool


@dataclass(frozen=True, slots=True)
class KindSummary:
    """A kind of record in the preview's table; ``kept`` counts the records of the site that the folder lacks."""

    plural: str
    changes: KindChanges
    kept: int
    listings: tuple[ChangeListing, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of records by what happens to them, in the order of the columns."""
        changes = self.changes
        written = {"Added": len(changes.added), "Changed": len(changes.changed), "Removed": len(changes.removed)}
        return {**written, "As they are": changes.unchanged - self.kept, "Only on the site": self.kept}


@require_http_methods(["GET", "POST"])
def corpus(request: HttpRequest) -> HttpResponse:
    """Show the page with the corpus as a zip; keep an archive that is uploaded, and lead to its preview."""
    may_take, may_bring = permissions.may_take_out(request.user), permissions.may_bring_in(request.user)
    if not may_take or (request.method == "POST" and not may_bring):
        raise PermissionDenied
    form = ArchiveForm(label_suffix="")
    if request.method == "POST":
        form = ArchiveForm(request.POST, request.FILES, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            return redirect("desk-corpus-preview", keep_upload(form.cleaned_data["archive"], by=request.user))
        except InfectedError as error:
            form.add_error("archive", f"It is not taken: {error}.")
    context = {"title": "The corpus out and in", "form": form, "may_bring": may_bring}
    return _render_page(request, "corpus", context, status=422 if form.errors else 200)


@require_safe
def take_out(request: HttpRequest) -> HttpResponseBase:
    """Send the folder that ``dump_corpus`` writes, as a zip.

    The zip is written to a file first: the answer then holds little of it at a time, and does not begin where a row
    cannot stand in a folder.
    """
    if not permissions.may_take_out(request.user):
        raise PermissionDenied
    with ExitStack() as opened:
        archive = opened.enter_context(tempfile.TemporaryFile())
        try:
            write_archive(render_all_files(), archive)
        except CorpusError as error:
            return _render_problems(request, error, "Nothing was written. These records cannot stand in a folder.")
        archive.seek(0)
        opened.pop_all()  # the answer closes it
    name = f"debate-explorer-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, name: str) -> HttpResponse:
    """Show what loading an archive would change; load it if it still changes what was shown."""
    if not permissions.may_bring_in(request.user):
        raise PermissionDenied
    try:
        archive = read_upload(name)
    except ExplorerError:
        messages.error(request, "Nothing was loaded: the archive is no longer kept. It waits for a day; give it again.")
        return redirect("desk-corpus")
    try:
        if request.method == "GET":
            return _render_preview(request, upload.preview(archive, by=request.user))
        outcome = upload.receive(archive, by=request.user, shown=request.POST.get("shown", ""))
    except CorpusError as error:
        return _render_problems(
            request, error, "Nothing was loaded. These are the faults of the folder, each with its file and line."
        )
    if not outcome.is_loaded:
        fault = (
            "" if outcome.refusals else "The site is not as it was when this was shown. Nothing was loaded; see anew."
        )
        return _render_preview(request, outcome, fault)
    discard_upload(name)
    messages.success(request, f"The archive was loaded. {_describe_changes(outcome)}")
    return redirect("desk-corpus")


def _render_preview(request: HttpRequest, outcome: UploadReport, fault: str = "") -> HttpResponse:
    rows = [_summarize_kind(kind, outcome) for kind in outcome.changes]
    columns = [name for name in rows[0].numbers if name in ALWAYS or any(row.numbers[name] for row in rows)]
    context = {
        "title": "What loading would change",
        "seen": outcome,
        "rows": rows,
        "columns": columns,
        "cells": [(row, [row.numbers[name] for name in columns]) for row in rows],
        "only_here": outcome.report.lacking[:MOST_LINES],
        "unlisted": max(0, len(outcome.report.lacking) - MOST_LINES),
        "fault": fault,
    }
    return _render_page(request, "corpus_preview", context, status=409 if fault else 200)


def _summarize_kind(kind: KindChanges, outcome: UploadReport) -> KindSummary:
    listings = [
        ChangeListing(what.capitalize(), records[:LISTED], max(0, len(records) - LISTED), what != "changed")
        for what, records in kind.written.items()
    ]
    return KindSummary(permissions.name_kind(kind.kind), kind, outcome.lacking.get(kind.kind, 0), tuple(listings))


def _describe_changes(outcome: UploadReport) -> str:
    """Return a sentence with the numbers of records of each kind that were added, changed and removed."""
    parts = [
        f"{len(records)} {permissions.name_kind(kind.kind, len(records))} {what}"
        for kind in outcome.changes
        for what, records in kind.written.items()
    ]
    return f"{', '.join(parts).capitalize()}." if parts else "The records say what they said before."


def _render_problems(request: HttpRequest, error: CorpusError, fault: str) -> HttpResponse:
    lines = _format_problems(error)
    unlisted = max(0, len(lines) - MOST_LINES)
    context = {"title": "Not in order", "fault": fault, "problems": lines[:MOST_LINES], "unlisted": unlisted}
    return _render_page(request, "corpus_preview", context, status=422)


def _format_problems(error: CorpusError) -> list[str]:
    """Return problems with their places, as the commands print them; a problem of the whole folder is a sentence."""
    return [f"{capfirst(problem.message)}." if problem.file == "." else str(problem) for problem in error.problems]


def _render_page(request: HttpRequest, name: str, context: Mapping[str, object], *, status: int) -> HttpResponse:
    shared = admin.site.each_context(request)
    return TemplateResponse(request, f"admin/explorer/corpus/{name}.html", {**shared, **context}, status=status)
