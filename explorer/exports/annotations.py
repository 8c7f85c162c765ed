"""Claims as annotations of the words that carry them, for programs that know the W3C's model."""

from collections.abc import Container, Iterable

from django.urls import reverse

from explorer.debate.comparison import Comparison
from explorer.formats import web_annotation
from explorer.formats.schema_org import Thing
from explorer.formats.web_annotation import Agent, AnnotatedText, QuotationTarget, Site, Statement
from explorer.models import Claim, Evidence, Source, Speaker
from explorer.models.claims import fetch_topics
from explorer.web.addresses import absolute_url


def annotate_claim(claim: Claim) -> Thing:
    """Return the annotation of a claim that is at hand with its evidence and topics; costs one query."""
    return web_annotation.annotation(_statement(claim, _lost([claim])), _site())


def annotate_comparison(comparison: Comparison, address: str) -> Thing:
    """Return the claims that a comparison shows as the collection at a path; costs three queries."""
    claims = [claim.record for claim in comparison.list_claims()]
    fetch_topics(claims)
    lost = _lost(claims)
    statements = (_statement(claim, lost) for claim in claims)
    return web_annotation.collection(absolute_url(address), comparison.topic.question, statements, _site())


def _lost(claims: Iterable[Claim]) -> set[int]:
    """Return the keys of those of the claims' quotations that no longer stand at their place: they point at nothing."""
    return set(Evidence.objects.carrying(claims).lost().values_list("pk", flat=True))


def _statement(claim: Claim, lost: Container[int]) -> Statement:
    return Statement(
        url=absolute_url(claim.get_absolute_url()),
        annotation=absolute_url(reverse("claim-annotation", args=[claim.slug])),
        text=claim.statement,
        holder=_agent(claim.speaker),
        mode=claim.mode or "",
        role=claim.role,
        topics=tuple((absolute_url(link.topic.get_absolute_url()), link.bearing) for link in claim.topic_links.all()),
        created=claim.created_at,
        modified=claim.updated_at,
        quotations=tuple(_quotation(one) for one in claim.evidence.all() if one.pk not in lost),
    )


def _quotation(evidence: Evidence) -> QuotationTarget:
    """Return the words with what tells them apart, as far as the document's rights let that be shown."""
    shown = evidence.source.show_text
    return QuotationTarget(
        document=_document(evidence.source),
        exact=evidence.exact,
        prefix=evidence.prefix if shown else "",
        suffix=evidence.suffix if shown else "",
        start=evidence.start,
        end=evidence.end,
        asserter=_agent(evidence.asserter),
        attribution=evidence.attribution,
        basis=evidence.basis,
        mode=evidence.mode,
        grade=evidence.passage.grade,
        writer=evidence.source.writer,
        chain=evidence.chain,
    )


def _document(source: Source) -> AnnotatedText:
    return AnnotatedText(
        url=absolute_url(reverse("source-text", args=[source.slug])),
        title=source.title,
        published_at=source.url,
        rights=source.rights,
        sha256=source.sha256,
    )


def _agent(speaker: Speaker) -> Agent:
    return Agent(speaker.name, absolute_url(speaker.get_absolute_url()))


def _site() -> Site:
    return Site(home=absolute_url(reverse("home")), vocabulary=absolute_url(reverse("method")))
