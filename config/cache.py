"""The cache in Redis, without which readers go on: what cannot be read is made anew, what cannot be counted passes."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import RedisError

from explorer.outages import Outage

Answer = TypeVar("Answer")

PAUSE = 2.0
"""Seconds between two attempts of a process to reach a Redis that is gone."""

OUTAGE = Outage("Redis", PAUSE, "answers are made anew and throttles count nothing until it does")
"""The state of the one Redis, shared by the threads of the process, each of which has a client of its own."""


def make_key(key: str, prefix: str, version: int) -> str:
    """Return a key that no other release reads, whose classes could not be restored from the values of this one."""
    from explorer.views.tags import compute_release  # imports models, which settings come before

    return f"{prefix}:{compute_release()[:12]}:{version}:{key}"


class ForgivingClient(RedisCacheClient):
    """A client that answers, while Redis is gone, as an empty cache does that takes everything it is given."""

    def add(self, *arguments: Any) -> bool:
        # A lock that nobody can hold is given to all: each makes the answer by itself.
        return _ask(super().add, *arguments, otherwise=True)

    def get(self, key: Any, default: Any) -> Any:
        return _ask(super().get, key, default, otherwise=default)

    def set(self, *arguments: Any) -> None:
        _ask(super().set, *arguments, otherwise=None)

    def touch(self, *arguments: Any) -> bool:
        return _ask(super().touch, *arguments, otherwise=False)

    def delete(self, *arguments: Any) -> bool:
        return _ask(super().delete, *arguments, otherwise=False)

    def get_many(self, *arguments: Any) -> dict[Any, Any]:
        return _ask(super().get_many, *arguments, otherwise={})

    def has_key(self, *arguments: Any) -> bool:
        return _ask(super().has_key, *arguments, otherwise=False)

    def incr(self, key: Any, delta: int) -> int:
        return _ask(super().incr, key, delta, otherwise=delta)

    def set_many(self, *arguments: Any) -> None:
        _ask(super().set_many, *arguments, otherwise=None)

    def delete_many(self, *arguments: Any) -> None:
        _ask(super().delete_many, *arguments, otherwise=None)

    def clear(self) -> bool:
        return _ask(super().clear, otherwise=False)


class ForgivingRedis(RedisCache):
    """Django's cache in Redis with the client that forgives an outage."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient


def _ask(ask: Callable[..., Answer], *arguments: Any, otherwise: Answer) -> Answer:
    """Return what Redis answers, or ``otherwise`` where it does not."""
    if not OUTAGE.may_ask():
        return otherwise
    try:
        answer = ask(*arguments)
    except RedisError as error:
        OUTAGE.begin(error)
        return otherwise
    OUTAGE.end()
    return answer
