"""A curator's writing: a claim drafted with the words that carry it, a passage set aside; each is one edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from explorer.anchoring import TextQuote
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Disposition, Mode
from explorer.errors import ForbiddenError, RefusedError
from explorer.models import Claim, ClaimTopic, Episode, Evidence, Passage, Point, Source, Speaker, Topic
from explorer.models.slugs import find_free_slug
from explorer.text import join_words, slugify_name

Person = Any
"""A user, whatever the model of users."""

LONGEST_SLUG = 80
"""How many characters a slug has at most that is made of a statement; a number may follow."""


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic that a claim is about, how it bears on it, and the point that it answers, if any."""

    topic: Topic
    bearing: Bearing
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationDraft:
    """Words of a document that are to carry a claim, before they are found in it."""

    source: Source
    quote: TextQuote
    asserter: Speaker
    basis: Basis
    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """A claim as a curator writes it down, with the words that are to carry it."""

    statement: str
    holder: Speaker
    episode: Episode
    role: ClaimRole
    topics: Sequence[TopicDraft]
    quotations: Sequence[QuotationDraft]


class PartError(ValidationError):
    """What is wrong with a part of a record, and with which one: ``part`` is its kind, ``number`` counts from 0."""

    def __init__(self, error: ValidationError, part: str, number: int) -> None:
        super().__init__(error)
        self.part = part
        self.number = number


def draft_claim(draft: ClaimDraft, *, by: Person) -> Claim:
    """Add a claim with its evidence and topics; raises ValidationError by field, with nothing saved.

    Quotations are found in their documents or refused, as on the claim's own page.
    """
    if not all(by.has_perm(f"explorer.add_{name}") for name in ("claim", "claimtopic", "evidence")):
        raise ForbiddenError("drafting claims takes a curator; ask one")
    with open_edit(by=by):
        claim = Claim(
            slug=slug_for(draft),
            speaker=draft.holder,
            episode=draft.episode,
            statement=draft.statement,
            role=draft.role,
            created_by=by,
            edited_by=by,
        )
        save_checked(claim)
        link_topics(claim, draft.topics)
        quote_evidence(claim, draft.quotations)
    return claim


def link_topics(claim: Claim, topics: Sequence[TopicDraft]) -> None:
    """Link a claim to topics, in their order; raises PartError."""
    for number, draft in enumerate(topics):
        link = ClaimTopic(claim=claim, topic=draft.topic, bearing=draft.bearing, point=draft.point)
        _save_part(link, "topics", number)


def quote_evidence(claim: Claim, quotations: Sequence[QuotationDraft]) -> None:
    """Add quotations to a claim, each found in its document; raises PartError where one is not."""
    for number, quotation in enumerate(quotations):
        piece = Evidence(
            claim=claim,
            source=quotation.source,
            exact=quotation.quote.exact,
            prefix=quotation.quote.prefix,
            suffix=quotation.quote.suffix,
            asserter=quotation.asserter,
            basis=quotation.basis,
            mode=quotation.mode,
        )
        _save_part(piece, "evidence", number)


def set_aside(passage: Passage, disposition: Disposition | None, *, seen: str, by: Person) -> Passage:
    """Say why a passage that was read carries no claim, or take that back; raises RefusedError.

    ``seen`` is the disposition that the person had before them: what somebody else has set since is not overwritten.
    """
    if not by.has_perm("explorer.change_passage"):
        raise RefusedError("setting passages aside takes a curator; ask one")
    with open_edit(by=by):
        stored = Passage.objects.select_for_update().get(pk=passage.pk)
        if stored.disposition != seen:
            now = stored.get_disposition_display().lower() if stored.disposition else "not set aside any more"
            raise RefusedError(f"somebody else has changed passage {stored} meanwhile: it is {now}")
        stored.disposition = disposition.value if disposition else ""
        try:
            save_checked(stored)
        except ValidationError as error:
            raise RefusedError(join_words(error.messages).rstrip(".")) from error
    return stored


def slug_for(draft: ClaimDraft) -> str:
    """Return an address for a claim, of its holder's name and its statement, that no other record has."""
    words = slugify_name(f"{draft.holder.short_name} {draft.statement}")[: LONGEST_SLUG + 1]
    base = words if len(words) <= LONGEST_SLUG else words[:LONGEST_SLUG].rpartition("-")[0] or words[:LONGEST_SLUG]
    return find_free_slug(base or "claim")


def save_checked(record: models.Model) -> None:
    """Save a record that keeps to the rules of its own; raises ValidationError."""
    record.full_clean()
    record.save()


def _save_part(record: models.Model, part: str, number: int) -> None:
    try:
        save_checked(record)
    except ValidationError as error:
        raise PartError(error, part, number) from error
