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
    wanted = set(slugs)
    found: set[str] = set()
    for model in NAMED:
        held = model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True)  # noqa: SLF001
        found.update(wanted.intersection(held))
    return sorted(found)
