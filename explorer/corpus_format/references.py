"""Who names whom in a folder: the slugs that its records define, and those that they refer to."""

from collections.abc import Iterator
from typing import NamedTuple

from explorer.corpus_format.contents import CorpusFolder, HeldEpisode, LocatedRecord
from explorer.corpus_format.schema import FolderRecord


class SlugDefinition(NamedTuple):
    """A record under its slug (a passage under its id)."""

    kind: str
    slug: str
    located: LocatedRecord[FolderRecord]


class SlugMention(NamedTuple):
    """A mention of the record of a kind under a slug; ``path`` leads to it inside the record that mentions it."""

    kind: str
    slug: str
    located: LocatedRecord[FolderRecord]
    path: tuple[str | int, ...]


def definitions(corpus: CorpusFolder) -> Iterator[SlugDefinition]:
    """Yield everything that has a slug of its own."""
    yield from (SlugDefinition("speaker", one.record.slug, one) for one in corpus.speakers)
    yield from (SlugDefinition("series", one.record.slug, one) for one in corpus.series)
    yield from (SlugDefinition("topic", one.record.slug, one) for one in corpus.topics)
    yield from (SlugDefinition("episode", one.slug, one.episode) for one in corpus.episodes)
    yield from (SlugDefinition("source", one.slug, one.source) for one in corpus.sources)
    yield from (SlugDefinition("claim", one.record.slug, one) for one in corpus.claims)
    yield from (SlugDefinition("passage", one.record.id, one) for one in corpus.passages)


def references(corpus: CorpusFolder) -> Iterator[SlugMention]:
    """Yield every mention of another record."""
    for episode in corpus.episodes:
        yield from _of_episode(episode)
        yield from _of_coding(episode)
    for passage in corpus.passages:
        if passage.record.speaker is not None:
            yield SlugMention("speaker", passage.record.speaker, passage, ("speaker",))
        if passage.record.answers is not None:
            yield SlugMention("passage", passage.record.answers, passage, ("answers",))
    for relation in corpus.relations:
        yield SlugMention("claim", relation.record.from_, relation, ("from",))
        yield SlugMention("claim", relation.record.to, relation, ("to",))
    for contrast in corpus.contrasts:
        yield SlugMention("topic", contrast.record.topic, contrast, ("topic",))
        for place, speaker in enumerate(contrast.record.speakers):
            yield SlugMention("speaker", speaker, contrast, ("speakers", place))


def _of_episode(held: HeldEpisode) -> Iterator[SlugMention]:
    episode = held.episode
    if episode.record.series is not None:
        yield SlugMention("series", episode.record.series, episode, ("series",))
    for place, appearance in enumerate(episode.record.appearances):
        yield SlugMention("speaker", appearance.speaker, episode, ("appearances", place, "speaker"))
    for label, speaker in episode.record.labels.items():
        yield SlugMention("speaker", speaker, episode, ("labels", label))


def _of_coding(held: HeldEpisode) -> Iterator[SlugMention]:
    for claim in held.claims:
        yield SlugMention("speaker", claim.record.speaker, claim, ("speaker",))
        for place, link in enumerate(claim.record.topics):
            yield SlugMention("topic", link.topic, claim, ("topics", place, "topic"))
        for place, evidence in enumerate(claim.record.evidence):
            yield SlugMention("source", evidence.source, claim, ("evidence", place, "source"))
            yield SlugMention("speaker", evidence.asserter, claim, ("evidence", place, "asserter"))
    for stance in held.stances:
        yield SlugMention("speaker", stance.record.speaker, stance, ("speaker",))
        yield SlugMention("topic", stance.record.topic, stance, ("topic",))
    for erratum in held.errata:
        yield SlugMention("source", erratum.record.source, erratum, ("source",))
