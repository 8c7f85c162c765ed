"""Entity tags on public answers, so that none is made twice, nor sent to who has it (RFC 9110, section 13)."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

from explorer.views.answers import KeptAnswers, WholeAnswer
from explorer.views.tags import PublicAddress, find_public_address, make_tag

Answering = Callable[[HttpRequest], HttpResponseBase]

KEPT = KeptAnswers()
"""What this process keeps; every thread of it reads the same."""


class Freshness:
    """Middleware that gives every public answer an ``ETag``, keeps it, and answers 304 where the client has it.

    A public answer depends on the corpus revision, the release and the address, and the tag names all three. Clients
    keep answers and ask each time whether they still hold. It stands before everything that is one reader's own.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return what the client has, or what is kept, or the answer made anew."""
        address = find_public_address(request)
        if address is None:
            return self.get_response(request)
        if address.is_from_the_index:
            return self._tag_by_bytes(request)
        tag = make_tag(request, address)
        return _find_known(request, tag) or self._answer(request, tag, address)

    def _answer(self, request: HttpRequest, tag: str, address: PublicAddress) -> HttpResponseBase:
        """Return the answer that is kept; one request makes it, and those that come meanwhile wait for it."""
        if kept := KEPT.find(tag):
            return self._hand_out(request, kept, address)
        with KEPT.take_turn(tag) as kept:
            return self._hand_out(request, kept, address) if kept else self._make(request, tag)

    def _hand_out(self, request: HttpRequest, kept: WholeAnswer, address: PublicAddress) -> HttpResponseBase:
        # A client that asked too often is refused by the throttle, which has the words for it.
        return kept.respond(request) if address.admits(request) else self.get_response(request)

    def _make(self, request: HttpRequest, tag: str) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.OK:
            return response
        patch_cache_control(response, no_cache=True)
        response["ETag"] = tag
        # A view may answer HEAD without a body.
        answer = WholeAnswer.of(response, tag) if request.method == "GET" else None
        if answer is None:
            return response
        KEPT.keep(answer)
        return answer.respond(request)

    def _tag_by_bytes(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.OK or not isinstance(response, HttpResponse):
            return response
        patch_cache_control(response, no_cache=True)
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _find_known(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """Return 304 (or 412) where the client's conditions say so, None where the answer is to be sent."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        # Any answer would do, and whether there is one only the view knows.
        return None
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        patch_cache_control(known, no_cache=True)
        known["ETag"] = tag
    return known
