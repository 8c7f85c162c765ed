"""The upload of a corpus as a zip: a preview of what loading it would change, then exactly that load."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from explorer.changes.edit import Edit, open_edit
from explorer.changes.version_keeping import split_batches
from explorer.corpus.dump import list_all_records
from explorer.corpus.load import LoadReport, load_corpus
from explorer.corpus.permissions import list_refusals, list_review_permissions
from explorer.corpus_format.archive import unpack
from explorer.corpus_format.differences import KindChanges, find_changes, hash_changes
from explorer.models import Claim, Passage, Revision, Stance
from explorer.models.people import Person


@dataclass(frozen=True, slots=True)
class UploadReport:
    """The changes that loading an archive makes or has made; ``refusals`` are the reasons against it.

    ``lacking`` counts, by kind, the records that the site has and the folder lacks; a load keeps them.
    """

    changes: tuple[KindChanges, ...]
    report: LoadReport
    lacking: Mapping[str, int]
    refusals: tuple[str, ...]
    is_loaded: bool = False

    @property
    def mark(self) -> str:
        """A hash of the changes shown, so that nothing else is loaded in their place."""
        return hash_changes(self.changes, self.report.lacking)

    @property
    def number(self) -> int:
        """The number of records that differ."""
        return sum(len(kind.all) for kind in self.changes)


def preview(archive: bytes, *, by: Person) -> UploadReport:
    """Return what loading an archive would change, and roll it back.

    Raises CorpusError with every problem of the archive, as ``load_corpus`` does.
    """
    return _load_if_shown(archive, by=by, shown=None)


def receive(archive: bytes, *, by: Person, shown: str) -> UploadReport:
    """Load an archive as one edit of one person, if that changes exactly what they were shown.

    ``shown`` is the mark of the preview. Nothing is loaded where the changes differ by now, or where the person may not
    make them. Raises CorpusError as ``preview`` does.
    """
    return _load_if_shown(archive, by=by, shown=shown)


def _load_if_shown(archive: bytes, *, by: Person, shown: str | None) -> UploadReport:
    """Load an archive in a transaction, and roll it back unless its changes were shown and are allowed.

    The changes are the differences between dumps before and after, so that no rule of loading is written twice.
    """
    with tempfile.TemporaryDirectory() as beside, transaction.atomic():
        folder = Path(beside) / f"the archive {hashlib.sha256(archive).hexdigest()[:12]}"
        unpack(archive, folder)
        Revision.objects.lock()
        before, hands = list_all_records(), list_review_permissions(by)
        with open_edit(by=by, reason=f"loaded from {folder.name}") as edit:
            report = load_corpus(folder)
            _sign(edit, by)
        changes = find_changes(before, list_all_records())
        outcome = UploadReport(changes, report, _count_lacking(report), list_refusals(changes, hands, by=by))
        if not outcome.refusals and outcome.mark == shown:
            return replace(outcome, is_loaded=True)
        transaction.set_rollback(True)
    return outcome


def _count_lacking(report: LoadReport) -> Mapping[str, int]:
    """Return the numbers of records that the folder lacks, with the passages of the documents that it lacks."""
    names = [name.split() for name in report.lacking]
    documents = [name[1] for name in names if name[0] == "source"]
    beside = sum(Passage.objects.filter(source__slug__in=some).count() for some in split_batches(documents))
    return Counter(kind for kind, *_ in names) + Counter(passage=beside)


def _sign(edit: Edit, by: Person) -> None:
    """Sign the written claims and stances with the person, who then may not publish them."""
    for model in (Claim, Stance):
        for keys in split_batches(edit.list_keys(model)):
            model._base_manager.filter(pk__in=keys).update(edited_by=by)
