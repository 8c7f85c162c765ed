"""The writing of relations between claims and contrasts between people, which have no status."""

from collections.abc import Mapping
from typing import Any, TypeVar

from explorer.changes.edit import open_edit
from explorer.curation.drafts import save_checked
from explorer.curation.locks import lock_version
from explorer.curation.review import relation_fault
from explorer.errors import ForbiddenError
from explorer.models import Contrast, Relation

Person = Any
"""A user, whatever the model of users."""

Row = TypeVar("Row", Relation, Contrast)


def relate(record: Row, *, by: Person) -> Row:
    """Add a relation or a contrast; raises ForbiddenError or ValidationError, with nothing saved."""
    with open_edit(by=by):
        _refuse("add", record, by=by)
        save_checked(record)
    return record


def amend(record: Row, columns: Mapping[str, Any], *, version: int | None, by: Person) -> Row:
    """Change a relation or a contrast; raises ForbiddenError, ValidationError or OvertakenError."""
    with open_edit(by=by):
        stored = lock_version(record, version=version)
        _refuse("change", stored, by=by)
        for name, value in columns.items():
            setattr(stored, name, value)
        _refuse("change", stored, by=by)
        save_checked(stored)
    return stored


def remove(record: Row, *, version: int | None, by: Person) -> None:
    """Delete a relation or a contrast; raises ForbiddenError or OvertakenError."""
    with open_edit(by=by):
        stored = lock_version(record, version=version)
        _refuse("delete", stored, by=by)
        stored.delete()


def _refuse(act: str, record: Relation | Contrast, *, by: Person) -> None:
    if not by.has_perm(f"explorer.{act}_{record._meta.model_name}"):  # noqa: SLF001, documented by Django
        raise ForbiddenError("this takes a reviewer, or a curator where readers do not see it; ask one")
    if isinstance(record, Relation) and (fault := relation_fault([record.from_claim, record.to_claim], by=by)):
        raise ForbiddenError(fault)
