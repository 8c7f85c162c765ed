"""Rules for a group of terms that mean the same, for the folder and the database alike."""

from collections.abc import Iterable, Iterator


def term_key(term: str) -> str:
    """Return a term without case; terms with equal keys are the same."""
    return term.casefold()


def find_group_faults(term: str, also: Iterable[str], narrower: Iterable[str]) -> Iterator[str]:
    """Yield each fault of a group of terms and its cure."""
    words = [term, *also, *narrower]
    if len(words) == 1:
        yield f"'{term}' stands alone; give terms in also or in narrower, or remove it"
    seen = set()
    for word in words:
        if term_key(word) in seen:
            yield f"'{word}' stands twice with '{term}'; remove one of them"
        seen.add(term_key(word))
