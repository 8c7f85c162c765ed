"""The sitemap, and the rules for robots."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from explorer.models import Claim, Episode, Speaker, Topic
from explorer.web.addresses import absolute_url

LISTS = ("home", "topic-list", "compare", "matrix", "compass", "speaker-list", "episode-list", "said", "method")


def sitemap(request: HttpRequest) -> HttpResponse:
    """List the absolute address of every public page (sitemaps.org, protocol 0.9)."""
    entries = [(absolute_url(path), changed) for path, changed in _list_pages()]
    return render(request, "explorer/sitemap.xml", {"entries": entries}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Name the sitemap, and keep robots out of the admin (RFC 9309)."""
    context = {"sitemap": absolute_url(reverse("sitemap"))}
    return render(request, "explorer/robots.txt", context, content_type="text/plain; charset=utf-8")


def _list_pages() -> Iterable[tuple[str, datetime | None]]:
    """Yield the path of every page, with the time of its last change where the page shows a single record."""
    yield from ((reverse(name), None) for name in LISTS)
    yield from ((topic.get_absolute_url(), None) for topic in Topic.objects.all())
    yield from ((speaker.get_absolute_url(), None) for speaker in Speaker.objects.all())
    yield from ((episode.get_absolute_url(), None) for episode in Episode.objects.all())
    yield from ((claim.get_absolute_url(), claim.updated_at) for claim in Claim.objects.published())
