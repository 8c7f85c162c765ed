"""What a comparison holds beside its columns: every claim once, and how those claims bear on each other."""

from collections.abc import Iterable

from explorer.models import Claim, Relation
from explorer.services.columns import Column, Comparison
from explorer.services.quoting import TopicClaim, each_once


def everybody(comparison: Comparison) -> tuple[Column, ...]:
    """Return the columns of those asked for, then of those whom others report on."""
    return (*comparison.columns, *comparison.others)


def claims_in(comparison: Comparison) -> list[TopicClaim]:
    """Return the claims that a comparison shows, each once, its holder's own before what is reported of them."""
    return each_once(claim for column in everybody(comparison) for claim in (*column.claims, *column.reported))


def relations_among(claims: Iterable[Claim]) -> list[Relation]:
    """Return how published claims that are shown together bear on each other; costs one query."""
    return list(Relation.objects.published().with_claims().among(claims))
