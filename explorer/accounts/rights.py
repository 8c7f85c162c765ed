"""Changes of rights, for those who answer for them: who was given what, by whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.contrib.auth.models import Group, User

from explorer.models import Token
from explorer.models.people import Person

MODELS = (User, Group, Token)
WORDS = {ADDITION: "added", DELETION: "deleted"}


@dataclass(frozen=True, slots=True)
class RightsChange:
    """A change to an account, a role or a token; ``what`` tells it as the admin noted it."""

    at: datetime
    by: Any
    noun: str
    name: str
    what: str


def may_see_rights(person: Person) -> bool:
    """Return whether a person is shown them, which takes the permission to change accounts."""
    return bool(person.has_perm("auth.change_user"))


def list_rights_changes(most: int) -> list[RightsChange]:
    """Return the newest changes, newest first; costs one query beside the content types, which are cached."""
    labels = [(model._meta.app_label, model._meta.model_name) for model in MODELS]
    rows = LogEntry.objects.select_related("user", "content_type").filter(
        content_type__app_label__in={app for app, _ in labels}, content_type__model__in=[name for _, name in labels]
    )
    return [
        RightsChange(
            row.action_time,
            row.user,
            row.content_type.name if row.content_type else "",
            row.object_repr,
            WORDS.get(row.action_flag) or row.get_change_message(),
        )
        for row in rows.order_by("-action_time", "-pk")[:most]
    ]
