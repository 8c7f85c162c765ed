"""Dependents: documents that contain parts of other rows, and change with them."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Q

from explorer.models import Claim, Episode, Passage
from explorer.search_engine.types import DocumentKey, DocumentType

CHUNK = 500
"""Slugs that one query names at most."""

Condition = Callable[[list[str]], Q]

CLAIMS_OF: dict[DocumentType, Condition] = {
    DocumentType.SPEAKER: lambda slugs: Q(speaker__slug__in=slugs),
    DocumentType.TOPIC: lambda slugs: Q(topic_links__topic__slug__in=slugs),
    DocumentType.EPISODE: lambda slugs: Q(episode__slug__in=slugs),
    DocumentType.PASSAGE: lambda slugs: Q(evidence__passage__slug__in=slugs),
}
"""Claims that depend on rows of each type: on their holder, topics, episode and passages."""

PASSAGES_OF: dict[DocumentType, Condition] = {
    DocumentType.SPEAKER: lambda slugs: Q(speaker__slug__in=slugs),
    DocumentType.TOPIC: lambda slugs: Q(evidence__claim__topic_links__topic__slug__in=slugs),
    DocumentType.EPISODE: lambda slugs: Q(source__episode__slug__in=slugs),
    DocumentType.CLAIM: lambda slugs: Q(evidence__claim__slug__in=slugs),
}
"""Passages that depend on rows of each type: on their speaker, episode, claims and the topics of these."""

EPISODES_OF: dict[DocumentType, Condition] = {
    DocumentType.SPEAKER: lambda slugs: Q(appearances__speaker__slug__in=slugs)
}
"""Episodes that depend on rows of each type: on the people who took part."""


def add_dependents(keys: Iterable[DocumentKey]) -> set[DocumentKey]:
    """Return the keys of documents and of all documents that depend on them."""
    slugs: defaultdict[DocumentType, list[str]] = defaultdict(list)
    for key in keys:
        slugs[key.type].append(key.id)
    found = {DocumentKey(type_, slug) for type_, named in slugs.items() for slug in named}
    for type_, named in slugs.items():
        for start in range(0, len(named), CHUNK):
            found.update(_find_dependents(type_, named[start : start + CHUNK]))
    return found


def _find_dependents(type_: DocumentType, slugs: list[str]) -> Iterable[DocumentKey]:
    rows = (
        (DocumentType.CLAIM, Claim.objects.published(), CLAIMS_OF),
        (DocumentType.PASSAGE, Passage.objects.all(), PASSAGES_OF),
        (DocumentType.EPISODE, Episode.objects.all(), EPISODES_OF),
    )
    for dependent, all_rows, conditions in rows:
        if type_ in conditions:
            for slug in all_rows.filter(conditions[type_](slugs)).values_list("slug", flat=True):
                yield DocumentKey(dependent, slug)
