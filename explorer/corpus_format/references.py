"""Who names whom in a folder: the slugs that its records define, and those that they refer to."""

from collections.abc import Iterator
from typing import NamedTuple

from explorer.corpus_format.contents import Corpus, HeldEpisode, Located
from explorer.corpus_format.schema import Record


class Definition(NamedTuple):
    """A record under its slug (a passage under its id)."""

    kind: str
    slug: str
    located: Located[Record]


class Reference(NamedTuple):
    """A mention of the record of a kind under a slug; ``path`` leads to it inside the record that mentions it."""

    kind: str
    slug: str
    located: Located[Record]
    path: tuple[str | int, ...]


def definitions(corpus: Corpus) -> Iterator[Definition]:
    """Yield everything that has a slug of its own."""
    yield from (Definition("speaker", one.record.slug, one) for one in corpus.speakers)
    yield from (Definition("series", one.record.slug, one) for one in corpus.series)
    yield from (Definition("topic", one.record.slug, one) for one in corpus.topics)
    yield from (Definition("episode", one.slug, one.episode) for one in corpus.episodes)
    yield from (Definition("source", one.slug, one.source) for one in corpus.sources)
    yield from (Definition("claim", one.record.slug, one) for one in corpus.claims)
    yield from (Definition("passage", one.record.id, one) for one in corpus.passages)


def references(corpus: Corpus) -> Iterator[Reference]:
    """Yield every mention of another record."""
    for episode in corpus.episodes:
        yield from _of_episode(episode)
        yield from _of_coding(episode)
    for passage in corpus.passages:
        if passage.record.speaker is not None:
            yield Reference("speaker", passage.record.speaker, passage, ("speaker",))
        if passage.record.answers is not None:
            yield Reference("passage", passage.record.answers, passage, ("answers",))
    for relation in corpus.relations:
        yield Reference("claim", relation.record.from_, relation, ("from",))
        yield Reference("claim", relation.record.to, relation, ("to",))
    for contrast in corpus.contrasts:
        yield Reference("topic", contrast.record.topic, contrast, ("topic",))
        for place, speaker in enumerate(contrast.record.speakers):
            yield Reference("speaker", speaker, contrast, ("speakers", place))


def _of_episode(held: HeldEpisode) -> Iterator[Reference]:
    episode = held.episode
    if episode.record.series is not None:
        yield Reference("series", episode.record.series, episode, ("series",))
    for place, appearance in enumerate(episode.record.appearances):
        yield Reference("speaker", appearance.speaker, episode, ("appearances", place, "speaker"))
    for label, speaker in episode.record.labels.items():
        yield Reference("speaker", speaker, episode, ("labels", label))


def _of_coding(held: HeldEpisode) -> Iterator[Reference]:
    for claim in held.claims:
        yield Reference("speaker", claim.record.speaker, claim, ("speaker",))
        for place, link in enumerate(claim.record.topics):
            yield Reference("topic", link.topic, claim, ("topics", place, "topic"))
        for place, evidence in enumerate(claim.record.evidence):
            yield Reference("source", evidence.source, claim, ("evidence", place, "source"))
            yield Reference("speaker", evidence.asserter, claim, ("evidence", place, "asserter"))
    for stance in held.stances:
        yield Reference("speaker", stance.record.speaker, stance, ("speaker",))
        yield Reference("topic", stance.record.topic, stance, ("topic",))
    for erratum in held.errata:
        yield Reference("source", erratum.record.source, erratum, ("source",))
