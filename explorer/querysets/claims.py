"""Questions about claims and their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models.functions import Greatest, Substr

from explorer.coding.vocabulary import Status
from explorer.querysets.publication import PUBLIC, PublishableQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.coding.vocabulary import RelationKind
    from explorer.models import Claim, ClaimTopic, Episode, Evidence, Relation, Speaker, Topic


def evidence_of(claim: str = "") -> models.Prefetch[str, EvidenceQuerySet, str]:
    """Return the prefetch of evidence, chain and all, along a path to claims such as ``claim__``."""
    evidence: EvidenceQuerySet = apps.get_model("explorer", "Evidence").objects.all()
    return models.Prefetch(f"{claim}evidence", queryset=evidence.with_chain())


def fetch_topics(claims: Iterable[Claim]) -> None:
    """Fetch the links to topics of claims that are already at hand, in two queries."""
    models.prefetch_related_objects(list(claims), "topic_links__topic")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Pieces of evidence."""

    def with_chain(self) -> Self:
        """Fetch asserter, passage, what it answers, source and episode, without the document's text."""
        return self.select_related(
            "asserter", "passage__speaker", "passage__answers__speaker", "source__episode__series"
        ).defer("source__raw", "source__text", "passage__text")

    def with_claim(self) -> Self:
        """Fetch the claim carried, its holder and its topics."""
        return self.select_related("claim__speaker").prefetch_related("claim__topics")

    def with_document(self) -> Self:
        """Fetch the chain with the document's whole text, to check the quotation against it."""
        return self.select_related(
            "asserter", "passage__speaker", "passage__answers__speaker", "source__episode__series"
        ).defer("source__raw")

    def lost(self) -> Self:
        """Keep quotations that are not, or not only in their passage, what stands at their place."""
        length, place = models.F("end") - models.F("start"), models.F("start") - models.F("passage__start") + 1
        words = Substr("passage__text", Greatest(place, 1), length)
        outside = models.Q(start__lt=models.F("passage__start")) | models.Q(end__gt=models.F("passage__end"))
        return self.annotate(standing=words).filter(outside | ~models.Q(standing=models.F("exact")))

    def carrying(self, claims: Iterable[Claim]) -> Self:
        """Keep what carries any of the claims."""
        return self.filter(claim__in=list(claims))

    def published(self) -> Self:
        """Keep what carries a claim that readers may see."""
        return self.filter(claim__status=PUBLIC)

    def with_topics(self) -> Self:
        """Fetch the claim carried and its topics."""
        return self.select_related("claim").prefetch_related("claim__topics")


class ClaimQuerySet(PublishableQuerySet["Claim"]):
    """Claims."""

    def with_evidence(self) -> Self:
        """Fetch holder, episode and every piece of evidence with its chain."""
        return self.select_related("speaker", "episode__series").prefetch_related(evidence_of())

    def with_topics(self) -> Self:
        """Fetch the links to topics."""
        return self.prefetch_related("topic_links__topic")

    def about(self, topics: Iterable[Topic]) -> Self:
        """Keep those linked to any of the given topics, whatever their bearing."""
        return self.filter(topics__in=list(topics)).distinct()

    def held_by(self, speaker: Speaker) -> Self:
        """Keep those of one holder."""
        return self.filter(speaker=speaker)

    def in_own_name(self) -> Self:
        """Keep those that their holder asserts somewhere, so that they are not only reported."""
        return self.filter(evidence__asserter=models.F("speaker")).distinct()

    def reported_by(self, speaker: Speaker) -> Self:
        """Keep views of others that a person reports."""
        return self.filter(evidence__asserter=speaker).exclude(speaker=speaker).distinct()

    def count_by_holder(self) -> dict[int, int]:
        """Return how many there are, by holder's key."""
        counted = self.order_by().values_list("speaker").annotate(models.Count("pk", distinct=True))
        return dict(counted)

    def for_desk(self) -> Self:
        """Fetch what names a claim to a curator, and whose it is."""
        return self.select_related("speaker", "episode__series", "created_by", "edited_by")

    def in_episode(self, episode: Episode) -> Self:
        """Keep those made in one episode."""
        return self.filter(episode=episode)

    def to_index(self) -> Self:
        """Keep what a search may find, with all the words that it is found by."""
        return self.published().with_evidence().with_topics().prefetch_related("speaker__aliases").order_by("pk")

    def newest(self) -> Self:
        """Order them by when they were coded, newest first."""
        return self.order_by("-created_at", "-pk")


class ClaimTopicQuerySet(models.QuerySet["ClaimTopic"]):
    """Links from claims to topics: where the claims on a topic are read, bearing and all."""

    def published(self) -> Self:
        """Keep those of claims that readers may see."""
        return self.filter(claim__status=PUBLIC)

    def about(self, topics: Iterable[Topic]) -> Self:
        """Keep those to the given topics."""
        return self.filter(topic__in=list(topics))

    def held_by_any(self, speakers: Iterable[Speaker]) -> Self:
        """Keep those of claims that one of the speakers holds."""
        return self.filter(claim__speaker__in=list(speakers))

    def standing(self) -> Self:
        """Keep those of claims that were not retracted, public or still on their way."""
        return self.exclude(claim__status=Status.RETRACTED)

    def in_episodes(self, episodes: Iterable[int]) -> Self:
        """Keep those of claims made in the episodes with these keys."""
        return self.filter(claim__episode__in=set(episodes))

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

    def with_evidence(self) -> Self:
        """Fetch both claims' evidence with its chain."""
        return self.prefetch_related(evidence_of("from_claim__"), evidence_of("to_claim__"))

    def of_kind(self, kind: RelationKind) -> Self:
        """Keep those of one kind."""
        return self.filter(kind=kind)

    def among(self, claims: Iterable[Claim]) -> Self:
        """Keep those of which both ends are among the claims."""
        ends = list(claims)
        return self.filter(from_claim__in=ends, to_claim__in=ends)

    def touching(self, claim: Claim) -> Self:
        """Keep those from or to a claim."""
        return self.filter(models.Q(from_claim=claim) | models.Q(to_claim=claim))
