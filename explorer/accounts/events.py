"""What is written down of log-ins, second factors, passwords, rights and tokens."""

from typing import Any

from allauth.account.signals import authentication_step_completed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal

from explorer.accounts.rights import MODELS, WORDS
from explorer.events import record_event
from explorer.models import Token
from explorer.models.people import has_new_password

OF_PERSONS: tuple[tuple[Signal, str], ...] = (
    (user_logged_in, "login"),
    (user_logged_out, "logout"),
    (password_reset, "password reset"),
    (authenticator_added, "second factor added"),
    (authenticator_removed, "second factor removed"),
    (authenticator_reset, "recovery codes made"),
    (authentication_failed, "second factor failed"),
)


def connect() -> None:
    """Connect the signals whose senders are to be written down."""
    for signal, event in OF_PERSONS:
        signal.connect(_make_receiver(event), weak=False, dispatch_uid=f"event: {event}")
    user_login_failed.connect(_after_failed_login)
    authentication_step_completed.connect(_after_step)
    post_save.connect(_after_saving_account, sender=settings.AUTH_USER_MODEL)
    post_save.connect(_after_log_entry, sender=LogEntry)
    post_save.connect(_after_saving_token, sender=Token)
    post_delete.connect(_after_deleting_token, sender=Token)


def _make_receiver(event: str) -> Any:
    def record(user: Any = None, **_: object) -> None:
        if user is not None:
            record_event(event, by=user.get_username())

    return record


def _after_failed_login(credentials: dict[str, Any], **_: object) -> None:
    # Somebody may have typed their password into the field of the name.
    name = str(credentials.get("username", ""))
    record_event("login failed", account=name if _is_name(name) else "unknown")


def _after_step(user: Any, method: str, **facts: Any) -> None:
    # The password at a log-in is told of by the log-in itself.
    if method == "mfa":
        record_event("second factor given", by=user.get_username(), kind=facts.get("type"))
    elif facts.get("reauthenticated") and not facts.get("at_login"):
        record_event("password given again", by=user.get_username())


def _after_saving_account(instance: Any, *, created: bool, **_: object) -> None:
    if not created and has_new_password(instance):
        record_event("password changed", account=instance.get_username())


def _is_name(name: str) -> bool:
    from django.contrib.auth.models import User

    return User.objects.filter(username=name).exists()


def _after_log_entry(instance: LogEntry, *, created: bool, **_: object) -> None:
    model = instance.content_type.model_class() if instance.content_type else None
    if created and model in MODELS:
        what = WORDS.get(instance.action_flag) or instance.get_change_message()
        record_event(
            "rights",
            by=instance.user.get_username(),
            kind=model._meta.model_name,
            record=instance.object_repr,
            what=what,
        )


def _after_saving_token(instance: Token, *, created: bool, **_: object) -> None:
    if created:
        _record_token("token made", instance)


def _after_deleting_token(instance: Token, **_: object) -> None:
    _record_token("token ended", instance)


def _record_token(event: str, token: Token) -> None:
    record_event(event, owner=token.user.get_username(), token=token.name, scopes=",".join(token.scopes))
