"""Changes and deletions of claims and stances after their first draft; each is one edit under a lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from explorer.changes.edit import open_edit
from explorer.curation.drafts import QuotationDraft, TopicDraft, link_topics, quote_evidence, save_checked
from explorer.curation.locks import lock_version
from explorer.curation.review import deletion_fault, refuse_edit, refuse_unfit, send_back_overtaken
from explorer.errors import ForbiddenError, RefusedError
from explorer.models import Claim, Stance
from explorer.models.people import Person

Row = TypeVar("Row", Claim, Stance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """The new content of a claim: columns by name, all topics and all quotations; None leaves them as they are."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    topics: Sequence[TopicDraft] | None = None
    quotations: Sequence[QuotationDraft] | None = None


def amend_claim(claim: Claim, amendment: Amendment, *, version: int | None, by: Person) -> Claim:
    """Change a claim; raises ValidationError, RefusedError or OvertakenError, with nothing changed.

    A published claim must stay fit for publication. Stances that it no longer carries become drafts.
    """
    with open_edit(by=by) as edit:
        stored = lock_version(claim, version=version)
        refuse_edit(stored, by=by)
        before = list(Claim.objects.published().filter(pk=stored.pk))
        edit.will_change(Claim, [stored.pk])
        _save_columns(stored, amendment.columns, by=by)
        if amendment.topics is not None:
            stored.topic_links.all().delete()
            link_topics(stored, amendment.topics)
        _requote(stored, amendment.quotations)
        refuse_unfit(stored)
        send_back_overtaken(stored, before, by=by)
    return stored


def draft_stance(columns: Mapping[str, Any], *, by: Person) -> Stance:
    """Add a stance; raises ForbiddenError, or ValidationError by field, with nothing saved."""
    if not by.has_perm("explorer.add_stance"):
        raise ForbiddenError("drafting stances takes a curator; ask one")
    with open_edit(by=by):
        stance = Stance(**columns, created_by=by, edited_by=by)
        save_checked(stance)
    return stance


def amend_stance(stance: Stance, columns: Mapping[str, Any], *, version: int | None, by: Person) -> Stance:
    """Change a stance; raises ValidationError, RefusedError or OvertakenError, with nothing changed."""
    with open_edit(by=by):
        stored = lock_version(stance, version=version)
        refuse_edit(stored, by=by)
        _save_columns(stored, columns, by=by)
        refuse_unfit(stored)
    return stored


def delete_draft(record: Row, *, version: int | None, by: Person) -> None:
    """Delete a claim or stance that was never public; raises RefusedError or OvertakenError."""
    with open_edit(by=by):
        stored = lock_version(record, version=version)
        refuse_edit(stored, by=by)
        if not by.has_perm(f"explorer.delete_{stored._meta.model_name}"):
            raise ForbiddenError("this takes a curator; ask one")
        if fault := deletion_fault(stored, by=by):
            raise RefusedError(fault)
        stored.delete()


def _save_columns(record: Row, columns: Mapping[str, Any], *, by: Person) -> None:
    for name, value in columns.items():
        setattr(record, name, value)
    record.edited_by = by
    save_checked(record)


def _requote(claim: Claim, quotations: Sequence[QuotationDraft] | None) -> None:
    """Replace the quotations of a claim; with None, check that the present ones still fit the claim."""
    if quotations is not None:
        claim.evidence.all().delete()
        quote_evidence(claim, quotations)
        return
    for piece in claim.evidence.select_related("source"):
        piece.claim = claim
        piece.full_clean()
