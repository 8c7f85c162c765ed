"""The upkeep of the overviews: what an edit touches is derived anew as it ends, and all of them on demand."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.apps import AppConfig
from django.db import connections, models, transaction
from django.db.models.signals import post_migrate

from explorer.changes.followers import follow_edits
from explorer.debate.overviews.cells import list_cells, refresh_cells
from explorer.debate.overviews.link_facts import LINK_FACTS
from explorer.debate.overviews.readings import READING_STATES
from explorer.debate.overviews.tallies import SPEAKER_TALLIES, TOPIC_TALLIES
from explorer.debate.overviews.totals import RELATION_TALLIES, SOURCE_TALLIES
from explorer.debate.overviews.touched import Touched
from explorer.models import (
    CellState,
    Claim,
    ClaimTopic,
    LinkFacts,
    Passage,
    ReadingState,
    RelationTally,
    Source,
    SourceTally,
    Speaker,
    SpeakerTally,
    Topic,
    TopicTally,
)

MANY = 2000
"""The number of noted records from which on everything is derived anew, so that memory does not grow with an edit."""

KEPT = (CellState, LinkFacts, ReadingState, RelationTally, SourceTally, SpeakerTally, TopicTally)
"""Every model of what is derived and kept."""


def connect(app: AppConfig) -> None:
    """Let every edit keep the overviews, and derive them where a migration of the app has left records without any."""
    follow_edits(OverviewUpkeep)
    post_migrate.connect(_after_migrating, sender=app)


@dataclass(slots=True)
class OverviewUpkeep:
    """Follows one edit: notes what it touches, and rewrites those states and tallies as it ends."""

    _touched: Touched = field(default_factory=Touched)
    _unsaved: list[models.Model] = field(default_factory=list)
    """Rows that get their keys by being written after they were noted."""
    _is_everything: bool = False

    def will_change(self, model: type[models.Model], keys: Collection[Any]) -> None:
        """Note claims with their topics, and passages with their speakers, before these are written in bulk."""
        if self._is_everything:
            return
        if model is Claim:
            self._touched.note_all_claims(keys)
        elif model is Passage:
            self._touched.note_labelled(keys)
        self._count()

    def note(self, row: models.Model) -> None:
        """Note a row; one without a key is noted again as the edit ends."""
        if self._is_everything:
            return
        if row.pk is None:
            self._unsaved.append(row)
        else:
            self._touched.note(row)
        self._count()

    def note_everything(self) -> None:
        """Derive everything anew after the commit: what is written, and when, is not known."""
        _after_commit.is_stale = True
        transaction.on_commit(_after_commit.rebuild)

    def end(self) -> None:
        """Rewrite what the edit touched."""
        if self._is_everything:
            rebuild_overviews()
            return
        for row in self._unsaved:
            if row.pk is not None:
                self._touched.note(row)
        self._touched.resolve()
        cells = self._touched.list_cells()
        refresh_cells(cells)
        LINK_FACTS.refresh(self._touched.list_claims())
        READING_STATES.refresh(self._touched.readers)
        SOURCE_TALLIES.refresh(self._touched.list_documents())
        RELATION_TALLIES.refresh(self._touched.list_relating())
        SPEAKER_TALLIES.refresh(self._touched.list_speakers())
        TOPIC_TALLIES.refresh(self._touched.list_topics(cells))

    def _count(self) -> None:
        if len(self._touched) + len(self._unsaved) >= MANY:
            self._is_everything = True
            self._touched = Touched()
            self._unsaved.clear()


@dataclass(slots=True)
class _AfterCommit:
    """What a commit leaves to be done, once for any number of requests."""

    is_stale: bool = False

    def rebuild(self) -> None:
        """Derive everything anew, unless that was done since it was asked for."""
        if self.is_stale:
            rebuild_overviews()
            self.is_stale = False


_after_commit = _AfterCommit()


def rebuild_overviews() -> int:
    """Derive every state and tally anew, write those that differ, and return the number of states."""
    with transaction.atomic():
        refresh_cells(list_cells())
        # Those of topics count the guests, whom those of speakers name.
        for table in (LINK_FACTS, READING_STATES, SOURCE_TALLIES, RELATION_TALLIES, SPEAKER_TALLIES, TOPIC_TALLIES):
            table.refresh(table.list_keys())
    return CellState.objects.count()


def _after_migrating(using: str, plan: Collection[object] = (), **_: object) -> None:
    tables = {model._meta.db_table for model in KEPT}
    if plan and tables <= set(connections[using].introspection.table_names()) and lacks_overviews():
        rebuild_overviews()


def lacks_overviews() -> bool:
    """Whether records lack what is kept of them, as in a database from before there was any."""
    lacking = [model.objects.filter(tally=None) for model in (Topic, Speaker, Source)]
    return any(rows.exists() for rows in (*lacking, ClaimTopic.objects.published().filter(facts=None)))
