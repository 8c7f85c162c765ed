"""The index, kept true to the database: what goes into it, what changed, and building it anew."""

from explorer.search.indexing.condition import IndexCondition
from explorer.search.indexing.documents import build_documents, documents, documents_saying, leading
from explorer.search.indexing.maintenance import (
    PATIENCE,
    IndexReport,
    condition,
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
    "build_documents",
    "condition",
    "documents",
    "documents_saying",
    "follow",
    "is_usable",
    "leading",
    "mend",
    "rebuild",
    "update",
]
