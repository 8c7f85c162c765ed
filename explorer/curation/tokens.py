"""Tokens: issued to a person, shown once, revoked, and ended by what ends their owner's trust."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db.models.signals import post_save
from django.utils import timezone
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from explorer.errors import ForbiddenError
from explorer.models import Token
from explorer.models.people import Person, has_new_password


def issue_token(name: str, scopes: Sequence[str], *, days: int, by: Person) -> tuple[Token, str]:
    """Issue a token that ends after ``days``; return it with its words, which are stored nowhere.

    Raises ForbiddenError, and ValidationError by field.
    """
    if not by.has_perm("explorer.add_token"):
        raise ForbiddenError("tokens are for those who curate; ask an editor for a role")
    digest, words = get_digest_token()
    token = Token(
        user=by,
        name=name,
        scopes=list(scopes),
        digest=digest,
        token_key=words[: CONSTANTS.TOKEN_KEY_LENGTH],
        expiry=timezone.now() + datetime.timedelta(days=days),
    )
    token.full_clean()
    token.save()
    return token, words


def may_see_all_tokens(person: Person) -> bool:
    """Return whether a person sees everybody's tokens, which takes the permission to change accounts."""
    return bool(person.has_perm("auth.change_user"))


def may_revoke(token: Token, *, by: Person) -> bool:
    """Return whether a person may revoke a token.

    They may revoke their own; who may change accounts may revoke all, but a superuser's only as a superuser.
    """
    if token.user_id == by.pk:
        return True
    return may_see_all_tokens(by) and (by.is_superuser or not token.user.is_superuser)


def end_tokens(person: Person) -> None:
    """Delete all tokens of a person."""
    Token.objects.owned_by(person).delete()


def connect() -> None:
    """Connect the signal of saved accounts: who is closed out, leaves the staff or has a new password has no tokens."""
    post_save.connect(_after_saving_account, sender=settings.AUTH_USER_MODEL)


def _after_saving_account(instance: Person, *, raw: bool, **_: object) -> None:
    if not raw and (has_new_password(instance) or not (instance.is_active and instance.is_staff)):
        end_tokens(instance)
