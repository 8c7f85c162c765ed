"""The lexicon with which queries are read: names of people, topics and episodes, and synonyms."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from explorer.models import Episode, Revision, Speaker, Synonym, Topic
from explorer.search_engine.lexicon import KnownName, Lexicon
from explorer.search_engine.types import Facet
from explorer.shared_cache import cache

KEPT_FOR = 3600
"""Seconds for which what is built is cached."""

Kept = TypeVar("Kept")


def keep_at_revision(name: str, build: Callable[[], Kept]) -> Kept:
    """Return what is built from the database, kept under a name until the corpus revision is another."""
    at_revision = f"{name}:{Revision.objects.current()}"
    kept: Kept | None = cache.get(at_revision)
    if kept is None:
        kept = build()
        cache.set(at_revision, kept, KEPT_FOR)
    return kept


def fetch_lexicon(*, with_episodes: bool = False) -> Lexicon:
    """Return names and synonyms as they stand at the corpus revision.

    Episodes are thousands where people and topics are hundreds, and only a query that names one asks for them.
    """
    if with_episodes:
        return keep_at_revision("lexicon-with-episodes", lambda: _build_lexicon(_list_episodes()))
    return keep_at_revision("lexicon", _build_lexicon)


def _build_lexicon(episodes: Iterable[KnownName] = ()) -> Lexicon:
    people = [
        KnownName(Facet.SPEAKER, speaker.slug, (speaker.name, *(alias.name for alias in speaker.aliases.all())))
        for speaker in Speaker.objects.prefetch_related("aliases")
    ]
    topics = [KnownName(Facet.TOPIC, topic.slug, (topic.question,)) for topic in Topic.objects.all()]
    return Lexicon([*people, *topics, *episodes], Synonym.objects.groups())


def _list_episodes() -> list[KnownName]:
    return [KnownName(Facet.EPISODE, slug, (short, title)) for slug, short, title in Episode.objects.list_names()]
