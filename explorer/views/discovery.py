"""The sitemap, the rules for robots, and whom to tell of a weakness."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from explorer.models import Claim, Episode, Speaker, Topic
from explorer.web.addresses import absolute_url

LISTS = ("home", "topic-list", "compare", "matrix", "compass", "speaker-list", "episode-list", "said", "method")

HOLDS = timedelta(days=90)
"""How long what ``security.txt`` says is to be believed; less than a year is asked for (RFC 9116, section 2.5.5)."""

NEVER = Value(None, output_field=DateTimeField())
RECORDS: dict[str, Callable[[], Any]] = {
    "topic": lambda: Topic.objects.values_list("slug", NEVER),
    "speaker": lambda: Speaker.objects.values_list("slug", NEVER),
    "episode": lambda: Episode.objects.values_list("slug", NEVER),
    "claim": lambda: Claim.objects.published().values_list("slug", "updated_at"),
}
"""The rows of each kind of page: the slug, and the time of the last change where the page shows a single record."""

MOST_IN_A_FILE = 1000
"""The largest number of addresses in a file; the protocol allows 50,000."""


def sitemap(request: HttpRequest) -> HttpResponse:
    """List the files of the sitemap (sitemaps.org, protocol 0.9)."""
    files = [("list", 1)]
    for kind, fetch_rows in RECORDS.items():
        files += [(kind, number + 1) for number in range(-(-fetch_rows().count() // MOST_IN_A_FILE))]
    addresses = [absolute_url(reverse("sitemap-file", args=file)) for file in files]
    context = {"addresses": addresses}
    return render(request, "explorer/sitemap.xml", context, content_type="application/xml")


def sitemap_file(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """List the absolute addresses of pages of one kind, those of a file counted from 1."""
    entries = _list_entries(kind, number)
    if not entries:
        raise Http404
    return render(request, "explorer/sitemap_file.xml", {"entries": entries}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Name the sitemap, and keep robots out of the admin (RFC 9309)."""
    context = {"sitemap": absolute_url(reverse("sitemap"))}
    return render(request, "explorer/robots.txt", context, content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """Name the address for reports of weaknesses (RFC 9116); raises Http404 where the site has none."""
    contact: str = settings.CONTACT
    if not contact:
        raise Http404
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    fields = {
        "Contact": f"mailto:{contact}" if "@" in contact and ":" not in contact else contact,
        "Expires": (midnight + HOLDS).isoformat().replace("+00:00", "Z"),
        "Preferred-Languages": "en",
        "Canonical": absolute_url(reverse("security")),
    }
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in fields.items())
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


def _list_entries(kind: str, number: int) -> list[tuple[str, datetime | None]]:
    """Return the address of each page of a file, and the time of its last change where it is told."""
    if kind == "list":
        return [(absolute_url(reverse(name)), None) for name in LISTS] if number == 1 else []
    if kind not in RECORDS or number < 1:
        return []
    start = (number - 1) * MOST_IN_A_FILE
    rows = RECORDS[kind]().order_by("pk")[start : start + MOST_IN_A_FILE]
    return [(absolute_url(reverse(f"{kind}-detail", args=[slug])), changed) for slug, changed in rows]
