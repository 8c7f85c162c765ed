"""Questions to the search, and documents for it to find."""

from explorer.coding.vocabulary import Grade, PassageKind
from explorer.search.facets import fetch_labels
from explorer.search.search import Asked, search
from explorer.search_engine.types import Facet, ResultOrder
from tests import factories as make


def ask(text="", *, page=1, size=20, order=ResultOrder.BEST, as_typed=False, **chosen):
    facets = {Facet(name): tuple(values) for name, values in chosen.items()}
    return search(Asked(text, facets, order, page, size, as_typed), fetch_labels())


def passage(words, *, speaker=None, grade=Grade.TRANSCRIPT, kind=PassageKind.TURN, **fields):
    source = make.SourceFactory(text=words, **fields)
    return make.PassageFactory(source=source, speaker=speaker, grade=grade, kind=kind)


def values(page, facet):
    return next(({one.value: one.count for one in group.values} for group in page.facets if group.facet == facet), {})
