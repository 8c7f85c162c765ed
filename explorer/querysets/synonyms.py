"""Questions about terms that mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import models

from explorer.corpus.terms import term_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models import Synonym


class SynonymGroup(NamedTuple):
    """Terms that mean the same, and narrower ones: they answer a search for these, never the other way round."""

    terms: tuple[str, ...]
    narrower: tuple[str, ...]


class SynonymQuerySet(models.QuerySet["Synonym"]):
    """Terms that mean the same."""

    def groups(self) -> tuple[SynonymGroup, ...]:
        """Return every group, in the order of its first term, as plain text.

        A narrower term brings along what means the same as it, and what is narrower still only where it is named.
        """
        rows = list(self)
        same = {term_key(term): row.terms for row in rows for term in row.terms}
        return tuple(SynonymGroup(row.terms, _with_same(row, same)) for row in rows)

    def holding(self, terms: Iterable[str]) -> tuple[str, Synonym] | None:
        """Return the first of the terms that a group has among those that mean the same, with the group."""
        owners = {term_key(term): row for row in self for term in row.terms}
        return next(((term, owners[term_key(term)]) for term in terms if term_key(term) in owners), None)


def _with_same(row: Synonym, same: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a group's narrower terms with what means the same, without the group's own terms and each once."""
    words = [word for term in row.narrower for word in (term, *same.get(term_key(term), ()))]
    first = {term_key(word): word for word in reversed(words)}
    own = {term_key(term) for term in row.terms}
    return tuple(word for word in dict.fromkeys(first[term_key(word)] for word in words) if term_key(word) not in own)
