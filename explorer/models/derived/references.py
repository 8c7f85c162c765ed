"""References of derived rows to records, which no constraint of the database keeps: upkeep rewrites the rows."""

from typing import Any

from django.db import models


def refer(model: str, **options: Any) -> models.ForeignKey[Any, Any]:
    """Return a reference to a model's records without an index of its own; the table's indexes begin with several."""
    return models.ForeignKey(model, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+", **options)
