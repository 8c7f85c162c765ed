"""Consistency of one episode: of its records with each other, with its documents, and with the rest of the corpus."""

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from explorer.coding.vocabulary import Bearing, Status
from explorer.corpus_format.contents import CorpusFolder, HeldEpisode, HeldSource
from explorer.corpus_format.repeats import find_repeated_values, find_repeats
from explorer.corpus_format.schema import StanceRecord
from explorer.corpus_format.validation import suggest_word
from explorer.corpus_format.yaml_nodes import decode
from explorer.errors import CorpusError, Problem


class _ClaimFacts(NamedTuple):
    """What other records ask of a claim."""

    speaker: str
    episode: str
    topics: tuple[tuple[str, Bearing], ...]
    status: Status


class CorpusFacts:
    """What the rules between records need of a corpus, gathered in one reading of its episodes."""

    def __init__(self, corpus: CorpusFolder) -> None:
        self.owners: dict[str, str] = {}
        """The episode of each source."""
        self.claims: dict[str, _ClaimFacts] = {}
        self.points = {topic.record.slug: [point.id for point in topic.record.points] for topic in corpus.topics}
        for episode in corpus.episodes:
            self.owners.update((source.slug, episode.slug) for source in episode.sources)
            for claim in episode.claims:
                record = claim.record
                topics = tuple((link.topic, link.bearing) for link in record.topics)
                self.claims[record.slug] = _ClaimFacts(record.speaker, episode.slug, topics, record.status)


def find_episode_problems(episode: HeldEpisode, facts: CorpusFacts) -> Iterator[Problem]:
    """Yield what is wrong within an episode, and between it and other records."""
    yield from _within_episode(episode)
    yield from _sources_of_own_episode(episode, facts)
    yield from _points_of_topics(episode, facts)
    yield from _carriers_of_stances(episode, facts)
    yield from _merged_into_published(episode, facts)
    for source in episode.sources:
        yield from _document_as_described(source)
        yield from _passages_in_order(source)


def _within_episode(held: HeldEpisode) -> Iterator[Problem]:
    folder = held.located.file.split("/")[-2]
    if held.slug != folder:
        what = f"the slug '{held.slug}' differs from the name of its folder '{folder}'"
        yield held.located.problem(f"{what}; rename one of them", "slug")
    people = [appearance.speaker for appearance in held.record.appearances]
    yield from find_repeated_values(held.located, "appearances", people)
    sums = [source.sha256 for source in held.record.sources]
    yield from find_repeated_values(held.located, "sources", sums, "sha256")
    topics = "the stance is of the same speaker on the same topic"
    yield from find_repeats(held.stances, lambda stance: (stance.speaker, stance.topic), topics, "topic")
    for stance in held.stances:
        yield from find_repeated_values(stance, "carried_by", list(stance.record.carried_by))
    for claim in held.claims:
        yield from find_repeated_values(claim, "topics", [link.topic for link in claim.record.topics])


def _sources_of_own_episode(episode: HeldEpisode, facts: CorpusFacts) -> Iterator[Problem]:
    for claim in episode.claims:
        for place, evidence in enumerate(claim.record.evidence):
            owner = facts.owners.get(evidence.source, episode.slug)
            if owner != episode.slug:
                what = f"'{evidence.source}' is a source of the episode '{owner}'"
                yield claim.problem(f"{what}; quote one of this episode", "evidence", place, "source")
    for erratum in episode.errata:
        owner = facts.owners.get(erratum.record.source, episode.slug)
        if owner != episode.slug:
            what = f"'{erratum.record.source}' is a source of the episode '{owner}'"
            yield erratum.problem(f"{what}; write the erratum there", "source")


def _points_of_topics(episode: HeldEpisode, facts: CorpusFacts) -> Iterator[Problem]:
    for claim in episode.claims:
        for place, link in enumerate(claim.record.topics):
            known = facts.points.get(link.topic, [])
            if link.point and link.topic in facts.points and link.point not in known:
                cure = f"add it there, or correct the id{suggest_word(link.point, known)}"
                what = f"the topic '{link.topic}' has no point '{link.point}'"
                yield claim.problem(f"{what}; {cure}", "topics", place, "point")


def _carriers_of_stances(episode: HeldEpisode, facts: CorpusFacts) -> Iterator[Problem]:
    """Yield a problem for each claim in ``carried_by`` that is no position of the stance's speaker on its topic."""
    for stance in episode.stances:
        for place, slug in enumerate(stance.record.carried_by):
            claim = facts.claims.get(slug)
            if claim and (fault := _carrier_fault(stance.record, episode, claim)):
                cure = "name a claim of position of the same speaker, topic and episode"
                yield stance.problem(f"'{slug}' {fault}; {cure}", "carried_by", place)


def _carrier_fault(stance: StanceRecord, here: HeldEpisode, claim: _ClaimFacts) -> str | None:
    """Return why a claim cannot carry a stance, None where it can."""
    if claim.speaker != stance.speaker:
        return f"is held by '{claim.speaker}'"
    if claim.episode != here.slug:
        return f"is a claim of the episode '{claim.episode}'"
    if (stance.topic, Bearing.POSITION) not in claim.topics:
        return f"is no claim of position on '{stance.topic}'"
    return None


def _merged_into_published(episode: HeldEpisode, facts: CorpusFacts) -> Iterator[Problem]:
    for claim in episode.claims:
        target = facts.claims.get(claim.record.merged_into or "")
        if target and target.status != Status.PUBLISHED:
            what = f"'{claim.record.merged_into}' is not published, so that nothing leads on from there"
            yield claim.problem(f"{what}; name the published claim in which its words are now", "merged_into")


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
        # What came with a newer form of the document has the number of that form in its id.
        if not re.fullmatch(rf"{re.escape(held.slug)}-(r\d+-)?\d+", passage.record.id):
            cure = f"begin it with the source's slug: {held.slug}-1"
            yield passage.problem(f"the passage id '{passage.record.id}' is not of this source; {cure}", "id")
    for before, after in pairwise(held.passages):
        if after.record.start < before.record.end:
            what = f"'{after.record.id}' starts at {after.record.start}, before the end of '{before.record.id}'"
            cure = "put passages in the order of the text, and correct the offsets where they overlap"
            yield after.problem(f"{what} at {before.record.end}; {cure}", "start")
