"""The index, kept true to the database: what goes into it, what changed, and building it anew."""

from explorer.services.indexing.documents import documents, documents_of

__all__ = ["documents", "documents_of"]
