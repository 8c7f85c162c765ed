"""The cells and tallies that an edit touches, noted row by row while it writes and looked up as it ends."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db import models

from explorer.changes.version_keeping import split_batches
from explorer.coding.vocabulary import Grade
from explorer.debate.overviews.states import Cell
from explorer.models import (
    Appearance,
    CellState,
    Claim,
    ClaimTopic,
    Episode,
    Evidence,
    Passage,
    Relation,
    Source,
    Speaker,
    SpeakerAlias,
    Stance,
    Topic,
)
from explorer.models.queries.prepared import prepared
from explorer.models.visibility import PUBLIC

UNSPOKEN = [grade for grade in Grade if not grade.is_speech]

Keys = set[int]


def _make_keys() -> defaultdict[int, Keys]:
    return defaultdict(set)


@dataclass(slots=True)
class Touched:
    """Keys of the records on which overviews depend; what they lead to is looked up by `resolve`.

    ``topics`` and ``holders`` are, by claim, those that it had at any time of the edit. ``stances`` are the cells of
    stances. Of ``heads`` the name, or a part in an episode, may have changed. ``labelled`` are those whom documents
    label or quote, ``settings`` the episodes of documents; the readings of ``readers`` may have changed, what
    ``quoted`` documents hold, and the relations from claims of those ``relating``.
    """

    topics: defaultdict[int, Keys] = field(default_factory=_make_keys)
    holders: defaultdict[int, Keys] = field(default_factory=_make_keys)
    stances: set[Cell] = field(default_factory=set)
    episodes: Keys = field(default_factory=set)
    sources: Keys = field(default_factory=set)
    passages: Keys = field(default_factory=set)
    heads: Keys = field(default_factory=set)
    questions: Keys = field(default_factory=set)
    labelled: Keys = field(default_factory=set)
    settings: Keys = field(default_factory=set)
    readers: Keys = field(default_factory=set)
    quoted: Keys = field(default_factory=set)
    relating: Keys = field(default_factory=set)

    def __len__(self) -> int:
        parts = (self.topics, self.holders, self.stances, self.episodes, self.sources, self.passages)
        return sum(
            len(part) for part in (*parts, self.heads, self.questions, self.labelled, self.settings, self.quoted)
        )

    def note(self, row: models.Model) -> None:
        """Note a row with a key, as far as readers see it."""
        if take := NOTED.get(type(row)):
            take(self, row)

    def note_claims(self, keys: Collection[int]) -> None:
        """Note claims as they are stored, with holders, topics, and whom and what they quote; costs two queries.

        Those that are no longer published count too: their quotations count no more.
        """
        claims = list(keys)
        for claim, holder, asserter, source in _find_chains(claims=claims):
            self.holders[claim].add(holder)
            if asserter and source:
                self.labelled.add(asserter)
                self.quoted.add(source)
        for claim, topic in _find_topics(claims=claims):
            self.topics[claim].add(topic)

    def note_evidence(self, column: str, keys: Collection[int]) -> None:
        """Note the published claims whose evidence has one of the keys in a column."""
        self.note_all_claims(_find_resting(column, keys=list(keys)))

    def note_all_claims(self, keys: Iterable[int]) -> None:
        """Note claims as they are stored, in batches."""
        for batch in split_batches(keys):
            self.note_claims(batch)

    def note_labelled(self, passages: Collection[int]) -> None:
        """Note those whom passages label as they are stored; costs one query for each batch."""
        for batch in split_batches(passages):
            self._note_speakers_of("pk", batch)

    def _note_speakers_of(self, column: str, keys: Collection[int]) -> None:
        self.labelled.update(_find_labelled(column, keys=list(keys)))

    def list_claims(self) -> Keys:
        """Return the claims of which something may have changed."""
        return self.topics.keys() | self.holders.keys()

    def list_cells(self) -> set[Cell]:
        """Return the cells of the stances, and every cell of the topics and holders that a claim had."""
        claimed = (product(topics, self.holders[claim]) for claim, topics in self.topics.items())
        return self.stances.union(*claimed)

    def resolve(self) -> None:
        """Look up what the noted records lead to as they are now."""
        claims = [*self.list_claims()]
        self.note_all_claims(claims)
        for batch in split_batches(claims):
            self.relating.update(_find_relating(claims=batch))
        for batch in split_batches(self.episodes):
            self._note_episodes(batch)
        for batch in split_batches(self.sources):
            self.note_evidence("source", batch)
            self._note_speakers_of("source", batch)
        for batch in split_batches(self.passages):
            self.note_evidence("passage", batch)
        for batch in split_batches(self.heads):
            self.note_all_claims(_find_written(asserters=batch))
        self._resolve_readers()

    def _resolve_readers(self) -> None:
        """Look up whose readings may have changed; labels and quotations count where the speaker has no part."""
        self.readers |= self.heads
        for batch in split_batches(self.settings - self.episodes):
            self.readers.update(_find_parts(episodes=batch))
        for batch in split_batches(self.labelled - self.readers):
            self.readers.update(_find_alone(speakers=batch))

    def _note_episodes(self, keys: Collection[int]) -> None:
        episodes = list(keys)
        self.note_all_claims(_find_made(episodes=episodes))
        self.stances.update(_find_taken(episodes=episodes))
        self.heads.update(_find_parts(episodes=episodes))
        self._note_speakers_of("source__episode", episodes)

    def list_speakers(self) -> Keys:
        """Return the speakers whose tallies may have changed."""
        return self.heads.union(*self.holders.values(), self.labelled, (speaker for _, speaker in self.stances))

    def list_documents(self) -> Keys:
        """Return the documents whose tallies may have changed."""
        return self.sources | self.quoted

    def list_relating(self) -> Keys:
        """Return the speakers from whose claims relations may have come or gone."""
        return self.relating.union(*self.holders.values())

    def list_topics(self, cells: Iterable[Cell]) -> Keys:
        """Return the topics whose tallies may have changed: those of the cells and of whoever's name or part did."""
        held = _find_held(speakers=list(self.heads))
        return self.questions.union((topic for topic, _ in cells), held)


@prepared
def _find_chains(*, claims: Sequence[int]) -> models.QuerySet[Any, tuple[int, int, int | None, int | None]]:
    names = ("pk", "speaker", "evidence__asserter", "evidence__source")
    return Claim.objects.filter(pk__in=claims).order_by().values_list(*names)


@prepared
def _find_topics(*, claims: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    return ClaimTopic.objects.filter(claim__in=claims).order_by().values_list("claim", "topic")


@prepared
def _find_resting(column: str, /, *, keys: Sequence[int]) -> models.QuerySet[Any, int]:
    evidence = Evidence.objects.published().filter(**{f"{column}__in": keys})
    return evidence.order_by().values_list("claim", flat=True).distinct()


@prepared
def _find_written(*, asserters: Sequence[int]) -> models.QuerySet[Any, int]:
    evidence = Evidence.objects.published().filter(asserter__in=asserters, passage__grade__in=UNSPOKEN)
    return evidence.order_by().values_list("claim", flat=True).distinct()


@prepared
def _find_labelled(column: str, /, *, keys: Sequence[int]) -> models.QuerySet[Any, int]:
    passages = Passage.objects.filter(**{f"{column}__in": keys}).exclude(speaker=None)
    return passages.order_by().values_list("speaker", flat=True).distinct()


@prepared
def _find_relating(*, claims: Sequence[int]) -> models.QuerySet[Any, int]:
    relations = Relation.objects.filter(to_claim__in=claims).order_by()
    return relations.values_list("from_claim__speaker", flat=True).distinct()


@prepared
def _find_parts(*, episodes: Sequence[int]) -> models.QuerySet[Any, int]:
    return Appearance.objects.filter(episode__in=episodes).order_by().values_list("speaker", flat=True).distinct()


@prepared
def _find_alone(*, speakers: Sequence[int]) -> models.QuerySet[Any, int]:
    return Speaker.objects.filter(pk__in=speakers, appearances=None).order_by().values_list("pk", flat=True)


@prepared
def _find_made(*, episodes: Sequence[int]) -> models.QuerySet[Any, int]:
    return Claim.objects.published().filter(episode__in=episodes).order_by().values_list("pk", flat=True)


@prepared
def _find_taken(*, episodes: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    return Stance.objects.published().filter(episode__in=episodes).order_by().values_list("topic", "speaker")


@prepared
def _find_held(*, speakers: Sequence[int]) -> models.QuerySet[Any, int]:
    held = CellState.objects.present().filter(speaker__in=speakers).order_by()
    return held.values_list("topic", flat=True).distinct()


def _note_claim(touched: Touched, row: Claim) -> None:
    if row.status == PUBLIC:
        touched.holders[row.pk].add(row.speaker_id)


def _note_link(touched: Touched, row: ClaimTopic) -> None:
    if row.claim.status == PUBLIC:
        touched.topics[row.claim_id].add(row.topic_id)
        touched.holders[row.claim_id].add(row.claim.speaker_id)


def _note_evidence(touched: Touched, row: Evidence) -> None:
    if row.claim.status == PUBLIC:
        touched.holders[row.claim_id].add(row.claim.speaker_id)
    touched.labelled.add(row.asserter_id)
    touched.quoted.add(row.source_id)


def _note_relation(touched: Touched, row: Relation) -> None:
    for claim in (row.from_claim, row.to_claim):
        _note_claim(touched, claim)


def _note_passage(touched: Touched, row: Passage) -> None:
    touched.passages.add(row.pk)
    touched.quoted.add(row.source_id)
    if row.speaker_id:
        touched.labelled.add(row.speaker_id)


def _note_source(touched: Touched, row: Source) -> None:
    touched.sources.add(row.pk)
    touched.settings.add(row.episode_id)


def _note_stance(touched: Touched, row: Stance) -> None:
    if row.status == PUBLIC:
        touched.stances.add((row.topic_id, row.speaker_id))


NOTED: dict[type[models.Model], Callable[[Touched, Any], None]] = {
    Appearance: lambda touched, row: touched.heads.add(row.speaker_id),
    Claim: _note_claim,
    ClaimTopic: _note_link,
    Episode: lambda touched, row: touched.episodes.add(row.pk),
    Evidence: _note_evidence,
    Passage: _note_passage,
    Relation: _note_relation,
    Source: _note_source,
    Speaker: lambda touched, row: touched.heads.add(row.pk),
    SpeakerAlias: lambda touched, row: touched.heads.add(row.speaker_id),
    Stance: _note_stance,
    Topic: lambda touched, row: touched.questions.add(row.pk),
}
"""How each kind of record is noted; on the others no overview depends."""
