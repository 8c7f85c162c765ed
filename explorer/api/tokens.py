"""Tokens at the door of the desk: who owns them, whether they are valid, and what they open."""

import logging
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import DatabaseError
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from knox.auth import TokenAuthentication
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from explorer.coding.scopes import Scope
from explorer.events import record_event
from explorer.models import Bearer, Token
from explorer.text import join_words
from explorer.web.faults import find_fault

logger = logging.getLogger(__name__)

WORDS = re.compile(rb"[A-Za-z0-9_]{16,100}")
CHALLENGE = 'Bearer realm="Debate Explorer"'
UNKNOWN = "The token is unknown, has ended or was revoked, or its account is closed; make another one in the admin."


class TokenRequirement(NamedTuple):
    """The requirement of an operation: a token with one of the scopes, of an account with the permission."""

    scopes: Sequence[Scope]
    permission: str


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]  # the library has no types
    """Authenticates ``Authorization: Bearer <token>`` (RFC 6750).

    Every invalid token gets the same answer, so that nobody learns what is wrong with it.
    """

    def authenticate(self, request: Request) -> tuple[Bearer, Token] | None:
        """Return the owner and the token, None where no token was sent; raises AuthenticationFailed."""
        scheme, _, words = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        if not WORDS.fullmatch(words.strip()):
            raise AuthenticationFailed(UNKNOWN)
        try:
            found: tuple[Bearer, Token] = self.authenticate_credentials(words.strip())
        except AuthenticationFailed as error:
            raise AuthenticationFailed(UNKNOWN) from error
        return found

    def validate_user(self, auth_token: Token) -> tuple[Bearer, Token]:
        """Return the owner as a Bearer, and the token; raises AuthenticationFailed where the account is closed."""
        super().validate_user(auth_token)
        try:
            auth_token.record_use()
        except DatabaseError as error:
            # A program goes on to read where the site cannot write down that it does.
            if find_fault(error) is None:
                raise
            logger.warning("the use of a token is not written down", exc_info=error)
        record_event("token accepted", owner=auth_token.user.get_username(), token=auth_token.name)
        return auth_token.bearer, auth_token

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge that a 401 carries."""
        return CHALLENGE


class TokenPermission(BasePermission):
    """Lets a request through that meets the view's ``need``, and tells others what they lack."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return True, or raise NotAuthenticated or PermissionDenied with what is lacking."""
        token: Any = request.auth
        if token is None:
            raise NotAuthenticated("Send a token: Authorization: Bearer <token>. Curators make them in the admin.")
        need: TokenRequirement | None = view.need
        if need is None:
            return True
        if not set(need.scopes) & set(token.scopes):
            raise _build_scope_error(need.scopes, token.scopes)
        if not request.user.has_perm(need.permission):
            raise PermissionDenied("The roles of your account do not allow this; ask an editor for the role.")
        return True


def _build_scope_error(needed: Sequence[Scope], held: Sequence[str]) -> PermissionDenied:
    wanted = join_words([scope.value for scope in needed], "or")
    error = PermissionDenied(f"This takes a token with the scope {wanted}; yours has {join_words(list(held))}.")
    error.auth_header = f'{CHALLENGE}, error="insufficient_scope", scope="{needed[0].value}"'  # type: ignore[attr-defined]
    return error


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes tokens in OpenAPI, with the scopes of each operation."""

    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        described = [f"`{scope.value}` ({scope.label.lower()})" for scope in Scope]
        return {
            "type": "http",
            "scheme": "bearer",
            "description": f"Made, listed and revoked in the admin. Scopes: {join_words(described)}.",
        }

    def get_security_requirement(self, auto_schema: AutoSchema) -> Any:
        """Return one requirement for each scope that opens the operation."""
        need: TokenRequirement | None = getattr(auto_schema.view, "need", None)
        return [{self.name: [scope.value]} for scope in need.scopes] if need else {self.name: []}
