"""References in a folder: the slugs that its records define, and the slugs that they mention."""

from collections.abc import Iterator
from typing import NamedTuple

from explorer.corpus_format.contents import CorpusFolder, HeldEpisode, LocatedRecord
from explorer.corpus_format.schema import ClaimRecord, ContrastRecord, FolderRecord


class SlugDefinition(NamedTuple):
    """A record with its slug, or a passage with its id, or a slug that a claim had; ``path`` leads to it."""

    kind: str
    slug: str
    located: LocatedRecord[FolderRecord]
    path: tuple[str | int, ...] = ("slug",)


class SlugMention(NamedTuple):
    """A mention of another record by kind and slug; ``path`` leads to it inside the record that mentions it."""

    kind: str
    slug: str
    located: LocatedRecord[FolderRecord]
    path: tuple[str | int, ...]


def list_definitions(corpus: CorpusFolder) -> Iterator[SlugDefinition]:
    """Yield every record that has a slug, and the former slugs of claims."""
    yield from (SlugDefinition("speaker", speaker.record.slug, speaker) for speaker in corpus.speakers)
    yield from (SlugDefinition("series", series.record.slug, series) for series in corpus.series)
    yield from (SlugDefinition("topic", topic.record.slug, topic) for topic in corpus.topics)
    renamed: list[LocatedRecord[ClaimRecord]] = []
    for episode in corpus.episodes:
        yield SlugDefinition("episode", episode.slug, episode.located)
        yield from (SlugDefinition("source", source.slug, source.located) for source in episode.sources)
        yield from (SlugDefinition("claim", claim.record.slug, claim) for claim in episode.claims)
        yield from (SlugDefinition("passage", passage.record.id, passage, ("id",)) for passage in episode.passages)
        renamed.extend(claim for claim in episode.claims if claim.record.formerly)
    for claim in renamed:
        for place, slug in enumerate(claim.record.formerly):
            yield SlugDefinition("former claim", slug, claim, ("formerly", place))


def list_mentions(corpus: CorpusFolder) -> Iterator[SlugMention]:
    """Yield every mention of another record."""
    for episode in corpus.episodes:
        yield from _list_in_episode(episode)
        yield from _list_in_coding(episode)
        yield from _list_in_passages(episode)
    for relation in corpus.relations:
        yield SlugMention("claim", relation.record.from_, relation, ("from",))
        yield SlugMention("claim", relation.record.to, relation, ("to",))
    for reading in corpus.judgements:
        yield SlugMention("claim", reading.record.claim, reading, ("claim",))
    for contrast in corpus.contrasts:
        yield from _list_in_contrast(contrast)


def _list_in_episode(held: HeldEpisode) -> Iterator[SlugMention]:
    episode = held.located
    if episode.record.series is not None:
        yield SlugMention("series", episode.record.series, episode, ("series",))
    for place, appearance in enumerate(episode.record.appearances):
        yield SlugMention("speaker", appearance.speaker, episode, ("appearances", place, "speaker"))
    for label, speaker in episode.record.labels.items():
        yield SlugMention("speaker", speaker, episode, ("labels", label))


def _list_in_passages(held: HeldEpisode) -> Iterator[SlugMention]:
    for passage in held.passages:
        if passage.record.speaker is not None:
            yield SlugMention("speaker", passage.record.speaker, passage, ("speaker",))
        if passage.record.answers is not None:
            yield SlugMention("passage", passage.record.answers, passage, ("answers",))


def _list_in_contrast(contrast: LocatedRecord[ContrastRecord]) -> Iterator[SlugMention]:
    yield SlugMention("topic", contrast.record.topic, contrast, ("topic",))
    for place, speaker in enumerate(contrast.record.speakers):
        yield SlugMention("speaker", speaker, contrast, ("speakers", place))
    for place, slug in enumerate(contrast.record.rests_on):
        yield SlugMention("claim", slug, contrast, ("rests_on", place))


def _list_in_coding(held: HeldEpisode) -> Iterator[SlugMention]:
    for claim in held.claims:
        yield SlugMention("speaker", claim.record.speaker, claim, ("speaker",))
        if claim.record.merged_into:
            yield SlugMention("claim", claim.record.merged_into, claim, ("merged_into",))
        for place, link in enumerate(claim.record.topics):
            yield SlugMention("topic", link.topic, claim, ("topics", place, "topic"))
        for place, evidence in enumerate(claim.record.evidence):
            yield SlugMention("source", evidence.source, claim, ("evidence", place, "source"))
            yield SlugMention("speaker", evidence.asserter, claim, ("evidence", place, "asserter"))
    for stance in held.stances:
        yield SlugMention("speaker", stance.record.speaker, stance, ("speaker",))
        yield SlugMention("topic", stance.record.topic, stance, ("topic",))
        for place, slug in enumerate(stance.record.carried_by):
            yield SlugMention("claim", slug, stance, ("carried_by", place))
    for erratum in held.errata:
        yield SlugMention("source", erratum.record.source, erratum, ("source",))
