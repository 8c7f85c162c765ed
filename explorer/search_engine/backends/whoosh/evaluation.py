"""Evaluation of a request over one generation, with arrays that hold a number for every document."""

import datetime
from collections.abc import Mapping

import numpy as np

from explorer.search_engine import ranking
from explorer.search_engine.backends.whoosh.generation import Clock, Flags, Generation
from explorer.search_engine.backends.whoosh.segment import Integers, Numbers, OutOfTime
from explorer.search_engine.types import Answer, DocumentKey, Facet, Hit, Request, ResultOrder


def evaluate(generation: Generation, request: Request, clock: Clock) -> Answer:
    """Return the answer to a request; if time runs out, by the clauses evaluated until then."""
    base, scores, complete = _match(generation, request, clock)
    passing = {facet: _with_value(generation, facet, wanted) for facet, wanted in request.filters.items()}
    fitting = _passing_filters(base, passing)
    heads, members = _choose_page(generation, np.flatnonzero(fitting), scores, request)
    facets = {facet: _count_values(generation, facet, _passing_filters(base, passing, but=facet)) for facet in Facet}
    hits = tuple(_build_hit(generation, int(head), members, scores) for head in heads)
    return Answer(hits, _count_groups(generation, fitting), facets, complete)


def _match(generation: Generation, request: Request, clock: Clock) -> tuple[Flags, Numbers, bool]:
    """Return which documents fit but for the filters, the scores of all, and whether every clause was evaluated."""
    fits = generation.live & _in_period(generation, request.since, request.until)
    scores = np.zeros(generation.size)
    fulfilled = np.zeros(generation.size, np.int64)
    evaluated = 0
    complete = True
    try:
        for clause in request.excluded:
            fits &= generation.weigh(clause, clock.check) == 0
        for clause in request.clauses:
            hits = generation.weigh(clause, clock.check)
            having = hits > 0
            rarity = ranking.inverse_document_frequency(generation.count, int(np.count_nonzero(having)))
            scores += rarity * ranking.saturate(hits)
            fulfilled += having
            evaluated += 1
    except OutOfTime:
        complete = False
        fits &= fulfilled > 0
    if request.clauses:
        scores *= ranking.coordination_factor(fulfilled / len(request.clauses))
    else:
        scores += 1
    fits &= fulfilled >= (request.at_least if complete else min(request.at_least, evaluated))
    return fits, scores * generation.weight, complete


def _in_period(generation: Generation, since: datetime.date | None, until: datetime.date | None) -> Flags:
    inside = np.ones(generation.size, np.bool_)
    if since is not None or until is not None:
        inside &= generation.date > 0  # 0 stands for no date
    if since is not None:
        inside &= generation.date >= since.toordinal()
    if until is not None:
        inside &= generation.date <= until.toordinal()
    return inside


def _with_value(generation: Generation, facet: Facet, wanted: frozenset[str]) -> Flags:
    """Return which documents have one of the wanted values of a facet."""
    entries = generation.entries[facet]
    is_wanted = np.array([name in wanted for name in entries.names], np.bool_)
    having = np.zeros(generation.size, np.bool_)
    if len(entries.values):
        having[entries.documents[is_wanted[entries.values]]] = True
    return having


def _passing_filters(base: Flags, passing: Mapping[Facet, Flags], but: Facet | None = None) -> Flags:
    """Return which documents of ``base`` pass the filters of all facets, or of all ``but`` one."""
    fitting = base
    for facet, flags in passing.items():
        if facet is not but:
            fitting = fitting & flags
    return fitting


def _count_groups(generation: Generation, fitting: Flags) -> int:
    has_fitting = np.zeros(generation.group_count, np.bool_)
    has_fitting[generation.group[fitting]] = True
    return int(np.count_nonzero(has_fitting))


def _count_values(generation: Generation, facet: Facet, fitting: Flags) -> dict[str, int]:
    """Return the number of groups with a fitting document for each value of a facet."""
    entries = generation.entries[facet]
    pairs, values = generation.pairs[facet]
    has_fitting = np.zeros(len(values), np.bool_)
    has_fitting[pairs[fitting[entries.documents]]] = True
    counts = np.bincount(values[has_fitting], minlength=len(entries.names))
    return {name: int(count) for name, count in zip(entries.names, counts, strict=False) if count}


def _choose_page(
    generation: Generation, fitting: Integers, scores: Numbers, request: Request
) -> tuple[Integers, dict[int, list[int]]]:
    """Return the best documents of a page's groups, in order, and by group its fitting documents, best first."""
    if request.order is ResultOrder.BEST:
        fitting = _best_groups(generation, fitting, scores, request.offset + request.limit)
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


def _best_groups(generation: Generation, fitting: Integers, scores: Numbers, wanted: int) -> Integers:
    """Return the documents of the groups that may be among the best ``wanted``; sorting all of them would be slow."""
    groups = generation.group[fitting]
    best = np.full(generation.group_count, -np.inf)
    np.maximum.at(best, groups, scores[fitting])
    found = best[best > -np.inf]
    if len(found) <= wanted:
        return fitting
    threshold = np.partition(found, len(found) - wanted - 1)[len(found) - wanted - 1]
    kept: Integers = fitting[best[groups] >= threshold]
    return kept


def _build_hit(generation: Generation, head: int, members: Mapping[int, list[int]], scores: Numbers) -> Hit:
    _, *others = members[int(generation.group[head])]
    return Hit(_key_at(generation, head), float(scores[head]), tuple(_key_at(generation, number) for number in others))


def _key_at(generation: Generation, number: int) -> DocumentKey:
    key = generation.keys[number]
    if key is None:
        raise LookupError(f"no document has the number {number}")
    return key
