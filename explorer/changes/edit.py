"""An edit: it keeps one version of each record written in it, raises the revision once and queues the index.

Single saves and deletions join the open edit, or open one of their own (`changes/signals.py`). Bulk writes send no
signals, so their callers call `Edit.will_change` before they write and `Edit.added` after. What else follows an edit,
such as the tables of the overviews, registers with `changes/followers.py`.
"""

import datetime
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from explorer.changes.affected import fetch_stored, list_affected_documents
from explorer.changes.areas import ChangedAreas
from explorer.changes.followers import Follower, make_followers
from explorer.changes.outbox import Queue
from explorer.changes.version_keeping import Signature, keep_first_versions, keep_versions, split_batches
from explorer.events import record_event
from explorer.models.versions import TABLES

Keys = dict[Any, bool]
"""The keys of records, with whether the record was added; the rows themselves would fill the memory."""


@dataclass(slots=True)
class Edit:
    """One act of one person: the changed records, the reason and the time, which is the date of all its versions."""

    by: Any = None
    reason: str = ""
    at: datetime.datetime = field(default_factory=timezone.now)
    _records: dict[type[models.Model], Keys] = field(default_factory=dict)
    _unqueued: dict[type[models.Model], set[Any]] = field(default_factory=dict)
    """Records written in bulk; their documents are queued from the rows that are read for their versions."""
    _queue: Queue = field(default_factory=Queue)
    _areas: ChangedAreas = field(default_factory=ChangedAreas)
    _followers: list[Follower] = field(default_factory=make_followers)

    def will_change(
        self, model: type[models.Model], keys: Collection[Any], *, within: models.Model | None = None
    ) -> None:
        """Note that records, or only their parts, will be written in bulk; call it before they are written.

        As the edit ends, a version of each is kept and its documents are queued. The documents of the record as it was
        are not queued, so slugs and statuses may not change in bulk. ``within`` is the record whose documents include
        those of the records, such as the source of passages.
        """
        if not keys:
            return
        self._keep_first(model, keys)
        self._areas.add_whole()  # nothing is known of the rows as they were
        for follower in self._followers:
            follower.will_change(model, keys)
        records = self._records.setdefault(model, {})
        for key in keys:
            records.setdefault(key, False)
        if within is None:
            self._unqueued.setdefault(model, set()).update(keys)
        else:
            self.queue(within)

    def added(self, rows: Collection[models.Model], *, within: models.Model | None = None) -> None:
        """Note rows added in bulk: keep their versions, queue their documents; ``within`` as in `will_change`."""
        for row in rows:
            if type(row) in TABLES:
                self.saved(row, is_new=True)
        if within is None:
            self.queue(*rows)
        elif rows:
            self.queue(within)

    def will_save(self, row: models.Model) -> None:
        """Keep a first version of a row that has none, and queue the row as it was and as it will be."""
        if type(row) in TABLES and not row._state.adding:
            self._keep_first(type(row), [row.pk])
        self.queue(fetch_stored(row), row)

    def saved(self, row: models.Model, *, is_new: bool) -> None:
        """Note that a row was saved, so that a version of it is kept as the edit ends."""
        self._records.setdefault(type(row), {}).setdefault(row.pk, is_new)

    def deleted(self, row: models.Model) -> None:
        """Note that a row is gone."""
        for follower in self._followers:
            follower.note(row)

    def queue(self, *rows: models.Model | None) -> None:
        """Queue the documents that rows affect, as far as readers see the rows."""
        held = [row for row in rows if row is not None]
        for follower in self._followers:
            for row in held:
                follower.note(row)
        if self._queue.is_everything:
            self._areas.add_whole()
            return  # finding out what many rows affect takes queries
        documents = [(row, list_affected_documents(row)) for row in held]
        if public := [(row, keys) for row, keys in documents if keys is not None]:
            self._queue.add(frozenset().union(*(keys for _, keys in public)))
        for row, _ in public:
            self._areas.add(row)

    def queue_everything(self) -> None:
        """Queue the whole index, to be rebuilt."""
        for follower in self._followers:
            follower.note_everything()
        self._queue.add_everything()
        self._areas.add_whole()

    def lock(self) -> None:
        """Make other writers wait until the transaction ends."""
        self._queue.lock()

    def list_keys(self, model: type[models.Model]) -> list[Any]:
        """Return the keys of the records of a model written so far."""
        return list(self._records.get(model, ()))

    def end(self) -> None:
        """Keep the versions, let the followers write, raise the revision and write the outbox; for `open_edit`."""
        signature = Signature(self.by, self.reason, self.at)
        for model, records in self._records.items():
            unqueued = self._unqueued.get(model, set())
            for batch in split_batches(records):
                rows = keep_versions(model, {key: records[key] for key in batch}, signature)
                self.queue(*(row for key, row in rows.items() if key in unqueued))
        for follower in self._followers:
            follower.end()
        if revision := self._queue.write_outbox():
            self._areas.write(revision)
        transaction.on_commit(self._record)

    def _record(self) -> None:
        """Write down who changed how many records of each kind, and why."""
        written = {model._meta.model_name: len(records) for model, records in self._records.items() if records}
        if written:
            by = self.by.get_username() if self.by is not None else ""
            record_event("edit", by=by, reason=self.reason, records=written)

    def _keep_first(self, model: type[models.Model], keys: Collection[Any]) -> None:
        known = self._records.get(model, {})
        if unknown := [key for key in keys if key not in known]:
            keep_first_versions(model, unknown, self.at)


_current: ContextVar[Edit | None] = ContextVar("edit", default=None)


def current_edit() -> Edit | None:
    """Return the open edit, None where there is none."""
    return _current.get()


@contextmanager
def open_edit(
    *,
    by: Any = None,
    reason: str = "",
    alone: bool = False,
    dry_run: bool = False,
    savepoint: bool = True,
) -> Iterator[Edit]:
    """Run the block as one edit in one transaction; inside another edit it is part of that one.

    ``alone`` is for large work: it locks the revision at the start. Otherwise two edits that each hold rows the other
    needs, one of them with the revision, would deadlock. ``dry_run`` does everything and then rolls back; it raises
    RuntimeError inside another edit. ``savepoint`` is that of ``transaction.atomic``.
    """
    if (outer := _current.get()) is not None:
        if dry_run:
            raise RuntimeError("a dry run undoes the whole edit; it cannot be part of another one")
        if alone:
            outer.lock()
        yield outer
        return
    edit = Edit(by, reason)
    token = _current.set(edit)
    try:
        with transaction.atomic(savepoint=savepoint):
            if alone:
                edit.lock()
            yield edit
            if dry_run:
                transaction.set_rollback(True)
            else:
                edit.end()
    finally:
        _current.reset(token)
