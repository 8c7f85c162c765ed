"""Documents of the index, built from the rows of the database that readers may see."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from explorer.coding.vocabulary import Attribution, Disposition, PassageKind
from explorer.models import Claim, Episode, Evidence, Passage, Speaker, Topic
from explorer.models.queries.word_search import build_word_condition
from explorer.search.meaning import add_windows
from explorer.search_engine.types import Document, DocumentKey, DocumentType, Facet, Field

CHUNK = 500
"""Rows that are held in memory at a time."""

CURATED, SPOKEN, PLAIN, BOILERPLATE, BACK_CHANNEL = 1.5, 1.2, 1.0, 0.5, 0.2
"""Weights of documents: what curators wrote, labelled speech, other passages, and passages that say little."""

ABOUT_THE_TALK = {Disposition.LOGISTICS, Disposition.NARRATION}
FEW_WORDS = 4
"""Words up to which a turn ("Right.", "Yeah, that's true.") is back-channel, unless a claim rests on it."""


def build_all_documents() -> Iterator[Document]:
    """Yield every document, in a fixed number of queries for every ``CHUNK`` rows."""
    for builder in BUILDERS.values():
        yield from add_windows(map(builder.build, builder.rows().iterator(chunk_size=CHUNK)))


def count_documents() -> int:
    """Return the number of all documents."""
    return sum(builder.rows().count() for builder in BUILDERS.values())


def build_documents(keys: Iterable[DocumentKey]) -> Iterator[Document]:
    """Yield the documents with these keys; those that readers may not see or that are gone are left out."""
    slugs: defaultdict[DocumentType, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        slugs[key.type].append(key.id)
    for type_, wanted in slugs.items():
        builder = BUILDERS[type_]
        for start in range(0, len(wanted), CHUNK):
            rows = builder.rows().filter(slug__in=wanted[start : start + CHUNK])
            yield from add_windows(map(builder.build, rows))


def find_documents(type_: DocumentType, words: Iterable[str], without: Iterable[str], most: int) -> Iterator[Document]:
    """Yield the first ``most`` documents of a type whose columns contain all ``words`` and none of ``without``."""
    builder = BUILDERS[type_]
    rows = builder.rows()
    for word in words:
        rows = rows.filter(build_word_condition(rows, word, builder.columns, builder.columns_of_many))
    for word in without:
        rows = rows.exclude(build_word_condition(rows, word, builder.columns, builder.columns_of_many))
    yield from map(builder.build, rows[:most])


def _choose_leading(evidence: Iterable[Evidence]) -> Evidence | None:
    """Return the first evidence in the holder's own name, else the first of all; None without any.

    Its passage and the claim make one result.
    """
    pieces = list(evidence)
    direct = (piece for piece in pieces if piece.attribution == Attribution.DIRECT)
    return next(direct, pieces[0] if pieces else None)


def _build_claim(claim: Claim) -> Document:
    evidence = list(claim.evidence.all())
    topics = [link.topic for link in claim.topic_links.all()]
    first = _choose_leading(evidence)
    return Document(
        key=DocumentKey(DocumentType.CLAIM, claim.slug),
        texts={
            Field.TITLE: claim.statement,
            Field.QUOTED: _join_lines(piece.exact for piece in evidence),
            Field.NAMES: _join_lines([*claim.speaker.names, *(topic.question for topic in topics)]),
        },
        values={
            Facet.TYPE: (DocumentType.CLAIM.value,),
            Facet.SPEAKER: (claim.speaker.slug,),
            Facet.TOPIC: tuple(topic.slug for topic in topics),
            Facet.EPISODE: (claim.episode.slug,),
            Facet.KIND: _unique(piece.passage.kind for piece in evidence),
            Facet.GRADE: _unique(piece.passage.grade for piece in evidence),
        },
        group=first.passage.slug if first else _name_own_group(DocumentType.CLAIM, claim.slug),
        weight=CURATED,
        date=claim.day,
        speaker=claim.speaker.name,
    )


def _build_passage(passage: Passage) -> Document:
    topics = _unique(topic.slug for piece in passage.evidence.all() for topic in piece.claim.topics.all())
    episode, speaker = passage.source.episode, passage.speaker
    return Document(
        key=DocumentKey(DocumentType.PASSAGE, passage.slug),
        texts={
            Field.TITLE: passage.section,
            Field.BODY: passage.text,
            Field.NAMES: _join_lines(speaker.names) if speaker else "",
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
        weight=_weigh_passage(passage),
        date=episode.date,
        speaker=speaker.name if speaker else "",
    )


def _weigh_passage(passage: Passage) -> float:
    if not passage.evidence.all():
        few = passage.kind == PassageKind.TURN and len(passage.text.split()) <= FEW_WORDS
        if few or passage.disposition == Disposition.ASSENT:
            return BACK_CHANNEL
        if passage.disposition in ABOUT_THE_TALK:
            return BOILERPLATE
    return SPOKEN if passage.speaker and passage.is_speech else PLAIN


def _build_topic(topic: Topic) -> Document:
    means = (topic.first_means, topic.middle_means, topic.second_means)
    return Document(
        key=DocumentKey(DocumentType.TOPIC, topic.slug),
        texts={Field.TITLE: topic.question, Field.BODY: _join_lines([topic.description, *topic.poles, *means])},
        values={Facet.TYPE: (DocumentType.TOPIC.value,), Facet.TOPIC: (topic.slug,)},
        group=_name_own_group(DocumentType.TOPIC, topic.slug),
        weight=CURATED,
    )


def _build_speaker(speaker: Speaker) -> Document:
    name, *others = speaker.names
    return Document(
        key=DocumentKey(DocumentType.SPEAKER, speaker.slug),
        texts={Field.TITLE: name, Field.BODY: speaker.description, Field.NAMES: _join_lines(others)},
        values={Facet.TYPE: (DocumentType.SPEAKER.value,), Facet.SPEAKER: (speaker.slug,)},
        group=_name_own_group(DocumentType.SPEAKER, speaker.slug),
        weight=CURATED,
        speaker=speaker.name,
    )


def _build_episode(episode: Episode) -> Document:
    people = (name for appearance in episode.appearances.all() for name in appearance.speaker.names)
    return Document(
        key=DocumentKey(DocumentType.EPISODE, episode.slug),
        texts={
            Field.TITLE: _join_lines(_unique([episode.title, episode.short_title])),
            Field.NAMES: _join_lines(people),
        },
        values={Facet.TYPE: (DocumentType.EPISODE.value,), Facet.EPISODE: (episode.slug,)},
        group=_name_own_group(DocumentType.EPISODE, episode.slug),
        weight=CURATED,
        date=episode.date,
    )


def _join_lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _name_own_group(type_: DocumentType, slug: str) -> str:
    """Return the group of a single document; the colon keeps it apart from a passage's group, which is its id."""
    return f"{type_}:{slug}"


@dataclass(frozen=True, slots=True)
class _DocumentBuilder:
    """Builds the documents of one type; ``columns`` and ``columns_of_many`` hold the words of its rows."""

    rows: Callable[[], "models.QuerySet[Any]"]
    build: Callable[[Any], Document]
    columns: tuple[str, ...]
    columns_of_many: tuple[str, ...] = ()


BUILDERS = {
    DocumentType.CLAIM: _DocumentBuilder(
        lambda: Claim.objects.to_index(),
        _build_claim,
        ("statement", "speaker__name"),
        ("evidence__exact", "topics__question"),
    ),
    DocumentType.PASSAGE: _DocumentBuilder(
        lambda: Passage.objects.to_index(), _build_passage, ("text", "section", "speaker__name")
    ),
    DocumentType.TOPIC: _DocumentBuilder(
        lambda: Topic.objects.to_index(), _build_topic, ("question", "description", "first_pole", "second_pole")
    ),
    DocumentType.SPEAKER: _DocumentBuilder(
        lambda: Speaker.objects.to_index(), _build_speaker, ("name", "description"), ("aliases__name",)
    ),
    DocumentType.EPISODE: _DocumentBuilder(
        lambda: Episode.objects.to_index(), _build_episode, ("title", "series__title"), ("appearances__speaker__name",)
    ),
}
"""The builder of every type of document."""
