"""A request answered from one generation, all documents at a time."""

import datetime
from collections.abc import Mapping

import numpy as np

from explorer.search_engine import ranking
from explorer.search_engine.backends.whoosh.generation import Clock, Flags, Generation
from explorer.search_engine.backends.whoosh.segment import Integers, Numbers, OutOfTime
from explorer.search_engine.types import Answer, DocumentKey, Facet, Hit, Request, ResultOrder


def answer(generation: Generation, request: Request, clock: Clock) -> Answer:
    """Return the page, totals and counts; where time runs out, of the clauses looked up until then."""
    base, scores, complete = _fitting(generation, request, clock)
    passing = {facet: _having(generation, facet, wanted) for facet, wanted in request.filters.items()}
    fitting = _all(base, passing)
    heads, members = _page(generation, np.flatnonzero(fitting), scores, request)
    facets = {
        facet: _counts(generation, facet, _all(base, passing, but=facet) if facet in passing else fitting)
        for facet in Facet
    }
    hits = tuple(_hit(generation, int(head), members, scores) for head in heads)
    return Answer(hits, _groups(generation, fitting), facets, complete)


def _fitting(generation: Generation, request: Request, clock: Clock) -> tuple[Flags, Numbers, bool]:
    """Return which documents fit, filters aside, the scores of all, and whether every clause was looked up."""
    fits = generation.live & _dated(generation, request.since, request.until)
    scores = np.zeros(generation.size)
    fulfilled = np.zeros(generation.size, np.int64)
    looked_up = 0
    complete = True
    try:
        for clause in request.excluded:
            fits &= generation.weighed(clause, clock.check) == 0
        for clause in request.clauses:
            hits = generation.weighed(clause, clock.check)
            having = hits > 0
            scores += ranking.rarity(generation.count, int(np.count_nonzero(having))) * ranking.saturated(hits)
            fulfilled += having
            looked_up += 1
    except OutOfTime:
        complete = False
        fits &= fulfilled > 0
    if request.clauses:
        scores *= ranking.coordinated(fulfilled / len(request.clauses))
    else:
        scores += 1
    fits &= fulfilled >= (request.at_least if complete else min(request.at_least, looked_up))
    return fits, scores * generation.weight, complete


def _dated(generation: Generation, since: datetime.date | None, until: datetime.date | None) -> Flags:
    dated = np.ones(generation.size, np.bool_)
    if since is not None or until is not None:
        dated &= generation.date > 0
    if since is not None:
        dated &= generation.date >= since.toordinal()
    if until is not None:
        dated &= generation.date <= until.toordinal()
    return dated


def _having(generation: Generation, facet: Facet, wanted: frozenset[str]) -> Flags:
    """Return which documents have one of the values wanted."""
    entries = generation.entries[facet]
    is_wanted = np.array([name in wanted for name in entries.names], np.bool_)
    having = np.zeros(generation.size, np.bool_)
    if len(entries.values):
        having[entries.documents[is_wanted[entries.values]]] = True
    return having


def _all(base: Flags, passing: Mapping[Facet, Flags], but: Facet | None = None) -> Flags:
    fitting = base
    for facet, flags in passing.items():
        if facet is not but:
            fitting = fitting & flags
    return fitting


def _groups(generation: Generation, fitting: Flags) -> int:
    there = np.zeros(generation.group_count, np.bool_)
    there[generation.group[fitting]] = True
    return int(np.count_nonzero(there))


def _counts(generation: Generation, facet: Facet, fitting: Flags) -> dict[str, int]:
    """Return how many groups fit by value."""
    entries = generation.entries[facet]
    pairs, values = generation.pairs[facet]
    there = np.zeros(len(values), np.bool_)
    there[pairs[fitting[entries.documents]]] = True
    counts = np.bincount(values[there], minlength=len(entries.names))
    return {name: int(count) for name, count in zip(entries.names, counts, strict=False) if count}


def _page(
    generation: Generation, fitting: Integers, scores: Numbers, request: Request
) -> tuple[Integers, dict[int, list[int]]]:
    """Return the first documents of the groups of a page, in order, and all that fit of these groups, best first."""
    if request.order is ResultOrder.BEST:
        fitting = _promising(generation, fitting, scores, request.offset + request.limit)
    best_first = fitting[np.lexsort((generation.rank[fitting], -scores[fitting]))]
    _, firsts = np.unique(generation.group[best_first], return_index=True)
    heads = best_first[np.sort(firsts)]
    if request.order is ResultOrder.DATE:
        heads = heads[np.argsort(-generation.date[heads], kind="stable")]
    elif request.order is ResultOrder.SPEAKER:
        heads = heads[np.argsort(generation.speaker[heads], kind="stable")]
    heads = heads[request.offset : request.offset + request.limit]
    shown = np.zeros(generation.group_count, np.bool_)
    shown[generation.group[heads]] = True
    members: dict[int, list[int]] = {}
    for number in best_first[shown[generation.group[best_first]]]:
        members.setdefault(int(generation.group[number]), []).append(int(number))
    return heads, members


def _promising(generation: Generation, fitting: Integers, scores: Numbers, wanted: int) -> Integers:
    """Return the documents of the groups that may be among the best ``wanted``: sorting all would take the longest."""
    groups = generation.group[fitting]
    best = np.full(generation.group_count, -np.inf)
    np.maximum.at(best, groups, scores[fitting])
    found = best[best > -np.inf]
    if len(found) <= wanted:
        return fitting
    threshold = np.partition(found, len(found) - wanted - 1)[len(found) - wanted - 1]
    kept: Integers = fitting[best[groups] >= threshold]
    return kept


def _hit(generation: Generation, head: int, members: Mapping[int, list[int]], scores: Numbers) -> Hit:
    _, *others = members[int(generation.group[head])]
    return Hit(_key(generation, head), float(scores[head]), tuple(_key(generation, number) for number in others))


def _key(generation: Generation, number: int) -> DocumentKey:
    key = generation.keys[number]
    if key is None:
        raise LookupError(f"no document has the number {number}")
    return key
