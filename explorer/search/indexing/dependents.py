"""Which documents tell of other rows than their own, so that they change with those."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Q

from explorer.models import Claim, Episode, Passage
from explorer.search_engine.types import DocumentKey, DocumentType

CHUNK = 500
"""How many slugs one query names."""

Named = Callable[[list[str]], Q]

CLAIMS: dict[DocumentType, Named] = {
    DocumentType.SPEAKER: lambda slugs: Q(speaker__slug__in=slugs),
    DocumentType.TOPIC: lambda slugs: Q(topic_links__topic__slug__in=slugs),
    DocumentType.EPISODE: lambda slugs: Q(episode__slug__in=slugs),
    DocumentType.PASSAGE: lambda slugs: Q(evidence__passage__slug__in=slugs),
}
"""Claims tell of their holder, topics and episode, and of the passages that carry them."""

PASSAGES: dict[DocumentType, Named] = {
    DocumentType.SPEAKER: lambda slugs: Q(speaker__slug__in=slugs),
    DocumentType.TOPIC: lambda slugs: Q(evidence__claim__topic_links__topic__slug__in=slugs),
    DocumentType.EPISODE: lambda slugs: Q(source__episode__slug__in=slugs),
    DocumentType.CLAIM: lambda slugs: Q(evidence__claim__slug__in=slugs),
}
"""Passages tell of who is labelled, of their episode, and of the topics of the claims that rest on them."""

EPISODES: dict[DocumentType, Named] = {DocumentType.SPEAKER: lambda slugs: Q(appearances__speaker__slug__in=slugs)}
"""Conversations tell of who took part."""


def with_dependents(keys: Iterable[DocumentKey]) -> set[DocumentKey]:
    """Return documents together with those that tell of them."""
    slugs: defaultdict[DocumentType, list[str]] = defaultdict(list)
    for key in keys:
        slugs[key.type].append(key.id)
    found = {DocumentKey(kind, slug) for kind, named in slugs.items() for slug in named}
    for kind, named in slugs.items():
        for start in range(0, len(named), CHUNK):
            found.update(_telling_of(kind, named[start : start + CHUNK]))
    return found


def _telling_of(kind: DocumentType, slugs: list[str]) -> Iterable[DocumentKey]:
    rows = (
        (DocumentType.CLAIM, Claim.objects.published(), CLAIMS),
        (DocumentType.PASSAGE, Passage.objects.all(), PASSAGES),
        (DocumentType.EPISODE, Episode.objects.all(), EPISODES),
    )
    for telling, every, named in rows:
        if kind in named:
            for slug in every.filter(named[kind](slugs)).values_list("slug", flat=True):
                yield DocumentKey(telling, slug)
