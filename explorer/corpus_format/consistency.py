"""Consistency between the records of a folder: one generator of problems for each rule."""

import re
from collections.abc import Collection, Hashable, Iterator

from explorer.corpus_format.contents import CorpusFolder, LocatedRecord
from explorer.corpus_format.episode_rules import CorpusFacts, find_episode_problems
from explorer.corpus_format.references import list_definitions, list_mentions
from explorer.corpus_format.repeats import find_repeated_values, find_repeats
from explorer.corpus_format.schema import ClaimRecord, EpisodeRecord, SynonymRecord
from explorer.corpus_format.terms import term_key
from explorer.corpus_format.themes import make_theme_slug, spelling_fault
from explorer.corpus_format.validation import suggest_word
from explorer.errors import Problem
from explorer.progress import track


def find_problems(corpus: CorpusFolder, broken: Collection[str], *, whole: bool = True) -> Iterator[Problem]:
    """Yield what is wrong between the records of ``corpus``.

    ``broken`` are the slugs of invalid records: they exist, so that a mention of them is not unknown. With ``whole``
    off, unknown mentions are not reported, since files could not be read.
    """
    facts = CorpusFacts(corpus)
    yield from _slugs_once(corpus)
    yield from _aliases_once(corpus)
    yield from _terms_once(corpus)
    yield from _themes_spelt_alike(corpus)
    yield from _pairs_once(corpus)
    yield from _points_once(corpus)
    yield from _grounds_of_contrasts(corpus, facts)
    for episode in track(corpus.episodes, "episodes checked", len(corpus.episodes)):
        yield from find_episode_problems(episode, facts)
    if whole:
        yield from _mentions_known(corpus, broken)


def statement_key(statement: str) -> str:
    """Return a statement without case, white space and punctuation: equal keys say the same."""
    return " ".join(re.sub(r"[^\w\s]", " ", statement.casefold()).split())


def _slugs_once(corpus: CorpusFolder) -> Iterator[Problem]:
    first: dict[str, tuple[str, str, int]] = {}
    for kind, slug, located, path in list_definitions(corpus):
        if slug in first:
            other_kind, file, line = first[slug]
            what = f"'{slug}' is already the {other_kind} at {file}:{line}"
            cure = "remove it here" if kind == "former claim" else f"give this {kind} another slug"
            yield located.problem(f"{what}; {cure}", *path)
        else:
            first[slug] = (kind, located.file, located.line)


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


def _themes_spelt_alike(corpus: CorpusFolder) -> Iterator[Problem]:
    first: dict[str, tuple[str, str, int]] = {}
    for topic in corpus.topics:
        if theme := topic.record.theme:
            label, file, line = first.setdefault(make_theme_slug(theme), (theme, topic.file, topic.line))
            if label != theme:
                yield topic.problem(spelling_fault(theme, label, f"at {file}:{line}"), "theme")


def _pairs_once(corpus: CorpusFolder) -> Iterator[Problem]:
    def number(episode: EpisodeRecord) -> Hashable:
        return None if episode.series is None or episode.number is None else (episode.series, episode.number)

    def said(claim: ClaimRecord) -> Hashable:
        return claim.speaker, statement_key(claim.statement)

    episodes = (episode.located for episode in corpus.episodes)
    yield from find_repeats(episodes, number, "the episode has the same number in its series", "number")
    yield from find_repeats(corpus.claims, said, "the claim has the same holder and statement", "statement")
    yield from find_repeats(
        corpus.relations,
        lambda relation: (relation.from_, relation.to),
        "the relation is between the same claims",
    )
    yield from find_repeats(
        corpus.contrasts,
        lambda contrast: (contrast.topic, frozenset(contrast.speakers)),
        "the contrast is between the same speakers on the same topic",
    )
    yield from find_repeats(
        corpus.judgements,
        lambda reading: (reading.claim, reading.round, reading.planted),
        "the pair is read in the same round",
    )
    for relation in corpus.relations:
        if relation.record.from_ == relation.record.to:
            yield relation.problem("the claim is related to itself; name another claim", "to")


def _points_once(corpus: CorpusFolder) -> Iterator[Problem]:
    for topic in corpus.topics:
        yield from find_repeated_values(topic, "points", [point.id for point in topic.record.points], "id")


def _grounds_of_contrasts(corpus: CorpusFolder, facts: CorpusFacts) -> Iterator[Problem]:
    for contrast in corpus.contrasts:
        record = contrast.record
        yield from find_repeated_values(contrast, "rests_on", list(record.rests_on))
        for place, slug in enumerate(record.rests_on):
            claim = facts.claims.get(slug)
            if claim and claim.speaker not in record.speakers:
                what = f"'{slug}' is a claim of '{claim.speaker}'"
                yield contrast.problem(f"{what}; name claims of the two people", "rests_on", place)
            elif claim and record.topic not in dict(claim.topics):
                what = f"'{slug}' is not on the topic '{record.topic}'"
                yield contrast.problem(f"{what}; name a claim that is, or link it", "rests_on", place)
