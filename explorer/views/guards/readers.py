"""Readers' requests, each answered from one database: the replica where it is up to date, else the primary."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.db import connections
from django.db.utils import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from explorer.databases.choice import NoCurrentDatabaseError, choose_database
from explorer.databases.chosen import PRIMARY, REPLICA, ChosenDatabase, find_chosen, read_from
from explorer.views.errors import BEHIND, refuse

Part = TypeVar("Part")
Answering = Callable[[HttpRequest], HttpResponseBase]


class ReadersDatabase:
    """Middleware that chooses the database for a reader's request.

    Settings put it in where there is a replica. Whoever has a session or sends a token is no mere reader: they may have
    written what they expect to see, and are answered from the primary.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request, a reader's from the database that was chosen for it."""
        if not is_readers(request):
            return self.get_response(request)
        try:
            chosen = ChosenDatabase(choose_database())
        except NoCurrentDatabaseError:
            return refuse(request, BEHIND)
        with read_from(chosen):
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = _stream_from(chosen, response.streaming_content)  # type: ignore[attr-defined]
        return response


class SecondDatabase:
    """Middleware that asks the other database where one fails while a view reads from it.

    It stands last, so that it hears of an error before those that have words for it.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer from the other database, once."""
        chosen, match = find_chosen(), request.resolver_match
        if chosen is None or match is None or chosen.is_second or not isinstance(exception, Error):
            return None
        connections[chosen.name].close()
        try:
            # A replica that answers may still cancel a query, or lack a column that a migration has added.
            chosen.name = PRIMARY if chosen.name == REPLICA else choose_database()
        except NoCurrentDatabaseError:
            return refuse(request, BEHIND)
        chosen.is_second = True
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        render = getattr(response, "render", None)
        return render() if callable(render) else response


def is_readers(request: HttpRequest) -> bool:
    """Return whether a request only reads what is public, for somebody who has neither a session nor a token."""
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    return request.method in {"GET", "HEAD"} and not is_known and not request.path.startswith(_list_withheld())


@cache
def _list_withheld() -> tuple[str, ...]:
    """Return how addresses begin that are no readers': desks, pages of an account, checks of the site's parts."""
    return tuple(reverse(name) for name in ("admin:index", "account_email", "desk:root", "healthz", "readyz"))


def _stream_from(chosen: ChosenDatabase, parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts of an answer, which are read while it is sent."""
    with read_from(chosen):
        yield from parts
