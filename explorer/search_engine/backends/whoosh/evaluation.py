"""Evaluation of a request over one generation, with arrays that hold a number for every document."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from explorer.search_engine import ranking
from explorer.search_engine.backends.whoosh.columns import Integers, Numbers
from explorer.search_engine.backends.whoosh.generation import Clock, Flags, Generation
from explorer.search_engine.backends.whoosh.segment import OutOfTime
from explorer.search_engine.types import Answer, DocumentKey, Facet, FoundBy, Hit, Request, ResultOrder


@dataclass(frozen=True, slots=True)
class _Match:
    """Which documents fit but for the filters, which of them by words, the scores of all, and whether time sufficed."""

    fits: Flags
    by_words: Flags
    scores: Numbers
    complete: bool


def evaluate(generation: Generation, request: Request, clock: Clock) -> Answer:
    """Return the answer to a request; if time runs out, by the clauses evaluated until then."""
    match = _match(generation, request, clock)
    passing = {facet: _with_value(generation, facet, wanted) for facet, wanted in request.filters.items()}
    fitting = _passing_filters(match.fits, passing)
    heads, members = _choose_page(generation, np.flatnonzero(fitting), match.scores, request)
    counted = Facet if request.counts_facets else ()
    facets = {
        facet: _count_values(generation, facet, _passing_filters(match.fits, passing, but=facet)) for facet in counted
    }
    hits = tuple(_build_hit(generation, int(head), members, match) for head in heads)
    by_words = _count_groups(generation, fitting & match.by_words)
    return Answer(hits, _count_groups(generation, fitting), facets, match.complete, by_words)


def _match(generation: Generation, request: Request, clock: Clock) -> _Match:
    allowed = generation.live & _in_period(generation, request.since, request.until)
    words, rarities = np.zeros(generation.size), 0.0
    fulfilled = np.zeros(generation.size, np.int64)
    evaluated, complete = 0, True
    try:
        for clause in request.required:
            allowed &= generation.weigh(clause, clock.check) > 0
        for clause in request.excluded:
            allowed &= generation.weigh(clause, clock.check) == 0
        for clause in request.clauses:
            hits = generation.weigh(clause, clock.check)
            having = hits > 0
            rarity = ranking.inverse_document_frequency(generation.count, int(np.count_nonzero(having)))
            words += rarity * ranking.saturate(hits)
            rarities += rarity
            fulfilled += having
            evaluated += 1
    except OutOfTime:
        complete = False
        allowed &= fulfilled > 0
    closeness = _read_closeness(generation, request.closeness)
    by_words = fulfilled >= (request.at_least if complete else min(request.at_least, evaluated))
    if rarities:
        words = ranking.score_words(words, rarities, fulfilled / len(request.clauses))
    else:
        words = np.full(generation.size, 0.0 if request.at_least else 1.0)
    fits = allowed & (by_words | (closeness > 0))
    return _Match(fits, by_words, words * generation.weight + closeness, complete)


def _read_closeness(generation: Generation, closeness: Mapping[DocumentKey, float]) -> Numbers:
    """Return the closeness of every document, 0 for those that are not named."""
    found = np.zeros(generation.size)
    for key, value in closeness.items():
        number = generation.numbers.get(key)
        if number is not None:
            found[number] = value
    return found


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


def _build_hit(generation: Generation, head: int, members: Mapping[int, list[int]], match: _Match) -> Hit:
    group = members[int(generation.group[head])]
    found_by = FoundBy.WORDS if match.by_words[group].any() else FoundBy.MEANING
    others = tuple(_key_at(generation, number) for number in group[1:])
    return Hit(_key_at(generation, head), float(match.scores[head]), others, found_by)


def _key_at(generation: Generation, number: int) -> DocumentKey:
    key = generation.keys[number]
    if key is None:
        raise LookupError(f"no document has the number {number}")
    return key
