"""The page for annotating: the document on the left, the form of a claim on the right, passage after passage."""

from dataclasses import dataclass, field

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from explorer.admin.curation.annotation_form import AnnotationForm, build_initial
from explorer.admin.curation.stance_coding import list_code_addresses
from explorer.anchoring import TextQuote
from explorer.coding.manual import build_legend
from explorer.coding.review_permissions import Act
from explorer.coding.vocabulary import Disposition
from explorer.curation import review
from explorer.curation.drafts import draft_claim, set_aside
from explorer.curation.selection import (
    Selection,
    count_progress,
    find_next_unread,
    find_selection,
    list_evidence,
    list_passages,
)
from explorer.errors import RefusedError
from explorer.models import Claim, Passage, Source
from explorer.reading.segments import PassageNote, cut_passage
from explorer.web.htmx import render_page_or_partial, wants_fragment

TEMPLATE = "admin/explorer/curation/annotate.html"


@dataclass(slots=True)
class AnnotationOutcome:
    """The result of an act on the page: the messages, and what to show and render anew."""

    passage: Passage | None = None
    selection: Selection | None = None
    form: AnnotationForm | None = None
    said: str = ""
    fault: str = ""
    saved: Claim | None = None
    changed: list[Passage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as the page shows it, with the quoted words marked."""

    passage: Passage
    words: SafeString


@require_http_methods(["GET", "POST"])
def annotate(request: HttpRequest, key: int) -> HttpResponse:
    """Show a document beside the form; save a claim, set a passage aside, or look words up."""
    source = Source.objects.select_related("episode__series").defer("raw").filter(pk=key).first()
    if source is None:
        raise Http404
    if not request.user.has_perm("explorer.view_source"):
        raise PermissionDenied
    if request.method == "GET":
        return _render_page(request, source, _open_page(request, source))
    act, _, place = request.POST.get("act", "").partition("-")
    match act:
        case "check":
            answer = _check_words(request, source, place)
        case "aside":
            answer = _set_aside(request, source)
        case "save" | "next":
            answer = _save_draft(request, source)
        case _:
            raise Http404
    if answer.changed and not wants_fragment(request):
        return _redirect(request, source, answer)
    return _render_page(request, source, answer)


def annotate_address(source: Source, passage: Passage | None = None) -> str:
    """Return the address at which a document, or a passage of it, is annotated."""
    address = reverse("admin:explorer_source_annotate", args=[source.pk])
    return f"{address}?passage={passage.slug}" if passage else address


def _open_page(request: HttpRequest, source: Source) -> AnnotationOutcome:
    asked = _find_passage(source, request.GET.get("passage", ""))
    passage = asked or find_next_unread(source) or source.passages.first()
    return AnnotationOutcome(passage)


def _check_words(request: HttpRequest, source: Source, place: str) -> AnnotationOutcome:
    """Look words up, at the chosen one of several places, and fill the form with the coding they propose."""
    typed = {name: request.POST.get(name, "") for name in AnnotationForm.base_fields}
    chosen = place or typed["start"]
    start = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 12 else None
    selection = find_selection(source, TextQuote(typed["exact"], typed["prefix"], typed["suffix"]), start)
    initial = build_initial(typed, selection)
    form = AnnotationForm(initial=initial | {"submit": "submit" in request.POST}, episode=source.episode)
    slug = request.POST.get("passage", "")
    if start is not None and (at := source.passages.overlapping(start, start + 1).first()):
        slug = at.slug
    return AnnotationOutcome(selection.passage or _find_passage(source, slug), selection, form)


def _save_draft(request: HttpRequest, source: Source) -> AnnotationOutcome:
    """Save a claim, or return the form with its faults."""
    form = AnnotationForm(request.POST, episode=source.episode)
    here = _find_passage(source, request.POST.get("passage", ""))
    is_valid = form.is_valid()
    words = [str(form.data.get(name, "")) for name in ("exact", "prefix", "suffix")]
    selection = find_selection(source, TextQuote(*words), form.cleaned_data.get("start"))
    if not is_valid:
        return AnnotationOutcome(selection.passage or here, selection, form)
    try:
        claim = draft_claim(form.draft(source, selection.quote), by=request.user)
    except ValidationError as error:
        form.add_faults(error)
        return AnnotationOutcome(selection.passage or here, selection, form)
    except RefusedError as error:
        raise PermissionDenied from error
    passage = claim.evidence.get().passage
    said, fault = (
        _submit_claim(request, claim) if form.cleaned_data["submit"] else ("The claim is a draft of yours.", "")
    )
    following = find_next_unread(source, passage) if request.POST["act"] == "next" else None
    return AnnotationOutcome(following or passage, said=said, fault=fault, saved=claim, changed=[passage])


def _submit_claim(request: HttpRequest, claim: Claim) -> tuple[str, str]:
    try:
        review.perform(Act.SUBMIT, claim, by=request.user)
    except RefusedError as error:
        return "The claim is a draft of yours.", f"{error}."
    return "The claim waits for review.", ""


def _set_aside(request: HttpRequest, source: Source) -> AnnotationOutcome:
    """Set a passage aside and go on to the next unread one."""
    passage = _find_passage(source, request.POST.get("passage", ""))
    chosen = request.POST.get("disposition", "")
    if passage is None or chosen not in {"", *Disposition}:
        raise Http404
    if not request.user.has_perm("explorer.change_passage"):
        raise PermissionDenied
    seen = request.POST.get("seen", "")
    if not chosen and not seen:
        return AnnotationOutcome(passage, fault="Choose why the passage carries no claim.")
    try:
        passage = set_aside(passage, Disposition(chosen) if chosen else None, seen=seen, by=request.user)
    except RefusedError as error:
        return AnnotationOutcome(_find_passage(source, passage.slug), fault=f"Not saved: {error}.")
    if not chosen:
        return AnnotationOutcome(passage, said=f"Passage {passage} waits to be read again.", changed=[passage])
    said = f"Passage {passage} is set aside: {passage.get_disposition_display().lower()}."
    return AnnotationOutcome(find_next_unread(source, passage) or passage, said=said, changed=[passage])


def _find_passage(source: Source, slug: str) -> Passage | None:
    passage = Passage.objects.in_source(source).select_related("speaker").filter(slug=slug).first()
    if passage:
        passage.source = source
    return passage


def _redirect(request: HttpRequest, source: Source, answer: AnnotationOutcome) -> HttpResponse:
    messages.success(request, answer.said)
    if answer.fault:
        messages.warning(request, answer.fault)
    address = annotate_address(source, answer.passage)
    return redirect(f"{address}#{answer.passage}" if answer.passage else address)


def _render_page(request: HttpRequest, source: Source, answer: AnnotationOutcome) -> HttpResponse:
    """Return the page; for htmx only the form and the passages that changed."""
    is_fragment = wants_fragment(request)
    changed_rows = Passage.objects.with_claims().filter(pk__in=[changed.pk for changed in answer.changed])
    rows = changed_rows if is_fragment else list_passages(source)
    passage = answer.passage
    context = {
        **({} if is_fragment else admin.site.each_context(request)),
        "title": source.title,
        "subtitle": "Annotate",
        "source": source,
        "answer": answer,
        "current": passage,
        "form": answer.form or AnnotationForm(episode=source.episode),
        "resting": list_evidence(passage, answer.selection) if passage else [],
        "rows": [PassageRow(row, _mark_words(row)) for row in rows],
        "progress": count_progress(source),
        "dispositions": build_legend(Disposition),
        "can_draft": request.user.has_perms([f"explorer.add_{name}" for name in ("claim", "claimtopic", "evidence")]),
        "can_set_aside": request.user.has_perm("explorer.change_passage"),
        "stances": list_code_addresses(answer.saved) if answer.saved else [],
    }
    return render_page_or_partial(request, TEMPLATE, context, partial="answer")


def _mark_words(passage: Passage) -> SafeString:
    """Return the words of a passage with the quoted ones marked.

    Browsers keep a carriage return only as a character reference.
    """
    notes = [PassageNote(number, piece) for number, piece in enumerate(passage.evidence.all(), start=1)]
    inside = [note for note in notes if passage.start <= note.evidence.start and note.evidence.end <= passage.end]
    pieces = [
        ("<mark>", part.text, "</mark>") if part.notes else ("", part.text, "")
        for part in cut_passage(passage, inside, ())
    ]
    html = format_html_join("", "{}{}{}", [(mark_safe(left), text, mark_safe(right)) for left, text, right in pieces])  # noqa: S308
    return mark_safe(html.replace("\r", "&#13;"))  # noqa: S308  (escaped above)
