"""A curator's writing: a claim drafted with the words that carry it, a passage set aside; each is one edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from explorer.anchoring import TextQuote
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Disposition, Mode
from explorer.errors import RefusedError
from explorer.models import Claim, ClaimTopic, Episode, Evidence, Passage, Source, Speaker, Topic
from explorer.models.versions import one_edit
from explorer.text import join_words, slugify_name

Person = Any
"""A user, whatever the model of users."""

LONGEST_SLUG = 80
"""How many characters a slug has at most that is made of a statement; a number may follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim as a curator writes it down beside a document, with one quotation."""

    statement: str
    holder: Speaker
    role: ClaimRole
    topics: Sequence[tuple[Topic, Bearing]]
    quote: TextQuote
    asserter: Speaker
    basis: Basis
    mode: Mode


def draft_claim(source: Source, draft: Draft, *, by: Person) -> Claim:
    """Add a claim with its evidence and topics; raises ValidationError by field, with nothing saved.

    The quotation is found in the document or refused, as on the claim's own page.
    """
    if not all(by.has_perm(f"explorer.add_{name}") for name in ("claim", "claimtopic", "evidence")):
        raise RefusedError("drafting claims takes a curator; ask one")
    with one_edit(by=by):
        claim = Claim(
            slug=slug_for(draft),
            speaker=draft.holder,
            episode=source.episode,
            statement=draft.statement,
            role=draft.role,
            created_by=by,
            edited_by=by,
        )
        _save(claim)
        for topic, bearing in draft.topics:
            _save(ClaimTopic(claim=claim, topic=topic, bearing=bearing))
        _save(
            Evidence(
                claim=claim,
                source=source,
                exact=draft.quote.exact,
                prefix=draft.quote.prefix,
                suffix=draft.quote.suffix,
                asserter=draft.asserter,
                basis=draft.basis,
                mode=draft.mode,
            )
        )
    return claim


def set_aside(passage: Passage, disposition: Disposition | None, *, seen: str, by: Person) -> Passage:
    """Say why a passage that was read carries no claim, or take that back; raises RefusedError.

    ``seen`` is the disposition that the person had before them: what somebody else has set since is not overwritten.
    """
    if not by.has_perm("explorer.change_passage"):
        raise RefusedError("setting passages aside takes a curator; ask one")
    with one_edit(by=by):
        stored = Passage.objects.select_for_update().get(pk=passage.pk)
        if stored.disposition != seen:
            now = stored.get_disposition_display().lower() if stored.disposition else "not set aside any more"
            raise RefusedError(f"somebody else has changed passage {stored} meanwhile: it is {now}")
        stored.disposition = disposition.value if disposition else ""
        try:
            _save(stored)
        except ValidationError as error:
            raise RefusedError(join_words(error.messages).rstrip(".")) from error
    return stored


def slug_for(draft: Draft) -> str:
    """Return an address for a claim, of its holder's name and its statement, that no other record has."""
    words = slugify_name(f"{draft.holder.short_name} {draft.statement}")[: LONGEST_SLUG + 1]
    base = words if len(words) <= LONGEST_SLUG else words[:LONGEST_SLUG].rpartition("-")[0] or words[:LONGEST_SLUG]
    base = base or "claim"
    taken: set[str] = set()
    for model in (Claim, Episode, Passage, Source, Speaker, Topic):
        rows: models.QuerySet[Any] = model._base_manager.filter(slug__startswith=base)  # noqa: SLF001, documented
        taken.update(rows.values_list("slug", flat=True))
    return next(slug for slug in _numbered(base) if slug not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def _save(record: models.Model) -> None:
    record.full_clean()
    record.save()
