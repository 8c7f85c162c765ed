"""Facets of a search: their values with labels, how many results each has, and which are chosen."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from django.core.validators import slug_re

from explorer.coding.vocabulary import Grade, PassageKind
from explorer.models import Episode, Speaker, Topic
from explorer.search_engine.types import DocumentType, Facet

TITLES = {
    Facet.TYPE: "What it is",
    Facet.SPEAKER: "Speaker",
    Facet.TOPIC: "Question",
    Facet.EPISODE: "Episode",
    Facet.KIND: "Part of the document",
    Facet.GRADE: "Evidence",
}
TYPES = {
    DocumentType.CLAIM: "Claims",
    DocumentType.PASSAGE: "Passages",
    DocumentType.TOPIC: "Questions",
    DocumentType.SPEAKER: "People",
    DocumentType.EPISODE: "Episodes",
}
MOST_IN_VIEW = 7
"""Values of a facet that are shown while the others are folded away."""

MOST_LISTED = 50
"""Values of a facet that a page lists, those with most results; others are narrowed to by naming them."""

RECORDS = frozenset({Facet.SPEAKER, Facet.TOPIC, Facet.EPISODE})
"""Facets whose values are records, of which there are ever more; those of the others are codes."""

FacetLabels = Mapping[Facet, Mapping[str, str]]
"""Every value of every facet, with its words."""


class EpisodeTitles(Mapping[str, str]):
    """The short titles of episodes by slug, of which only those are fetched that are asked for."""

    def __init__(self) -> None:
        self._titles: dict[str, str | None] = {}

    def keep(self, slugs: Iterable[str]) -> Mapping[str, str]:
        """Return the titles of those of the episodes that are there; costs one query where any is new."""
        asked = list(slugs)
        self._fetch(asked)
        return {slug: title for slug in asked if (title := self._titles[slug]) is not None}

    def _fetch(self, slugs: Iterable[str]) -> None:
        if wanted := [slug for slug in slugs if slug not in self._titles]:
            readable = [slug for slug in wanted if slug_re.match(slug)]
            found = Episode.objects.select_related("series").in_bulk(readable, field_name="slug")
            self._titles |= dict.fromkeys(wanted) | {slug: row.short_title for slug, row in found.items()}

    def __getitem__(self, slug: str) -> str:
        self._fetch([slug])
        if (title := self._titles[slug]) is None:
            raise KeyError(slug)
        return title

    def __iter__(self) -> Iterator[str]:
        return Episode.objects.values_list("slug", flat=True).iterator()

    def __len__(self) -> int:
        return Episode.objects.count()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to which results can be narrowed, and how many results have it."""

    facet: Facet
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with the values that results have; chosen values are listed even if no result has them.

    ``further`` counts the values that are left out, as others have more results.
    """

    facet: Facet
    values: tuple[FacetValue, ...]
    further: int = 0

    @property
    def title(self) -> str:
        return TITLES[self.facet]

    @property
    def open(self) -> list[FacetValue]:
        """The values shown at once: the first few, and all chosen ones."""
        return [value for place, value in enumerate(self.values) if place < MOST_IN_VIEW or value.is_chosen]

    @property
    def folded(self) -> list[FacetValue]:
        """The values that are folded away."""
        return [value for place, value in enumerate(self.values) if place >= MOST_IN_VIEW and not value.is_chosen]

    @property
    def chosen(self) -> list[FacetValue]:
        """The values to which results are narrowed."""
        return [value for value in self.values if value.is_chosen]


def fetch_labels() -> FacetLabels:
    """Return what every facet can be narrowed to; costs two queries, and one more for episodes that are asked for."""
    return {
        Facet.TYPE: {type_.value: label for type_, label in TYPES.items()},
        Facet.SPEAKER: dict(Speaker.objects.values_list("slug", "name")),
        Facet.TOPIC: dict(Topic.objects.values_list("slug", "question")),
        Facet.EPISODE: EpisodeTitles(),
        Facet.KIND: dict(PassageKind.choices()),
        Facet.GRADE: dict(Grade.choices()),
    }


def group_values(
    counts: Mapping[Facet, Mapping[str, int]],
    chosen: Mapping[Facet, Collection[str]],
    labels: FacetLabels,
    most: int | None = None,
) -> list[FacetGroup]:
    """Return the facets with any value to show; codes keep their order, other values are sorted by count.

    Of these ``most`` are kept besides those that are chosen, all of them where it is not given.
    """
    groups = []
    for facet, known in labels.items():
        chosen_values = chosen.get(facet, ())
        counts_by_value = counted = counts.get(facet, {})
        if most is not None and facet in RECORDS:
            counts_by_value = _keep_most(counted, chosen_values, most)
        labels_by_value = known
        if isinstance(known, EpisodeTitles):
            labels_by_value = known.keep({*counts_by_value, *chosen_values})
        values = [
            FacetValue(facet, value, label, counts_by_value.get(value, 0), value in chosen_values)
            for value, label in labels_by_value.items()
            if counts_by_value.get(value, 0) or value in chosen_values
        ]
        if facet in RECORDS:
            values.sort(key=lambda value: (-value.count, value.label, value.value))
        if values:
            groups.append(FacetGroup(facet, tuple(values), len(counted) - len(counts_by_value)))
    return groups


def _keep_most(counts: Mapping[str, int], chosen: Collection[str], most: int) -> Mapping[str, int]:
    """Return the counts of the values with most results, and of those that are chosen."""
    kept = {*nsmallest(most, counts, key=lambda value: (-counts[value], value)), *chosen}
    return {value: count for value, count in counts.items() if value in kept}


def count_by_type(groups: Iterable[FacetGroup]) -> int:
    """Return the sum of the results of each type: a passage with the claims resting on it counts under both."""
    return sum(value.count for group in groups if group.facet is Facet.TYPE for value in group.values)
