"""The replacement of a source by a newer document: passages keep their ids, quotations are found or lost.

A lost quotation carries nothing that readers see: its claim becomes a draft, and so do the stances that rested on it.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from explorer.changes.edit import Edit, open_edit
from explorer.coding.review_permissions import Act
from explorer.coding.vocabulary import Status
from explorer.curation.quotation_frames import ReframedQuotation, read_frames
from explorer.curation.review import find_refusal, make_draft, send_back_uncarried
from explorer.documents.participants import NO_ROLES, RoleDecision, add_appearances
from explorer.documents.passage_replacement import PassageReplacement
from explorer.documents.quotation_reanchoring import LostQuotation, move_errata, move_evidence
from explorer.documents.source_import import count_kinds, find_same_source
from explorer.documents.speaker_labels import NOTHING_DECIDED, LabelDecision, LabelMatcher
from explorer.errors import ExplorerError
from explorer.models import Appearance, Claim, Erratum, Source, SourceRevision, Stance
from explorer.models.people import Person
from explorer.parsers import ParsedSource
from explorer.progress import OnProgress, show_nobody
from explorer.text import join_words, shorten


@dataclass(slots=True)
class ReplacementReport:
    """The changes of a replacement, made or planned; ``is_new`` is false where the source has these bytes.

    ``reframed`` are the quotations found in another sentence, or under another label. ``unpublished`` are claims that
    were published, ``returned`` claims that were in review; both are drafts because of these and of the ``lost`` words.
    ``closed`` are the published ones that the person may not send back. ``uncarried`` are the stances that nothing
    carries without the words, ``errata`` the errata that were removed, ``appearances`` the new parts in the episode.
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
    lost: list[LostQuotation] = field(default_factory=list)
    reframed: list[ReframedQuotation] = field(default_factory=list)
    unpublished: list[Claim] = field(default_factory=list)
    closed: list[Claim] = field(default_factory=list)
    returned: list[Claim] = field(default_factory=list)
    uncarried: list[Stance] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    appearances: tuple[Appearance, ...] = ()


def replace_source(
    raw: bytes,
    parsed: ParsedSource,
    *,
    source: Source,
    extension: str,
    chosen: Mapping[str, LabelDecision] = NOTHING_DECIDED,
    roles: Mapping[str, RoleDecision] = NO_ROLES,
    accepted: Collection[str] = (),
    dry_run: bool = False,
    by: Person = None,
    on_progress: OnProgress = show_nobody,
) -> ReplacementReport:
    """Replace a source by a newer document, all or nothing; the same bytes again change nothing.

    ``accepted`` has the slugs of the claims that may become drafts. ``dry_run`` does everything, whatever is accepted,
    and rolls back. ``by`` is the user, None for a command. ``on_progress`` is called after every batch of passages.
    Raises ExplorerError where the episode holds the document as another source, where a published claim that is not
    accepted would lose its words, and where the person may not send such a claim back.
    """
    if same := find_same_source(raw, source.episode):
        if same.pk != source.pk:
            raise ExplorerError(f"the episode holds this document already, as '{same.slug}'; open that one")
        return ReplacementReport(source, is_new=False, number=_number(source), kinds=count_kinds(source))
    speakers = LabelMatcher(source.episode, chosen)
    with open_edit(by=by, reason="revised", alone=True, dry_run=dry_run) as edit:
        speakers.settle(edit)
        appearances = add_appearances(source.episode, parsed, speakers, roles, edit)
        stored = Source.objects.select_for_update().get(pk=source.pk)
        passages = PassageReplacement(stored, parsed, speakers, edit=edit, on_progress=on_progress)
        work = _Replacement(stored, parsed, passages, edit, by)
        work.write(raw, extension)
        if not dry_run:
            _refuse_unaccepted(work.report, accepted)
    work.report.warnings = (*parsed.warnings, *speakers.warnings())
    work.report.appearances = appearances
    return work.report


def _refuse_unaccepted(report: ReplacementReport, accepted: Collection[str]) -> None:
    fate = "lose their words, or stand in another sentence" if report.reframed else "lose their words"
    if report.closed:
        listed = join_words([claim.slug for claim in report.closed])
        raise ExplorerError(f"published claims would {fate}: {listed}; ask a reviewer to send them back first")
    if refused := [claim.slug for claim in report.unpublished if claim.slug not in accepted]:
        listed = join_words(refused)
        raise ExplorerError(f"published claims would {fate}: {listed}; accept that they become drafts")


def _number(source: Source) -> int:
    """Return the number of a source's current revision."""
    return source.revisions.count() + 1


class _Replacement:
    """The replacement of one source by one newer document."""

    def __init__(
        self,
        source: Source,
        parsed: ParsedSource,
        passages: PassageReplacement,
        edit: Edit,
        by: Person,
    ) -> None:
        self._source = source
        self.report = ReplacementReport(source, is_new=True, number=_number(source) + 1)
        self._old_text = source.text
        self._parsed = parsed
        self._edit = edit
        self._by = by
        self._passages = passages

    def write(self, raw: bytes, extension: str) -> None:
        self._keep_what_was()
        frames = read_frames(self._source)
        self._passages.write(self.report.number)
        self._write_source(raw, extension)
        stand_ins = self._passages.stand_ins()
        moved = move_evidence(self._source, self._old_text, stand_ins, frames, self._edit)
        self.report.found, self.report.lost, self.report.reframed = moved
        self.report.errata = move_errata(self._source, self._old_text, self._edit)
        self._passages.remove()
        self._send_back()
        self._tell()

    def _keep_what_was(self) -> None:
        source = self._source
        was = {name: getattr(source, name) for name in ("raw", "text", "format", "extension", "sha256")}
        SourceRevision.objects.create(source=source, number=self.report.number - 1, **was)

    def _write_source(self, raw: bytes, extension: str) -> None:
        source = self._source
        source.raw, source.text, source.format = raw, self._parsed.text, self._parsed.format.value
        source.sha256, source.extension = hashlib.sha256(raw).hexdigest(), extension or source.extension
        if self._passages.added:
            source.read_in_full = None
        source.save()

    def _tell(self) -> None:
        """Copy the numbers and names of the passages into the report."""
        report, passages = self.report, self._passages
        report.kept, report.added = passages.kept, passages.added
        report.removed, report.respoken = passages.removed, passages.respoken
        report.kinds = count_kinds(self._source)

    def _send_back(self) -> None:
        """Make drafts of the claims that lost words, and of the stances that they no longer carry."""
        title = self._source.title
        for claim, words in self._bereft():
            if claim.status not in {Status.PUBLISHED, Status.IN_REVIEW}:
                continue
            if claim.status == Status.PUBLISHED:
                self.report.unpublished.append(claim)
                if self._by is not None and find_refusal(Act.SEND_BACK, claim, by=self._by):
                    self.report.closed.append(claim)
            else:
                self.report.returned.append(claim)
            make_draft(claim, reason=f"“{title}” was replaced by a newer document, in which {words}")
        resting = Claim.objects.quoting(self._source)
        reason = f"“{title}” was replaced by a newer document, and what is found in it does not carry the stance"
        self.report.uncarried = send_back_uncarried(resting, by=self._by, reason=reason)

    def _bereft(self) -> list[tuple[Claim, str]]:
        """Return the claims whose words were lost or stand otherwise, each with the words and the reasons."""
        said: dict[Claim, list[str]] = {}
        for lost in self.report.lost:
            why = f"“{shorten(lost.evidence.exact, 80)}” is lost: {lost.why}"
            said.setdefault(lost.evidence.claim, []).append(why)
        for changed in self.report.reframed:
            said.setdefault(changed.evidence.claim, []).append(_tell_frame(changed))
        return [(claim, "; ".join(reasons)) for claim, reasons in said.items()]


def _tell_frame(changed: ReframedQuotation) -> str:
    words = f"“{shorten(changed.evidence.exact, 80)}”"
    if changed.is_respoken:
        return f"somebody else is labelled with {words}"
    return f"{words} stands in another sentence: before, “{changed.before}”, and now, “{changed.after}”"
