"""What queries are read with beside the index: everybody's names, and the field's synonyms."""

from django.core.cache import cache

from explorer.models import Episode, Revision, Speaker, Synonym, Topic
from explorer.search_engine.lexicon import KnownName, Lexicon
from explorer.search_engine.lexicon import SynonymTerms as Terms
from explorer.search_engine.types import Facet

KEPT = 3600
"""How long a lexicon is kept, in seconds."""


def fetch_lexicon() -> Lexicon:
    """Return names and synonyms as they stand at the corpus revision."""
    name = f"lexicon:{Revision.objects.current()}"
    kept: Lexicon | None = cache.get(name)
    if kept is None:
        kept = _lexicon()
        cache.set(name, kept, KEPT)
    return kept


def _lexicon() -> Lexicon:
    people = [
        KnownName(Facet.SPEAKER, speaker.slug, (speaker.name, *(alias.name for alias in speaker.aliases.all())))
        for speaker in Speaker.objects.prefetch_related("aliases")
    ]
    topics = [KnownName(Facet.TOPIC, topic.slug, (topic.question,)) for topic in Topic.objects.all()]
    episodes = [
        KnownName(Facet.EPISODE, episode.slug, (episode.short_title, episode.title))
        for episode in Episode.objects.select_related("series")
    ]
    synonyms = [Terms(*group) for group in Synonym.objects.groups()]
    return Lexicon([*people, *topics, *episodes], synonyms)
