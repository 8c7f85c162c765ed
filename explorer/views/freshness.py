"""Answers that say which state they show, so that nobody is sent again what they have (RFC 9110, section 13)."""

import hashlib
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import quote_etag

from explorer.models import Revision
from explorer.web.htmx import is_visit, wants_fragment

UNTAGGED = {"healthz", "readyz"}
"""The addresses that tell of this moment."""

FROM_THE_INDEX = {"search", "suggest", "suggest-json", "api-search-list", "data-search-json", "data-search-csv"}
"""The addresses whose answers hang on the index too, which may be behind: their own bytes tell them apart."""

PARTS = ("config", "explorer", "templates", "static")
"""The folders out of which answers are made, beside the database."""

Answering = Callable[[HttpRequest], HttpResponse]


class Freshness:
    """Middleware: an ``ETag`` on every public answer, and 304 where the client has it, before anything else is asked.

    A public answer is a function of the corpus revision, the release and the address; what else it depends on goes
    into the tag as well. Clients keep answers and ask every time whether they still hold.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the answer its tag."""
        response = self.get_response(request)
        if response.status_code not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} or not is_public(request):
            return response
        patch_cache_control(response, no_cache=True)
        if tag := getattr(request, "tag", None):
            response["ETag"] = tag
            return response
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """Answer 304 from one query, where that is all that the client needs to know."""
        if not is_public(request) or url_name(request) in FROM_THE_INDEX:
            return None
        request.tag = build_tag(request)  # type: ignore[attr-defined]
        if request.headers.get("If-None-Match", "").strip() == "*":
            # Any answer would do, and whether there is one only the view knows.
            return None
        return get_conditional_response(request, etag=request.tag)  # type: ignore[attr-defined]


def is_public(request: HttpRequest) -> bool:
    """Whether a request reads something that all readers are shown alike."""
    if settings.DEBUG or request.method not in {"GET", "HEAD"} or request.resolver_match is None:
        return False
    withheld = (reverse("admin:index"), reverse("desk:root"))
    return not request.path.startswith(withheld) and url_name(request) not in UNTAGGED


def url_name(request: HttpRequest) -> str:
    """Return the name of the address that a request found."""
    return str(request.resolver_match.url_name) if request.resolver_match else ""


def build_tag(request: HttpRequest) -> str:
    """Return the tag of the answer that a request gets now."""
    shown = (wants_fragment(request), is_visit(request))
    asked = (request.get_full_path(), request.headers.get("Accept") if request.path.startswith("/api/") else None)
    said = repr((Revision.objects.current(), compute_release(), asked, shown))
    return quote_etag(hashlib.sha256(said.encode()).hexdigest()[:32])


@cache
def compute_release() -> str:
    """Return a name for the files and the settings that answers show; computed once in a process."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256(repr((settings.PUBLIC_URL, settings.CONTACT)).encode())
    files = [root / "requirements.txt", *(file for part in PARTS for file in sorted((root / part).rglob("*")))]
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
