"""Questions about what the index has still to be told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from explorer.models import Change


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes."""

    def revisions(self) -> dict[int, int]:
        """Return how many changes there are of every revision."""
        return dict(self.order_by().values_list("revision").annotate(models.Count("pk")))
