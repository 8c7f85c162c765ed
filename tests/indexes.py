"""The search index of a test, which is in memory and empty until `index_everything` is called."""

from explorer.models import Change, Revision
from explorer.search.backend import backend
from explorer.search.indexing import build_all_documents


def index_everything() -> None:
    """Update the index from the database."""
    backend().replace(build_all_documents(), Revision.objects.first_or_current())
    Change.objects.all().delete()
