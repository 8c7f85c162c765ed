"""Has every change of what readers see noted, whoever makes it; bulk work, of which no signal tells, notes itself.

Ends the tokens of an account that is closed.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from explorer.services.issuing import end_tokens_of
from explorer.services.noting import note_everything, note_rows
from explorer.services.touching import TOUCHED, as_stored


def connect() -> None:
    """Listen to every model of what the site shows, and to its links."""
    for model in TOUCHED:
        pre_save.connect(_before_saving, sender=model)
        pre_delete.connect(_before_deleting, sender=model)
        for links in model._meta.many_to_many:  # noqa: SLF001, documented by Django
            m2m_changed.connect(_before_linking, sender=links.remote_field.through)
    post_save.connect(_after_saving_account, sender=settings.AUTH_USER_MODEL)


def _after_saving_account(instance: Any, *, raw: bool, **_: object) -> None:  # noqa: ANN401  (a user, whatever the model)
    """End what programs did in the name of somebody whose account is closed."""
    if not raw and not instance.is_active:
        end_tokens_of(instance)


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
