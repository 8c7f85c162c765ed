"""The load of judgements."""

from explorer.corpus import record_columns
from explorer.corpus.load.context import LoadContext
from explorer.corpus.sync import sync_rows
from explorer.models import Judgement


def load_judgements(loading: LoadContext) -> None:
    """Load judgements; one is known by its claim, its round, and whether its statement was planted."""
    wanted = {}
    for reading in loading.corpus.judgements:
        claim = loading.claims[reading.record.claim]
        columns = {"claim_id": claim, **record_columns.judgement_columns(reading.record)}
        wanted[claim, reading.record.round, reading.record.planted] = columns
    rows = {(row.claim_id, row.round, row.is_planted): row for row in Judgement.objects.with_claim()}
    lacking = {row.pk: f"{row.claim.slug} {row.round}" for key, row in rows.items() if key not in wanted}
    loading.settle(Judgement, "judgement", lacking)
    sync_rows(Judgement, rows, wanted, loading.tally.of(Judgement))
