"""The rows that the folder lacks: removed before or after writing, or kept and checked for conflicts."""

from collections.abc import Iterator

from django.db.models import QuerySet

from explorer.corpus.load.coding import find_stored_claims
from explorer.corpus.load.context import LoadContext
from explorer.errors import Problem
from explorer.models import Claim, Episode, Evidence, Passage, Series, Source, Speaker, SpeakerAlias, Topic


def remove_before_writing(loading: LoadContext) -> None:
    """Remove or name the claims, passages and sources that the folder lacks, before anything is written.

    Quotations in a removed passage are deleted with it; the quotations of claims in the folder are found anew.
    """
    corpus = loading.corpus
    claims = Claim.objects.exclude(pk__in=[claim.pk for claim in find_stored_claims(corpus).values()])
    passages = Passage.objects.exclude(slug__in=[passage.record.id for passage in corpus.passages])
    sources = Source.objects.exclude(slug__in=[source.slug for source in corpus.sources])
    loading.settle(claims, "claim", claims.values_list("slug", flat=True))
    if loading.replace:
        Evidence.objects.filter(passage__in=passages).delete()
        Evidence.objects.filter(source__in=sources).delete()
        SpeakerAlias.objects.exclude(speaker__slug__in=_list_speaker_slugs(loading)).delete()
        _find_lacking_episodes(loading).update(number=None)
    else:
        loading.problems.extend(_find_conflicts(loading))
    held = passages.filter(source__slug__in=[source.slug for source in corpus.sources])
    loading.settle(passages if loading.replace else held, "passage", held.values_list("slug", flat=True))
    loading.settle(sources, "source", sources.values_list("slug", flat=True))


def remove_after_writing(loading: LoadContext) -> None:
    """Remove or name the rows to which nothing in the folder refers, after everything is written."""
    episodes = _find_lacking_episodes(loading)
    series = Series.objects.exclude(slug__in=list(loading.series))
    topics = Topic.objects.exclude(slug__in=list(loading.topics))
    speakers = Speaker.objects.exclude(slug__in=list(loading.speakers))
    loading.settle(episodes, "episode", episodes.values_list("slug", flat=True))
    loading.settle(series, "series", series.values_list("slug", flat=True))
    loading.settle(topics, "topic", topics.values_list("slug", flat=True))
    loading.settle(speakers, "speaker", speakers.values_list("slug", flat=True))


def _list_speaker_slugs(loading: LoadContext) -> list[str]:
    return [speaker.record.slug for speaker in loading.corpus.speakers]


def _find_lacking_episodes(loading: LoadContext) -> QuerySet[Episode]:
    return Episode.objects.exclude(slug__in=[episode.slug for episode in loading.corpus.episodes])


CURE = "which the folder lacks; give up one of the two, or load with --replace"


def _find_conflicts(loading: LoadContext) -> Iterator[Problem]:
    """Yield a problem for each unique value of the folder that a row has which the folder lacks."""
    yield from _find_alias_conflicts(loading)
    yield from _find_number_conflicts(loading)
    yield from _find_document_conflicts(loading)


def _find_alias_conflicts(loading: LoadContext) -> Iterator[Problem]:
    others = SpeakerAlias.objects.exclude(speaker__slug__in=_list_speaker_slugs(loading))
    owners = dict(others.values_list("name", "speaker__slug"))
    for speaker in loading.corpus.speakers:
        for place, alias in enumerate(speaker.record.aliases):
            if alias in owners:
                yield speaker.problem(f"the alias '{alias}' is that of '{owners[alias]}', {CURE}", "aliases", place)


def _find_number_conflicts(loading: LoadContext) -> Iterator[Problem]:
    numbered = _find_lacking_episodes(loading).exclude(series=None).exclude(number=None)
    numbers = {(episode.series_id, episode.number): episode.slug for episode in numbered}
    keys = dict(Series.objects.values_list("slug", "pk"))
    for episode in loading.corpus.episodes:
        record = episode.record
        if other := numbers.get((keys.get(record.series or ""), record.number)):
            yield episode.located.problem(f"number {record.number} is that of '{other}', {CURE}", "number")


def _find_document_conflicts(loading: LoadContext) -> Iterator[Problem]:
    kept = Source.objects.exclude(slug__in=[source.slug for source in loading.corpus.sources])
    sums = {(episode, sha256): slug for episode, sha256, slug in kept.values_list("episode__slug", "sha256", "slug")}
    for episode in loading.corpus.episodes:
        for source in episode.sources:
            if other := sums.get((episode.slug, source.record.sha256)):
                yield source.located.problem(f"the document is the same as '{other}', {CURE}", "sha256")
