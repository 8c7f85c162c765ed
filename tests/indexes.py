"""The search index of a test, which is in memory and empty until it is told of the rows made."""

from explorer.models import Change
from explorer.search.loading import backend
from explorer.services import revision
from explorer.services.indexing import documents


def index_everything() -> None:
    """Bring the index to where the database is."""
    backend().replace(documents(), revision.first())
    Change.objects.all().delete()
