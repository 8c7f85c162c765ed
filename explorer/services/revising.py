"""A newer document in the place of a source: passages keep their ids, quotations are found to the letter or are lost.

What is lost carries nothing that readers see: its claims go back to draft, and so do the stances that rested on them.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from explorer.coding.review import Act
from explorer.coding.vocabulary import Status
from explorer.errors import ExplorerError
from explorer.models import Claim, Erratum, Passage, Source, SourceRevision, Stance
from explorer.models.versions import one_edit, touch_keys
from explorer.services.importing import (
    BATCH,
    holding,
    kinds_of,
    passage_columns,
    store_answers,
    store_in_batches,
)
from explorer.services.labelling import NOTHING_CHOSEN, Chosen, Speakers
from explorer.services.matching import same_passages
from explorer.services.naming import taken_under
from explorer.services.noting import noted_together
from explorer.services.reanchoring import PARKED, Lost, move_errata, move_evidence
from explorer.services.reviewing import refusal, send_back_uncarried
from explorer.services.stepping import Step, Steps
from explorer.sources import ParsedPassage, ParsedSource
from explorer.text import join_words, shorten

STATED = ["kind", "grade", "speaker_id", "section", "start_time", "end_time", "time_basis"]
"""What a document says of a passage; its versions keep it."""
COLUMNS = ["ordinal", "start", "end", *STATED]
"""What a passage whose text is the same may have otherwise in a newer document."""


@dataclass(slots=True)
class RevisionReport:
    """What a newer document changed, or would change; ``is_new`` is off where the source has these bytes already.

    ``unpublished`` and ``returned`` are the claims that were published and in review, and are drafts without the words
    that were ``lost``; ``closed`` are those of the former that the person may not send back. ``uncarried`` are the
    stances that nothing carries without them, ``errata`` those that went.
    """

    source: Source
    is_new: bool
    number: int = 1
    kinds: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    added: int = 0
    removed: list[str] = field(default_factory=list)
    respoken: list[str] = field(default_factory=list)
    found: int = 0
    lost: list[Lost] = field(default_factory=list)
    unpublished: list[Claim] = field(default_factory=list)
    closed: list[Claim] = field(default_factory=list)
    returned: list[Claim] = field(default_factory=list)
    uncarried: list[Stance] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    warnings: tuple[str, ...] = ()


def revising(
    raw: bytes,
    parsed: ParsedSource,
    *,
    source: Source,
    extension: str,
    chosen: Mapping[str, Chosen] = NOTHING_CHOSEN,
    accepted: Collection[str] = (),
    dry_run: bool = False,
    by: Any = None,  # noqa: ANN401  (a user, whatever the model)
) -> Steps[RevisionReport]:
    """Put a document in the place of a source, in steps, all or nothing; the same bytes again change nothing.

    ``accepted`` has the slugs of the claims that may go back to draft; ``dry_run`` does everything and keeps nothing,
    whatever is accepted. ``by`` is who does it, where that is not the machine's keeper. Raises ExplorerError where the
    episode holds the document as another source, where a published claim would lose its words that was not accepted,
    and where the person may not send one back.
    """
    if same := holding(raw, source.episode):
        if same.pk != source.pk:
            raise ExplorerError(f"the episode holds this document already, as '{same.slug}'; open that one")
        return RevisionReport(source, is_new=False, number=_number(source), kinds=kinds_of(source))
    speakers = Speakers(source.episode, chosen)
    with suppress(_TrialIsOverError), one_edit(by=by, reason="revised"):
        with noted_together():
            speakers.settle()
            work = _Revising(source, parsed, speakers, by)
            yield from work.write(raw, extension)
        if dry_run:
            raise _TrialIsOverError
        _refuse_unaccepted(work.report, accepted)
    work.report.warnings = (*parsed.warnings, *speakers.warnings())
    return work.report


class _TrialIsOverError(Exception):
    """Undoes a trial."""


def _refuse_unaccepted(report: RevisionReport, accepted: Collection[str]) -> None:
    if report.closed:
        listed = join_words([claim.slug for claim in report.closed])
        what = f"published claims would lose their words: {listed}"
        raise ExplorerError(f"{what}; ask a reviewer to send them back first")
    if refused := [claim.slug for claim in report.unpublished if claim.slug not in accepted]:
        listed = join_words(refused)
        raise ExplorerError(f"published claims would lose their words: {listed}; accept that they become drafts")


def _number(source: Source) -> int:
    """Return the number of a source's present revision."""
    return source.revisions.count() + 1


class _Revising:
    """One newer document on its way into the place of a source."""

    def __init__(self, source: Source, parsed: ParsedSource, speakers: Speakers, by: Any) -> None:  # noqa: ANN401
        self._source = Source.objects.select_for_update().get(pk=source.pk)
        self.report = RevisionReport(self._source, is_new=True, number=_number(source) + 1)
        self._old_text = self._source.text
        self._parsed = parsed
        self._speakers = speakers
        self._by = by
        # Without the words, of which there may be many: what is kept has those of the newer document.
        rows = source.passages.order_by("ordinal")
        self._old: list[Any] = list(rows.values_list("pk", "slug", "answers_id", *STATED, named=True))
        self._keys: dict[str, int] = {}

    def write(self, raw: bytes, extension: str) -> Iterator[Step]:
        """Write everything; to be called in one edit."""
        self._keep_what_was()
        Passage.objects.in_source(self._source).update(ordinal=F("ordinal") + PARKED)
        yield from self._write_passages()
        self._write_source(raw, extension)
        self.report.found, self.report.lost = move_evidence(self._source, self._old_text, self._near())
        self.report.errata = move_errata(self._source, self._old_text)
        yield from self._remove_passages()
        self._send_back()
        self.report.kinds = kinds_of(self._source)

    def _keep_what_was(self) -> None:
        source = self._source
        was = {name: getattr(source, name) for name in ("raw", "text", "format", "extension", "sha256")}
        SourceRevision.objects.create(source=source, number=self.report.number - 1, **was)

    def _write_passages(self) -> Iterator[Step]:
        """Store the new passages and let the others say where they stand now."""
        words = list(self._source.passages.order_by("ordinal").values_list("text", flat=True))
        same = same_passages(words, [passage.text for passage in self._parsed.passages])
        kept = [(one, self._old[same[place]]) for place, one in enumerate(self._parsed.passages) if place in same]
        new = [one for place, one in enumerate(self._parsed.passages) if place not in same]
        self.report.kept, self.report.added = len(kept), len(new)
        stem = f"{self._source.slug}-r{self.report.number}-"
        if taken := taken_under(stem, [f"{stem}{passage.id}" for passage in new]):
            raise ExplorerError(f"a new passage would have the slug '{taken[0]}' of another record; rename that first")
        self._keys = {passage.id: old.pk for passage, old in kept}
        yield from self._store_kept(kept)
        self._keys |= yield from store_in_batches(new, lambda passage: self._row(passage, f"{stem}{passage.id}"))
        store_answers(self._parsed, self._keys, {old.pk: old.answers_id for old in self._old})

    def _store_kept(self, kept: Sequence[tuple[ParsedPassage, Any]]) -> Iterator[Step]:
        for first in range(0, len(kept), BATCH):
            batch = kept[first : first + BATCH]
            rows = [self._row(passage, old.slug, old) for passage, old in batch]
            pairs = [(row, old) for row, (_, old) in zip(rows, batch, strict=True)]
            self.report.respoken += [row.slug for row, old in pairs if row.speaker_id != old.speaker_id]
            restated = [
                row.pk for row, old in pairs if any(getattr(row, name) != getattr(old, name) for name in STATED)
            ]
            touch_keys(Passage, restated)
            # On 11,000 passages Django's bulk_update takes ten times as long.
            Passage.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS)
            yield Step("passages put in their places", first + len(batch), len(kept))

    def _row(self, passage: ParsedPassage, slug: str, old: Any = None) -> Passage:  # noqa: ANN401  (named columns)
        """Return a passage as it is stored; a kept one has its old speaker where the newer document names nobody."""
        columns = passage_columns(passage, self._speakers)
        if old is not None:
            columns["speaker_id"] = columns["speaker_id"] or old.speaker_id
        return Passage(pk=old and old.pk, source=self._source, slug=slug, **columns)

    def _write_source(self, raw: bytes, extension: str) -> None:
        source = self._source
        source.raw, source.text, source.format = raw, self._parsed.text, self._parsed.format.value
        source.sha256, source.extension = hashlib.sha256(raw).hexdigest(), extension or source.extension
        if self.report.added:
            source.read_in_full = None
        source.save()

    def _near(self) -> dict[int, int]:
        """Return, by the keys of the passages that go, those that have their numbers now, for rows that need one."""
        stay, last = set(self._keys.values()), len(self._parsed.passages)
        return {
            old.pk: self._keys[str(min(number, last))]
            for number, old in enumerate(self._old, start=1)
            if old.pk not in stay
        }

    def _remove_passages(self) -> Iterator[Step]:
        stay = set(self._keys.values())
        gone = [old for old in self._old if old.pk not in stay]
        self.report.removed = [old.slug for old in gone]
        for first in range(0, len(gone), BATCH):
            batch = gone[first : first + BATCH]
            Passage.objects.filter(pk__in=[old.pk for old in batch]).delete()
            yield Step("passages removed", first + len(batch), len(gone))

    def _send_back(self) -> None:
        """Make drafts of the claims that lost words, and of the stances that nothing carries any more without them."""
        title = self._source.title
        for claim, words in self._bereft():
            if claim.status not in {Status.PUBLISHED, Status.IN_REVIEW}:
                continue
            if claim.status == Status.PUBLISHED:
                self.report.unpublished.append(claim)
                if self._by is not None and refusal(Act.SEND_BACK, claim, by=self._by):
                    self.report.closed.append(claim)
            else:
                self.report.returned.append(claim)
            claim.status = Status.DRAFT
            claim.sent_back_because = f"“{title}” was replaced by a newer document, in which {words}"
            claim.save()
        resting = Claim.objects.quoting(self._source)
        reason = f"“{title}” was replaced by a newer document, and what is found in it does not carry the stance"
        self.report.uncarried = send_back_uncarried(resting, by=self._by, reason=reason)

    def _bereft(self) -> list[tuple[Claim, str]]:
        """Return the claims that lost words, with which of them were lost and why."""
        claims = {lost.evidence.claim_id: lost.evidence.claim for lost in self.report.lost}
        said: dict[int, list[str]] = {key: [] for key in claims}
        for lost in self.report.lost:
            said[lost.evidence.claim_id].append(f"“{shorten(lost.evidence.exact, 80)}” is lost: {lost.why}")
        return [(claim, "; ".join(said[key])) for key, claim in claims.items()]
