"""Compasses that somebody drew in a conversation: what was drawn, and what was said of it.

A claim with the role of a compass is one; its first two topics are the questions nearest to its axes.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet

from explorer.coding.vocabulary import ClaimRole, RelationKind
from explorer.debate.as_of import counts_as_of
from explorer.models import Claim, Evidence, Relation, Topic
from explorer.models.claims import fetch_evidence, fetch_topics
from explorer.models.queries.prepared import prepared

AXES = 2

MOST_DRAWN = 3
"""The largest number of compasses on a page, the newest claims."""


@dataclass(frozen=True, slots=True)
class CompassRemark:
    """A claim that was made of a compass, and how it bears on that."""

    claim: Claim
    kind: RelationKind
    reason: str

    @property
    def evidence(self) -> Evidence | None:
        """The words to show, None without any."""
        return _find_first(self.claim)


@dataclass(frozen=True, slots=True)
class DrawnCompass:
    """A claim about a compass, with the remarks on it in the order of the document; ``x`` runs across, ``y`` down."""

    claim: Claim
    x: Topic
    y: Topic
    remarks: tuple[CompassRemark, ...]

    @property
    def evidence(self) -> Evidence | None:
        """The words to show, None without any."""
        return _find_first(self.claim)

    @property
    def query(self) -> str:
        """The parameters of the map with the two questions."""
        return urlencode({"x": self.x.slug, "y": self.y.slug})


def list_drawn_compasses(as_of: datetime.date | None = None) -> list[DrawnCompass]:
    """Return the newest of the published compasses, as of a day where one is given.

    Costs one query, and four more where there is any compass, however many remarks are made on it.
    """
    claims = _find_compasses()
    if not claims:
        return []
    fetch_evidence(claims)
    drawn = [claim for claim in claims if counts_as_of(claim.origin.date, as_of)][:MOST_DRAWN]
    fetch_topics(drawn)
    relations = _find_relations(claims=[claim.pk for claim in drawn])
    fetch_evidence(relation.from_claim for relation in relations)
    return [compass for claim in drawn for compass in _build_compasses(claim, relations, as_of)]


@prepared
def _find_compasses() -> QuerySet[Claim]:
    return Claim.objects.published().with_role(ClaimRole.COMPASS).newest().with_records()


@prepared
def _find_relations(*, claims: Sequence[int]) -> QuerySet[Relation]:
    return Relation.objects.published().with_claims().with_origins().bearing_on(claims)


def _build_compasses(
    claim: Claim, relations: Iterable[Relation], as_of: datetime.date | None
) -> Iterable[DrawnCompass]:
    """Yield the compass of a claim, none where it has fewer topics than axes."""
    topics = [link.topic for link in claim.topic_links.all()]
    if len(topics) < AXES:
        return
    remarks = [
        CompassRemark(relation.from_claim, RelationKind(relation.kind), relation.reason)
        for relation in relations
        if relation.to_claim_id == claim.pk and counts_as_of(relation.from_claim.origin.date, as_of)
    ]
    yield DrawnCompass(claim, topics[0], topics[1], tuple(_sort_as_said(remarks)))


def _sort_as_said(remarks: Iterable[CompassRemark]) -> Sequence[CompassRemark]:
    """Sort remarks by the document and the place of their words."""
    places = {remark.claim.pk: (piece.source_id, piece.start) for remark in remarks if (piece := remark.evidence)}
    return sorted(remarks, key=lambda remark: places.get(remark.claim.pk, (0, 0)))


def _find_first(claim: Claim) -> Evidence | None:
    return next(iter(claim.evidence.all()), None)
