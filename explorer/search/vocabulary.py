"""The lexicon with which queries are read: names of people, topics and episodes, and synonyms."""

from django.core.cache import cache

from explorer.models import Episode, Revision, Speaker, Synonym, Topic
from explorer.search_engine.lexicon import KnownName, Lexicon
from explorer.search_engine.types import Facet

KEPT_FOR = 3600
"""Seconds for which a lexicon is cached."""


def fetch_lexicon() -> Lexicon:
    """Return names and synonyms as they stand at the corpus revision."""
    name = f"lexicon:{Revision.objects.current()}"
    kept: Lexicon | None = cache.get(name)
    if kept is None:
        kept = _build_lexicon()
        cache.set(name, kept, KEPT_FOR)
    return kept


def _build_lexicon() -> Lexicon:
    people = [
        KnownName(Facet.SPEAKER, speaker.slug, (speaker.name, *(alias.name for alias in speaker.aliases.all())))
        for speaker in Speaker.objects.prefetch_related("aliases")
    ]
    topics = [KnownName(Facet.TOPIC, topic.slug, (topic.question,)) for topic in Topic.objects.all()]
    episodes = [
        KnownName(Facet.EPISODE, episode.slug, (episode.short_title, episode.title))
        for episode in Episode.objects.select_related("series")
    ]
    return Lexicon([*people, *topics, *episodes], Synonym.objects.groups())
