"""The tallies of documents and of relations between people, derived from passages, quotations and relations."""

from collections import Counter
from collections.abc import Collection

from django.db import models

from explorer.debate.overviews.derived_table import DerivedTable
from explorer.models import Evidence, Passage, Relation, RelationTally, Source, SourceTally, Speaker


def derive_source_tallies(keys: Collection[int]) -> list[SourceTally]:
    """Return the tallies of the documents with these keys, as far as there are any; costs three queries."""
    passages: Counter[int] = Counter()
    used: Counter[int] = Counter()
    for source, _, is_used, number in Passage.objects.filter(source__in=keys).count_by_use():
        passages[source] += number
        used[source] += number * is_used
    quoted = Evidence.objects.published().filter(source__in=keys).order_by().values_list("source")
    quotations = dict(quoted.annotate(models.Count("pk")))
    return [
        SourceTally(source_id=key, passages=passages[key], used=used[key], quotations=quotations.get(key, 0))
        for key in Source.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    ]


def derive_relation_tallies(keys: Collection[int]) -> list[RelationTally]:
    """Return the tallies of the relations from claims of the speakers with these keys; costs one query."""
    relations = Relation.objects.published().filter(from_claim__speaker__in=keys).order_by()
    counted = relations.values_list("from_claim__speaker", "to_claim__speaker", "kind").annotate(models.Count("pk"))
    return [
        RelationTally(speaker_id=speaker, other_id=other, kind=kind, number=number)
        for speaker, other, kind, number in counted
    ]


SOURCE_TALLIES = DerivedTable(SourceTally, Source, derive_source_tallies, ("source_id",))
RELATION_TALLIES = DerivedTable(RelationTally, Speaker, derive_relation_tallies, ("speaker_id", "other_id", "kind"))
