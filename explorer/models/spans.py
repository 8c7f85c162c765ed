"""Conditions on spans of documents, counted in code points of a source's text, end exclusive."""

from collections.abc import Iterable

from django.db.models import Q

Span = tuple[int, int, int]
"""A source's key, and the first and the last place of a span of its text, the last itself left out."""


def build_overlap_condition(spans: Iterable[Span]) -> Q:
    """Return the condition that a row shares at least one character with any of the spans."""
    condition = Q(pk__in=())
    for source, start, end in spans:
        condition |= Q(source=source, start__lt=end, end__gt=start)
    return condition
