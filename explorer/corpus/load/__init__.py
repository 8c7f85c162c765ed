"""The load of a corpus folder into the database: all or nothing, and only rows that differ are written."""

from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError

from explorer.changes.edit import open_edit
from explorer.checks.database import list_findings
from explorer.corpus.database_tuning import holding_pages, refresh_statistics
from explorer.corpus.load.coding import (
    load_claims,
    load_contrasts,
    load_errata,
    load_former_slugs,
    load_relations,
    load_stances,
)
from explorer.corpus.load.context import LoadContext
from explorer.corpus.load.documents import load_documents, load_episodes
from explorer.corpus.load.judgements import load_judgements
from explorer.corpus.load.people import load_people, load_points, load_topics, remove_points
from explorer.corpus.load.removal import remove_after_writing, remove_before_writing
from explorer.corpus.load.terms import load_synonyms
from explorer.corpus.sync import RowCounts
from explorer.corpus_format.contents import CorpusFolder, HeldSource
from explorer.corpus_format.reader import read_corpus
from explorer.errors import CorpusError, Problem, SourceError
from explorer.parsers import text_of

CLEARING = (remove_before_writing,)
WRITING = (load_people, load_topics, load_points, load_episodes, load_documents)
QUOTING = (load_errata, load_claims, remove_points)
RELATING = (
    *(load_former_slugs, load_stances, load_relations, load_contrasts, load_synonyms, load_judgements),
    remove_after_writing,
)


MANY_ROWS = 1000
"""Written rows from which the database is made to count anew."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The rows that a load wrote, by kind.

    ``lacking`` names the rows that were kept although the folder lacks them; it is empty where the load mirrors the
    folder.
    """

    counts: dict[str, RowCounts]
    lacking: tuple[str, ...]
    is_dry_run: bool

    @property
    def wrote(self) -> bool:
        """Whether the load changed the database."""
        return not self.is_dry_run and any(counts.written for counts in self.counts.values())


def load_corpus(folder: Path, *, replace: bool = False, dry_run: bool = False) -> LoadReport:
    """Load the corpus in ``folder``, adding and updating by slug.

    ``replace`` removes the rows that the folder lacks; ``dry_run`` checks everything and rolls back. Raises CorpusError
    with every problem, and leaves the database as it was. Problems are raised in three parts, each only once the one
    before has none: those of records, those of quotations, those of the rules of coding.
    """
    corpus = read_corpus(folder)
    check_texts(corpus)
    known = set() if replace else set(list_findings())
    try:
        with holding_pages(), open_edit(reason=f"loaded from {folder.resolve().name}", alone=True, dry_run=dry_run):
            loading = LoadContext(corpus, replace)
            _write_parts(loading)
            broken = [
                finding for finding in list_findings() if finding.subject in loading.where or finding not in known
            ]
            if broken:
                raise CorpusError([loading.problem(finding) for finding in broken])
            if sum(counts.written for counts in loading.tally.kinds.values()) >= MANY_ROWS:
                refresh_statistics()
            loading.forget_places()
    except IntegrityError as error:
        message = f"the database refuses the folder ({error}); what it holds may be in the way, so try --replace"
        raise CorpusError([Problem(".", 0, message)]) from error
    return LoadReport(loading.tally.kinds, tuple(loading.lacking), dry_run)


def _write_parts(loading: LoadContext) -> None:
    """Write everything, part by part; raises CorpusError with the problems of a part."""
    for steps in (CLEARING, WRITING, QUOTING, RELATING):
        for step in steps:
            step(loading)
        if loading.problems:
            raise CorpusError(loading.problems)


def check_texts(corpus: CorpusFolder) -> None:
    """Raise CorpusError where a source's text cannot be read, and where a passage ends beyond it."""
    problems: list[Problem] = []
    for held in corpus.sources:
        try:
            text = text_of(held.raw, held.record.format)
        except SourceError as error:
            problems.append(Problem(held.document, 0, str(error)))
        else:
            problems.extend(_find_outside(held, len(text)))
    if problems:
        raise CorpusError(problems)


def _find_outside(held: HeldSource, length: int) -> list[Problem]:
    return [
        passage.problem(f"the passage ends at {passage.record.end}, the text at {length}; correct its offsets", "end")
        for passage in held.passages
        if passage.record.end > length
    ]
