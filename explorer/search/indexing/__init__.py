"""The index, kept true to the database: what goes into it, what changed, and building it anew."""

from explorer.search.indexing.condition import Condition
from explorer.search.indexing.documents import documents, documents_of, documents_saying, leading
from explorer.search.indexing.maintenance import PATIENCE, Report, condition, follow, is_usable, mend, rebuild, update

__all__ = [
    "PATIENCE",
    "Condition",
    "Report",
    "condition",
    "documents",
    "documents_of",
    "documents_saying",
    "follow",
    "is_usable",
    "leading",
    "mend",
    "rebuild",
    "update",
]
