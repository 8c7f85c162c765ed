"""Consistency between the records of a folder: one generator of problems for each rule."""

import hashlib
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from explorer.coding.vocabulary import Bearing, Status
from explorer.corpus_format.contents import CorpusFolder, HeldEpisode, HeldSource, LocatedRecord
from explorer.corpus_format.references import list_definitions, list_mentions
from explorer.corpus_format.schema import ClaimRecord, EpisodeRecord, FolderRecord, StanceRecord, SynonymRecord
from explorer.corpus_format.terms import term_key
from explorer.corpus_format.validation import suggest_word
from explorer.corpus_format.yaml_nodes import decode
from explorer.errors import CorpusError, Problem

R = TypeVar("R", bound=FolderRecord)


def find_problems(corpus: CorpusFolder, broken: Collection[str], *, whole: bool = True) -> Iterator[Problem]:
    """Yield what is wrong between the records of ``corpus``.

    ``broken`` are the slugs of invalid records: they exist, so that a mention of them is not unknown. With ``whole``
    off, unknown mentions are not reported, since files could not be read.
    """
    yield from _slugs_once(corpus)
    yield from _aliases_once(corpus)
    yield from _terms_once(corpus)
    yield from _pairs_once(corpus)
    yield from _sources_of_own_episode(corpus)
    yield from _points_of_topics(corpus)
    yield from _grounds_of_contrasts(corpus)
    yield from _carriers_of_stances(corpus)
    yield from _merged_into_published(corpus)
    for episode in corpus.episodes:
        yield from _within_episode(episode)
    for source in corpus.sources:
        yield from _document_as_described(source)
        yield from _passages_in_order(source)
    if whole:
        yield from _mentions_known(corpus, broken)


def statement_key(statement: str) -> str:
    """Return a statement without case, white space and punctuation: equal keys say the same."""
    return " ".join(re.sub(r"[^\w\s]", " ", statement.casefold()).split())


def _slugs_once(corpus: CorpusFolder) -> Iterator[Problem]:
    first: dict[str, tuple[str, LocatedRecord[FolderRecord]]] = {}
    for kind, slug, located, path in list_definitions(corpus):
        if slug in first:
            other_kind, other = first[slug]
            what = f"'{slug}' is already the {other_kind} at {other.file}:{other.line}"
            cure = "remove it here" if kind == "former claim" else f"give this {kind} another slug"
            yield located.problem(f"{what}; {cure}", *path)
        else:
            first[slug] = (kind, located)


def _mentions_known(corpus: CorpusFolder, broken: Collection[str]) -> Iterator[Problem]:
    known: dict[str, list[str]] = {}
    for kind, slug, *_ in list_definitions(corpus):
        known.setdefault(kind, []).append(slug)
    all_known = {(kind, slug) for kind, slugs in known.items() for slug in slugs}
    for kind, slug, located, path in list_mentions(corpus):
        if (kind, slug) not in all_known and slug not in broken:
            cure = f"add it, or correct the slug{suggest_word(slug, known.get(kind, []))}"
            yield located.problem(f"there is no {kind} '{slug}'; {cure}", *path)


def _aliases_once(corpus: CorpusFolder) -> Iterator[Problem]:
    owners = {speaker.record.name.casefold(): speaker for speaker in reversed(corpus.speakers)}
    for speaker in corpus.speakers:
        for place, alias in enumerate(speaker.record.aliases):
            owner = owners.setdefault(alias.casefold(), speaker)
            if owner is not speaker or alias in speaker.record.aliases[:place]:
                what = f"the alias '{alias}' already stands for '{owner.record.slug}' ({owner.file}:{owner.line})"
                yield speaker.problem(f"{what}; remove one of them", "aliases", place)


def _terms_once(corpus: CorpusFolder) -> Iterator[Problem]:
    owners: dict[str, LocatedRecord[SynonymRecord]] = {}
    for synonym in corpus.synonyms:
        paths: list[tuple[str | int, ...]] = [
            ("term",),
            *(("also", place) for place in range(len(synonym.record.also))),
        ]
        for term, path in zip((synonym.record.term, *synonym.record.also), paths, strict=True):
            owner = owners.setdefault(term_key(term), synonym)
            if owner is not synonym:
                what = f"'{term}' already stands in the group of '{owner.record.term}' ({owner.file}:{owner.line})"
                yield synonym.problem(f"{what}; remove one of them", *path)


def _find_repeats(
    records: Iterable[LocatedRecord[R]], key: Callable[[R], Hashable], what: str, *path: str | int
) -> Iterator[Problem]:
    """Yield a problem for each record with the key of an earlier record; a key of None is ignored."""
    first: dict[Hashable, LocatedRecord[R]] = {}
    for located in records:
        value = key(located.record)
        earlier = first.setdefault(value, located)
        if value is not None and earlier is not located:
            yield located.problem(f"{what} as at {earlier.file}:{earlier.line}; change or remove one of them", *path)


def _pairs_once(corpus: CorpusFolder) -> Iterator[Problem]:
    def number(episode: EpisodeRecord) -> Hashable:
        return None if episode.series is None or episode.number is None else (episode.series, episode.number)

    def said(claim: ClaimRecord) -> Hashable:
        return claim.speaker, statement_key(claim.statement)

    episodes = [episode.located for episode in corpus.episodes]
    yield from _find_repeats(episodes, number, "the episode has the same number in its series", "number")
    yield from _find_repeats(corpus.claims, said, "the claim has the same holder and statement", "statement")
    yield from _find_repeats(
        corpus.relations,
        lambda relation: (relation.from_, relation.to),
        "the relation is between the same claims",
    )
    yield from _find_repeats(
        corpus.contrasts,
        lambda contrast: (contrast.topic, frozenset(contrast.speakers)),
        "the contrast is between the same speakers on the same topic",
    )
    yield from _find_repeats(
        corpus.judgements,
        lambda reading: (reading.claim, reading.round, reading.planted),
        "the pair is read in the same round",
    )
    for relation in corpus.relations:
        if relation.record.from_ == relation.record.to:
            yield relation.problem("the claim is related to itself; name another claim", "to")


def _within_episode(held: HeldEpisode) -> Iterator[Problem]:
    folder = held.located.file.split("/")[-2]
    if held.slug != folder:
        what = f"the slug '{held.slug}' differs from the name of its folder '{folder}'"
        yield held.located.problem(f"{what}; rename one of them", "slug")
    people = [appearance.speaker for appearance in held.record.appearances]
    yield from _find_repeated_values(held.located, "appearances", people)
    sums = [source.sha256 for source in held.record.sources]
    yield from _find_repeated_values(held.located, "sources", sums, "sha256")
    topics = "the stance is of the same speaker on the same topic"
    yield from _find_repeats(held.stances, lambda stance: (stance.speaker, stance.topic), topics, "topic")
    for stance in held.stances:
        yield from _find_repeated_values(stance, "carried_by", list(stance.record.carried_by))
    for claim in held.claims:
        yield from _find_repeated_values(claim, "topics", [link.topic for link in claim.record.topics])


def _sources_of_own_episode(corpus: CorpusFolder) -> Iterator[Problem]:
    owner = {source.slug: episode.slug for episode in corpus.episodes for source in episode.sources}
    for episode in corpus.episodes:
        for claim in episode.claims:
            for place, evidence in enumerate(claim.record.evidence):
                if owner.get(evidence.source, episode.slug) != episode.slug:
                    what = f"'{evidence.source}' is a source of the episode '{owner[evidence.source]}'"
                    yield claim.problem(f"{what}; quote one of this episode", "evidence", place, "source")
        for erratum in episode.errata:
            if owner.get(erratum.record.source, episode.slug) != episode.slug:
                what = f"'{erratum.record.source}' is a source of the episode '{owner[erratum.record.source]}'"
                yield erratum.problem(f"{what}; write the erratum there", "source")


def _points_of_topics(corpus: CorpusFolder) -> Iterator[Problem]:
    points = {topic.record.slug: [point.id for point in topic.record.points] for topic in corpus.topics}
    for topic in corpus.topics:
        yield from _find_repeated_values(topic, "points", points[topic.record.slug], "id")
    for claim in corpus.claims:
        for place, link in enumerate(claim.record.topics):
            known = points.get(link.topic, [])
            if link.point and link.topic in points and link.point not in known:
                cure = f"add it there, or correct the id{suggest_word(link.point, known)}"
                what = f"the topic '{link.topic}' has no point '{link.point}'"
                yield claim.problem(f"{what}; {cure}", "topics", place, "point")


def _grounds_of_contrasts(corpus: CorpusFolder) -> Iterator[Problem]:
    claims = {claim.record.slug: claim.record for claim in corpus.claims}
    for contrast in corpus.contrasts:
        record = contrast.record
        yield from _find_repeated_values(contrast, "rests_on", list(record.rests_on))
        for place, slug in enumerate(record.rests_on):
            claim = claims.get(slug)
            if claim and claim.speaker not in record.speakers:
                what = f"'{slug}' is a claim of '{claim.speaker}'"
                yield contrast.problem(f"{what}; name claims of the two people", "rests_on", place)
            elif claim and record.topic not in [link.topic for link in claim.topics]:
                what = f"'{slug}' is not on the topic '{record.topic}'"
                yield contrast.problem(f"{what}; name a claim that is, or link it", "rests_on", place)


def _carriers_of_stances(corpus: CorpusFolder) -> Iterator[Problem]:
    """Yield a problem for each claim in ``carried_by`` that is no position of the stance's speaker on its topic."""
    claims = {claim.record.slug: (claim.record, held) for held in corpus.episodes for claim in held.claims}
    for held in corpus.episodes:
        for stance in held.stances:
            for place, slug in enumerate(stance.record.carried_by):
                if slug in claims and (fault := _carrier_fault(stance.record, held, *claims[slug])):
                    cure = "name a claim of position of the same speaker, topic and episode"
                    yield stance.problem(f"'{slug}' {fault}; {cure}", "carried_by", place)


def _carrier_fault(stance: StanceRecord, here: HeldEpisode, claim: ClaimRecord, there: HeldEpisode) -> str | None:
    """Return why a claim cannot carry a stance, None where it can."""
    if claim.speaker != stance.speaker:
        return f"is held by '{claim.speaker}'"
    if there is not here:
        return f"is a claim of the episode '{there.slug}'"
    if (stance.topic, Bearing.POSITION) not in {(link.topic, link.bearing) for link in claim.topics}:
        return f"is no claim of position on '{stance.topic}'"
    return None


def _merged_into_published(corpus: CorpusFolder) -> Iterator[Problem]:
    status = {claim.record.slug: claim.record.status for claim in corpus.claims}
    for claim in corpus.claims:
        target = claim.record.merged_into
        if target and status.get(target, Status.PUBLISHED) != Status.PUBLISHED:
            cure = "name the published claim in which its words are now"
            yield claim.problem(
                f"'{target}' is not published, so that nothing leads on from there; {cure}", "merged_into"
            )


def _find_repeated_values(
    located: LocatedRecord[FolderRecord], key: str, values: list[str], *path: str
) -> Iterator[Problem]:
    """Yield a problem for each value that stands in the list ``key`` of a record already."""
    for place, value in enumerate(values):
        if value in values[:place]:
            earlier = located.node.line_at((key, values.index(value)))
            what = f"'{value}' stands twice in {key}, first at {located.file}:{earlier}"
            yield located.problem(f"{what}; remove one of them", key, place, *path)


def _document_as_described(held: HeldSource) -> Iterator[Problem]:
    digest = hashlib.sha256(held.raw).hexdigest()
    if digest != held.record.sha256:
        what = f"{held.document} has the SHA-256 {digest}, not {held.record.sha256}"
        cure = "put the document back as it was obtained; if it is right, write its checksum here"
        yield held.located.problem(f"{what}; {cure}", "sha256")
    try:
        decode(held.raw, held.document)
    except CorpusError as error:
        yield from error.problems


def _passages_in_order(held: HeldSource) -> Iterator[Problem]:
    for passage in held.passages:
        if passage.record.id.rpartition("-")[0] != held.slug:
            cure = f"begin it with the source's slug: {held.slug}-1"
            yield passage.problem(f"the passage id '{passage.record.id}' is not of this source; {cure}", "id")
    for before, after in pairwise(held.passages):
        if after.record.start < before.record.end:
            what = f"'{after.record.id}' starts at {after.record.start}, before the end of '{before.record.id}'"
            cure = "put passages in the order of the text, and correct the offsets where they overlap"
            yield after.problem(f"{what} at {before.record.end}; {cure}", "start")
