"""Records in the formats of other programs: annotations, maps of arguments, captions, chapters."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from explorer.coding.vocabulary import Status
from explorer.debate.compare import compare, fetch_contrasts
from explorer.debate.comparison import Comparison
from explorer.exports.annotations import annotate_claim, annotate_comparison
from explorer.exports.argdown import write_argdown
from explorer.exports.captions import list_chapters, write_captions
from explorer.formats import argdown, podcast_chapters, web_annotation, webvtt
from explorer.formats.schema_org import Thing
from explorer.models import Source, Speaker, Topic
from explorer.reading.claim_addresses import fetch_claim
from explorer.text import join_words
from explorer.views.errors import problem
from explorer.web.choice import Choice
from explorer.web.day import DayFilter
from explorer.web.moves import redirect_to_slug

PLAIN = "text/plain; charset=utf-8"
WITHHELD = "The rights of this document leave only the words that are quoted from it."


def claim_annotation(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a published claim as a Web Annotation.

    For a retracted claim, answer 410 with when and why; for a former slug, redirect.
    """
    claim = fetch_claim(slug)
    if claim.slug != slug:
        return redirect_to_slug(request, claim.slug)
    if claim.status == Status.RETRACTED:
        return problem(HTTPStatus.GONE, f"Withdrawn on {claim.retracted_on}: {claim.retraction_reason}")
    return _answer_json(annotate_claim(claim), web_annotation.MEDIA_TYPE)


def topic_annotations(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the claims on a topic as a collection of Web Annotations."""
    return _answer_with_debate(
        request,
        slug,
        lambda comparison: _answer_json(
            annotate_comparison(comparison, request.get_full_path()), web_annotation.MEDIA_TYPE
        ),
    )


def topic_argdown(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the debate on a topic as a map of arguments."""
    return _answer_with_debate(
        request,
        slug,
        lambda comparison: HttpResponse(
            write_argdown(comparison, fetch_contrasts(comparison.topic, comparison.columns)),
            content_type=argdown.MEDIA_TYPE,
        ),
    )


def source_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the text of a document, in whose code points quotations are placed."""
    return _answer_with_document(slug, lambda source: HttpResponse(source.text, content_type=PLAIN), "")


def source_captions(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the timed speech of a document as captions."""

    def answer(source: Source) -> HttpResponse | None:
        captions = write_captions(source)
        return HttpResponse(captions, content_type=f"{webvtt.MEDIA_TYPE}; charset=utf-8") if captions else None

    return _answer_with_document(slug, answer, "This document says of no spoken words when they were spoken.")


def source_chapters(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the timed sections of a document as chapters."""

    def answer(source: Source) -> HttpResponse | None:
        chapters = list_chapters(source)
        return _answer_json(chapters, podcast_chapters.MEDIA_TYPE) if chapters else None

    return _answer_with_document(slug, answer, "This document says of no part of the conversation when it begins.")


def _answer_with_debate(request: HttpRequest, slug: str, answer: Callable[[Comparison], HttpResponse]) -> HttpResponse:
    """Answer with the comparison on a topic, for the speakers and the day that the address names.

    By default these are all guests and all who speak to the question, with what is reported of others. Unknown values
    are answered with 400, so that no program gets less than it asked for without being told.
    """
    topic = get_object_or_404(Topic, slug=slug)
    chosen, as_of = Choice.read(request.GET, "speakers"), DayFilter.read(request.GET)
    speakers = {speaker.slug: speaker for speaker in Speaker.objects.heard_on(topic, also=chosen.values)}
    unknown = [f"speakers={value}" for value in chosen.unknown(speakers)]
    unknown += [f"as_of={value}" for value in as_of.unreadable]
    if unknown:
        return problem(HTTPStatus.BAD_REQUEST, f"Not known here: {join_words(unknown)}. A day is written 2019-12-31.")
    if not chosen.given:
        return answer(compare(topic, list(speakers.values()), as_of.day))
    comparison = compare(topic, [speakers[value] for value in chosen.values], as_of.day)
    return answer(Comparison(topic, comparison.columns))


def _answer_with_document(slug: str, answer: Callable[[Source], HttpResponse | None], nothing: str) -> HttpResponse:
    """Answer with a document: 403 where its text may not be shown, 404 with ``nothing`` where the answer is None."""
    source = get_object_or_404(Source.objects.with_text(), slug=slug)
    if not source.show_text:
        return problem(HTTPStatus.FORBIDDEN, WITHHELD)
    return answer(source) or problem(HTTPStatus.NOT_FOUND, nothing)


def _answer_json(thing: Thing, media_type: str) -> HttpResponse:
    return HttpResponse(json.dumps(thing, ensure_ascii=False, indent=2), content_type=media_type)
