"""The corpus out of the site and in again: the folder as a zip, and what loading one would change before it is."""

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
from explorer.corpus.dump import all_files
from explorer.corpus.upload import UploadReport
from explorer.corpus_format.archive import MOST_PACKED, unpack, write_archive
from explorer.corpus_format.differences import KindChanges, RecordChange
from explorer.documents.uploads import discard_upload, keep_upload, read_upload
from explorer.errors import CorpusError, ExplorerError

LISTED = 50
"""How many records of a kind are listed as added, as changed and as removed; the rest is counted."""

MOST_LINES = 200
"""How many problems, or names of what a folder lacks, are listed."""

ALWAYS = {"Added", "Changed", "As they are"}
"""The columns of the table that are there even where they are empty."""


class ArchiveForm(forms.Form):
    """A corpus folder as a zip."""

    archive = forms.FileField(
        label="Zip of a corpus folder",
        allow_empty_file=True,
        help_text="As this page gives it, or made by hand: the folder, or what is in it.",
        widget=forms.FileInput({"accept": ".zip,application/zip"}),
    )

    def clean_archive(self) -> bytes:
        """Return the bytes of the archive; refuse what does not unpack to a corpus folder."""
        file = self.cleaned_data["archive"]
        if file.size > MOST_PACKED:
            raise forms.ValidationError(f"The file has {file.size:,} bytes; at most {MOST_PACKED:,} are taken.")
        packed: bytes = file.read()
        try:
            with tempfile.TemporaryDirectory() as beside:
                unpack(packed, Path(beside) / "archive")
        except CorpusError as error:
            raise forms.ValidationError(_lines(error)) from error
        return packed


@dataclass(frozen=True, slots=True)
class ChangeListing:
    """The records of a kind that were added, changed or removed, as far as they are listed; ``folded`` if whole."""

    label: str
    records: tuple[RecordChange, ...]
    more: int
    folded: bool


@dataclass(frozen=True, slots=True)
class KindSummary:
    """A kind of record in the table of the preview; ``kept`` counts what the site has and the folder lacks."""

    plural: str
    changes: KindChanges
    kept: int
    listings: tuple[ChangeListing, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """How many were added, changed and removed, how many are as they were, and how many of all are kept."""
        changes = self.changes
        written = {"Added": len(changes.added), "Changed": len(changes.changed), "Removed": len(changes.removed)}
        return {**written, "As they are": changes.unchanged - self.kept, "Only on the site": self.kept}


@require_http_methods(["GET", "POST"])
def corpus(request: HttpRequest) -> HttpResponse:
    """Offer the corpus as a zip, and take one that is to be loaded, to be shown first."""
    may_take, may_bring = permissions.may_take_out(request.user), permissions.may_bring_in(request.user)
    if not may_take or (request.method == "POST" and not may_bring):
        raise PermissionDenied
    form = ArchiveForm(label_suffix="")
    if request.method == "POST":
        form = ArchiveForm(request.POST, request.FILES, label_suffix="")
    if form.is_bound and form.is_valid():
        return redirect("desk-corpus-preview", keep_upload(form.cleaned_data["archive"]))
    context = {"title": "The corpus out and in", "form": form, "may_bring": may_bring}
    return _page(request, "corpus", context, status=422 if form.errors else 200)


@require_safe
def take_out(request: HttpRequest) -> HttpResponseBase:
    """Send the folder that ``dump_corpus`` writes.

    It is written to a file first, so that the answer holds little of it at a time and is not begun where a row cannot
    stand in a folder.
    """
    if not permissions.may_take_out(request.user):
        raise PermissionDenied
    with ExitStack() as opened:
        archive = opened.enter_context(tempfile.TemporaryFile())
        try:
            write_archive(all_files(), archive)
        except CorpusError as error:
            return _broken(request, error, "Nothing was written. These records cannot stand in a folder.")
        archive.seek(0)
        opened.pop_all()  # the answer closes it
    name = f"debate-explorer-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, name: str) -> HttpResponse:
    """Show what loading an archive would change; load it, if that is still what was shown."""
    if not permissions.may_bring_in(request.user):
        raise PermissionDenied
    try:
        archive = read_upload(name)
    except ExplorerError:
        messages.error(request, "Nothing was loaded: the archive is no longer kept. It waits for a day; give it again.")
        return redirect("desk-corpus")
    try:
        if request.method == "GET":
            return _preview(request, upload.preview(archive, by=request.user))
        seen = upload.receive(archive, by=request.user, shown=request.POST.get("shown", ""))
    except CorpusError as error:
        return _broken(
            request, error, "Nothing was loaded. These are the faults of the folder, each with its file and line."
        )
    if not seen.is_loaded:
        fault = "" if seen.refusals else "The site is not as it was when this was shown. Nothing was loaded; see anew."
        return _preview(request, seen, fault)
    discard_upload(name)
    messages.success(request, f"The archive was loaded. {_told(seen)}")
    return redirect("desk-corpus")


def _preview(request: HttpRequest, seen: UploadReport, fault: str = "") -> HttpResponse:
    rows = [_row(kind, seen) for kind in seen.changes]
    columns = [name for name in rows[0].numbers if name in ALWAYS or any(row.numbers[name] for row in rows)]
    context = {
        "title": "What loading would change",
        "seen": seen,
        "rows": rows,
        "columns": columns,
        "cells": [(row, [row.numbers[name] for name in columns]) for row in rows],
        "only_here": seen.report.lacking[:MOST_LINES],
        "unlisted": max(0, len(seen.report.lacking) - MOST_LINES),
        "fault": fault,
    }
    return _page(request, "corpus_preview", context, status=409 if fault else 200)


def _row(kind: KindChanges, seen: UploadReport) -> KindSummary:
    listings = [
        ChangeListing(what.capitalize(), records[:LISTED], max(0, len(records) - LISTED), what != "changed")
        for what, records in kind.written.items()
    ]
    return KindSummary(permissions.plural(kind.kind), kind, seen.lacking.get(kind.kind, 0), tuple(listings))


def _told(seen: UploadReport) -> str:
    """Return how many records of each kind were added, changed and removed."""
    parts = [
        f"{len(records)} {permissions.plural(kind.kind, len(records))} {what}"
        for kind in seen.changes
        for what, records in kind.written.items()
    ]
    return f"{', '.join(parts).capitalize()}." if parts else "The records say what they said before."


def _broken(request: HttpRequest, error: CorpusError, fault: str) -> HttpResponse:
    lines = _lines(error)
    unlisted = max(0, len(lines) - MOST_LINES)
    context = {"title": "Not in order", "fault": fault, "problems": lines[:MOST_LINES], "unlisted": unlisted}
    return _page(request, "corpus_preview", context, status=422)


def _lines(error: CorpusError) -> list[str]:
    """Return problems with their places, as the commands print them; one of the whole folder is a sentence."""
    return [f"{capfirst(problem.message)}." if problem.file == "." else str(problem) for problem in error.problems]


def _page(request: HttpRequest, name: str, context: Mapping[str, object], *, status: int) -> HttpResponse:
    shared = admin.site.each_context(request)
    return TemplateResponse(request, f"admin/explorer/corpus/{name}.html", {**shared, **context}, status=status)
