"""The addresses of records, each put together once in a process: a page names hundreds, and the same ones again."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def build_address(name: str, slug: str) -> str:
    """Return the path of the page of this name that shows the record of a slug."""
    return _build(get_script_prefix(), name, slug)


@lru_cache(maxsize=20_000)
def _build(_: str, name: str, slug: str) -> str:
    # The prefix under which the site is mounted is part of what is remembered.
    return reverse(name, args=[slug])
