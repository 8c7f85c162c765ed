"""Evaluation of a request by one statement, which finds, ranks, groups and counts."""

from collections.abc import Mapping, Sequence

from explorer.search_engine import ranking
from explorer.search_engine.backends.postgres.clauses import KnownForms, look_up, select_documents
from explorer.search_engine.backends.postgres.connections import Connection
from explorer.search_engine.backends.postgres.layout import FACET_BITS, FACETS, IndexState, storable
from explorer.search_engine.types import Answer, DocumentKey, DocumentType, Facet, FoundBy, Hit, Request, ResultOrder

# A clause that nothing fulfils counts among the rarities too.
WORDS = f"""
    matched AS MATERIALIZED ({{matched}}),
    rarity AS (
        SELECT clause, ln(1 + (%(documents)s - count(document) + 0.5) / (count(document) + 0.5)::float8) AS rarity
        FROM generate_series(0, %(asked)s - 1) AS clause LEFT JOIN matched USING (clause) GROUP BY clause
    ),
    scored AS (
        SELECT document, count(*) AS fulfilled,
            sum(rarity * hits / ({ranking.SATURATION} + hits)) / (SELECT sum(rarity) FROM rarity)
            * power(count(*) / %(asked)s::float8, {ranking.COORDINATION}) AS words
        FROM matched JOIN rarity USING (clause) GROUP BY document
    ),
"""
SCORED = "SELECT document, fulfilled, words, NULL::float8 AS closeness FROM scored"
CLOSE = """
    SELECT id AS document, 0 AS fulfilled, 0.0::float8 AS words, closeness
    FROM unnest(%(types)s::text[], %(keys)s::text[], %(closeness)s::float8[]) AS named (type, key, closeness)
    JOIN document USING (type, key)
"""
BOTH = f"""
    SELECT document, sum(fulfilled) AS fulfilled, sum(words) AS words, max(closeness) AS closeness
    FROM ({SCORED} UNION ALL {CLOSE}) AS found GROUP BY document
"""
NONE = "SELECT 0 AS document, 0 AS fulfilled, 0.0::float8 AS words, NULL::float8 AS closeness WHERE false"

# ``misses`` has a bit for each filter that lets the document not through.
FITTING = """
    candidate AS ({candidate}),
    fitting AS MATERIALIZED (
        SELECT id, grp, facets, weight * ({plain} + coalesce(words, 0)) + coalesce(closeness, 0) AS score,
            {by_words} AS by_words, {misses} AS misses
        FROM document {join} candidate ON document = id WHERE {conditions}
    ),
"""

# ``IS TRUE`` has the groups looked up in a hash; a join would be planned for one row.
PAGE = """
    best AS MATERIALIZED (
        SELECT grp, max(score) AS score, bool_or(by_words) AS by_words FROM fitting WHERE {passing} GROUP BY grp
    ),
    shown AS MATERIALIZED (
        SELECT id, score, by_words FROM fitting WHERE {passing} AND (grp IN (SELECT grp FROM best {top})) IS TRUE
    ),
    members AS (
        SELECT grp, type, key, date, speaker, score, by_words,
            row_number() OVER (PARTITION BY grp ORDER BY score DESC, type, key) AS place
        FROM shown JOIN document USING (id)
    ),
    heads AS (
        SELECT grp, row_number() OVER (ORDER BY {order} score DESC, type, key) AS rank FROM members WHERE place = 1
    ),
    hits AS (
        SELECT bool_or(by_words) AS by_words, json_agg(json_build_array(type, key, score) ORDER BY place) AS hit, rank
        FROM members JOIN heads USING (grp) WHERE rank > %(offset)s AND rank <= %(end)s GROUP BY rank
    ),
"""

# A document counts under a value if it misses no filter, or only the one of the value's own facet.
COUNTING = f"misses = 0 OR misses = 1 << (facet & {2**FACET_BITS - 1})"
COUNTED = """
    counted AS (
        SELECT facet, count(*) AS results FROM (
            SELECT DISTINCT grp, facet FROM (SELECT grp, misses, unnest(facets) AS facet FROM fitting) AS listed
            WHERE {counting}
        ) AS pairs GROUP BY facet
    )
"""
UNCOUNTED = "counted AS (SELECT 0 AS facet, 0 AS results WHERE false)"
ANSWER = f"""
    SELECT (SELECT count(*) FROM best), (SELECT count(*) FROM best WHERE by_words),
        (SELECT json_agg(json_build_array(by_words, hit) ORDER BY rank) FROM hits),
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
    known = look_up(connection, [*request.clauses, *request.required, *request.excluded])
    filters = _number_values(connection, request.filters)
    statement = _write_statement(request, known, state, filters)
    values = {
        "documents": state.documents,
        "asked": len(request.clauses),
        "at_least": request.at_least,
        "since": request.since,
        "until": request.until,
        "offset": request.offset,
        "types": [key.type.value for key in request.closeness],
        "keys": [storable(key.id) for key in request.closeness],
        "closeness": [float(closeness) for closeness in request.closeness.values()],
        "end": request.offset + request.limit,
    }
    total, by_words, hits, counts = connection.execute(statement, values).fetchone() or (0, 0, None, None)
    found = tuple(_read_hit(members, FoundBy.WORDS if by else FoundBy.MEANING) for by, members in hits or ())
    facets = _read_counts(counts or ()) if request.counts_facets else {}
    return Answer(found, total, facets, by_words=by_words)


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
            WORDS.format(matched=matched) if request.clauses else "",
            _write_fitting(request, known, state, filters),
            PAGE.format(
                top="ORDER BY score DESC FETCH FIRST %(end)s ROWS WITH TIES" if is_best else "",
                order=ORDERS[request.order],
                passing="misses = 0" if filters else "true",
            ),
            COUNTED.format(counting=COUNTING if filters else "true") if request.counts_facets else UNCOUNTED,
            ANSWER,
        )
    )


def _write_fitting(
    request: Request, known: KnownForms, state: IndexState, filters: Mapping[Facet, Sequence[int]]
) -> str:
    by_words = "coalesce(fulfilled, 0) >= %(at_least)s"
    conditions = [f"({by_words} OR closeness IS NOT NULL)"]
    if request.since:
        conditions.append("date >= %(since)s")
    if request.until:
        conditions.append("date <= %(until)s")
    for verb, clauses in (("IN", request.required), ("NOT IN", request.excluded)):
        selected = [select_documents(clause, known, state) for clause in clauses]
        conditions.extend(f"id {verb} (SELECT document FROM ({statement}) AS named)" for statement in selected)
    missed = [
        f"CASE WHEN facets && '{{{','.join(map(str, values))}}}' THEN 0 ELSE {1 << FACETS.index(facet)} END"
        for facet, values in filters.items()
    ]
    return FITTING.format(
        candidate=_choose_candidates(request),
        plain="0" if request.clauses or request.at_least else "1",
        by_words=by_words,
        misses=" + ".join(missed) or "0",
        join="JOIN" if request.at_least > 0 else "LEFT JOIN",
        conditions=" AND ".join(conditions),
    )


def _choose_candidates(request: Request) -> str:
    """Return the statement that finds documents by words, by meaning or by both."""
    if request.clauses and request.closeness:
        return BOTH
    return SCORED if request.clauses else CLOSE if request.closeness else NONE


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


def _read_hit(members: Sequence[tuple[str, str, float]], found_by: FoundBy) -> Hit:
    (first, score), *others = ((DocumentKey(DocumentType(type_), key), score) for type_, key, score in members)
    return Hit(first, float(score), tuple(key for key, _ in others), found_by)


def _read_counts(rows: Sequence[tuple[int, str, int]]) -> dict[Facet, dict[str, int]]:
    counts: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
    for number, name, results in rows:
        counts[FACETS[number]][name] = results
    return counts
