"""Clauses as SQL: which documents fulfil them, and with what weight of hits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.search_engine import ranking
from explorer.search_engine.backends.postgres.connections import Connection
from explorer.search_engine.backends.postgres.layout import FIELDS, FORM, IndexState, storable
from explorer.search_engine.types import Clause

NO_HITS = "SELECT NULL::integer AS document, NULL::smallint AS field, 0.0::float8 AS hits, 0 AS length WHERE false"
ONE_FORM = "SELECT document, field, {factor!r}::float8 * hits AS hits, length FROM posting WHERE form = {form:d}"
# Forms with a common beginning may stand at one position, as Jurgen and Juergen do for Jürgen; that is one hit.
PREFIX = """SELECT document, field, count(DISTINCT position)::float8 AS hits, min(length) AS length
    FROM posting, unnest(positions) AS position WHERE form = ANY ('{{{forms}}}') GROUP BY document, field"""


@dataclass(frozen=True, slots=True)
class KnownForms:
    """The forms of some clauses that the index has: their numbers and the documents that have each, by name."""

    numbers: Mapping[str, int]
    documents: Mapping[str, int]
    beginning: Mapping[str, tuple[int, ...]]


def look_up(connection: Connection, clauses: Sequence[Clause]) -> KnownForms:
    """Return what the index has of the forms and prefixes that clauses name."""
    forms = sorted({storable(form) for clause in clauses for run, _ in clause.runs for form in run})
    rows = connection.execute(
        "SELECT name, id, documents FROM term WHERE kind = %s AND name = ANY (%s) AND documents > 0", (FORM, forms)
    ).fetchall()
    beginning = {clause.prefix: _find_beginning(connection, clause.prefix) for clause in clauses if clause.prefix}
    return KnownForms({row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}, beginning)


def count_known(clause: Clause, known: KnownForms) -> int | None:
    """Return how many documents fulfil a clause where that is written down, None where it has to be searched for."""
    if clause.prefix or len(clause.runs) > 1 or any(len(run) > 1 for run, _ in clause.runs):
        return None
    return sum(known.documents.get(storable(form), 0) for run, factor in clause.runs for form in run if factor)


def select_documents(clause: Clause, known: KnownForms, state: IndexState) -> str:
    """Return the statement that finds the documents that fulfil a clause (``document``) and weighs their hits."""
    norms = [ranking.weigh_one_hit(field) for field in FIELDS]
    fixed = ",".join(repr(base) for base, _ in norms)
    growing = ",".join(repr(slope / average) for (_, slope), average in zip(norms, state.averages, strict=True))
    return f"""SELECT document,
        sum(hits / (('{{{fixed}}}'::float8[])[field] + ('{{{growing}}}'::float8[])[field] * length)) AS hits
        FROM ({_select_hits(clause, known)}) AS found GROUP BY document"""


def _select_hits(clause: Clause, known: KnownForms) -> str:
    return " UNION ALL ".join(_list_selections(clause, known)) or NO_HITS


def _list_selections(clause: Clause, known: KnownForms) -> Iterator[str]:
    for run, factor in clause.runs:
        if not factor:
            continue
        numbers = [known.numbers.get(storable(form)) for form in run]
        forms = [number for number in numbers if number is not None]
        if forms and len(forms) == len(numbers):
            yield _select_run(forms, float(factor))
    if clause.prefix and (found := known.beginning[clause.prefix]):
        yield PREFIX.format(forms=",".join(map(str, found)))


def _select_run(forms: Sequence[int], factor: float) -> str:
    """Return the statement that counts the places where forms stand next to each other, in this order."""
    if len(forms) == 1:
        return ONE_FORM.format(form=forms[0], factor=factor)
    tables = " ".join(f"JOIN posting p{step} USING (document, field)" for step in range(1, len(forms)))
    steps = " AND ".join(f"at + {step} = ANY (p{step}.positions)" for step in range(1, len(forms)))
    named = " AND ".join(f"p{step}.form = {form:d}" for step, form in enumerate(forms))
    return f"""SELECT document, field, {factor!r}::float8 * starts AS hits, length FROM (
        SELECT document, field, p0.length, (SELECT count(*) FROM unnest(p0.positions) AS at WHERE {steps}) AS starts
        FROM posting p0 {tables} WHERE {named}) AS standing WHERE starts > 0"""


def _find_beginning(connection: Connection, prefix: str) -> tuple[int, ...]:
    rows = connection.execute(
        "SELECT id FROM term WHERE kind = %s AND starts_with(name, %s) AND name >= %s AND documents > 0",
        (FORM, storable(prefix), storable(prefix)),
    ).fetchall()
    return tuple(number for (number,) in rows)
