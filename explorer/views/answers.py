"""Whole public answers, compressed once and kept under their tags: in the process, and where all processes find them.

A tag names everything that an answer depends on, so what is kept under it is never out of date.
"""

import gzip
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Self
from weakref import WeakValueDictionary

from cachetools import LRUCache
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header, patch_vary_headers

from explorer.shared_cache import SHARED

CAPACITY = 64_000_000
"""The bytes of answers that one process keeps; those that nobody asked for longest go first."""

LARGEST = 2_000_000
"""The most bytes, before compression, of an answer that is kept, so that none takes the place of a hundred others."""

SHORTEST = 200
"""The bytes of an answer below which compression gains nothing."""

KEPT_FOR = 86_400
"""The seconds after which a shared cache may forget an answer, to make room: its tag says whether it holds."""

PATIENCE = 3.0
"""The seconds for which one process waits for another that makes the same answer, and may have been killed at it."""

GZIP = re.compile(r"\bgzip\b")


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """A whole answer: its tag, headers and bytes, which are compressed where that gains something."""

    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_compressed: bool

    @classmethod
    def of(cls, response: HttpResponseBase, tag: str) -> Self | None:
        """Return an answer to keep; None for what is one reader's own, not whole, or too large."""
        if not isinstance(response, HttpResponse) or is_personal(response):
            return None
        if response.has_header("Content-Encoding") or len(response.content) > LARGEST:
            return None
        body, is_compressed = response.content, len(response.content) >= SHORTEST
        if is_compressed:
            patch_vary_headers(response, ("Accept-Encoding",))
            body = gzip.compress(body, compresslevel=6, mtime=0)
        headers = [(name, value) for name, value in response.items() if name not in {"ETag", "Content-Length"}]
        return cls(tag, tuple(headers), body, is_compressed)

    @property
    def size(self) -> int:
        """Return about how many bytes the answer takes."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + 500

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Return the answer in a form that the client reads."""
        as_kept = not self.is_compressed or GZIP.search(request.headers.get("Accept-Encoding", ""))
        response = HttpResponse(self.body if as_kept else gzip.decompress(self.body))
        for name, value in self.headers:
            response[name] = value
        response["ETag"] = self.tag
        if self.is_compressed and as_kept:
            # Other bytes than the plain ones, and the same answer: RFC 9110, section 8.8.3.3.
            response["ETag"] = f"W/{self.tag}"
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        return response


class KeptAnswers:
    """Answers by tag, in memory and in the cache that the processes share, where there is one."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._memory: LRUCache[str, WholeAnswer] = LRUCache(capacity, getsizeof=lambda answer: answer.size)
        self._guard = Lock()
        self._turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()

    def find(self, tag: str) -> WholeAnswer | None:
        """Return the answer under a tag, None where none is kept."""
        with self._guard:
            answer = self._memory.get(tag)
        if answer is None and (answer := self._find_shared(tag)):
            self._remember(answer)
        return answer

    def keep(self, answer: WholeAnswer) -> None:
        """Keep an answer for this process and, where they share a cache, for the others."""
        cache = caches[SHARED]
        if isinstance(cache, DummyCache):
            return
        self._remember(answer)
        if is_shared():
            cache.set(f"answer:{answer.tag}", answer, KEPT_FOR)

    @contextmanager
    def take_turn(self, tag: str) -> Iterator[WholeAnswer | None]:
        """Let one make the answer of a tag while others wait; give those who waited what was kept meanwhile."""
        with self._guard:
            turn = self._turns.setdefault(tag, Lock())
        with turn:
            if answer := self.find(tag):
                yield answer
            elif is_shared():
                with self._take_shared_turn(tag) as answer:
                    yield answer
            else:
                yield None

    def clear(self) -> None:
        """Forget what this process keeps."""
        with self._guard:
            self._memory.clear()

    def _remember(self, answer: WholeAnswer) -> None:
        with self._guard:
            self._memory[answer.tag] = answer

    def _find_shared(self, tag: str) -> WholeAnswer | None:
        return caches[SHARED].get(f"answer:{tag}") if is_shared() else None

    @contextmanager
    def _take_shared_turn(self, tag: str) -> Iterator[WholeAnswer | None]:
        cache, name = caches[SHARED], f"turn:{tag}"
        if not cache.add(name, 1, PATIENCE):
            yield self._await_other(tag, name)
            return
        try:
            yield None
        finally:
            cache.delete(name)

    def _await_other(self, tag: str, name: str) -> WholeAnswer | None:
        """Return what another process makes; None where it kept nothing, or takes too long."""
        end, is_made = time.monotonic() + PATIENCE, True
        while is_made and time.monotonic() < end:
            time.sleep(0.02)
            is_made = caches[SHARED].get(name) is not None
            if answer := self.find(tag):
                return answer
        return None


def is_personal(response: HttpResponseBase) -> bool:
    """Return whether an answer is one reader's own, and so the same for nobody else."""
    return bool(response.cookies) or has_vary_header(response, "Cookie")


def is_shared() -> bool:
    """Return whether the cache of the settings is one that several processes read."""
    return not isinstance(caches[SHARED], LocMemCache | DummyCache)
