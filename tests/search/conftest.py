"""Searches, and documents for them to find."""

from explorer.coding.vocabulary import Grade, PassageKind
from explorer.search.facets import fetch_labels
from explorer.search.filters import SearchFilter
from explorer.search.search import search
from explorer.search_engine.types import Facet, ResultOrder
from explorer.web.choice import Choice
from tests import factories as make


def ask(text="", *, page=1, size=20, order=ResultOrder.BEST, as_typed=False, **chosen):
    choices = {facet: Choice(facet.value, tuple(chosen.get(facet, ())), given=facet in chosen) for facet in Facet}
    return search(SearchFilter(text, choices, order, page, as_typed), fetch_labels(), size)


def passage(words, *, speaker=None, grade=Grade.TRANSCRIPT, kind=PassageKind.TURN, **fields):
    source = make.SourceFactory(text=words, **fields)
    return make.PassageFactory(source=source, speaker=speaker, grade=grade, kind=kind)


def values(page, facet):
    return next(({one.value: one.count for one in group.values} for group in page.facets if group.facet == facet), {})
