"""The search index of a test, which is in memory and empty until it is told of the rows made."""

from explorer.models import Change, Revision
from explorer.search.backend import backend
from explorer.search.indexing import build_all_documents


def index_everything() -> None:
    """Bring the index to where the database is."""
    backend().replace(build_all_documents(), Revision.objects.first_or_current())
    Change.objects.all().delete()
