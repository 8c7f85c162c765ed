"""Synonyms: groups of terms that search treats as the same."""

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
    """Refuse anything but a list of terms, each on one line."""
    terms = value if isinstance(value, list) else [None]
    for term in terms:
        if not isinstance(term, str) or not term.isprintable() or term != term.strip() or not term:
            raise ValidationError('Write a list of terms: ["…", "…"], without spaces around them.')
        if len(term) > LONGEST_TERM:
            raise ValidationError(f"A term has at most {LONGEST_TERM} characters; shorten it.")


def _are_terms(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(term, str) for term in value)


class SynonymQuerySet(models.QuerySet["Synonym"]):
    """Chainable queries on synonyms."""

    def groups(self) -> tuple[SynonymTerms, ...]:
        """Return every group, in the order of first terms.

        A narrower term comes with the terms that mean the same as it, but not with terms narrower than itself.
        """
        rows = list(self)
        same = {term_key(term): row.terms for row in rows for term in row.terms}
        return tuple(SynonymTerms(row.terms, _add_synonyms(row, same)) for row in rows)

    def find_group(self, terms: Iterable[str]) -> tuple[str, Synonym] | None:
        """Return the first of the terms that belongs to a group, with the group; None if none does."""
        owners = {term_key(term): row for row in self for term in row.terms}
        return next(((term, owners[term_key(term)]) for term in terms if term_key(term) in owners), None)


def _add_synonyms(row: Synonym, same: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a group's narrower terms with their synonyms: each once, and without the group's own terms."""
    words = [word for term in row.narrower for word in (term, *same.get(term_key(term), ()))]
    first = {term_key(word): word for word in reversed(words)}
    own = {term_key(term) for term in row.terms}
    return tuple(word for word in dict.fromkeys(first[term_key(word)] for word in words) if term_key(word) not in own)


class Synonym(Record):
    """A term with terms that mean the same, and with narrower terms, which a search for it finds too."""

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
        ordering = ["term"]
        constraints = [models.CheckConstraint(condition=~models.Q(term=""), name="synonym_has_a_term")]

    def __str__(self) -> str:
        return self.term

    @property
    def terms(self) -> tuple[str, ...]:
        """The term and those that mean the same."""
        return (self.term, *self.also)

    def clean(self) -> None:
        """Refuse a group with a single term, with a repeated term, or with a term of another group."""
        if not (_are_terms(self.also) and _are_terms(self.narrower)):
            return  # the field's validator reports it
        for fault in find_group_faults(self.term, self.also, self.narrower):
            raise ValidationError(f"{fault[0].upper()}{fault[1:]}.")
        if held := type(self).objects.exclude(pk=self.pk).find_group(self.terms):
            raise ValidationError(f"'{held[0]}' already stands in the group of '{held[1]}'; remove one of them.")
