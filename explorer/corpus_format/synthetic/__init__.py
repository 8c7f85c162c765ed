"""Synthetic corpora of any size for tests and benchmarks, reproducible by seed, with every case pages must handle."""

from explorer.corpus_format.synthetic.files import corpus_files
from explorer.corpus_format.synthetic.size import CorpusSize

__all__ = ["CorpusSize", "corpus_files"]
