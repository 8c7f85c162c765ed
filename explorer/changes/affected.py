"""The documents of the index that a row affects, and whether readers see the row at all."""

from collections.abc import Callable
from typing import Any

from django.db import models

from explorer.models import (
    Appearance,
    Claim,
    ClaimTopic,
    Contrast,
    ContrastClaim,
    Episode,
    Erratum,
    Evidence,
    FormerSlug,
    Judgement,
    Passage,
    Point,
    Relation,
    Series,
    Source,
    Speaker,
    SpeakerAlias,
    SpeakerLabel,
    Stance,
    StanceClaim,
    Synonym,
    Topic,
)
from explorer.models.queries.prepared import prepared
from explorer.models.visibility import CITABLE, PUBLIC
from explorer.search_engine.types import DocumentKey, DocumentType

Keys = frozenset[DocumentKey]
SEEN: Keys = frozenset()
"""The keys of a row that readers see and no search finds."""


def list_affected_documents(row: models.Model) -> Keys | None:
    """Return the documents of the index that a row affects as it is; None where readers do not see the row.

    The documents of other rows that depend on those are found when the index is updated.
    """
    return AFFECTED[type(row)](row)


def fetch_stored(row: models.Model) -> models.Model | None:
    """Return the stored columns of a row that `AFFECTED` reads, before it is written; None where the row is new."""
    if row.pk is None:
        return None
    return next(iter(_find_stored(type(row), key=row.pk)), None)


@prepared
def _find_stored(model: type[models.Model], /, *, key: Any) -> models.QuerySet[Any]:
    fields = model._meta.concrete_fields
    asked = [field.name for field in fields if field.is_relation or field.name in {"slug", "status"}]
    return model._base_manager.only("pk", *asked).filter(pk=key)


def _make_keys(kind: DocumentType, *slugs: str) -> Keys:
    return frozenset(DocumentKey(kind, slug) for slug in slugs)


def _list_claim_keys(claim: Claim) -> Keys | None:
    return _make_keys(DocumentType.CLAIM, claim.slug) if claim.status in CITABLE else None


def _list_evidence_keys(row: Evidence) -> Keys | None:
    claim = _list_claim_keys(row.claim)
    return None if claim is None else claim | _make_keys(DocumentType.PASSAGE, row.passage.slug)


def _list_relation_keys(row: Relation) -> Keys | None:
    return SEEN if row.from_claim.status == row.to_claim.status == PUBLIC else None


def _list_series_keys(row: Series) -> Keys:
    return _make_keys(DocumentType.EPISODE, *(row.episodes.values_list("slug", flat=True) if row.pk else ()))


def _list_no_keys(_: models.Model) -> Keys:
    return SEEN


AFFECTED: dict[type[models.Model], Callable[[Any], Keys | None]] = {
    Appearance: lambda row: _make_keys(DocumentType.EPISODE, row.episode.slug),
    Judgement: _list_no_keys,
    Claim: _list_claim_keys,
    ClaimTopic: lambda row: _list_claim_keys(row.claim),
    Contrast: _list_no_keys,
    ContrastClaim: _list_no_keys,
    Episode: lambda row: _make_keys(DocumentType.EPISODE, row.slug),
    Erratum: _list_no_keys,
    Evidence: _list_evidence_keys,
    FormerSlug: lambda row: SEEN if row.claim.status in CITABLE else None,
    Passage: lambda row: _make_keys(DocumentType.PASSAGE, row.slug),
    Point: _list_no_keys,
    Relation: _list_relation_keys,
    Series: _list_series_keys,
    Source: lambda row: _make_keys(DocumentType.EPISODE, row.episode.slug),
    Speaker: lambda row: _make_keys(DocumentType.SPEAKER, row.slug),
    SpeakerAlias: lambda row: _make_keys(DocumentType.SPEAKER, row.speaker.slug),
    SpeakerLabel: _list_no_keys,
    Stance: lambda row: SEEN if row.status in CITABLE else None,
    StanceClaim: lambda row: SEEN if row.stance.status in CITABLE else None,
    Synonym: _list_no_keys,
    Topic: lambda row: _make_keys(DocumentType.TOPIC, row.slug),
}
"""The affected documents, by the model of the row; a source affects its episode, and so all of its passages."""
