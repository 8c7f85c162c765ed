"""Search without an index: the words as they are written, in the database, as far as that goes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from explorer.search.indexing import documents_saying
from explorer.search_engine.query import FieldTerm, Query
from explorer.search_engine.types import Answer, Document, DocumentType, Facet, Hit
from explorer.text import slugify_name

MOST = 200
"""How many rows of a type are looked at."""

Filters = Mapping[Facet, frozenset[str]]


def answer(query: Query, *, filters: Filters, offset: int = 0, limit: int = 20) -> Answer:
    """Return what has all words and phrases of the query, curated things first; of the facets only the type.

    The answer is not complete where there were more rows of a type than are looked at.
    """
    words = [term.text for term in query.terms if not term.excluded]
    without = [term.text for term in query.terms if term.excluded]
    found: list[Document] = []
    complete = True
    for kind in DocumentType:
        rows = list(documents_saying(kind, words, without, MOST + 1))
        complete = complete and len(rows) <= MOST
        found.extend(rows[:MOST])
    fitting = [document for document in found if _is_asked_for(document, query)]
    groups = _groups(document for document in fitting if _passes(document, filters))
    hits = tuple(
        Hit(first.key, first.weight, tuple(other.key for other in others))
        for first, *others in groups[offset : offset + limit]
    )
    return Answer(hits, len(groups), {Facet.TYPE: _types(fitting, filters)}, complete)


def _is_asked_for(document: Document, query: Query) -> bool:
    if (query.since or query.until) and document.date is None:
        return False
    if query.since and document.date and document.date < query.since:
        return False
    if query.until and document.date and document.date > query.until:
        return False
    return all(_is_named(document, named) for named in query.named)


def _is_named(document: Document, named: FieldTerm) -> bool:
    """Whether a document counts under a name; a part of a slug will do (``lecun``)."""
    part = slugify_name(named.value)
    return bool(part) and any(part in value for value in document.values.get(named.facet, ()))


def _passes(document: Document, filters: Filters) -> bool:
    return all(not wanted.isdisjoint(document.values.get(facet, ())) for facet, wanted in filters.items())


def _groups(documents: Iterable[Document]) -> Sequence[Sequence[Document]]:
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: (-document.weight, document.key)):
        groups[document.group].append(document)
    return list(groups.values())


def _types(documents: Iterable[Document], filters: Filters) -> dict[str, int]:
    others: Filters = {facet: wanted for facet, wanted in filters.items() if facet is not Facet.TYPE}
    pairs = {(document.key.type.value, document.group) for document in documents if _passes(document, others)}
    return dict(Counter(kind for kind, _ in pairs))
