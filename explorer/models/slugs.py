"""Slugs of the whole site: no two speakers, series, topics, episodes, sources, claims or passages share one.

A slug that a claim once had stays taken.
"""

from collections.abc import Collection

from django.db import models

from explorer.models import Claim, Episode, FormerSlug, Passage, Series, Source, Speaker, Topic

NAMED = (Speaker, Series, Topic, Episode, Source, Claim, Passage)
MODELS_WITH_SLUGS: tuple[type[models.Model], ...] = (*NAMED, FormerSlug)


def is_taken(slug: str) -> bool:
    """Whether a record of any kind has the slug."""
    return any(model._default_manager.filter(slug=slug).exists() for model in MODELS_WITH_SLUGS)


def list_taken(stem: str, slugs: Collection[str]) -> list[str]:
    """Return the slugs that records of any kind have; all of ``slugs`` begin with ``stem``."""
    return sorted(_list_taken_under(stem).intersection(slugs))


def find_free_slug(stem: str) -> str:
    """Return a slug that no record has: ``stem``, or ``stem`` with the first free number from 2."""
    taken = _list_taken_under(stem)
    # Of one more number than there are slugs taken, one at least is free.
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def _list_taken_under(stem: str) -> set[str]:
    """Return the slugs that begin with ``stem``, in one query for each model."""
    taken: set[str] = set()
    for model in MODELS_WITH_SLUGS:
        taken.update(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    return taken
