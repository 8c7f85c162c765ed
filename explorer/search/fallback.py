"""Search in the database, for when the index cannot be read: words must occur exactly as typed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from explorer.search.indexing import find_documents
from explorer.search_engine.query import FieldTerm, Query
from explorer.search_engine.types import Answer, Document, DocumentType, Facet, Hit
from explorer.text import slugify_name

MOST_ROWS = 50
"""Rows of one type that are looked at."""

Filters = Mapping[Facet, frozenset[str]]


def answer(query: Query, *, filters: Filters, offset: int = 0, limit: int = 20) -> Answer:
    """Return the documents with all words and phrases of the query, those of highest weight first.

    Only the facet of the type is counted. The answer is incomplete if a type has more than ``MOST_ROWS`` rows that fit.
    """
    words = [term.text for term in query.terms if not term.excluded]
    without = [term.text for term in query.terms if term.excluded]
    found: list[Document] = []
    complete = True
    for type_ in DocumentType:
        rows = list(find_documents(type_, words, without, MOST_ROWS + 1))
        complete = complete and len(rows) <= MOST_ROWS
        found.extend(rows[:MOST_ROWS])
    fitting = [document for document in found if _matches_fields(document, query)]
    groups = _group(document for document in fitting if _passes_filters(document, filters))
    hits = tuple(
        Hit(first.key, first.weight, tuple(other.key for other in others))
        for first, *others in groups[offset : offset + limit]
    )
    return Answer(hits, len(groups), {Facet.TYPE: _count_types(fitting, filters)}, complete)


def _matches_fields(document: Document, query: Query) -> bool:
    """Whether a document is in the period of a query and has the names that it asks for."""
    if (query.since or query.until) and document.date is None:
        return False
    if query.since and document.date and document.date < query.since:
        return False
    if query.until and document.date and document.date > query.until:
        return False
    return all(_has_name(document, named) for named in query.named)


def _has_name(document: Document, named: FieldTerm) -> bool:
    """Whether a document counts under a name; part of a slug suffices (``lecun``)."""
    part = slugify_name(named.value)
    return bool(part) and any(part in value for value in document.values.get(named.facet, ()))


def _passes_filters(document: Document, filters: Filters) -> bool:
    return all(not wanted.isdisjoint(document.values.get(facet, ())) for facet, wanted in filters.items())


def _group(documents: Iterable[Document]) -> Sequence[Sequence[Document]]:
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: (-document.weight, document.key)):
        groups[document.group].append(document)
    return list(groups.values())


def _count_types(documents: Iterable[Document], filters: Filters) -> dict[str, int]:
    others: Filters = {facet: wanted for facet, wanted in filters.items() if facet is not Facet.TYPE}
    pairs = {(document.key.type.value, document.group) for document in documents if _passes_filters(document, others)}
    return dict(Counter(type_ for type_, _ in pairs))
