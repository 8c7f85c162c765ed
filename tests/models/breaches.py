"""Ways to break the database's constraints, past every other check."""

import pytest
from django.db import IntegrityError, transaction


def twice(factory):
    """Make a row, and insert it again under a new key."""
    row = factory()
    row.pk = None
    row.save(force_insert=True)


def update(factory, **values):
    """Make a row, and update it past every check but the database's."""
    row = factory()
    type(row).objects.filter(pk=row.pk).update(**values)


def second(factory, like, **fields):
    """Make a row, and another one that equals it in the named fields only."""
    row = factory()
    factory(**{name: getattr(row, name) for name in like}, **fields)


def check_refused(name, breach):
    """Check that the database refuses a breach of the constraint with this name."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        breach()
    told = str(refusal.value)
    assert name in told or told.startswith("UNIQUE constraint failed")  # SQLite names the columns of a unique one
