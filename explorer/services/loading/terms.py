"""Terms that mean the same into the database."""

from explorer.models import Synonym
from explorer.services import recording
from explorer.services.loading.context import Loading, Place
from explorer.services.syncing import sync_rows


def load_synonyms(loading: Loading) -> None:
    """Load synonyms; a group is known by its first term."""
    wanted = {one.record.term: recording.synonym_columns(one.record) for one in loading.corpus.synonyms}
    rows = {one.term: one for one in Synonym.objects.all()}
    lacking = Synonym.objects.exclude(term__in=list(wanted))
    loading.settle(lacking, "synonym", lacking.values_list("term", flat=True))
    sync_rows(Synonym, rows, wanted, loading.tally.of(Synonym))
    loading.where.update({("synonym", one.record.term): Place(one, ("term",)) for one in loading.corpus.synonyms})
