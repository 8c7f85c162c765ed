"""The load of synonyms."""

from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.sync import sync_rows
from explorer.models import Synonym


def load_synonyms(loading: LoadContext) -> None:
    """Load synonyms; a group is known by its first term."""
    wanted = {
        synonym.record.term: record_columns.synonym_columns(synonym.record) for synonym in loading.corpus.synonyms
    }
    rows = {row.term: row for row in Synonym.objects.all()}
    loading.settle(Synonym, "synonym", {row.pk: term for term, row in rows.items() if term not in wanted})
    sync_rows(Synonym, rows, wanted, loading.tally.of(Synonym))
    loading.where.update(
        {("synonym", synonym.record.term): FolderPlace.of(synonym, "term") for synonym in loading.corpus.synonyms}
    )
