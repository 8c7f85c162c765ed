"""The work that waits for a curator (drafts, reviews, passages, lost quotations, blanks), and the last changes."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from explorer.coding.vocabulary import Bearing, Silence, Status
from explorer.debate.silence import ReadingSummary, fetch_readings
from explorer.models import (
    Claim,
    ClaimTopic,
    Contrast,
    Episode,
    Evidence,
    Passage,
    Relation,
    Source,
    Speaker,
    Stance,
    Topic,
)
from explorer.models.versions import TABLES, versions

LISTED = 8
"""The largest number of records of a kind that the desk lists; a link with the number leads to the rest."""

FETCHED: dict[type[models.Model], tuple[str, ...]] = {
    Contrast: ("first", "second"),
    Episode: ("series",),
    Relation: ("from_claim", "to_claim"),
    Stance: ("speaker", "topic"),
}
"""The related records that are part of a record's name, by its model."""


@dataclass(frozen=True, slots=True)
class WaitingRecords:
    """Claims or stances that wait for the same thing: their number, and the first of them."""

    model: type[models.Model]
    number: int
    first: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class WaitingSource:
    """A document with unread passages, or with topics that it was not read for."""

    source: Source
    passages: int
    blanks: int


@dataclass(frozen=True, slots=True)
class LastChange:
    """An edit's changes to records of one kind: to one record with ``key`` and ``name``, or to a ``number``."""

    model: type[models.Model]
    number: int
    key: int
    name: str
    kind: str
    at: datetime.datetime
    by: Any
    reason: str

    @property
    def noun(self) -> str:
        """The name of the kind of record, in the singular for one."""
        names = self.model._meta
        return str(names.verbose_name if self.number == 1 else names.verbose_name_plural)


@dataclass(frozen=True, slots=True)
class Worklist:
    """All work that waits for one person; ``sent_back`` is part of the drafts."""

    drafts: tuple[WaitingRecords, ...]
    sent_back: tuple[WaitingRecords, ...]
    in_review: tuple[WaitingRecords, ...]
    to_read: tuple[WaitingSource, ...]
    lost: int
    reframed: int
    changes: tuple[LastChange, ...]

    @property
    def passages(self) -> int:
        """The number of unread passages."""
        return sum(waiting.passages for waiting in self.to_read)

    @property
    def blanks(self) -> int:
        """The number of cells of the matrix that a stored document could fill."""
        return sum(waiting.blanks for waiting in self.to_read)


def compile_worklist(person: Any) -> Worklist:
    """Return the work that waits for a person; the number of queries does not depend on the number of records."""
    rows = (Claim.objects.for_desk(), Stance.objects.for_desk())
    return Worklist(
        drafts=tuple(_find_waiting(records.drafted_by(person).with_status(Status.DRAFT)) for records in rows),
        sent_back=tuple(_find_waiting(records.drafted_by(person).sent_back()) for records in rows),
        in_review=tuple(_find_waiting(records.with_status(Status.IN_REVIEW).not_own_of(person)) for records in rows),
        to_read=tuple(sorted(_list_sources_to_read(), key=lambda waiting: (-waiting.passages, -waiting.blanks))),
        lost=Evidence.objects.lost().count(),
        reframed=Evidence.objects.reframed().count(),
        changes=tuple(list_last_changes()),
    )


def list_last_changes() -> Iterator[LastChange]:
    """Yield the newest edits, newest first; costs two queries for each kind of record with versions."""
    found: list[tuple[type[models.Model], dict[str, Any]]] = []
    for model in TABLES:
        edits = versions(model).values("history_date", "history_type", "history_user", "history_change_reason")
        counted = edits.annotate(number=models.Count("pk"), key=models.Max("id")).order_by("-history_date")
        found.extend((model, edit) for edit in counted[:LISTED])
    found.sort(key=lambda pair: pair[1]["history_date"], reverse=True)
    newest = found[:LISTED]
    names = {model: _name_records(model, [edit["key"] for of, edit in newest if of is model]) for model in TABLES}
    people = get_user_model().objects.in_bulk({edit["history_user"] for _, edit in newest if edit["history_user"]})
    for model, edit in newest:
        yield LastChange(
            model,
            edit["number"],
            edit["key"],
            names[model].get(edit["key"], ""),
            {"+": "added", "~": "changed", "-": "deleted"}[edit["history_type"]],
            edit["history_date"],
            people.get(edit["history_user"]),
            edit["history_change_reason"] or "",
        )


def _find_waiting(rows: Any) -> WaitingRecords:
    return WaitingRecords(rows.model, rows.count(), tuple(rows.order_by("updated_at", "pk")[:LISTED]))


def _name_records(model: type[models.Model], keys: list[int]) -> dict[int, str]:
    deferred = ("raw", "text") if model is Source else ("text",) if model is Passage else ()
    rows = model._base_manager.select_related(*FETCHED.get(model, ())).defer(*deferred)
    return {row.pk: str(row) for row in rows.filter(pk__in=keys)}


def _list_sources_to_read() -> Iterator[WaitingSource]:
    passages, blanks = Passage.objects.waiting().count_by_source(), _count_blanks()
    for source in Source.objects.with_episode():
        if passages.get(source.pk) or blanks.get(source.pk):
            yield WaitingSource(source, passages.get(source.pk, 0), blanks.get(source.pk, 0))


def _count_blanks() -> dict[int, int]:
    """Return the number of blanks that each document could fill: those of its guests on topics it was not read for."""
    topics, guests = list(Topic.objects.all()), list(Speaker.objects.guests())
    readings = fetch_readings(guests)
    filled = set(Stance.objects.published().values_list("speaker", "topic")) | _list_stated()
    blank = [
        (guest.pk, topic)
        for guest in guests
        for topic in topics
        if (guest.pk, topic.pk) not in filled
        and readings.get(guest.pk, ReadingSummary()).find_silence(topic) == Silence.NOT_READ
    ]
    found: dict[int, int] = {}
    for source, guest, day in Source.objects.list_participants():
        unread = sum(who == guest and (day is None or day < topic.added) for who, topic in blank)
        found[source] = found.get(source, 0) + unread
    return found


def _list_stated() -> set[tuple[int, int]]:
    """Return the pairs of speakers and topics with a position in a published claim of the speaker's own."""
    links = ClaimTopic.objects.published().filter(
        bearing=Bearing.POSITION, claim__evidence__asserter=models.F("claim__speaker")
    )
    return set(links.values_list("claim__speaker", "topic"))
