"""Events: who did what, from where, with which record, one line each in the log, and no secrets.

Whoever answers a request or runs a command states its circumstances once (`circumstances`); what happens within is
recorded with them (`record_event`). How lines are written is the business of the settings.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

logger = logging.getLogger("explorer.events")

Facts = Mapping[str, object]

_current: ContextVar[Facts] = ContextVar("circumstances", default=MappingProxyType({}))


@contextmanager
def circumstances(**facts: object) -> Iterator[None]:
    """Add facts to every event that is recorded within: a request's id, its client's address, a command's name."""
    token = _current.set({**_current.get(), **facts})
    try:
        yield
    finally:
        _current.reset(token)


def record_event(event: str, **facts: object) -> None:
    """Write an event with its facts and circumstances; facts that are None or empty are left out.

    ``facts`` are names, numbers and addresses: never passwords, tokens, codes, or the words that somebody typed.
    """
    known = {name: fact for name, fact in {**_current.get(), **facts}.items() if fact not in (None, "", {}, [])}
    logger.info(event, extra={"facts": {"event": event, **known}})
