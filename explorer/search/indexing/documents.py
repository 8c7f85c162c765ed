"""What can be found, out of the database: rows as an index wants them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from explorer.coding.vocabulary import Attribution, Disposition, PassageKind
from explorer.models import Claim, Episode, Evidence, Passage, Speaker, Topic
from explorer.models.word_search import saying
from explorer.search_engine.types import Document, DocumentKey, DocumentType, Facet, Field

CHUNK = 500
"""How many rows are held in memory at a time."""

CURATED, SPOKEN, PLAIN, BOILERPLATE, BACK_CHANNEL = 1.5, 1.2, 1.0, 0.5, 0.2
"""How much a document counts: what a curator wrote, labelled speech, other passages, and what says little."""

ABOUT_THE_TALK = {Disposition.LOGISTICS, Disposition.NARRATION}
FEW_WORDS = 4
"""A turn of so few words ("Right.", "Yeah, that's true.") says little unless a claim rests on it."""


def documents() -> Iterator[Document]:
    """Yield everything that can be found, in a fixed number of queries for every ``CHUNK`` rows."""
    for kind in KINDS.values():
        yield from map(kind.document, kind.rows().iterator(chunk_size=CHUNK))


def build_documents(keys: Iterable[DocumentKey]) -> Iterator[Document]:
    """Yield those of the documents with these keys that can be found now."""
    slugs: defaultdict[DocumentType, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        slugs[key.type].append(key.id)
    for named, wanted in slugs.items():
        kind = KINDS[named]
        for start in range(0, len(wanted), CHUNK):
            yield from map(kind.document, kind.rows().filter(slug__in=wanted[start : start + CHUNK]))


def documents_saying(of: DocumentType, words: Iterable[str], without: Iterable[str], most: int) -> Iterator[Document]:
    """Yield the first ``most`` documents of a type that have all of some words and none of others, as plain text."""
    kind = KINDS[of]
    rows = kind.rows()
    for word in words:
        rows = rows.filter(saying(rows, word, kind.columns, kind.columns_of_many))
    for word in without:
        rows = rows.exclude(saying(rows, word, kind.columns, kind.columns_of_many))
    yield from map(kind.document, rows[:most])


def leading(evidence: Iterable[Evidence]) -> Evidence | None:
    """Return the evidence that a claim stands beside among results: the first in the holder's own name, else the first.

    None where there is none.
    """
    pieces = list(evidence)
    direct = (piece for piece in pieces if piece.attribution == Attribution.DIRECT)
    return next(direct, pieces[0] if pieces else None)


def _claim(claim: Claim) -> Document:
    evidence = list(claim.evidence.all())
    topics = [link.topic for link in claim.topic_links.all()]
    first = leading(evidence)
    return Document(
        key=DocumentKey(DocumentType.CLAIM, claim.slug),
        texts={
            Field.TITLE: claim.statement,
            Field.QUOTED: _lines(piece.exact for piece in evidence),
            Field.NAMES: _lines([*_names(claim.speaker), *(topic.question for topic in topics)]),
        },
        values={
            Facet.TYPE: (DocumentType.CLAIM.value,),
            Facet.SPEAKER: (claim.speaker.slug,),
            Facet.TOPIC: tuple(topic.slug for topic in topics),
            Facet.EPISODE: (claim.episode.slug,),
            Facet.KIND: _once(piece.passage.kind for piece in evidence),
            Facet.GRADE: _once(piece.passage.grade for piece in evidence),
        },
        group=first.passage.slug if first else _alone(DocumentType.CLAIM, claim.slug),
        weight=CURATED,
        date=claim.episode.date,
        speaker=claim.speaker.name,
    )


def _passage(passage: Passage) -> Document:
    topics = _once(topic.slug for piece in passage.evidence.all() for topic in piece.claim.topics.all())
    episode, speaker = passage.source.episode, passage.speaker
    return Document(
        key=DocumentKey(DocumentType.PASSAGE, passage.slug),
        texts={
            Field.TITLE: passage.section,
            Field.BODY: passage.text,
            Field.NAMES: _lines(_names(speaker)) if speaker else "",
        },
        values={
            Facet.TYPE: (DocumentType.PASSAGE.value,),
            Facet.SPEAKER: (speaker.slug,) if speaker else (),
            Facet.TOPIC: topics,
            Facet.EPISODE: (episode.slug,),
            Facet.KIND: (passage.kind,),
            Facet.GRADE: (passage.grade,),
        },
        group=passage.slug,
        weight=_weight(passage),
        date=episode.date,
        speaker=speaker.name if speaker else "",
    )


def _weight(passage: Passage) -> float:
    if not passage.evidence.all():
        few = passage.kind == PassageKind.TURN and len(passage.text.split()) <= FEW_WORDS
        if few or passage.disposition == Disposition.ASSENT:
            return BACK_CHANNEL
        if passage.disposition in ABOUT_THE_TALK:
            return BOILERPLATE
    return SPOKEN if passage.speaker and passage.is_speech else PLAIN


def _topic(topic: Topic) -> Document:
    means = (topic.first_means, topic.middle_means, topic.second_means)
    return Document(
        key=DocumentKey(DocumentType.TOPIC, topic.slug),
        texts={Field.TITLE: topic.question, Field.BODY: _lines([topic.description, *topic.poles, *means])},
        values={Facet.TYPE: (DocumentType.TOPIC.value,), Facet.TOPIC: (topic.slug,)},
        group=_alone(DocumentType.TOPIC, topic.slug),
        weight=CURATED,
    )


def _speaker(speaker: Speaker) -> Document:
    name, *others = _names(speaker)
    return Document(
        key=DocumentKey(DocumentType.SPEAKER, speaker.slug),
        texts={Field.TITLE: name, Field.BODY: speaker.description, Field.NAMES: _lines(others)},
        values={Facet.TYPE: (DocumentType.SPEAKER.value,), Facet.SPEAKER: (speaker.slug,)},
        group=_alone(DocumentType.SPEAKER, speaker.slug),
        weight=CURATED,
        speaker=speaker.name,
    )


def _episode(episode: Episode) -> Document:
    people = (name for part in episode.appearances.all() for name in _names(part.speaker))
    return Document(
        key=DocumentKey(DocumentType.EPISODE, episode.slug),
        texts={Field.TITLE: _lines(_once([episode.title, episode.short_title])), Field.NAMES: _lines(people)},
        values={Facet.TYPE: (DocumentType.EPISODE.value,), Facet.EPISODE: (episode.slug,)},
        group=_alone(DocumentType.EPISODE, episode.slug),
        weight=CURATED,
        date=episode.date,
    )


def _names(speaker: Speaker) -> list[str]:
    return [speaker.name, *(alias.name for alias in speaker.aliases.all())]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _alone(kind: DocumentType, slug: str) -> str:
    """Return a group that no passage has: their ids hold no colon."""
    return f"{kind}:{slug}"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How documents of a type are made, and where their words stand in the database."""

    rows: Callable[[], "models.QuerySet[Any]"]
    document: Callable[[Any], Document]
    columns: tuple[str, ...]
    columns_of_many: tuple[str, ...] = ()


KINDS = {
    DocumentType.CLAIM: _Kind(
        lambda: Claim.objects.to_index(),
        _claim,
        ("statement", "speaker__name"),
        ("evidence__exact", "topics__question"),
    ),
    DocumentType.PASSAGE: _Kind(lambda: Passage.objects.to_index(), _passage, ("text", "section", "speaker__name")),
    DocumentType.TOPIC: _Kind(
        lambda: Topic.objects.to_index(), _topic, ("question", "description", "first_pole", "second_pole")
    ),
    DocumentType.SPEAKER: _Kind(
        lambda: Speaker.objects.to_index(), _speaker, ("name", "description"), ("aliases__name",)
    ),
    DocumentType.EPISODE: _Kind(
        lambda: Episode.objects.to_index(), _episode, ("title", "series__title"), ("appearances__speaker__name",)
    ),
}
"""Where the documents of every type come from."""
