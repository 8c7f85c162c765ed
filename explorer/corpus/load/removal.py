"""The rows that the folder lacks: removed before or after writing, or kept and checked for conflicts."""

from collections.abc import Container, Iterator
from typing import Any

from django.db.models import Model

from explorer.changes.version_keeping import split_batches
from explorer.corpus.load.coding import list_stored_claims
from explorer.corpus.load.context import LoadContext
from explorer.errors import Problem
from explorer.models import Claim, Episode, Evidence, Passage, Series, Source, Speaker, SpeakerAlias, Topic


def remove_before_writing(loading: LoadContext) -> None:
    """Remove or name the claims, passages and sources that the folder lacks, before anything is written.

    Quotations in a removed passage are deleted with it; the quotations of claims in the folder are found anew.
    """
    loading.stored_claims = list_stored_claims(loading.corpus.claims)
    claims = _list_lacking(Claim, "pk", set(loading.stored_claims.values()))
    kept = {source.slug for source in loading.corpus.sources}
    sources = _list_lacking(Source, "slug", kept)
    passages, beside = _list_lacking_passages(loading, kept)
    loading.settle(Claim, "claim", claims)
    if loading.replace:
        for keys in split_batches([*passages, *beside]):
            Evidence.objects.filter(passage__in=keys).delete()
        for keys in split_batches(sources):
            Evidence.objects.filter(source__in=keys).delete()
        SpeakerAlias.objects.exclude(speaker__slug__in=_list_speaker_slugs(loading)).delete()
        for keys in split_batches(_list_lacking(Episode, "slug", _list_episode_slugs(loading))):
            Episode.objects.filter(pk__in=keys).update(number=None)
    else:
        loading.problems.extend(_find_conflicts(loading))
    loading.settle(Passage, "passage", passages | beside if loading.replace else passages)
    loading.settle(Source, "source", sources)


def remove_after_writing(loading: LoadContext) -> None:
    """Remove or name the rows to which nothing in the folder refers, after everything is written."""
    for model, kind, kept in (
        (Episode, "episode", loading.episodes),
        (Series, "series", loading.series),
        (Topic, "topic", loading.topics),
        (Speaker, "speaker", loading.speakers),
    ):
        loading.settle(model, kind, _list_lacking(model, "slug", kept))


def _list_lacking(model: type[Model], column: str, kept: Container[Any]) -> dict[Any, str]:
    """Return the slugs of rows by their keys, but for those whose value in a column is kept."""
    rows = model._default_manager.values_list("pk", "slug", column)
    return {key: slug for key, slug, value in rows.iterator() if value not in kept}


def _list_lacking_passages(loading: LoadContext, sources: Container[str]) -> tuple[dict[Any, str], dict[Any, str]]:
    """Return the slugs of the passages that the folder lacks: those in its sources, and those in other sources."""
    kept = {passage.record.id for episode in loading.corpus.episodes for passage in episode.passages}
    inside: dict[Any, str] = {}
    beside: dict[Any, str] = {}
    for key, slug, source in Passage.objects.values_list("pk", "slug", "source__slug").iterator():
        if slug not in kept:
            (inside if source in sources else beside)[key] = slug
    return inside, beside


def _list_speaker_slugs(loading: LoadContext) -> list[str]:
    return [speaker.record.slug for speaker in loading.corpus.speakers]


def _list_episode_slugs(loading: LoadContext) -> set[str]:
    return {episode.slug for episode in loading.corpus.episodes}


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
    ours = _list_episode_slugs(loading)
    numbered = Episode.objects.exclude(series=None).exclude(number=None)
    numbers = {(row.series_id, row.number): row.slug for row in numbered if row.slug not in ours}
    keys = dict(Series.objects.values_list("slug", "pk"))
    for episode in loading.corpus.episodes:
        record = episode.record
        if other := numbers.get((keys.get(record.series or ""), record.number)):
            yield episode.located.problem(f"number {record.number} is that of '{other}', {CURE}", "number")


def _find_document_conflicts(loading: LoadContext) -> Iterator[Problem]:
    ours = {source.slug for source in loading.corpus.sources}
    stored = Source.objects.values_list("episode__slug", "sha256", "slug")
    sums = {(episode, sha256): slug for episode, sha256, slug in stored if slug not in ours}
    for episode in loading.corpus.episodes:
        for source in episode.sources:
            if other := sums.get((episode.slug, source.record.sha256)):
                yield source.located.problem(f"the document is the same as '{other}', {CURE}", "sha256")
