"""A corpus that somebody brings to the desk as a zip: shown as what loading it would change, then loaded as shown."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from explorer.changes.edit import Edit, open_edit
from explorer.corpus.dump import all_lists
from explorer.corpus.load import LoadReport, load_corpus
from explorer.corpus.permissions import hands_on, refusals
from explorer.corpus_format.archive import unpack
from explorer.corpus_format.differences import KindChanges, find_changes, hash_changes
from explorer.models import Claim, Passage, Revision, Stance
from explorer.models.people import Person


@dataclass(frozen=True, slots=True)
class UploadReport:
    """What loading an archive would change, or has changed; ``refusals`` say why this person may not load it.

    ``lacking`` counts, by kind, the records that the site holds and the folder lacks; a loading keeps them.
    """

    changes: tuple[KindChanges, ...]
    report: LoadReport
    lacking: Mapping[str, int]
    refusals: tuple[str, ...]
    is_loaded: bool = False

    @property
    def mark(self) -> str:
        """A name for exactly what is shown, so that nothing else is loaded in its place."""
        return hash_changes(self.changes, self.report.lacking)

    @property
    def number(self) -> int:
        """How many records are not as they were."""
        return sum(len(kind.all) for kind in self.changes)


def preview(archive: bytes, *, by: Person) -> UploadReport:
    """Return what loading an archive would change, and keep nothing of it.

    Raises CorpusError with everything that is wrong with it, as ``load_corpus`` does.
    """
    return _received(archive, by=by, shown=None)


def receive(archive: bytes, *, by: Person, shown: str) -> UploadReport:
    """Load an archive as one edit of one person, if that changes exactly what was shown to them.

    ``shown`` is the mark of the preview. Where something else would be changed by now, or the person may not make these
    changes, nothing is loaded. Raises CorpusError as ``preview`` does.
    """
    return _received(archive, by=by, shown=shown)


def _received(archive: bytes, *, by: Person, shown: str | None) -> UploadReport:
    """Load an archive in a transaction, look at what that changed, and take it back unless it was shown and allowed.

    What is compared is what dumps before and after say, so that no rule of loading is told twice.
    """
    with tempfile.TemporaryDirectory() as beside, transaction.atomic():
        folder = Path(beside) / f"the archive {hashlib.sha256(archive).hexdigest()[:12]}"
        unpack(archive, folder)
        Revision.objects.lock()
        before, hands = all_lists(), hands_on(by)
        with open_edit(by=by, reason=f"loaded from {folder.name}") as edit:
            report = load_corpus(folder)
            _sign(edit, by)
        changes = find_changes(before, all_lists())
        seen = UploadReport(changes, report, _lacking(report), refusals(changes, hands, by=by))
        if not seen.refusals and seen.mark == shown:
            return replace(seen, is_loaded=True)
        transaction.set_rollback(True)
    return seen


def _lacking(report: LoadReport) -> Mapping[str, int]:
    """Return how many records the folder lacks; the passages of a document that it lacks are not named one by one."""
    names = [name.split() for name in report.lacking]
    documents = [name[1] for name in names if name[0] == "source"]
    beside = Passage.objects.filter(source__slug__in=documents).count()
    return Counter(kind for kind, *_ in names) + Counter(passage=beside)


def _sign(edit: Edit, by: Person) -> None:
    """Sign the claims and stances that were written, so that who changed them does not publish them."""
    for model in (Claim, Stance):
        keys = edit.list_keys(model)
        model._base_manager.filter(pk__in=keys).update(edited_by=by)
