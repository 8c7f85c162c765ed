"""What must hold within a group of terms that mean the same, wherever it is written down."""

from collections.abc import Iterable, Iterator


def term_key(term: str) -> str:
    """Return what a term is told apart by: everything but case."""
    return term.casefold()


def group_faults(term: str, also: Iterable[str], narrower: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with a group of terms, and what to do."""
    words = [term, *also, *narrower]
    if len(words) == 1:
        yield f"'{term}' stands alone; give terms in also or in narrower, or remove it"
    seen = set()
    for word in words:
        if term_key(word) in seen:
            yield f"'{word}' stands twice with '{term}'; remove one of them"
        seen.add(term_key(word))
