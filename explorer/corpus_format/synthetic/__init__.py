"""A corpus that nobody spoke: any size, the same for the same seed, with everything in it that a page has to bear."""

from explorer.corpus_format.synthetic.files import corpus_files
from explorer.corpus_format.synthetic.size import CorpusSize

__all__ = ["CorpusSize", "corpus_files"]
