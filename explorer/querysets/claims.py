"""Questions about claims and their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models

from explorer.querysets.publication import PUBLIC, PublishableQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models import Claim, ClaimTopic, Evidence, Relation, Topic


def evidence_of(claim: str = "") -> models.Prefetch[str, EvidenceQuerySet, str]:
    """Return the prefetch of evidence, chain and all, along a path to claims such as ``claim__``."""
    evidence: EvidenceQuerySet = apps.get_model("explorer", "Evidence").objects.all()
    return models.Prefetch(f"{claim}evidence", queryset=evidence.with_chain())


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Pieces of evidence."""

    def with_chain(self) -> Self:
        """Fetch asserter, passage, source and episode, without the document's text."""
        return self.select_related("asserter", "passage__speaker", "source__episode__series").defer(
            "source__raw", "source__text", "passage__text"
        )

    def with_claim(self) -> Self:
        """Fetch the claim carried, its holder and its topics."""
        return self.select_related("claim__speaker").prefetch_related("claim__topics")

    def with_document(self) -> Self:
        """Fetch the chain with the document's whole text, to check the quotation against it."""
        return self.select_related("asserter", "passage__speaker", "passage__answers", "source__episode__series").defer(
            "source__raw"
        )

    def published(self) -> Self:
        """Keep what carries a claim that readers may see."""
        return self.filter(claim__status=PUBLIC)


class ClaimQuerySet(PublishableQuerySet["Claim"]):
    """Claims."""

    def with_evidence(self) -> Self:
        """Fetch holder, episode and every piece of evidence with its chain."""
        return self.select_related("speaker", "episode__series").prefetch_related(evidence_of())

    def with_topics(self) -> Self:
        """Fetch the links to topics."""
        return self.prefetch_related("topic_links__topic")


class ClaimTopicQuerySet(models.QuerySet["ClaimTopic"]):
    """Links from claims to topics: where the claims on a topic are read, bearing and all."""

    def published(self) -> Self:
        """Keep those of claims that readers may see."""
        return self.filter(claim__status=PUBLIC)

    def about(self, topics: Iterable[Topic]) -> Self:
        """Keep those to the given topics."""
        return self.filter(topic__in=list(topics))

    def with_claims(self) -> Self:
        """Fetch the claims with holder, episode and evidence."""
        return self.select_related("claim__speaker", "claim__episode__series").prefetch_related(evidence_of("claim__"))


class RelationQuerySet(models.QuerySet["Relation"]):
    """Relations between claims."""

    def published(self) -> Self:
        """Keep those of which readers may see both ends."""
        return self.filter(from_claim__status=PUBLIC, to_claim__status=PUBLIC)

    def with_claims(self) -> Self:
        """Fetch both claims and their holders."""
        return self.select_related("from_claim__speaker", "to_claim__speaker")

    def touching(self, claim: Claim) -> Self:
        """Keep those from or to a claim."""
        return self.filter(models.Q(from_claim=claim) | models.Q(to_claim=claim))
