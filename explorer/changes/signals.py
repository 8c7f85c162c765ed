"""Has every change of what readers see noted, whoever makes it; bulk work, of which no signal tells, notes itself."""

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, pre_delete, pre_save

from explorer.changes.affected import TOUCHED, as_stored
from explorer.changes.outbox import note_everything, note_rows


def connect() -> None:
    """Listen to every model of what the site shows, and to its links."""
    for model in TOUCHED:
        pre_save.connect(_before_saving, sender=model)
        pre_delete.connect(_before_deleting, sender=model)
        for links in model._meta.many_to_many:  # noqa: SLF001, documented by Django
            m2m_changed.connect(_before_linking, sender=links.remote_field.through)


def _before_saving(instance: models.Model, *, raw: bool, **_: object) -> None:
    """Note what the row was and what it will be; a fixture's rows may refer to others that are not there yet."""
    if raw:
        note_everything()
    else:
        note_rows(as_stored(instance), instance)


def _before_deleting(instance: models.Model, **_: object) -> None:
    note_rows(instance)


def _before_linking(instance: models.Model, action: str, *, reverse: bool, **options: Any) -> None:  # noqa: ANN401
    """Note the rows that own the links: claims of topics, episodes of speakers."""
    if not action.startswith("pre_"):
        return
    if not reverse:
        note_rows(instance)
    elif options["pk_set"] is None:
        note_everything()  # all links of a topic or speaker are cleared at once, which nothing in the project does
    else:
        note_rows(*options["model"]._base_manager.filter(pk__in=options["pk_set"]))  # noqa: SLF001
