"""Results as readers see them: the rows behind the hits, in their order, with the words found marked."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import QuerySet

from explorer.coding import attribution_chain
from explorer.coding.vocabulary import Grade
from explorer.models import Claim, Episode, Evidence, Passage, Speaker, Topic
from explorer.models.claims import fetch_evidence, fetch_topics
from explorer.models.queries.prepared import prepared
from explorer.search.meaning import choose_closest_window
from explorer.search_engine.snippets import Snippet, choose_snippet, find_marks
from explorer.search_engine.types import Clause, DocumentKey, DocumentType, FoundBy, Hit
from explorer.text import join_words

Row = TypeVar("Row", Claim, Passage, Topic, Speaker, Episode)
TYPE_NAMES = {
    DocumentType.CLAIM: "Claim",
    DocumentType.PASSAGE: "Passage",
    DocumentType.TOPIC: "Question",
    DocumentType.SPEAKER: "Person",
    DocumentType.EPISODE: "Episode",
}


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Part of a text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One result.

    ``row`` is the record found; ``title`` and ``words`` are its texts with marks. For a claim, ``evidence`` is the
    quotation that ``words`` are taken from. ``others`` are the other claims that rest on the same passage. What is
    found by meaning has not all of the words asked for, or none.
    """

    key: DocumentKey
    score: float
    row: Claim | Passage | Topic | Speaker | Episode
    title: tuple[TextPiece, ...]
    words: tuple[TextPiece, ...]
    evidence: Evidence | None = None
    others: tuple[Claim, ...] = ()
    found_by: FoundBy = FoundBy.WORDS

    @property
    def url(self) -> str:
        """The path of the record's page."""
        return self.row.get_absolute_url()

    @property
    def speaker(self) -> Speaker | None:
        """The holder of a claim, the speaker of a passage, or the person found; None for other records."""
        if isinstance(self.row, Claim | Passage):
            return self.row.speaker
        return self.row if isinstance(self.row, Speaker) else None

    @property
    def episode(self) -> Episode | None:
        """The episode of a claim or passage, or the episode found; None for other records."""
        if isinstance(self.row, Claim):
            return self.row.episode
        if isinstance(self.row, Passage):
            return self.row.source.episode
        return self.row if isinstance(self.row, Episode) else None

    @property
    def date(self) -> datetime.date | None:
        """The day of a claim's words, else of the episode; None where undated, and for other records."""
        if isinstance(self.row, Claim):
            return self.row.origin.date
        return self.episode.date if self.episode else None

    @property
    def kind(self) -> str:
        """The label of the record's type; for a passage, of its kind."""
        return self.row.get_kind_display() if isinstance(self.row, Passage) else TYPE_NAMES[self.key.type]

    @property
    def heading(self) -> str:
        """The title without its marks."""
        return "".join(piece.text for piece in self.title)

    @property
    def snippet(self) -> str:
        """The words without their marks."""
        return "".join(piece.text for piece in self.words)

    @property
    def chain(self) -> str:
        """The attribution chain of a passage as one sentence; empty for other records."""
        if not isinstance(self.row, Passage):
            return ""
        speaker = self.row.speaker.name if self.row.speaker else None
        return attribution_chain.describe_passage(
            speaker=speaker, grade=Grade(self.row.grade), writer=self.row.source.writer
        )


def build_results(hits: Sequence[Hit], clauses: Sequence[Clause], query: str = "") -> list[SearchResult]:
    """Return the results of the hits whose rows readers may still see, in a number of queries independent of hits.

    ``query`` chooses the words to show of what was found by meaning.
    """
    # Among the other documents of a hit only claims are shown.
    others = [key for hit in hits for key in hit.others if key.type == DocumentType.CLAIM]
    rows = _ResultRows([*(hit.key for hit in hits), *others], clauses, query)
    results = [(hit, rows.build_result(hit)) for hit in hits]
    return [replace(result, found_by=hit.found_by) for hit, result in results if result]


class _ResultRows:
    """The rows behind a page of hits, fetched together."""

    def __init__(self, keys: Iterable[DocumentKey], clauses: Sequence[Clause], query: str) -> None:
        ids: dict[DocumentType, list[str]] = {type_: [] for type_ in DocumentType}
        for key in keys:
            ids[key.type].append(key.id)
        self.clauses, self.query = clauses, query
        self.claims = _map_by_slug(_find_claims(slugs=ids[DocumentType.CLAIM]))
        fetch_evidence(self.claims.values())
        fetch_topics(self.claims.values())
        self.passages = _map_by_slug(_find_passages(slugs=ids[DocumentType.PASSAGE]))
        self.topics = _map_by_slug(_find_topics(slugs=ids[DocumentType.TOPIC]))
        self.speakers = _map_by_slug(_find_speakers(slugs=ids[DocumentType.SPEAKER]))
        self.episodes = _map_by_slug(_find_episodes(slugs=ids[DocumentType.EPISODE]))
        self.evidence_by_passage: defaultdict[int, list[Evidence]] = defaultdict(list)
        for evidence in _find_resting(passages=[passage.pk for passage in self.passages.values()]):
            self.evidence_by_passage[evidence.passage_id].append(evidence)

    def build_result(self, hit: Hit) -> SearchResult | None:
        """Return the result of a hit; None where its row is gone or hidden."""
        builders: dict[DocumentType, Callable[[Hit], SearchResult | None]] = {
            DocumentType.CLAIM: self._build_claim,
            DocumentType.PASSAGE: self._build_passage,
            DocumentType.TOPIC: self._build_topic,
            DocumentType.SPEAKER: self._build_speaker,
            DocumentType.EPISODE: self._build_episode,
        }
        return builders[hit.key.type](hit)

    def _build_claim(self, hit: Hit) -> SearchResult | None:
        claim = self.claims.get(hit.key.id)
        if claim is None:
            return None
        evidence, words = self._best(claim.evidence.all())
        others = tuple(
            self.claims[key.id] for key in hit.others if key.type == DocumentType.CLAIM and key.id in self.claims
        )
        return SearchResult(hit.key, hit.score, claim, self._mark(claim.statement), words, evidence, others)

    def _build_passage(self, hit: Hit) -> SearchResult | None:
        passage = self.passages.get(hit.key.id)
        if passage is None:
            return None
        resting = {evidence.claim_id: evidence.claim for evidence in self.evidence_by_passage[passage.pk]}
        title, words = self._mark(passage.section or passage.source.title), self._cut_passage(hit, passage.text)
        return SearchResult(hit.key, hit.score, passage, title, words, others=tuple(resting.values()))

    def _build_topic(self, hit: Hit) -> SearchResult | None:
        topic = self.topics.get(hit.key.id)
        return self._build_plain(hit, topic, topic.question, topic.description) if topic else None

    def _build_speaker(self, hit: Hit) -> SearchResult | None:
        speaker = self.speakers.get(hit.key.id)
        return self._build_plain(hit, speaker, speaker.name, speaker.description) if speaker else None

    def _build_episode(self, hit: Hit) -> SearchResult | None:
        episode = self.episodes.get(hit.key.id)
        if episode is None:
            return None
        people = join_words([appearance.speaker.name for appearance in episode.appearances.all()])
        return self._build_plain(hit, episode, episode.title, people)

    def _build_plain(self, hit: Hit, row: Topic | Speaker | Episode, title: str, words: str) -> SearchResult:
        return SearchResult(hit.key, hit.score, row, self._mark(title), self._cut_snippet(words))

    def _best(self, evidence: Iterable[Evidence]) -> tuple[Evidence | None, tuple[TextPiece, ...]]:
        """Return the quotation with the most marks, the first of those that have as many."""
        marked = [(quoted, self._mark(quoted.exact)) for quoted in evidence]
        return max(marked, key=lambda pair: sum(piece.marked for piece in pair[1]), default=(None, ()))

    def _mark(self, text: str) -> tuple[TextPiece, ...]:
        return split_at_marks(Snippet(text, find_marks(text, self.clauses)))

    def _cut_passage(self, hit: Hit, text: str) -> tuple[TextPiece, ...]:
        """Return the snippet of a passage; of one found by meaning, of what is closest in meaning."""
        if hit.found_by is FoundBy.WORDS or not self.query:
            return self._cut_snippet(text)
        start, end = choose_closest_window(self.query, text)
        found = choose_snippet(text[start:end], self.clauses)
        before, after = bool(text[:start].strip()), bool(text[end:].strip())
        return split_at_marks(replace(found, before=found.before or before, after=found.after or after))

    def _cut_snippet(self, text: str) -> tuple[TextPiece, ...]:
        return split_at_marks(choose_snippet(text, self.clauses))


def split_at_marks(words: Snippet) -> tuple[TextPiece, ...]:
    """Return a snippet in pieces, marked or not, with an ellipsis where words were left out; adjacent marks are one."""
    pieces, place = [TextPiece("… ")] if words.before else [], 0
    for start, end in _join_marks(words.text, words.marks):
        pieces += [TextPiece(words.text[place:start]), TextPiece(words.text[start:end], marked=True)]
        place = end
    pieces += [TextPiece(words.text[place:]), *([TextPiece(" …")] if words.after else [])]
    return tuple(piece for piece in pieces if piece.text)


def _join_marks(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that only a space or a hyphen separates."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start] in {"", " ", "-"}:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


@prepared
def _find_claims(*, slugs: Sequence[str]) -> QuerySet[Claim]:
    return Claim.objects.published().with_records().filter(slug__in=slugs)


@prepared
def _find_passages(*, slugs: Sequence[str]) -> QuerySet[Passage]:
    return Passage.objects.with_source().readable().filter(slug__in=slugs)


@prepared
def _find_topics(*, slugs: Sequence[str]) -> QuerySet[Topic]:
    return Topic.objects.filter(slug__in=slugs)


@prepared
def _find_speakers(*, slugs: Sequence[str]) -> QuerySet[Speaker]:
    return Speaker.objects.filter(slug__in=slugs)


@prepared
def _find_episodes(*, slugs: Sequence[str]) -> QuerySet[Episode]:
    return Episode.objects.with_people().filter(slug__in=slugs)


@prepared
def _find_resting(*, passages: Sequence[int]) -> QuerySet[Evidence]:
    return Evidence.objects.published().with_claim().filter(passage__in=passages)


def _map_by_slug(rows: Iterable[Row]) -> Mapping[str, Row]:
    return {row.slug: row for row in rows}
