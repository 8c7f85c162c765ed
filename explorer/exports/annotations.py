"""Claims as Web Annotations of the quotations that carry them."""

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
    """Return the annotation of a claim. Costs one query if the claim's evidence and topics are fetched already."""
    return web_annotation.build_annotation(_build_statement(claim, _find_lost([claim])), _build_site())


def annotate_comparison(comparison: Comparison, address: str) -> Thing:
    """Return the claims of a comparison as a collection; ``address`` is its path on the site. Costs three queries."""
    claims = [claim.record for claim in comparison.list_claims()]
    fetch_topics(claims)
    lost = _find_lost(claims)
    statements = (_build_statement(claim, lost) for claim in claims)
    return web_annotation.build_collection(absolute_url(address), comparison.topic.question, statements, _build_site())


def _find_lost(claims: Iterable[Claim]) -> set[int]:
    """Return the keys of the claims' lost evidence: its words no longer stand at their place in the document."""
    return set(Evidence.objects.carrying(claims).lost().values_list("pk", flat=True))


def _build_statement(claim: Claim, lost: Container[int]) -> Statement:
    return Statement(
        url=absolute_url(claim.get_absolute_url()),
        annotation=absolute_url(reverse("claim-annotation", args=[claim.slug])),
        text=claim.statement,
        holder=_build_agent(claim.speaker),
        mode=claim.mode or "",
        role=claim.role,
        medium=claim.origin.medium,
        place=claim.origin.place,
        date=claim.origin.date,
        topics=tuple((absolute_url(link.topic.get_absolute_url()), link.bearing) for link in claim.topic_links.all()),
        created=claim.created_at,
        modified=claim.updated_at,
        quotations=tuple(_build_target(piece) for piece in claim.evidence.all() if piece.pk not in lost),
    )


def _build_target(evidence: Evidence) -> QuotationTarget:
    """Return a quotation as a target; it has the words around it only if the document's text may be shown."""
    shown = evidence.source.show_text
    return QuotationTarget(
        document=_build_text(evidence.source),
        exact=evidence.exact,
        prefix=evidence.prefix if shown else "",
        suffix=evidence.suffix if shown else "",
        start=evidence.start,
        end=evidence.end,
        asserter=_build_agent(evidence.asserter),
        attribution=evidence.attribution,
        basis=evidence.basis,
        mode=evidence.mode,
        grade=evidence.passage.grade,
        writer=evidence.source.writer,
        chain=evidence.chain,
    )


def _build_text(source: Source) -> AnnotatedText:
    return AnnotatedText(
        url=absolute_url(reverse("source-text", args=[source.slug])),
        title=source.title,
        published_at=source.url,
        rights=source.rights,
        sha256=source.sha256,
    )


def _build_agent(speaker: Speaker) -> Agent:
    return Agent(speaker.name, absolute_url(speaker.get_absolute_url()))


def _build_site() -> Site:
    return Site(home=absolute_url(reverse("home")), vocabulary=absolute_url(reverse("method")))
