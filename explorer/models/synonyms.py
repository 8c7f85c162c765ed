"""Terms of the field that mean the same, for the search."""

from django.core.exceptions import ValidationError
from django.db import models

from explorer.corpus.terms import group_faults
from explorer.models.fields import ListField, Record
from explorer.models.versions import Versions
from explorer.querysets.synonyms import SynonymQuerySet

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
        for fault in group_faults(self.term, self.also, self.narrower):
            raise ValidationError(f"{fault[0].upper()}{fault[1:]}.")
        if held := type(self).objects.exclude(pk=self.pk).holding(self.terms):
            raise ValidationError(f"'{held[0]}' already stands in the group of '{held[1]}'; remove one of them.")
