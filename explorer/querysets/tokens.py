"""Questions about tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from explorer.models import Token


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens."""

    def owned_by(self, person: Any) -> Self:  # noqa: ANN401  (a user, whatever the model of users)
        """Keep those of one person."""
        return self.filter(user=person)

    def with_owner(self) -> Self:
        """Fetch whose they are."""
        return self.select_related("user")
