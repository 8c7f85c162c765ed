"""Keeps the index up to date with the database: building documents, applying changes, rebuilding."""

from explorer.search.indexing.background import waiting
from explorer.search.indexing.condition import IndexCondition
from explorer.search.indexing.documents import build_all_documents, build_documents, find_documents
from explorer.search.indexing.maintenance import (
    PATIENCE,
    IndexReport,
    check_condition,
    follow,
    is_usable,
    mend,
    rebuild,
    update,
)

__all__ = [
    "PATIENCE",
    "IndexCondition",
    "IndexReport",
    "build_all_documents",
    "build_documents",
    "check_condition",
    "find_documents",
    "follow",
    "is_usable",
    "mend",
    "rebuild",
    "update",
    "waiting",
]
