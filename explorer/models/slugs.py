"""Which slugs are taken: speakers, series, topics, episodes, documents, claims and passages share one space of them."""

from collections.abc import Collection

from django.db import models

from explorer.models import Claim, Episode, Passage, Series, Source, Speaker, Topic

NAMED: tuple[type[models.Model], ...] = (Speaker, Series, Topic, Episode, Source, Claim, Passage)


def is_taken(slug: str) -> bool:
    """Whether anything on the site has a slug."""
    return any(model._default_manager.filter(slug=slug).exists() for model in NAMED)  # noqa: SLF001, documented by Django


def taken_under(stem: str, slugs: Collection[str]) -> list[str]:
    """Return those of slugs, all of which begin with ``stem``, that something on the site has."""
    return sorted(_held_under(stem).intersection(slugs))


def free_slug(stem: str) -> str:
    """Return a slug that nothing on the site has: ``stem``, or else that with the first number that is free."""
    held = _held_under(stem)
    numbered = (f"{stem}-{number}" for number in range(2, len(held) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in held)


def _held_under(stem: str) -> set[str]:
    """Return the slugs of the site that begin with ``stem``."""
    held: set[str] = set()
    for model in NAMED:
        held.update(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))  # noqa: SLF001
    return held
