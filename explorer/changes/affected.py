"""Which documents of the index a row affects, and whether readers see anything of it."""

from collections.abc import Callable
from typing import Any

from django.db import models

from explorer.models import (
    Appearance,
    Claim,
    ClaimTopic,
    Contrast,
    Episode,
    Erratum,
    Evidence,
    Passage,
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
from explorer.models.visibility import CITABLE, PUBLIC
from explorer.search_engine.types import DocumentKey, DocumentType

Keys = frozenset[DocumentKey]
SEEN: Keys = frozenset()
"""What readers see and no search finds."""


def affected_documents(row: models.Model) -> Keys | None:
    """Return the documents of the index that a row, as it is, affects; None where readers see nothing of it.

    The documents of other rows that depend on those are found when the index is updated.
    """
    return AFFECTED[type(row)](row)


def as_stored(row: models.Model) -> models.Model | None:
    """Return what the database holds of a row that will be written, as far as `AFFECTED` asks; None where it is new."""
    if row.pk is None:
        return None
    model = type(row)
    fields = model._meta.concrete_fields  # noqa: SLF001, documented by Django
    asked = [field.name for field in fields if field.is_relation or field.name in {"slug", "status"}]
    return model._base_manager.only("pk", *asked).filter(pk=row.pk).first()  # noqa: SLF001, documented by Django


def _keys(kind: DocumentType, *slugs: str) -> Keys:
    return frozenset(DocumentKey(kind, slug) for slug in slugs)


def _claim(claim: Claim) -> Keys | None:
    return _keys(DocumentType.CLAIM, claim.slug) if claim.status in CITABLE else None


def _evidence(row: Evidence) -> Keys | None:
    claim = _claim(row.claim)
    return None if claim is None else claim | _keys(DocumentType.PASSAGE, row.passage.slug)


def _relation(row: Relation) -> Keys | None:
    return SEEN if row.from_claim.status == row.to_claim.status == PUBLIC else None


def _series(row: Series) -> Keys:
    return _keys(DocumentType.EPISODE, *(row.episodes.values_list("slug", flat=True) if row.pk else ()))


def _seen(_: models.Model) -> Keys:
    return SEEN


AFFECTED: dict[type[models.Model], Callable[[Any], Keys | None]] = {
    Appearance: lambda row: _keys(DocumentType.EPISODE, row.episode.slug),
    Claim: _claim,
    ClaimTopic: lambda row: _claim(row.claim),
    Contrast: _seen,
    Episode: lambda row: _keys(DocumentType.EPISODE, row.slug),
    Erratum: _seen,
    Evidence: _evidence,
    Passage: lambda row: _keys(DocumentType.PASSAGE, row.slug),
    Relation: _relation,
    Series: _series,
    Source: lambda row: _keys(DocumentType.EPISODE, row.episode.slug),
    Speaker: lambda row: _keys(DocumentType.SPEAKER, row.slug),
    SpeakerAlias: lambda row: _keys(DocumentType.SPEAKER, row.speaker.slug),
    SpeakerLabel: _seen,
    Stance: lambda row: SEEN if row.status in CITABLE else None,
    StanceClaim: lambda row: SEEN if row.stance.status in CITABLE else None,
    Synonym: _seen,
    Topic: lambda row: _keys(DocumentType.TOPIC, row.slug),
}
"""By model of what the site shows; a source affects its episode, and with it all of its passages."""
