"""Terms of the field that mean the same, for the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models

from explorer.corpus_format.terms import find_group_faults, term_key
from explorer.models.fields import ListField, Record
from explorer.models.versions import Versions
from explorer.search_engine.lexicon import SynonymTerms

if TYPE_CHECKING:
    from collections.abc import Iterable


LONGEST_TERM = 200


def check_terms(value: object) -> None:
    """Refuse what is no list of terms, each one line of text."""
    terms = value if isinstance(value, list) else [None]
    for term in terms:
        if not isinstance(term, str) or not term.isprintable() or term != term.strip() or not term:
            raise ValidationError('Write a list of terms: ["…", "…"], without spaces around them.')
        if len(term) > LONGEST_TERM:
            raise ValidationError(f"A term has at most {LONGEST_TERM} characters; shorten it.")


def _are_terms(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(term, str) for term in value)


class SynonymQuerySet(models.QuerySet["Synonym"]):
    """Terms that mean the same."""

    def groups(self) -> tuple[SynonymTerms, ...]:
        """Return every group, in the order of its first term, as plain text.

        A narrower term brings along what means the same as it, and what is narrower still only where it is named.
        """
        rows = list(self)
        same = {term_key(term): row.terms for row in rows for term in row.terms}
        return tuple(SynonymTerms(row.terms, _with_same(row, same)) for row in rows)

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


class Synonym(Record):
    """A term with those that mean the same, and with narrower ones, which also answer a search for it."""

    term = models.CharField(max_length=LONGEST_TERM, unique=True)
    also = ListField(
        "means the same",
        default=list,
        blank=True,
        validators=[check_terms],
        help_text='Other words and abbreviations for it: ["RL"]. A term stands in one group.',
    )
    narrower = ListField(
        "narrower",
        default=list,
        blank=True,
        validators=[check_terms],
        help_text='Kinds of it: ["Q-learning"]. Who searches for the term finds them, not the other way round.',
    )

    objects = SynonymQuerySet.as_manager()
    history = Versions()

    class Meta:
        """Alphabetical."""

        ordering = ["term"]
        constraints = [models.CheckConstraint(condition=~models.Q(term=""), name="synonym_has_a_term")]

    def __str__(self) -> str:
        return self.term

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that mean the same, its own first."""
        return (self.term, *self.also)

    def clean(self) -> None:
        """Refuse a group that says nothing, says a term twice, or has a term of another group."""
        if not (_are_terms(self.also) and _are_terms(self.narrower)):
            return  # said at the field
        for fault in find_group_faults(self.term, self.also, self.narrower):
            raise ValidationError(f"{fault[0].upper()}{fault[1:]}.")
        if held := type(self).objects.exclude(pk=self.pk).holding(self.terms):
            raise ValidationError(f"'{held[0]}' already stands in the group of '{held[1]}'; remove one of them.")
