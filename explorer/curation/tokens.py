"""Tokens: made for a person, shown once, revoked, and ended with their owner's account."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db.models.signals import post_save
from django.utils import timezone
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from explorer.errors import ForbiddenError
from explorer.models import Token
from explorer.models.people import Person


def issue_token(name: str, scopes: Sequence[str], *, days: int, by: Person) -> tuple[Token, str]:
    """Make a token for a person, good for some days; return it with the words that are shown once and kept nowhere.

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


def keeps_all(person: Person) -> bool:
    """Whether a person sees everybody's tokens: who keeps the accounts."""
    return bool(person.has_perm("auth.change_user"))


def may_revoke(token: Token, *, by: Person) -> bool:
    """Whether a person may end a token: their own, or, for who keeps the accounts, any but a superuser's."""
    if token.user_id == by.pk:
        return True
    return keeps_all(by) and (by.is_superuser or not token.user.is_superuser)


def end_tokens(person: Person) -> None:
    """End all tokens of a person, whose account was closed."""
    Token.objects.owned_by(person).delete()


def connect() -> None:
    """Listen to accounts, so that what programs do in somebody's name ends when the account is closed."""
    post_save.connect(_after_saving_account, sender=settings.AUTH_USER_MODEL)


def _after_saving_account(instance: Person, *, raw: bool, **_: object) -> None:
    if not raw and not instance.is_active:
        end_tokens(instance)
