"""What results can be narrowed by: every facet with its values in words, how many there are, and what is chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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
MOST_OPEN = 7
"""How many values of a facet are in view before the rest is unfolded."""

FacetLabels = Mapping[Facet, Mapping[str, str]]
"""Every value of every facet, with its words."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that results can be narrowed to, and how many there would be."""

    facet: Facet
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with the values that occur in what was found, and those that are chosen though they do not."""

    facet: Facet
    values: tuple[FacetValue, ...]

    @property
    def title(self) -> str:
        """What the facet is called."""
        return TITLES[self.facet]

    @property
    def open(self) -> list[FacetValue]:
        """The values in view: the first few, and all that are chosen."""
        return [value for place, value in enumerate(self.values) if place < MOST_OPEN or value.is_chosen]

    @property
    def folded(self) -> list[FacetValue]:
        """The others."""
        return [value for place, value in enumerate(self.values) if place >= MOST_OPEN and not value.is_chosen]

    @property
    def chosen(self) -> list[FacetValue]:
        """What results are narrowed to."""
        return [value for value in self.values if value.is_chosen]


def fetch_labels() -> FacetLabels:
    """Return what every facet can be narrowed to; costs three queries."""
    return {
        Facet.TYPE: {type_.value: label for type_, label in TYPES.items()},
        Facet.SPEAKER: dict(Speaker.objects.values_list("slug", "name")),
        Facet.TOPIC: dict(Topic.objects.values_list("slug", "question")),
        Facet.EPISODE: {episode.slug: episode.short_title for episode in Episode.objects.select_related("series")},
        Facet.KIND: dict(PassageKind.choices()),
        Facet.GRADE: dict(Grade.choices()),
    }


def group_values(
    counts: Mapping[Facet, Mapping[str, int]], chosen: Mapping[Facet, Collection[str]], labels: FacetLabels
) -> list[FacetGroup]:
    """Return the facets that have anything to choose, those of closed lists in their own order, others by count."""
    groups = []
    for facet, label_of in labels.items():
        counted, taken = counts.get(facet, {}), chosen.get(facet, ())
        values = [
            FacetValue(facet, value, label, counted.get(value, 0), value in taken)
            for value, label in label_of.items()
            if counted.get(value, 0) or value in taken
        ]
        if facet in {Facet.SPEAKER, Facet.TOPIC, Facet.EPISODE}:
            values.sort(key=lambda value: (-value.count, value.label, value.value))
        if values:
            groups.append(FacetGroup(facet, tuple(values)))
    return groups
