"""The first drafts of claims with their evidence, and passages set aside; each is one edit."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from explorer.anchoring import TextQuote
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Disposition, Mode, Status
from explorer.errors import ForbiddenError, RefusedError
from explorer.models import Claim, ClaimTopic, Episode, Evidence, Passage, Point, Revision, Source, Speaker, Topic
from explorer.models.people import Person
from explorer.models.slugs import find_free_slug
from explorer.text import join_words, slugify_name

LONGEST_SLUG = 80
"""The largest number of characters of a slug made of a statement; a number may follow it."""


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
    """A claim with the words that are to carry it, as a curator enters it."""

    statement: str
    holder: Speaker
    episode: Episode
    role: ClaimRole
    topics: Sequence[TopicDraft]
    quotations: Sequence[QuotationDraft]


class PartError(ValidationError):
    """A validation error of one part of a record: ``part`` is the kind, ``number`` the place, from 0."""

    def __init__(self, error: ValidationError, part: str, number: int) -> None:
        super().__init__(error)
        self.part = part
        self.number = number


class EqualClaimError(ValidationError):
    """The holder's claim of the same words in the same episode is there already, at ``slug``."""

    def __init__(self, slug: str) -> None:
        super().__init__({"statement": [f"This claim of theirs is there already: “{slug}”. Add to that one instead."]})
        self.slug = slug


def draft_claim(draft: ClaimDraft, *, by: Person) -> Claim:
    """Add a claim with its evidence and topics; raises ForbiddenError, or ValidationError, with nothing saved.

    An equal claim is refused with EqualClaimError, however many are sent at once.
    Every quotation must stand in its document exactly once, as on the claim's own page.
    """
    if not all(by.has_perm(f"explorer.add_{name}") for name in ("claim", "claimtopic", "evidence")):
        raise ForbiddenError("drafting claims takes a curator; ask one")
    with open_edit(by=by):
        Revision.objects.lock()
        if (equal := find_equal(draft)) is not None:
            raise EqualClaimError(equal)
        claim = Claim(
            slug=find_slug(draft),
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


def find_equal(draft: ClaimDraft) -> str | None:
    """Return the slug of the holder's claim of the same words in the same episode, None where there is none.

    One that was retracted is none: what was taken back may be said again in another way of reading it.
    """
    held = Claim.objects.filter(speaker=draft.holder, episode=draft.episode, statement=draft.statement)
    return held.exclude(status=Status.RETRACTED).order_by("pk").values_list("slug", flat=True).first()


def link_topics(claim: Claim, topics: Sequence[TopicDraft]) -> None:
    """Link a claim to topics, in their order; raises PartError."""
    for number, draft in enumerate(topics):
        link = ClaimTopic(claim=claim, topic=draft.topic, bearing=draft.bearing, point=draft.point)
        _save_part(link, "topics", number)


def quote_evidence(claim: Claim, quotations: Sequence[QuotationDraft]) -> None:
    """Add quotations to a claim; raises PartError for one that is not found in its document exactly once."""
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
    """Set the reason why a passage carries no claim, or clear it with None; raises RefusedError.

    ``seen`` is the disposition that the person saw: a change that somebody else made since is not overwritten.
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


def find_slug(draft: ClaimDraft) -> str:
    """Return a free slug for a claim, made of its holder's name and its statement."""
    words = slugify_name(f"{draft.holder.short_name} {draft.statement}")[: LONGEST_SLUG + 1]
    base = words if len(words) <= LONGEST_SLUG else words[:LONGEST_SLUG].rpartition("-")[0] or words[:LONGEST_SLUG]
    return find_free_slug(base or "claim")


def save_checked(record: models.Model) -> None:
    """Save a record that is valid; raises ValidationError."""
    record.full_clean()
    record.save()


def _save_part(record: models.Model, part: str, number: int) -> None:
    try:
        save_checked(record)
    except ValidationError as error:
        raise PartError(error, part, number) from error
