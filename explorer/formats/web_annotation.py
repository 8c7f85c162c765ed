"""Claims as the W3C describes annotations (Web Annotation Data Model, 2017), in JSON-LD.

A claim is an annotation: its body is the curator's sentence, its targets are the quotations that carry it, each with
whose assertion it is and how the words reached us. What the model has no words for is said in this site's own, which
lead to the page on how the debate is coded.
"""

import base64
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.formats.schema_org import SITE, Thing

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
"""How annotations are served (Web Annotation Protocol, section 4.1)."""

WORDS = ("attribution", "basis", "bearing", "chain", "grade", "mode", "role", "writer")
LINKS = ("asserter", "claim", "holder")
"""The terms that are this site's own: those for words, and those for things with an address."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person with a page; ``url`` is its absolute address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """The text that a quotation stands in, served at ``url``, and the page that it was published on, if any.

    ``sha256`` is that of the document as obtained, out of which the text was extracted.
    """

    url: str
    title: str
    published_at: str
    rights: str
    sha256: str


@dataclass(frozen=True, slots=True)
class QuotationTarget:
    """Words at ``[start, end)`` code points of a document's text, and how they come to carry the claim.

    ``prefix`` and ``suffix`` are what stands next to them, empty where that is not needed or not to be shown;
    ``chain`` says in a sentence whose view it is, who says so and who wrote it down.
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
    """A claim at ``url``, whose annotation is at ``annotation``; ``topics`` are addresses with how it bears on each.

    ``mode`` is empty where nothing carries the claim.
    """

    url: str
    annotation: str
    text: str
    holder: Agent
    mode: str
    role: str
    topics: tuple[tuple[str, str], ...]
    created: datetime.datetime
    modified: datetime.datetime
    quotations: tuple[QuotationTarget, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Who made the annotations, and where it says what its own words mean; addresses are absolute."""

    home: str
    vocabulary: str


def annotation(one: Statement, site: Site) -> Thing:
    """Return a claim as a document of its own."""
    return {"@context": context(site), **_annotation(one, site)}


def collection(url: str, label: str, statements: Iterable[Statement], site: Site) -> Thing:
    """Return claims as a collection at ``url`` with all of them on its one page (sections 5.1 and 5.2)."""
    items = [_annotation(one, site) for one in statements]
    head: Thing = {
        "@context": context(site),
        "id": url,
        "type": "AnnotationCollection",
        "label": label,
        "creator": _site(site),
        "total": len(items),
    }
    if not items:
        return head
    place = f"{url}#page"
    whole = {"id": url, "label": label, "total": len(items)}
    page = {"id": place, "type": "AnnotationPage", "partOf": whole, "startIndex": 0, "items": items}
    return {**head, "first": page, "last": place}


def context(site: Site) -> list[object]:
    """Return the model's context with this site's own words (JSON-LD 1.0, section 5.1)."""
    own: Thing = {"explorer": f"{site.vocabulary}#", "sha256": "schema:sha256", "Digest": "explorer:Digest"}
    words = {term: f"explorer:{term}" for term in WORDS}
    links = {term: {"@id": f"explorer:{term}", "@type": "@id"} for term in LINKS}
    return [CONTEXT, {**own, **words, **links}]


def _annotation(one: Statement, site: Site) -> Thing:
    sentence = {
        "type": "TextualBody",
        "value": one.text,
        "format": "text/plain",
        "language": "en",
        "purpose": "describing",
        "creator": _site(site),
        "holder": _agent(one.holder),
        "role": one.role,
        **({"mode": one.mode} if one.mode else {}),
    }
    topics = [
        {"type": "SpecificResource", "source": url, "purpose": "classifying", "bearing": bearing}
        for url, bearing in one.topics
    ]
    return {
        "id": one.annotation,
        "type": "Annotation",
        "claim": one.url,
        "motivation": "describing",
        "creator": _site(site),
        "created": _moment(one.created),
        "modified": _moment(one.modified),
        "body": [sentence, *topics],
        "target": [_target(quotation) for quotation in one.quotations],
    }


def _target(one: QuotationTarget) -> Thing:
    """Return the words in their document (section 4), with the chain that leads to them."""
    around = {name: words for name, words in (("prefix", one.prefix), ("suffix", one.suffix)) if words}
    return {
        "type": "SpecificResource",
        "source": _document(one.document),
        "selector": [
            {"type": "TextQuoteSelector", "exact": one.exact, **around},
            {"type": "TextPositionSelector", "start": one.start, "end": one.end},
        ],
        "state": _state(one.document.sha256),
        "asserter": _agent(one.asserter),
        "attribution": one.attribution,
        "basis": one.basis,
        "mode": one.mode,
        "grade": one.grade,
        "writer": one.writer,
        "chain": one.chain,
    }


def _state(sha256: str) -> Thing:
    """Return which document is meant, by the name that its bytes give it (RFC 6920, section 3).

    The model's own states tell a time or a request (section 4.3), neither of which tells one document from another.
    """
    name = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return {"id": f"ni:///sha-256;{name}", "type": "Digest", "sha256": sha256}


def _document(one: AnnotatedText) -> Thing:
    """Return a text; rights in words are no licence's address, so that they are not the model's ``rights``."""
    thing: Thing = {
        "id": one.url,
        "type": "Text",
        "format": "text/plain",
        "language": "en",
        "dc:title": one.title,
        "dc:rights": one.rights,
    }
    return {**thing, "via": one.published_at} if one.published_at else thing


def _agent(one: Agent) -> Thing:
    return {"id": one.url, "type": "Person", "name": one.name}


def _site(site: Site) -> Thing:
    return {"id": site.home, "type": "Organization", "name": SITE, "homepage": site.home}


def _moment(time: datetime.datetime) -> str:
    """Return a time as ``xsd:dateTime`` in UTC, whole seconds (section 3.3.1)."""
    return f"{time.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
