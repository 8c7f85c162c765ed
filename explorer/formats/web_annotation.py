"""Claims as the W3C describes annotations (Web Annotation Data Model, 2017), in JSON-LD.

A claim is an annotation: its body is the curator's sentence, its targets are the quotations that carry it, each with
its asserter and the grade of its words. Terms that the model lacks are this site's own; their addresses lead to the
page on how the debate is coded.
"""

import base64
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.formats.schema_org import SITE, Thing

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
"""The media type of annotations (Web Annotation Protocol, section 4.1)."""

WORDS = ("attribution", "basis", "bearing", "chain", "date", "grade", "medium", "mode", "place", "role", "writer")
"""This site's own terms whose values are words."""

LINKS = ("asserter", "claim", "holder")
"""This site's own terms whose values are addresses."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person with a page; ``url`` is its absolute address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """The text of a document, served at ``url``; ``published_at`` is its page of publication, or empty.

    ``sha256`` is the digest of the document as obtained, before its text was extracted.
    """

    url: str
    title: str
    published_at: str
    rights: str
    sha256: str


@dataclass(frozen=True, slots=True)
class QuotationTarget:
    """A quotation at ``[start, end)`` code points of a document's text, with its attribution chain.

    ``prefix`` and ``suffix`` are the words next to it, empty where they are not needed or may not be shown. ``chain``
    is the attribution chain as a sentence: whose view it is, who says so and who wrote it down.
    """

    document: AnnotatedText
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    asserter: Agent
    attribution: str
    basis: str
    mode: str
    grade: str
    writer: str
    chain: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim at ``url``, whose annotation is at ``annotation``.

    ``topics`` are pairs of a topic's address and the claim's bearing on it. ``mode`` is empty where the claim has no
    evidence. ``medium``, ``place`` and ``date`` are how, where and when the words came about; None is undated.
    """

    url: str
    annotation: str
    text: str
    holder: Agent
    mode: str
    role: str
    medium: str
    place: str
    date: datetime.date | None
    topics: tuple[tuple[str, str], ...]
    created: datetime.datetime
    modified: datetime.datetime
    quotations: tuple[QuotationTarget, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """The site that creates the annotations, and its page about its own terms; addresses are absolute."""

    home: str
    vocabulary: str


def build_annotation(statement: Statement, site: Site) -> Thing:
    """Return the annotation of a claim as a document of its own."""
    return {"@context": build_context(site), **_build_annotation(statement, site)}


def build_collection(url: str, label: str, statements: Iterable[Statement], site: Site) -> Thing:
    """Return the annotations of claims as a collection at ``url`` with a single page (sections 5.1 and 5.2)."""
    items = [_build_annotation(statement, site) for statement in statements]
    head: Thing = {
        "@context": build_context(site),
        "id": url,
        "type": "AnnotationCollection",
        "label": label,
        "creator": _build_site(site),
        "total": len(items),
    }
    if not items:
        return head
    place = f"{url}#page"
    whole = {"id": url, "label": label, "total": len(items)}
    page = {"id": place, "type": "AnnotationPage", "partOf": whole, "startIndex": 0, "items": items}
    return {**head, "first": page, "last": place}


def build_context(site: Site) -> list[object]:
    """Return the model's context and this site's own terms (JSON-LD 1.0, section 5.1)."""
    own: Thing = {"explorer": f"{site.vocabulary}#", "sha256": "schema:sha256", "Digest": "explorer:Digest"}
    words = {term: f"explorer:{term}" for term in WORDS}
    links = {term: {"@id": f"explorer:{term}", "@type": "@id"} for term in LINKS}
    return [CONTEXT, {**own, **words, **links}]


def _build_annotation(statement: Statement, site: Site) -> Thing:
    sentence = {
        "type": "TextualBody",
        "value": statement.text,
        "format": "text/plain",
        "language": "en",
        "purpose": "describing",
        "creator": _build_site(site),
        "holder": _build_agent(statement.holder),
        "role": statement.role,
        **({"mode": statement.mode} if statement.mode else {}),
        "medium": statement.medium,
        "place": statement.place,
        **({"date": statement.date.isoformat()} if statement.date else {}),
    }
    topics = [
        {"type": "SpecificResource", "source": url, "purpose": "classifying", "bearing": bearing}
        for url, bearing in statement.topics
    ]
    return {
        "id": statement.annotation,
        "type": "Annotation",
        "claim": statement.url,
        "motivation": "describing",
        "creator": _build_site(site),
        "created": _format_time(statement.created),
        "modified": _format_time(statement.modified),
        "body": [sentence, *topics],
        "target": [_build_target(quotation) for quotation in statement.quotations],
    }


def _build_target(quotation: QuotationTarget) -> Thing:
    """Return a quotation as a target (section 4), with its attribution chain."""
    around = {name: words for name, words in (("prefix", quotation.prefix), ("suffix", quotation.suffix)) if words}
    return {
        "type": "SpecificResource",
        "source": _build_document(quotation.document),
        "selector": [
            {"type": "TextQuoteSelector", "exact": quotation.exact, **around},
            {"type": "TextPositionSelector", "start": quotation.start, "end": quotation.end},
        ],
        "state": _build_state(quotation.document.sha256),
        "asserter": _build_agent(quotation.asserter),
        "attribution": quotation.attribution,
        "basis": quotation.basis,
        "mode": quotation.mode,
        "grade": quotation.grade,
        "writer": quotation.writer,
        "chain": quotation.chain,
    }


def _build_state(sha256: str) -> Thing:
    """Return the state that names the document by the digest of its bytes (RFC 6920, section 3).

    The model's own states name a time or a request (section 4.3), which do not tell one document from another.
    """
    name = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return {"id": f"ni:///sha-256;{name}", "type": "Digest", "sha256": sha256}


def _build_document(text: AnnotatedText) -> Thing:
    """Return the text of a document as a resource."""
    thing: Thing = {
        "id": text.url,
        "type": "Text",
        "format": "text/plain",
        "language": "en",
        "dc:title": text.title,
        # The model's own ``rights`` is the address of a licence; these are rights in words.
        "dc:rights": text.rights,
    }
    return {**thing, "via": text.published_at} if text.published_at else thing


def _build_agent(agent: Agent) -> Thing:
    return {"id": agent.url, "type": "Person", "name": agent.name}


def _build_site(site: Site) -> Thing:
    return {"id": site.home, "type": "Organization", "name": SITE, "homepage": site.home}


def _format_time(time: datetime.datetime) -> str:
    """Return a time as ``xsd:dateTime`` in UTC, whole seconds (section 3.3.1)."""
    return f"{time.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
