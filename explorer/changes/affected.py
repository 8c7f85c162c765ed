"""Which documents a row has a part in, and whether readers see anything of it."""

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
    Synonym,
    Topic,
)
from explorer.models.visibility import CITABLE, PUBLIC
from explorer.search_engine.types import DocumentKey, DocumentType

Keys = frozenset[DocumentKey]
SEEN: Keys = frozenset()
"""What readers see and no search finds."""


def touched(row: models.Model) -> Keys | None:
    """Return the documents that a row, as it is, has a part in; None where readers see nothing of it.

    The documents of other rows that depend on those are found when the index is told.
    """
    return TOUCHED[type(row)](row)


def as_stored(row: models.Model) -> models.Model | None:
    """Return what the database holds of a row that is about to be written, as far as `touched` asks; None if new."""
    if row.pk is None:
        return None
    model = type(row)
    asked = [one.name for one in model._meta.concrete_fields if one.is_relation or one.name in {"slug", "status"}]  # noqa: SLF001, documented by Django
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


TOUCHED: dict[type[models.Model], Callable[[Any], Keys | None]] = {
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
    Synonym: _seen,
    Topic: lambda row: _keys(DocumentType.TOPIC, row.slug),
}
"""Every model of what the site shows; a document's text is touched with its episode."""
