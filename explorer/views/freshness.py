"""Entity tags on public answers, so that no client is sent again what it has (RFC 9110, section 13)."""

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
"""The addresses without a tag, whose answers are true at this moment only."""

FROM_THE_INDEX = {
    *("search", "suggest", "suggest-json", "api-search-list", "data-search-json", "data-search-csv"),
    *("said", "api-said-list", "data-said-json"),
}
"""The addresses whose answers depend on the index too, which may be behind; their tag is made of their bytes."""

PARTS = ("config", "explorer", "templates", "static")
"""The folders whose files, beside the database, decide what an answer shows."""

Answering = Callable[[HttpRequest], HttpResponse]


class Freshness:
    """Middleware that gives every public answer an ``ETag``, and answers 304 where the client has that answer.

    A public answer depends on the corpus revision, the release and the address, and the tag names all three. Clients
    keep answers and ask each time whether they still hold.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer with its tag."""
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
        """Answer 304 after a single query, before the view runs, where the client has the answer."""
        if not is_public(request) or read_name(request) in FROM_THE_INDEX:
            return None
        request.tag = make_tag(request)  # type: ignore[attr-defined]
        if request.headers.get("If-None-Match", "").strip() == "*":
            # Any answer would do, and whether there is one only the view knows.
            return None
        return get_conditional_response(request, etag=request.tag)  # type: ignore[attr-defined]


def is_public(request: HttpRequest) -> bool:
    """Return whether a request reads something that is the same for all readers."""
    if settings.DEBUG or request.method not in {"GET", "HEAD"} or request.resolver_match is None:
        return False
    withheld = (reverse("admin:index"), reverse("desk:root"))
    return not request.path.startswith(withheld) and read_name(request) not in UNTAGGED


def read_name(request: HttpRequest) -> str:
    """Return the name of a request's URL pattern, empty where none matched."""
    return str(request.resolver_match.url_name) if request.resolver_match else ""


def make_tag(request: HttpRequest) -> str:
    """Return the tag of the answer that a request gets now."""
    shown = (wants_fragment(request), is_visit(request))
    asked = (request.get_full_path(), request.headers.get("Accept") if request.path.startswith("/api/") else None)
    said = repr((Revision.objects.current(), compute_release(), asked, shown))
    return quote_etag(hashlib.sha256(said.encode()).hexdigest()[:32])


@cache
def compute_release() -> str:
    """Return a digest of the files and settings that decide what answers show; computed once in a process."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256(repr((settings.PUBLIC_URL, settings.CONTACT)).encode())
    files = [root / "requirements.txt", *(file for part in PARTS for file in sorted((root / part).rglob("*")))]
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
