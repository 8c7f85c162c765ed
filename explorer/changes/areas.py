"""The areas that an edit changes: topics, people, episodes and claims where that is proven, else the whole site.

What depends on an area says so in `views/tags.py`; `tests/views/test_kept_pages.py` compares every page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from explorer.models import (
    Area,
    Claim,
    ClaimTopic,
    Episode,
    Evidence,
    FormerSlug,
    Relation,
    Speaker,
    Stance,
    StanceClaim,
    Topic,
)
from explorer.models.areas import WHOLE

MOST_NOTED = 50
"""The number of a kind of record in one edit above which it counts as a change of the whole site."""


@dataclass(slots=True)
class ChangedAreas:
    """What one edit touches, collected from rows as they were and as they are, without a query until it ends."""

    _slugs: set[str] = field(default_factory=set)
    _claims: set[int] = field(default_factory=set)
    _people: set[int] = field(default_factory=set)
    _topics: set[int] = field(default_factory=set)
    _episodes: set[int] = field(default_factory=set)
    _sources: set[int] = field(default_factory=set)
    _is_whole: bool = False

    def add(self, row: models.Model) -> None:
        """Note a public row; a row of a model whose pages are not known is a change of the whole site."""
        note = NOTED.get(type(row))
        if note is None or len(self._slugs) > MOST_NOTED or len(self._topics) > MOST_NOTED:
            self._is_whole = True
        elif not self._is_whole:
            note(self, row)

    def add_whole(self) -> None:
        """Note that the whole site may change."""
        self._is_whole = True

    def write(self, revision: int) -> None:
        """Raise the areas to the revision of the edit, in its transaction."""
        Area.objects.raise_to(revision, {WHOLE} if self._is_whole else set(self._list_names()))

    def note_claim(self, claim: Claim) -> None:
        self._slugs.add(claim.slug)
        self._people.add(claim.speaker_id)
        self._episodes.add(claim.episode_id)
        if claim.pk:
            self._claims.add(claim.pk)

    def note_link(self, link: ClaimTopic) -> None:
        self.note_claim(link.claim)
        self._topics.add(link.topic_id)

    def note_evidence(self, evidence: Evidence) -> None:
        self.note_claim(evidence.claim)
        self._people.add(evidence.asserter_id)
        self._sources.add(evidence.source_id)

    def note_relation(self, relation: Relation) -> None:
        self.note_claim(relation.from_claim)
        self.note_claim(relation.to_claim)

    def note_stance(self, stance: Stance) -> None:
        self._people.add(stance.speaker_id)
        self._topics.add(stance.topic_id)

    def _list_names(self) -> Iterable[str]:
        """Yield the names of the areas: of what was noted, of what belongs to it, and of the claims that show it."""
        claims = self._claims
        topics = self._topics | set(ClaimTopic.objects.filter(claim__in=claims).values_list("topic", flat=True))
        evidence = Evidence.objects.filter(claim__in=claims).values_list("asserter", "source")
        people = self._people | {asserter for asserter, _ in evidence}
        sources = self._sources | {source for _, source in evidence}
        yield from _name("topic", Topic.objects.filter(pk__in=topics))
        yield from _name("person", Speaker.objects.filter(pk__in=people))
        yield from _name("episode", Episode.objects.filter(Q(pk__in=self._episodes) | Q(sources__in=sources)))
        yield from (f"claim:{slug}" for slug in {*self._slugs, *self._list_neighbours(people, topics)})

    def _list_neighbours(self, people: Iterable[int], topics: Iterable[int]) -> Iterable[str]:
        """Yield the slugs of the claims whose pages show what was noted.

        These are the claims of the same people on the same topics, whose pages say where each stands on them, those
        related, and those that a claim became part of.
        """
        yield from Claim.objects.filter(speaker__in=people, topics__in=topics).values_list("slug", flat=True)
        related = Relation.objects.filter(Q(from_claim__in=self._claims) | Q(to_claim__in=self._claims))
        for slugs in related.values_list("from_claim__slug", "to_claim__slug"):
            yield from slugs
        yield from FormerSlug.objects.filter(slug__in=self._slugs).values_list("claim__slug", flat=True)


NOTED: dict[type[models.Model], Callable[[ChangedAreas, Any], None]] = {
    Claim: ChangedAreas.note_claim,
    ClaimTopic: ChangedAreas.note_link,
    Evidence: ChangedAreas.note_evidence,
    Relation: ChangedAreas.note_relation,
    Stance: ChangedAreas.note_stance,
    StanceClaim: lambda areas, row: areas.note_stance(row.stance),
}
"""The models of which it is known what their rows can change on which pages."""


def _name(kind: str, rows: "models.QuerySet[Any]") -> Iterable[str]:
    return (f"{kind}:{slug}" for slug in rows.order_by().values_list("slug", flat=True))
