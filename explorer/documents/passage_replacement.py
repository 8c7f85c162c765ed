"""The replacement of a source's passages by those of a newer document; passages with the same text keep their ids."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import F

from explorer.changes.edit import Edit
from explorer.coding.vocabulary import Format
from explorer.documents.passage_matching import same_passages
from explorer.documents.quotation_reanchoring import PARKED
from explorer.documents.source_import import BATCH, passage_columns, store_answers, store_in_batches
from explorer.documents.speaker_labels import LabelMatcher
from explorer.errors import ExplorerError, SourceError
from explorer.models import Passage, Source
from explorer.models.slugs import list_taken
from explorer.parsers import ParsedPassage, ParsedSource, parse_bytes
from explorer.progress import OnProgress, Progress

STATED = ["kind", "grade", "speaker_id", "section", "start_time", "end_time", "time_basis"]
"""The columns that a document states of a passage; its versions keep them."""
COLUMNS = ["ordinal", "start", "end", *STATED]
"""The columns that a newer document may change in a passage with the same text."""


class PassageReplacement:
    """The replacement of one source's passages; write it before the source gets its new bytes, in the same edit."""

    def __init__(
        self, source: Source, parsed: ParsedSource, speakers: LabelMatcher, *, edit: Edit, on_progress: OnProgress
    ) -> None:
        self.kept = self.added = 0
        self.removed: list[str] = []
        self.respoken: list[str] = []
        self._source = source
        self._parsed = parsed
        self._speakers = speakers
        self._edit = edit
        self._on_progress = on_progress
        # The text is left out, as there may be much of it: a kept passage has the same text in the newer document.
        rows = source.passages.order_by("ordinal")
        self._old: list[Any] = list(rows.values_list("pk", "slug", "answers_id", "start", *STATED, named=True))
        self._keys: dict[str, int] = {}

    def write(self, number: int) -> None:
        """Store new passages under ids of revision ``number``, and move the kept ones to their new places."""
        words = list(self._source.passages.order_by("ordinal").values_list("text", flat=True))
        same = same_passages(words, [passage.text for passage in self._parsed.passages])
        placed = list(enumerate(self._parsed.passages))
        kept = [(passage, self._old[same[place]]) for place, passage in placed if place in same]
        new = [passage for place, passage in placed if place not in same]
        self.kept, self.added = len(kept), len(new)
        stem = f"{self._source.slug}-r{number}-"
        if taken := list_taken(stem, [f"{stem}{passage.id}" for passage in new]):
            raise ExplorerError(f"a new passage would have the slug '{taken[0]}' of another record; rename that first")
        Passage.objects.in_source(self._source).update(ordinal=F("ordinal") + PARKED)
        self._keys = {passage.id: old.pk for passage, old in kept}
        self._store_kept(kept)

        def make_row(passage: ParsedPassage) -> Passage:
            return self._make_row(passage, f"{stem}{passage.id}")

        self._keys |= store_in_batches(new, make_row, self._source, self._edit, self._on_progress)
        answers = {old.pk: old.answers_id for old in self._old}
        store_answers(self._parsed, self._keys, self._source, self._edit, answers)

    def stand_ins(self) -> dict[int, int]:
        """Return the keys of the passages with the same numbers now, by the keys of passages to be removed."""
        stay, last = set(self._keys.values()), len(self._parsed.passages)
        return {
            old.pk: self._keys[str(min(number, last))]
            for number, old in enumerate(self._old, start=1)
            if old.pk not in stay
        }

    def remove(self) -> None:
        """Delete the passages that the newer document lacks; no evidence may quote them any more."""
        stay = set(self._keys.values())
        gone = [old for old in self._old if old.pk not in stay]
        self.removed = [old.slug for old in gone]
        for first in range(0, len(gone), BATCH):
            keys = [old.pk for old in gone[first : first + BATCH]]
            replies = list(Passage.objects.replying_to(keys).values_list("pk", flat=True))
            self._edit.will_change(Passage, replies, within=self._source)
            Passage.objects.filter(pk__in=keys).delete()
            self._on_progress(Progress("passages removed", first + len(keys), len(gone)))

    def _store_kept(self, kept: Sequence[tuple[ParsedPassage, Any]]) -> None:
        for first in range(0, len(kept), BATCH):
            batch = kept[first : first + BATCH]
            rows = [self._make_row(passage, old.slug, old) for passage, old in batch]
            pairs = [(row, old) for row, (_, old) in zip(rows, batch, strict=True)]
            self.respoken += [row.slug for row, old in pairs if row.speaker_id != old.speaker_id]
            restated = [row.pk for row, old in pairs if _is_restated(row, old)]
            self._edit.will_change(Passage, restated, within=self._source)
            # On 11,000 passages Django's bulk_update takes ten times as long.
            Passage.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS)
            self._on_progress(Progress("passages put in their places", first + len(batch), len(kept)))

    def _make_row(self, passage: ParsedPassage, slug: str, old: Any = None) -> Passage:
        """Return a passage as it is stored; a kept one keeps its speaker where the newer document names none."""
        columns = passage_columns(passage, self._speakers)
        if old is not None and (columns["speaker_id"] is None or self._is_set_by_hand(passage, old)):
            columns["speaker_id"] = old.speaker_id
        return Passage(pk=old and old.pk, source=self._source, slug=slug, **columns)

    def _is_set_by_hand(self, passage: ParsedPassage, old: Any) -> bool:
        """Return whether a curator set another speaker than the passage's label means, and the label is the same."""
        known = self._speakers.known(passage.speaker) if passage.speaker else None
        is_another = old.speaker_id is not None and old.speaker_id != (known and known.pk)
        return is_another and self._labels_before.get(old.start) == passage.speaker

    @cached_property
    def _labels_before(self) -> Mapping[int, str | None]:
        """The label of each passage in the document before, by the passage's place; parsed only when needed."""
        try:
            parsed = parse_bytes(bytes(self._source.raw), Format(self._source.format), is_stored=True)
        except SourceError:
            return {}
        return {passage.start: passage.speaker for passage in parsed.passages}


def _is_restated(row: Passage, old: Any) -> bool:
    return any(getattr(row, name) != getattr(old, name) for name in STATED)
