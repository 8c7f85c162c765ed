"""The database as a corpus folder: what loading it again would load."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from explorer.corpus import record_columns
from explorer.corpus.record_columns import keys, topic_keys
from explorer.corpus_format import schema
from explorer.corpus_format.validation import describe_faults, record_name
from explorer.corpus_format.writer import to_yaml, write_corpus
from explorer.errors import CorpusError, ExplorerError, Problem
from explorer.models import (
    Claim,
    Contrast,
    Episode,
    Erratum,
    Passage,
    Relation,
    Series,
    Source,
    Speaker,
    Stance,
    StanceClaim,
    Synonym,
    Topic,
)
from explorer.models.claims import ClaimQuerySet, RelationQuerySet
from explorer.models.sources import ErratumQuerySet, SourceQuerySet
from explorer.models.stances import StanceQuerySet
from explorer.models.visibility import PUBLIC

R = TypeVar("R", bound=schema.FolderRecord)
Q = TypeVar("Q", ClaimQuerySet, StanceQuerySet, RelationQuerySet, ErratumQuerySet)

File = tuple[str, bytes]
Held = schema.FolderRecord | Sequence[schema.FolderRecord]
Lists = dict[str, Held]
Keys = dict[str, Any]

EPISODES_AT_ONCE = 20
ROWS_AT_ONCE = 500
"""How much is held at a time, however much there is."""


def dump_corpus(folder: Path) -> int:
    """Write everything into ``folder``, as a corpus that loads again, and return how many files that is.

    Rows come in the order in which they were made, topics in that of lists. Raises CorpusError where rows cannot
    stand in a folder, ExplorerError where the folder is not a corpus's to write, or holds one and the database none;
    in every case the folder is untouched.
    """
    if (folder / "episodes").is_dir() and not Episode.objects.exists():
        raise ExplorerError(f"the database holds no episode, and {folder} does; load it first, or dump elsewhere")
    return write_corpus(folder, _Dump().files())


def all_files() -> Iterator[File]:
    """Yield the files of the whole corpus, drafts included, by relative path; raises CorpusError after the last one."""
    return _Dump().files()


def all_lists() -> Lists:
    """Return the records of the whole corpus under the files that would hold them; raises CorpusError."""
    return _Dump().lists()


def public_files() -> Iterator[File]:
    """Yield the files of the corpus as readers may have it, by relative path.

    What is not published is not in it. Of a document whose text is not to be shown neither the document nor its errata
    are, so that a folder with one describes it and does not load as it is. Raises CorpusError as ``dump_corpus`` does,
    after the last file.
    """
    return _Dump(public=True).files()


class _Dump:
    """Turns rows into files, and keeps what no file can hold; ``public`` leaves out what readers do not see."""

    def __init__(self, *, public: bool = False) -> None:
        self._problems: list[Problem] = []
        self._public = public

    def files(self) -> Iterator[File]:
        """Yield every file, in an order that hangs on names alone; raises CorpusError after the last."""
        for name, records in self._lists():
            yield name, to_yaml(records)
        yield from self._documents()
        self._report()

    def lists(self) -> Lists:
        """Return the records of every file that holds some; raises CorpusError where rows were not in order."""
        found = dict(self._lists())
        self._report()
        return found

    def _report(self) -> None:
        if self._problems:
            raise CorpusError(self._problems)

    def _lists(self) -> Iterator[tuple[str, Held]]:
        yield "speakers.yaml", self._listed(schema.SpeakerRecord, _speakers())
        yield "topics.yaml", self._listed(schema.TopicRecord, map(topic_keys, Topic.objects.all()))
        series = (keys(row, record_columns.SERIES) for row in Series.objects.order_by("pk"))
        yield "series.yaml", self._listed(schema.SeriesRecord, series)
        yield "relations.yaml", self._listed(schema.RelationRecord, _relations(self._shown(Relation.objects.all())))
        yield "contrasts.yaml", self._listed(schema.ContrastRecord, _contrasts())
        synonyms = (keys(row, record_columns.SYNONYM) for row in Synonym.objects.order_by("pk"))
        yield "synonyms.yaml", self._listed(schema.SynonymRecord, synonyms)
        yield from self._passages()
        yield from self._episodes()

    def _passages(self) -> Iterator[tuple[str, Held]]:
        rows = Passage.objects.with_source().defer("text", "answers__text")
        held = rows.order_by("source__episode__slug", "source__slug", "ordinal").iterator(chunk_size=ROWS_AT_ONCE)
        for (episode, slug), some in groupby(held, key=lambda row: (row.source.episode.slug, row.source.slug)):
            yield f"episodes/{episode}/{slug}.passages.yaml", self._listed(schema.PassageRecord, map(_passage, some))

    def _documents(self) -> Iterator[File]:
        for source in _by_place(Source.objects.defer("text")).iterator(chunk_size=10):
            if source.show_text or not self._public:
                yield f"episodes/{source.episode.slug}/{source.slug}.{source.extension}", bytes(source.raw)

    def _episodes(self) -> Iterator[tuple[str, Held]]:
        rows = Episode.objects.select_related("series").prefetch_related("appearances__speaker", "labels__speaker")
        held = iter(rows.order_by("slug").iterator(chunk_size=EPISODES_AT_ONCE))
        while some := list(islice(held, EPISODES_AT_ONCE)):
            yield from self._coded(some)

    def _coded(self, episodes: Sequence[Episode]) -> Iterator[tuple[str, Held]]:
        rows = Source.objects.filter(episode__in=episodes).without_text().order_by("pk")
        sources = _grouped((row.episode_id, keys(row, record_columns.SOURCE)) for row in rows)
        claims = Claim.objects.filter(episode__in=episodes)
        stances = Stance.objects.filter(episode__in=episodes)
        errata = Erratum.objects.filter(source__episode__in=episodes)
        coded: list[tuple[str, type[schema.FolderRecord], dict[int, list[Keys]]]] = [
            ("claims.yaml", schema.ClaimRecord, _claims(self._shown(claims))),
            ("stances.yaml", schema.StanceRecord, _stances(self._shown(stances), public=self._public)),
            ("errata.yaml", schema.ErratumRecord, _errata(self._shown(errata))),
        ]
        for episode in episodes:
            place = f"episodes/{episode.slug}"
            values = {**_episode(episode), "sources": sources.get(episode.pk, [])}
            records = list(self._valid(schema.EpisodeRecord, [values]))
            yield f"{place}/episode.yaml", records[0] if records else []
            for name, kind, values_of in coded:
                if episode.pk in values_of:
                    yield f"{place}/{name}", self._listed(kind, values_of[episode.pk])

    def _shown(self, rows: Q) -> Q:
        return rows.published() if self._public else rows

    def _listed(self, kind: type[schema.FolderRecord], values: Iterable[Keys]) -> list[schema.FolderRecord]:
        return list(self._valid(kind, values))

    def _valid(self, kind: type[R], values: Iterable[Keys]) -> Iterator[R]:
        for content in values:
            try:
                yield kind.model_validate(content)
            except ValidationError as error:
                name = (
                    content.get("slug")
                    or content.get("id")
                    or " ".join(str(value) for value in list(content.values())[:2])
                )
                for _, message in describe_faults(kind, error):
                    self._problems.append(Problem(record_name(kind), 0, f"{name}: {message}"))


def _grouped(pairs: Iterable[tuple[int, Keys]]) -> dict[int, list[Keys]]:
    groups: dict[int, list[Keys]] = {}
    for key, values in pairs:
        groups.setdefault(key, []).append(values)
    return groups


def _by_place(sources: SourceQuerySet) -> SourceQuerySet:
    return sources.select_related("episode").order_by("episode__slug", "slug")


def _speakers() -> Iterator[Keys]:
    for row in Speaker.objects.order_by("pk").prefetch_related("aliases"):
        aliases = [alias.name for alias in sorted(row.aliases.all(), key=lambda alias: alias.pk)]
        yield {**keys(row, record_columns.SPEAKER), "aliases": aliases}


def _relations(relations: RelationQuerySet) -> Iterator[Keys]:
    for row in relations.with_claims().order_by("pk").iterator(chunk_size=ROWS_AT_ONCE):
        yield {"from": row.from_claim.slug, "to": row.to_claim.slug, "kind": row.kind, "reason": row.reason}


def _contrasts() -> Iterator[Keys]:
    for row in Contrast.objects.with_pair().order_by("pk"):
        speakers = [row.first.slug, row.second.slug]
        yield {"topic": row.topic.slug, "speakers": speakers, "kind": row.kind, "reason": row.reason}


def _passage(row: Passage) -> Keys:
    people = {
        "speaker": row.speaker.slug if row.speaker else None,
        "answers": row.answers.slug if row.answers else None,
    }
    return {"id": row.slug, **keys(row, record_columns.PASSAGE), **people}


def _episode(row: Episode) -> Keys:
    appearances = sorted(row.appearances.all(), key=lambda appearance: appearance.pk)
    labels = sorted(row.labels.all(), key=lambda label: label.pk)
    return {
        **keys(row, record_columns.EPISODE),
        "series": row.series.slug if row.series else None,
        "links": row.links,
        "appearances": [{"speaker": appearance.speaker.slug, "role": appearance.role} for appearance in appearances],
        "labels": {label.label: label.speaker.slug for label in labels},
    }


def _claims(claims: ClaimQuerySet) -> dict[int, list[Keys]]:
    rows = claims.with_evidence().with_topics().order_by("pk")
    return _grouped(
        (
            row.episode_id,
            {
                **keys(row, record_columns.CLAIM),
                "speaker": row.speaker.slug,
                "topics": [{"topic": link.topic.slug, "bearing": link.bearing} for link in row.topic_links.all()],
                "evidence": [
                    {
                        **keys(evidence, record_columns.EVIDENCE),
                        "source": evidence.source.slug,
                        "asserter": evidence.asserter.slug,
                    }
                    for evidence in row.evidence.all()
                ],
            },
        )
        for row in rows
    )


def _stances(stances: StanceQuerySet, *, public: bool) -> dict[int, list[Keys]]:
    rows = stances.with_context().prefetch_related("carriers__claim").order_by("pk")
    return _grouped(
        (
            row.episode_id,
            {
                "speaker": row.speaker.slug,
                "topic": row.topic.slug,
                "carried_by": [carrier.claim.slug for carrier in row.carriers.all() if _may_be_named(carrier, public)],
                **keys(row, record_columns.STANCE),
            },
        )
        for row in rows
    )


def _may_be_named(carrier: StanceClaim, public: bool) -> bool:  # noqa: FBT001  (of one call)
    """Return whether a claim may be named: in what readers may have, published ones alone."""
    return not public or carrier.claim.status == PUBLIC


def _errata(errata: ErratumQuerySet) -> dict[int, list[Keys]]:
    rows = errata.with_source().order_by("pk")
    return _grouped(
        (row.source.episode_id, {"source": row.source.slug, **keys(row, record_columns.ERRATUM)}) for row in rows
    )
