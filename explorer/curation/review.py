"""The acts of review: a record is submitted, sent back, published, retracted or restored.

Admin and API write through these functions alone. Each is one edit in one transaction, and raises RefusedError, with
nothing changed, where the permissions of review or the rules of coding forbid it, and where somebody would publish a
claim that they have not seen.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from explorer.changes.edit import open_edit
from explorer.checks.publication import assessed_faults, publication_faults
from explorer.coding.review_permissions import Act, ReviewPermissions, act_fault, edit_fault
from explorer.coding.vocabulary import Status
from explorer.curation.locks import lock_version
from explorer.curation.sightings import sighting_fault
from explorer.debate.stances import assess_stances
from explorer.errors import ForbiddenError, RefusedError, UnseenError
from explorer.models import Claim, Stance
from explorer.models.people import Person
from explorer.models.versions import versions
from explorer.text import join_words

Reviewed = Claim | Stance
Row = TypeVar("Row", Claim, Stance)

CHECKED = {Act.PUBLISH, Act.RESTORE}
"""The acts after which every rule must hold; for claims submitting is checked as well."""

ANY_REVIEWER = ReviewPermissions(drafts=True, reviews=True, is_own=False, is_free=True)
"""The permissions of whoever may do the most; what they forbid is forbidden by the record's state."""


def review_permissions(person: Person, record: Reviewed) -> ReviewPermissions:
    """Return the review permissions of a person on a record."""
    name = record._meta.model_name
    owners = {record.created_by_id, record.edited_by_id} - {None}
    return ReviewPermissions(
        drafts=person.has_perm(f"explorer.change_{name}"),
        reviews=person.has_perm(f"explorer.review_{name}"),
        is_own=person.pk in owners,
        is_free=record.created_by_id is None,
        is_alone=settings.SINGLE_CURATOR,
    )


def edit_refusal(record: Reviewed, *, by: Person) -> str | None:
    """Return the reason why a person may not edit a record; None where they may."""
    return edit_fault(Status(record.status), review_permissions(by, record))


def refuse_edit(record: Reviewed, *, by: Person) -> None:
    """Raise ForbiddenError where a person may not edit a record and another may, RefusedError where nobody may."""
    if fault := edit_refusal(record, by=by):
        is_personal = edit_fault(Status(record.status), ANY_REVIEWER) is None
        raise (ForbiddenError if is_personal else RefusedError)(fault)


def find_refusal(act: Act, record: Reviewed, *, by: Person) -> str | None:
    """Return the reason why a person cannot perform an act on a record now; None where they can."""
    return _rule_fault(act, record, by=by) or _unseen_fault(act, record, by=by)


def _rule_fault(act: Act, record: Reviewed, *, by: Person) -> str | None:
    if act in {Act.RETRACT, Act.RESTORE} and not isinstance(record, Claim):
        return "only a claim has an address that readers may have cited; send the stance back instead"
    if fault := act_fault(act, Status(record.status), review_permissions(by, record)):
        return fault
    if act in CHECKED or (act == Act.SUBMIT and isinstance(record, Claim)):
        return "; ".join(publication_faults(record)) or None
    return None


def _unseen_fault(act: Act, record: Reviewed, *, by: Person, checksum: str | None = None) -> str | None:
    """Return why a claim is not shown to readers by a person: they have not seen it as it is."""
    if not act.makes_public or not isinstance(record, Claim):
        return None
    return sighting_fault(record, by=by, checksum=checksum)


def list_acts(record: Reviewed, *, by: Person) -> list[Act]:
    """Return the acts that a person may perform on a record, whether or not the record is ready for them."""
    acts = [act for act in Act if isinstance(record, Claim) or act not in {Act.RETRACT, Act.RESTORE}]
    return [act for act in acts if act_fault(act, Status(record.status), review_permissions(by, record)) is None]


def submit(record: Row, *, by: Person) -> Row:
    """Submit a draft for review."""
    return _act(Act.SUBMIT, record, by=by)


def send_back(record: Row, *, by: Person, reason: str) -> Row:
    """Make a record a draft again and tell its author why; a published one is public no more."""
    return _act(Act.SEND_BACK, record, by=by, reason=reason)


def publish(record: Row, *, by: Person) -> Row:
    """Publish a record."""
    return _act(Act.PUBLISH, record, by=by)


def retract(record: Claim, *, by: Person, reason: str) -> Claim:
    """Retract a claim that readers may have cited; its address shows the date and the reason."""
    return _act(Act.RETRACT, record, by=by, reason=reason)


def restore(record: Claim, *, by: Person) -> Claim:
    """Publish a claim again that was retracted by mistake."""
    return _act(Act.RESTORE, record, by=by)


def perform(
    act: Act,
    record: Row,
    *,
    by: Person,
    reason: str = "",
    version: int | None = None,
    checksum: str | None = None,
) -> Row:
    """Perform an act by its name; raises OvertakenError where ``version`` is given and is not the newest one.

    What shows a claim to readers raises UnseenError where the person has not seen it as it is now, or where
    ``checksum`` is given and is not that of what they have seen.
    """
    return _act(act, record, by=by, reason=reason, version=version, checksum=checksum)


def make_draft(record: Reviewed, *, reason: str) -> None:
    """Make a record a draft again because its evidence is gone, and tell its author why; checks no permission.

    Call it in the edit that removes the evidence.
    """
    record.status, record.sent_back_because = Status.DRAFT, reason
    record.save()


def send_back_uncarried(claims: Iterable[Claim], *, by: Person, reason: str) -> list[Stance]:
    """Make drafts of the published stances that their claims no longer carry; return them.

    Call it in the edit that changes, publishes or removes the claims, so that no number stands without its evidence,
    and nobody is “not placed” beside evidence that scores.
    """
    sent = []
    with open_edit(by=by, reason=reason):
        for assessed in assess_stances(list(Stance.objects.published().that_may_rest_on(claims).with_context())):
            if any(assessed_faults(assessed)):
                make_draft(assessed.record, reason=reason)
                sent.append(assessed.record)
    return sent


def refuse_unfit(record: Reviewed) -> None:
    """Raise RefusedError where a record is published and no longer fit for publication."""
    if record.status == Status.PUBLISHED and (faults := publication_faults(record)):
        raise RefusedError(f"it is public, and {faults[0]}")


def send_back_overtaken(claim: Claim, before: Iterable[Claim], *, by: Person) -> list[Stance]:
    """Make drafts of the stances that a public claim carried before its change and no longer carries; return them."""
    if claim.status != Status.PUBLISHED:
        return []
    reason = f"the claim “{claim}” was changed and does not carry it any more"
    return send_back_uncarried([*before, claim], by=by, reason=reason)


def relation_fault(claims: Iterable[Claim], *, by: Person) -> str | None:
    """Return the reason why a person may not relate these claims; None where they may.

    A relation has no status: readers see it as soon as both of its claims are published.
    """
    statuses = [claim.status for claim in claims]
    if statuses == [Status.PUBLISHED] * 2 and not by.has_perm("explorer.review_claim"):
        return "both claims are published, so that readers would see it at once; ask a reviewer"
    return None


def deletion_fault(record: Reviewed, *, by: Person) -> str | None:
    """Return the reason why a person may not delete a record; None where they may.

    They must be allowed to edit it, and readers must never have seen it.
    """
    if fault := edit_refusal(record, by=by):
        return fault
    if versions(type(record)).filter(id=record.pk, status=Status.PUBLISHED).exists():
        return "readers may have cited it; retract it, or leave it a draft"
    return None


def _act(
    act: Act,
    record: Row,
    *,
    by: Person,
    reason: str = "",
    version: int | None = None,
    checksum: str | None = None,
) -> Row:
    reason = reason.strip()
    if act.needs_reason and not reason:
        raise RefusedError("give the reason: it is what the author or the reader is told")
    with open_edit(by=by, reason=f"{act.done}: {reason}" if reason else act.done):
        stored = lock_version(record, version=version)
        _refuse(act, stored, by=by)
        if fault := _unseen_fault(act, stored, by=by, checksum=checksum):
            raise UnseenError(f"“{stored}” was not {act.done}: {fault}")
        was_public = stored.status == Status.PUBLISHED
        _put(stored, act, reason)
        if isinstance(stored, Claim) and (was_public or act.makes_public):
            role = "on which it rested" if was_public else "which it does not fit"
            send_back_uncarried([stored], by=by, reason=f"the claim “{stored}”, {role}, was {act.done}")
    return stored


def _refuse(act: Act, record: Reviewed, *, by: Person) -> None:
    if fault := _rule_fault(act, record, by=by):
        status = Status(record.status)
        is_personal = act_fault(act, status, review_permissions(by, record)) is not None and not act_fault(
            act, status, ANY_REVIEWER
        )
        raise (ForbiddenError if is_personal else RefusedError)(f"“{record}” was not {act.done}: {fault}")


def _put(record: Reviewed, act: Act, reason: str) -> None:
    record.status = act.outcome
    record.sent_back_because = reason if act == Act.SEND_BACK else ""
    if isinstance(record, Claim):
        if act.makes_public:
            record.published_on = record.published_on or timezone.localdate()
            record.evidence.reframed().update(sentence_before="")
        is_retraction = act == Act.RETRACT
        record.retracted_on = timezone.localdate() if is_retraction else None
        record.retraction_reason = reason if is_retraction else ""
    try:
        record.full_clean()
    except ValidationError as error:
        raise RefusedError(f"“{record}” was not {act.done}: {join_words(error.messages)}") from error
    record.save()
