"""A synthetic corpus, written into a folder or loaded into an empty database."""

import tempfile
from pathlib import Path

from explorer.corpus.load import LoadReport, load_corpus
from explorer.corpus_format.synthetic import CorpusSize, corpus_files
from explorer.corpus_format.writer import write_corpus
from explorer.errors import ExplorerError
from explorer.models import Episode, Series, Speaker, Topic


def write_synthetic(folder: Path, size: CorpusSize, seed: int) -> int:
    """Write a synthetic corpus into ``folder``; return the number of files.

    Raises ExplorerError where the folder holds other files, and leaves it unchanged.
    """
    return write_corpus(folder, corpus_files(size, seed))


def populate(size: CorpusSize, seed: int) -> LoadReport:
    """Load a synthetic corpus into the database, from a folder, so that it passes every check of a real one.

    Raises ExplorerError where the database is not empty: invented words must never stand beside real ones.
    """
    if any(kind.objects.exists() for kind in (Speaker, Series, Topic, Episode)):
        raise ExplorerError(
            "the database holds a corpus already, and an invented one must not stand beside it; "
            "name an empty one by DATA_DIR or DATABASE_URL and run manage.py migrate, or write a folder with --into"
        )
    with tempfile.TemporaryDirectory() as beside:
        folder = Path(beside) / "corpus"
        write_synthetic(folder, size, seed)
        return load_corpus(folder)
