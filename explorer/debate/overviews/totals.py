"""The tallies of documents and of relations between people, derived from passages, quotations and relations."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from django.db import models

from explorer.debate.overviews.derived_table import DerivedTable, find_keys
from explorer.models import Evidence, Passage, Relation, RelationTally, Source, SourceTally, Speaker
from explorer.models.queries.prepared import prepared


def derive_source_tallies(keys: Collection[int]) -> list[SourceTally]:
    """Return the tallies of the documents with these keys, as far as there are any; costs three queries."""
    passages: Counter[int] = Counter()
    used: Counter[int] = Counter()
    sources = list(keys)
    for source, _, is_used, number in _count_passages(sources=sources):
        passages[source] += number
        used[source] += number * is_used
    quotations = dict(_count_quotations(sources=sources))
    return [
        SourceTally(source_id=key, passages=passages[key], used=used[key], quotations=quotations.get(key, 0))
        for key in find_keys(Source, keys=sources)
    ]


@prepared
def _count_passages(*, sources: Sequence[int]) -> models.QuerySet[Any, tuple[int, str, bool, int]]:
    return Passage.objects.filter(source__in=sources).count_by_use()  # type: ignore[no-any-return]


@prepared
def _count_quotations(*, sources: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    quoted = Evidence.objects.published().filter(source__in=sources).order_by().values_list("source")
    return quoted.annotate(models.Count("pk"))


def derive_relation_tallies(keys: Collection[int]) -> list[RelationTally]:
    """Return the tallies of the relations from claims of the speakers with these keys; costs one query."""
    return [
        RelationTally(speaker_id=speaker, other_id=other, kind=kind, number=number)
        for speaker, other, kind, number in _count_relations(speakers=list(keys))
    ]


@prepared
def _count_relations(*, speakers: Sequence[int]) -> models.QuerySet[Any, tuple[int, int, str, int]]:
    relations = Relation.objects.published().filter(from_claim__speaker__in=speakers).order_by()
    return relations.values_list("from_claim__speaker", "to_claim__speaker", "kind").annotate(models.Count("pk"))


SOURCE_TALLIES = DerivedTable(SourceTally, Source, derive_source_tallies, ("source_id",))
RELATION_TALLIES = DerivedTable(RelationTally, Speaker, derive_relation_tallies, ("speaker_id", "other_id", "kind"))
