"""Evaluation of a request by one statement, which finds, ranks, groups and counts."""

from collections.abc import Mapping, Sequence

from explorer.search_engine import ranking
from explorer.search_engine.backends.postgres.clauses import KnownForms, look_up, select_documents
from explorer.search_engine.backends.postgres.connections import Connection
from explorer.search_engine.backends.postgres.layout import FACET_BITS, FACETS, IndexState, storable
from explorer.search_engine.types import Answer, DocumentKey, DocumentType, Facet, Hit, Request, ResultOrder

SCORES = f"""
    matched AS MATERIALIZED ({{matched}}),
    rarity AS (
        SELECT clause, ln(1 + (%(documents)s - count(*) + 0.5) / (count(*) + 0.5)::float8) AS rarity
        FROM matched GROUP BY clause
    ),
    scored AS (
        SELECT document, count(*) AS fulfilled,
            sum(rarity * hits / ({ranking.SATURATION} + hits)) * power(count(*) / %(asked)s::float8,
                {ranking.COORDINATION}) AS score
        FROM matched JOIN rarity USING (clause) GROUP BY document
    ),
"""

# ``IS TRUE`` has the groups looked up in a hash; a join would be planned for one row.
# ``misses`` has a bit for each filter that lets the document not through.
FITTING = """
    fitting AS MATERIALIZED (
        SELECT id, grp, facets, document.weight * {score} AS score, {misses} AS misses
        FROM {source} WHERE {conditions}
    ),
"""

PAGE = """
    best AS MATERIALIZED (SELECT grp, max(score) AS score FROM fitting WHERE {passing} GROUP BY grp),
    shown AS MATERIALIZED (
        SELECT id, score FROM fitting WHERE {passing} AND (grp IN (SELECT grp FROM best {top})) IS TRUE
    ),
    members AS (
        SELECT grp, type, key, date, speaker, score,
            row_number() OVER (PARTITION BY grp ORDER BY score DESC, type, key) AS place
        FROM shown JOIN document USING (id)
    ),
    heads AS (
        SELECT grp, row_number() OVER (ORDER BY {order} score DESC, type, key) AS rank FROM members WHERE place = 1
    ),
    hits AS (
        SELECT json_agg(json_build_array(type, key, score) ORDER BY place) AS hit, rank
        FROM members JOIN heads USING (grp) WHERE rank > %(offset)s AND rank <= %(offset)s + %(limit)s GROUP BY rank
    ),
"""

# A document counts under a value if it misses no filter, or only the one of the value's own facet.
COUNTING = f"misses = 0 OR misses = 1 << (facet & {2**FACET_BITS - 1})"
COUNTS = f"""
    counted AS (
        SELECT facet, count(*) AS results FROM (
            SELECT DISTINCT grp, facet FROM (SELECT grp, misses, unnest(facets) AS facet FROM fitting) AS listed
            WHERE {{counting}}
        ) AS pairs GROUP BY facet
    )
    SELECT (SELECT count(*) FROM best), (SELECT json_agg(hit ORDER BY rank) FROM hits),
        (SELECT json_agg(json_build_array(facet & {2**FACET_BITS - 1},
            (SELECT name FROM term WHERE id = facet >> {FACET_BITS}), results)) FROM counted)
"""

ORDERS = {
    ResultOrder.BEST: "",
    ResultOrder.DATE: "date DESC NULLS LAST,",
    ResultOrder.SPEAKER: "speaker = '', speaker,",
}


def evaluate(connection: Connection, state: IndexState, request: Request) -> Answer:
    """Return the answer to a request, in the transaction that opened the generation."""
    known = look_up(connection, [*request.clauses, *request.excluded])
    filters = _number_values(connection, request.filters)
    statement = _write_statement(request, known, state, filters)
    values = {
        "documents": state.documents,
        "asked": len(request.clauses),
        "at_least": request.at_least,
        "since": request.since,
        "until": request.until,
        "offset": request.offset,
        "limit": request.limit,
        "end": request.offset + request.limit,
    }
    total, hits, counts = connection.execute(statement, values).fetchone() or (0, None, None)
    return Answer(tuple(_read_hit(found) for found in hits or ()), total, _read_counts(counts or ()))


def _write_statement(
    request: Request, known: KnownForms, state: IndexState, filters: Mapping[Facet, Sequence[int]]
) -> str:
    matched = " UNION ALL ".join(
        f"SELECT {number} AS clause, document, hits FROM ({select_documents(clause, known, state)}) AS fulfilling"
        for number, clause in enumerate(request.clauses)
    )
    is_best = request.order is ResultOrder.BEST
    return "".join(
        (
            "WITH ",
            SCORES.format(matched=matched) if request.clauses else "",
            _write_fitting(request, known, state, filters),
            PAGE.format(
                top="ORDER BY score DESC FETCH FIRST %(end)s ROWS WITH TIES" if is_best else "",
                order=ORDERS[request.order],
                passing="misses = 0" if filters else "true",
            ),
            COUNTS.format(counting=COUNTING if filters else "true"),
        )
    )


def _write_fitting(
    request: Request, known: KnownForms, state: IndexState, filters: Mapping[Facet, Sequence[int]]
) -> str:
    conditions = ["true"]
    if request.since:
        conditions.append("date >= %(since)s")
    if request.until:
        conditions.append("date <= %(until)s")
    conditions.extend(
        f"id NOT IN (SELECT document FROM ({select_documents(clause, known, state)}) AS excluded)"
        for clause in request.excluded
    )
    source, score = "document", "1"
    if request.clauses:
        join = "JOIN" if request.at_least > 0 else "LEFT JOIN"
        source, score = f"document {join} scored ON scored.document = document.id", "coalesce(scored.score, 0)"
        if request.at_least > 1:
            conditions.append("fulfilled >= %(at_least)s")
    missed = [
        f"CASE WHEN facets && '{{{','.join(map(str, values))}}}' THEN 0 ELSE {1 << FACETS.index(facet)} END"
        for facet, values in filters.items()
    ]
    return FITTING.format(
        score=score, misses=" + ".join(missed) or "0", source=source, conditions=" AND ".join(conditions)
    )


def _number_values(connection: Connection, filters: Mapping[Facet, frozenset[str]]) -> dict[Facet, list[int]]:
    """Return filters with the numbers of their values; values that the index has not are left out."""
    kinds = [facet.value for facet, values in filters.items() for _ in values]
    names = [storable(value) for values in filters.values() for value in values]
    numbered: dict[Facet, list[int]] = {facet: [] for facet in filters}
    if not names:
        return numbered
    rows = connection.execute(
        "SELECT kind, id FROM term JOIN unnest(%s::text[], %s::text[]) AS named (kind, name) USING (kind, name)",
        (kinds, names),
    )
    for kind, number in rows:
        facet = Facet(kind)
        numbered[facet].append((number << FACET_BITS) + FACETS.index(facet))
    return numbered


def _read_hit(members: Sequence[tuple[str, str, float]]) -> Hit:
    (first, score), *others = ((DocumentKey(DocumentType(type_), key), score) for type_, key, score in members)
    return Hit(first, float(score), tuple(key for key, _ in others))


def _read_counts(rows: Sequence[tuple[int, str, int]]) -> dict[Facet, dict[str, int]]:
    counts: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
    for number, name, results in rows:
        counts[FACETS[number]][name] = results
    return counts
