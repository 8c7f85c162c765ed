"""Signals that make single saves, deletions and links join the open edit, or open one; bulk writes send none."""

from functools import partial
from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from simple_history.signals import pre_create_historical_record

from explorer.changes.affected import AFFECTED
from explorer.changes.edit import current_edit, open_edit
from explorer.models.fields import Record
from explorer.models.versions import TABLES


def connect() -> None:
    """Connect the signals of every model that the site shows, of its links, and of versions of deleted records."""
    Record.open_edit = partial(open_edit, savepoint=False)
    for model in AFFECTED:
        pre_save.connect(_before_saving, sender=model)
        if model in TABLES:
            post_save.connect(_after_saving, sender=model)
        pre_delete.connect(_before_deleting, sender=model)
        post_delete.connect(_after_deleting, sender=model)
        for links in model._meta.many_to_many:
            m2m_changed.connect(_before_linking, sender=links.remote_field.through)
    pre_create_historical_record.connect(_before_keeping_deleted)


def _before_saving(instance: models.Model, *, raw: bool, **_: object) -> None:
    with open_edit(savepoint=False) as edit:
        if raw:
            edit.queue_everything()  # a fixture's rows may refer to others that are not there yet
        else:
            edit.will_save(instance)


def _after_saving(instance: models.Model, *, created: bool, raw: bool, **_: object) -> None:
    if not raw:
        with open_edit(savepoint=False) as edit:
            edit.saved(instance, is_new=created)


def _before_deleting(instance: models.Model, **_: object) -> None:
    with open_edit(savepoint=False) as edit:
        edit.queue(instance)


def _after_deleting(instance: models.Model, **_: object) -> None:
    """Tell the followers once more: where rows are deleted by a query alone, each deletion begins as an own edit."""
    with open_edit(savepoint=False) as edit:
        edit.deleted(instance)


def _before_linking(instance: models.Model, action: str, *, reverse: bool, **options: Any) -> None:
    """Queue the rows that own the links: the claims of a topic, the episodes of a speaker."""
    if not action.startswith("pre_"):
        return
    with open_edit(savepoint=False) as edit:
        if not reverse:
            edit.queue(instance)
        elif options["pk_set"] is None:
            edit.queue_everything()  # all links of a topic or speaker are cleared at once, which nothing here does
        else:
            edit.queue(*options["model"]._base_manager.filter(pk__in=options["pk_set"]))


def _before_keeping_deleted(history_instance: Any, **_: object) -> None:
    """Give the version that simple-history keeps of a deleted record the edit's date, reason and user."""
    edit = current_edit()
    history_instance.history_change_reason = edit.reason if edit else ""
    if edit:
        history_instance.history_date = edit.at
        history_instance.history_user = edit.by or history_instance.history_user
