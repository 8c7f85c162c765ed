"""The tag of a public answer: a digest of everything that the answer depends on."""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import quote_etag

from explorer.models import Area, Revision
from explorer.web.htmx import is_visit, wants_fragment
from explorer.web.throttling import charge

UNTAGGED = {"healthz", "readyz", "metrics", "security"}
"""The addresses without a tag, whose answers are true at this moment only."""

PERSONAL = ("admin:index", "account_email", "desk:root")
"""The names of addresses below which every answer is one person's own."""

FROM_THE_INDEX = {
    *("search", "suggest", "suggest-json", "api-search-list", "data-search-json", "data-search-csv"),
    *("said", "api-said-list", "data-said-json"),
}
"""The addresses whose answers depend on the index too, which may be behind; their tag is made of their bytes."""

AREAS = {
    **dict.fromkeys(("topic-detail", "topic-annotations", "topic-argdown", "feed-topic"), "topic:{slug}"),
    **dict.fromkeys(("claim-detail", "claim-annotation", "data-claims-json", "api-claim-detail"), "claim:{slug}"),
    "episode-detail": "episode:{slug}",
    "feed-speaker": "person:{slug}",
    **dict.fromkeys(("source-text", "source-captions", "source-chapters"), ""),
}
"""The addresses whose answers depend on one area beside the whole, with its name; on the whole only where it is empty.

All others depend on everything. `changes/areas.py` says what raises an area.
"""

PARTS = ("config", "explorer", "templates", "static")
"""The folders whose files, beside the database, decide what an answer shows."""


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """An address whose answer is the same for all readers."""

    name: str
    is_of_api: bool
    area: str | None
    """The name of the area that its answers depend on; None where they depend on everything."""

    @property
    def is_from_the_index(self) -> bool:
        return self.name in FROM_THE_INDEX

    def read_revision(self) -> int:
        """Return the newest revision among what the address depends on; costs one query."""
        return Revision.objects.current() if self.area is None else Area.objects.newest([self.area])

    def admits(self, request: HttpRequest) -> bool:
        """Count a request to the API, whose limit is on requests; return whether the client has not asked too often."""
        return not self.is_of_api or not charge(request, 1)


def find_public_address(request: HttpRequest) -> PublicAddress | None:
    """Return the address that a request reads; None where it writes, or where the answer is not everybody's."""
    if settings.DEBUG or request.method not in {"GET", "HEAD"}:
        return None
    try:
        return _resolve(request.path_info)
    except Resolver404:
        return None


def make_tag(request: HttpRequest, address: PublicAddress) -> str:
    """Return the tag of the answer that a request gets now; raises DisallowedHost.

    The host is part of it, since the API's pages of lists link to each other under the host that was asked.
    """
    place = (request.scheme, request.get_host(), request.get_full_path())
    form = (wants_fragment(request), is_visit(request), address.is_of_api and request.headers.get("Accept"))
    shown = (compute_release(), settings.PUBLIC_URL, settings.CONTACT)
    said = repr((address.read_revision(), shown, place, form))
    return quote_etag(hashlib.sha256(said.encode()).hexdigest()[:32])


@lru_cache(maxsize=4096)
def _resolve(path: str) -> PublicAddress | None:
    """Return the address of a path; resolving it costs as much as all the rest of an answer that is kept."""
    found = resolve(path)
    if found.url_name in UNTAGGED or path.startswith(tuple(map(reverse, PERSONAL))):
        return None
    # REST framework puts the class of a view beside its function, and pages have none.
    area = AREAS.get(str(found.url_name))
    return PublicAddress(
        name=str(found.url_name),
        is_of_api=hasattr(found.func, "cls"),
        area=None if area is None else area.format(**found.kwargs),
    )


@cache
def compute_release() -> str:
    """Return a digest of the files that decide what answers show; computed once in a process."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    files = [root / "requirements.txt", *(file for part in PARTS for file in sorted((root / part).rglob("*")))]
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
