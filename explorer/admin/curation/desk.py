"""The curator's desk: the admin's first page, with the work that waits and links to it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.accounts.rights import list_rights_changes, may_see_rights
from explorer.admin.curation.annotation import annotate_address
from explorer.admin.curation.claim_review import review_address
from explorer.coding.vocabulary import Status
from explorer.corpus.permissions import may_take_out
from explorer.curation.worklist import LISTED, LastChange, WaitingRecords, WaitingSource, Worklist, compile_worklist
from explorer.models import Claim, Evidence, Passage, Source, Stance


@dataclass(frozen=True, slots=True)
class QueueLink:
    """A link to a filtered list, with the number of its records."""

    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class UnreadSource:
    """A document to read, with the addresses of its unread passages and of its annotation."""

    what: WaitingSource
    address: str
    beside: str


@dataclass(frozen=True, slots=True)
class LinkedChange:
    """A record or a change with the address of its record; the address is empty where that was deleted."""

    what: object
    address: str


def desk(request: HttpRequest) -> HttpResponse:
    """Show the work that waits for the person who is logged in, above Django's list of models."""
    waiting = compile_worklist(request.user)
    may_review = any(request.user.has_perm(f"explorer.review_{name}") for name in ("claim", "stance"))
    context = {
        "queues": _list_queues(waiting, may_review=may_review),
        "sent_back": [_link_record(row) for group in waiting.sent_back for row in group.first],
        "in_review": [_link_review(row) for group in waiting.in_review for row in group.first],
        "may_review": may_review,
        "may_take_out": may_take_out(request.user),
        "to_read": [_link_source(source) for source in waiting.to_read[:LISTED]],
        "unlisted": max(len(waiting.to_read) - LISTED, 0),
        "documents": list_address(Source),
        "changes": [LinkedChange(change, _find_change_address(change)) for change in waiting.changes],
        "rights": list_rights_changes(LISTED) if may_see_rights(request.user) else (),
        "waiting": waiting,
        "app_list": sorted(admin.site.get_app_list(request), key=lambda app: app["app_label"] != "explorer"),
    }
    return admin.site.index(request, context)


def list_address(model: type[models.Model], **filters: object) -> str:
    """Return the address of a filtered list of the admin."""
    address = reverse(f"admin:explorer_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def _list_queues(waiting: Worklist, *, may_review: bool) -> list[QueueLink]:
    drafts = {"whose": "mine", "status__exact": Status.DRAFT.value}
    to_review = {"whose": "others", "status__exact": Status.IN_REVIEW.value}
    return [
        *_link_waiting(waiting.drafts, "My drafts", **drafts),
        *_link_waiting(waiting.sent_back, "Sent back to me", whose="sent-back"),
        *(_link_waiting(waiting.in_review, "To review", **to_review) if may_review else ()),
        QueueLink("Passages to read", waiting.passages, list_address(Passage, fate="waiting")),
        QueueLink("Quotations lost", waiting.lost, list_address(Evidence, place="lost")),
        QueueLink("Quotations in another sentence", waiting.reframed, list_address(Evidence, place="reframed")),
        QueueLink("Blanks to fill", waiting.blanks, list_address(Source, read="not")),
    ]


def _link_waiting(kinds: tuple[WaitingRecords, ...], label: str, **filters: object) -> list[QueueLink]:
    """Return the links to the queues of one label: of claims always, of stances where there are any."""
    return [
        QueueLink(f"{label}: {kind.model._meta.verbose_name_plural}", kind.number, list_address(kind.model, **filters))
        for kind in kinds
        if kind.number or kind.model is Claim
    ]


def _link_source(waiting: WaitingSource) -> UnreadSource:
    return UnreadSource(
        waiting,
        list_address(Passage, source__id__exact=waiting.source.pk, fate="waiting"),
        annotate_address(waiting.source),
    )


def _link_review(row: Claim | Stance) -> LinkedChange:
    return LinkedChange(row, review_address(row.pk)) if isinstance(row, Claim) else _link_record(row)


def _link_record(row: Claim | Stance) -> LinkedChange:
    return LinkedChange(row, reverse(f"admin:explorer_{row._meta.model_name}_change", args=[row.pk]))


def _find_change_address(change: LastChange) -> str:
    if change.number > 1:
        return list_address(change.model)
    if not change.name:
        return ""
    return reverse(f"admin:explorer_{change.model._meta.model_name}_history", args=[change.key])
