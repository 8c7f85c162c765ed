"""Synthetic conversations as they are written."""

import random
from collections.abc import Callable

import pytest

from explorer.coding.vocabulary import Format
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.synthetic.talks import Talk
from explorer.corpus_format.synthetic.words import Wording


@pytest.fixture
def talk() -> Callable[..., Talk]:
    """Return a function that begins a conversation of Ada with Bob, by default one with a transcript."""

    def talk(form: Format = Format.MARKDOWN_TRANSCRIPT, *, timed: bool = True) -> Talk:
        rng = random.Random(1)
        main = SyntheticDocument("talk-1-main", form, "A writer")
        words = {"wording": Wording(rng), "statements": Wording(rng)}
        return Talk("talk-1", "ada", "Ada", "bob", "Bob", main, timed=timed, rng=rng, **words)

    return talk
