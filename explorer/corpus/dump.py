"""The dump of the database as a corpus folder that loads again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from explorer.corpus import record_columns
from explorer.corpus.record_columns import keys, point_keys, topic_keys
from explorer.corpus_format import schema
from explorer.corpus_format.validation import describe_faults, record_name
from explorer.corpus_format.writer import to_yaml, write_corpus
from explorer.errors import CorpusError, ExplorerError, Problem
from explorer.models import (
    Claim,
    ClaimTopic,
    Contrast,
    Episode,
    Erratum,
    FormerSlug,
    Judgement,
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
from explorer.models.claims import ClaimQuerySet
from explorer.models.relations import RelationQuerySet
from explorer.models.sources import ErratumQuerySet, SourceQuerySet
from explorer.models.stances import StanceClaimQuerySet, StanceQuerySet
from explorer.progress import track

R = TypeVar("R", bound=schema.FolderRecord)
Q = TypeVar("Q", ClaimQuerySet, StanceQuerySet, StanceClaimQuerySet, RelationQuerySet, ErratumQuerySet)

File = tuple[str, bytes]
Held = schema.FolderRecord | Iterable[schema.FolderRecord]
"""The record of a file, or the records of one, which are made as they are read, so that few are held at a time."""

Lists = dict[str, schema.FolderRecord | Sequence[schema.FolderRecord]]
Keys = dict[str, Any]

EPISODES_AT_ONCE = 10
ROWS_AT_ONCE = 500
"""The number of rows that are held at a time, whatever the size of the corpus."""


def dump_corpus(folder: Path) -> int:
    """Write the whole database into ``folder`` as a corpus that loads again; return the number of files.

    Rows are in the order in which they were added, topics in the order of lists. Raises CorpusError where rows cannot
    stand in a folder. Raises ExplorerError where the folder holds other files, and where it holds a corpus and the
    database none. After an error the folder is unchanged.
    """
    if (folder / "episodes").is_dir() and not Episode.objects.exists():
        raise ExplorerError(f"the database holds no episode, and {folder} does; load it first, or dump elsewhere")
    return write_corpus(folder, _Dump().files())


def render_all_files() -> Iterator[File]:
    """Yield the path and bytes of each file of the whole corpus, drafts included; raises CorpusError at the end."""
    return _Dump().files()


def list_all_records() -> Lists:
    """Return the records of the whole corpus by the file that would hold them; raises CorpusError."""
    return _Dump().lists()


def render_public_files() -> Iterator[File]:
    """Yield the path and bytes of each file of the corpus, with only what is published.

    A document whose text may not be shown is left out with its errata, so a folder that describes one does not load as
    it is. Raises CorpusError as ``dump_corpus`` does, after the last file.
    """
    return _Dump(public=True).files()


class _Dump:
    """Turns rows into files and collects the rows that no file can hold; ``public`` leaves out unpublished rows."""

    def __init__(self, *, public: bool = False) -> None:
        self._problems: list[Problem] = []
        self._public = public

    def files(self) -> Iterator[File]:
        """Yield every file, in an order that depends on names alone; raises CorpusError after the last."""
        for name, records in self._list_files():
            yield name, to_yaml(records)
        yield from self._render_documents()
        self._raise_problems()

    def lists(self) -> Lists:
        """Return the records of every file of records; raises CorpusError where a row is not valid."""
        found: Lists = {
            name: held if isinstance(held, schema.FolderRecord) else list(held) for name, held in self._list_files()
        }
        self._raise_problems()
        return found

    def _raise_problems(self) -> None:
        if self._problems:
            raise CorpusError(self._problems)

    def _list_files(self) -> Iterator[tuple[str, Held]]:
        yield "speakers.yaml", self._validate(schema.SpeakerRecord, _list_speakers())
        yield "topics.yaml", self._validate(schema.TopicRecord, _list_topics())
        series = (keys(row, record_columns.SERIES) for row in Series.objects.order_by("pk"))
        yield "series.yaml", self._validate(schema.SeriesRecord, series)
        yield (
            "relations.yaml",
            self._validate(schema.RelationRecord, _list_relations(self._keep_public(Relation.objects.all()))),
        )
        yield "contrasts.yaml", self._validate(schema.ContrastRecord, _list_contrasts(public=self._public))
        synonyms = (keys(row, record_columns.SYNONYM) for row in Synonym.objects.order_by("pk"))
        yield "synonyms.yaml", self._validate(schema.SynonymRecord, synonyms)
        if judged := self._list_valid(schema.JudgementRecord, self._list_judgements()):
            yield "judgements.yaml", judged
        yield from self._list_passages()
        yield from self._list_episodes()

    def _list_judgements(self) -> Iterator[Keys]:
        rows = Judgement.objects.of_published() if self._public else Judgement.objects.all()
        yield from map(record_columns.judgement_keys, rows.with_claim())

    def _list_passages(self) -> Iterator[tuple[str, Held]]:
        rows = Passage.objects.with_source().defer("text", "answers__text")
        passages = rows.order_by("source__episode__slug", "source__slug", "ordinal").iterator(chunk_size=ROWS_AT_ONCE)
        for (episode, slug), group in groupby(passages, key=lambda row: (row.source.episode.slug, row.source.slug)):
            yield (
                f"episodes/{episode}/{slug}.passages.yaml",
                self._list_valid(schema.PassageRecord, map(_build_passage, group)),
            )

    def _render_documents(self) -> Iterator[File]:
        for source in _sort_by_place(Source.objects.defer("text")).iterator(chunk_size=10):
            if source.show_text or not self._public:
                yield f"episodes/{source.episode.slug}/{source.slug}.{source.extension}", bytes(source.raw)

    def _list_episodes(self) -> Iterator[tuple[str, Held]]:
        rows = Episode.objects.select_related("series").prefetch_related("appearances__speaker", "labels__speaker")
        every = rows.order_by("slug").iterator(chunk_size=EPISODES_AT_ONCE)
        episodes = track(every, "episodes dumped", Episode.objects.count())
        while batch := list(islice(episodes, EPISODES_AT_ONCE)):
            yield from self._list_coded(batch)

    def _list_coded(self, episodes: Sequence[Episode]) -> Iterator[tuple[str, Held]]:
        rows = Source.objects.filter(episode__in=episodes).without_text().order_by("pk")
        sources = _group((row.episode_id, keys(row, record_columns.SOURCE)) for row in rows)
        claims = Claim.objects.filter(episode__in=episodes)
        stances = Stance.objects.filter(episode__in=episodes)
        errata = Erratum.objects.filter(source__episode__in=episodes)
        coded: list[tuple[str, type[schema.FolderRecord], dict[int, list[Keys]]]] = [
            ("claims.yaml", schema.ClaimRecord, _list_claims(self._keep_public(claims))),
            ("stances.yaml", schema.StanceRecord, self._list_stances(stances)),
            ("errata.yaml", schema.ErratumRecord, _list_errata(self._keep_public(errata))),
        ]
        for episode in episodes:
            place = f"episodes/{episode.slug}"
            values = {**_build_episode(episode), "sources": sources.get(episode.pk, [])}
            records = list(self._validate(schema.EpisodeRecord, [values]))
            yield f"{place}/episode.yaml", records[0] if records else []
            for name, kind, values_of in coded:
                if episode.pk in values_of:
                    yield f"{place}/{name}", self._list_valid(kind, values_of[episode.pk])

    def _list_stances(self, stances: StanceQuerySet) -> dict[int, list[Keys]]:
        carriers = self._keep_public(StanceClaim.objects.fitting())
        return _list_stances(self._keep_public(stances).with_carriers(carriers))

    def _keep_public(self, rows: Q) -> Q:
        return rows.published() if self._public else rows

    def _list_valid(self, kind: type[schema.FolderRecord], values: Iterable[Keys]) -> list[schema.FolderRecord]:
        return list(self._validate(kind, values))

    def _validate(self, kind: type[R], values: Iterable[Keys]) -> Iterator[R]:
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


def _group(pairs: Iterable[tuple[int, Keys]]) -> dict[int, list[Keys]]:
    groups: dict[int, list[Keys]] = {}
    for key, values in pairs:
        groups.setdefault(key, []).append(values)
    return groups


def _sort_by_place(sources: SourceQuerySet) -> SourceQuerySet:
    return sources.select_related("episode").order_by("episode__slug", "slug")


def _list_speakers() -> Iterator[Keys]:
    for row in Speaker.objects.order_by("pk").prefetch_related("aliases"):
        aliases = [alias.name for alias in sorted(row.aliases.all(), key=lambda alias: alias.pk)]
        yield {**keys(row, record_columns.SPEAKER), "aliases": aliases}


def _list_topics() -> Iterator[Keys]:
    for row in Topic.objects.with_points():
        yield {**topic_keys(row), "points": [point_keys(point) for point in row.points.all()]}


def _list_relations(relations: RelationQuerySet) -> Iterator[Keys]:
    for row in relations.with_claims().order_by("pk").iterator(chunk_size=ROWS_AT_ONCE):
        yield {"from": row.from_claim.slug, "to": row.to_claim.slug, "kind": row.kind, "reason": row.reason}


def _list_contrasts(*, public: bool) -> Iterator[Keys]:
    for row in Contrast.objects.with_grounds().order_by("pk"):
        claims = row.claims if public else [ground.claim for ground in row.grounds.all()]
        yield {
            "topic": row.topic.slug,
            "speakers": [row.first.slug, row.second.slug],
            "kind": row.kind,
            "reason": row.reason,
            "rests_on": [claim.slug for claim in claims],
        }


def _build_passage(row: Passage) -> Keys:
    people = {
        "speaker": row.speaker.slug if row.speaker else None,
        "answers": row.answers.slug if row.answers else None,
    }
    return {"id": row.slug, **keys(row, record_columns.PASSAGE), **people}


def _build_episode(row: Episode) -> Keys:
    appearances = sorted(row.appearances.all(), key=lambda appearance: appearance.pk)
    labels = sorted(row.labels.all(), key=lambda label: label.pk)
    return {
        **keys(row, record_columns.EPISODE),
        "series": row.series.slug if row.series else None,
        "links": row.links,
        "appearances": [{"speaker": appearance.speaker.slug, "role": appearance.role} for appearance in appearances],
        "labels": {label.label: label.speaker.slug for label in labels},
    }


def _list_claims(claims: ClaimQuerySet) -> dict[int, list[Keys]]:
    rows = claims.with_evidence().with_topics().prefetch_related("former_slugs").order_by("pk")
    merged = dict(FormerSlug.objects.filter(slug__in=Claim.objects.values("slug")).values_list("slug", "claim__slug"))
    return _group(
        (
            row.episode_id,
            {
                **keys(row, record_columns.CLAIM),
                "formerly": [former.slug for former in row.former_slugs.all() if former.slug not in merged],
                "merged_into": merged.get(row.slug),
                "speaker": row.speaker.slug,
                "topics": [_build_link(link) for link in row.topic_links.all()],
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


def _build_link(link: ClaimTopic) -> Keys:
    return {"topic": link.topic.slug, "bearing": link.bearing, "point": link.point.slug if link.point else None}


def _list_stances(stances: StanceQuerySet) -> dict[int, list[Keys]]:
    rows = stances.with_context().order_by("pk")
    return _group(
        (
            row.episode_id,
            {
                "speaker": row.speaker.slug,
                "topic": row.topic.slug,
                "carried_by": [carrier.claim.slug for carrier in row.carriers.all()],
                **keys(row, record_columns.STANCE),
            },
        )
        for row in rows
    )


def _list_errata(errata: ErratumQuerySet) -> dict[int, list[Keys]]:
    rows = errata.with_source().order_by("pk")
    return _group(
        (row.source.episode_id, {"source": row.source.slug, **keys(row, record_columns.ERRATUM)}) for row in rows
    )
