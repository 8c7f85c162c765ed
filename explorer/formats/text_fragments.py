"""Links that open a page at words that stand on it (URL Fragment Text Directives, WICG Scroll To Text Fragment)."""

from collections.abc import Sequence
from urllib.parse import quote

WHOLE = 12
"""Up to so many words are given in full, so that a page must hold them unbroken; more of them by both their ends."""
ENDS = 5
"""How many words each end is given by, at least."""
AROUND = 3
"""How many words before and after tell repeated words apart."""


def link_to_words(url: str, exact: str, before: str = "", after: str = "") -> str:
    """Return the address that opens ``url`` at the words ``exact`` and has a browser mark them.

    ``before`` and ``after`` are what stands around the words in their paragraph: the words next to them tell repeated
    ones apart. Returns the plain address where ``exact`` has no words.
    """
    directive = text_directive(exact, before, after)
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{directive}"


def text_directive(exact: str, before: str = "", after: str = "") -> str:
    """Return ``text=prefix-,start,end,-suffix`` for words, or nothing for none (section 3.3, "The text directive").

    Words that run over more than one line stand in several paragraphs, which only a start and an end can span.
    """
    words = exact.split()
    if not words:
        return ""
    prefix, suffix = _nearest_line(before, -1).split()[-AROUND:], _nearest_line(after, 0).split()[:AROUND]
    whole = len(words) <= WHOLE and "\n" not in exact.strip()
    parts = [words] if whole or len(words) == 1 else _ends(exact.strip(), words)
    terms = [_term(part) for part in parts]
    return "text=" + ",".join(
        [*([f"{_term(prefix)}-"] if prefix else []), *terms, *([f"-{_term(suffix)}"] if suffix else [])]
    )


def _ends(exact: str, words: Sequence[str]) -> list[Sequence[str]]:
    """Return the words that open and those that close: enough of these to stand nowhere between.

    Neither runs over a line's end, as no term may, and they share no word.
    """
    lines = exact.splitlines()
    most = len(words) - 1
    opening = lines[0].split()[: min(ENDS, most // 2 + 1, most)]
    rest, last = words[len(opening) :], lines[-1].split()
    limit = min(len(rest), len(last))
    for count in range(min(ENDS, limit), limit):
        closing = " ".join(words[-count:])
        if closing not in " ".join(rest[:-1]):
            return [opening, words[-count:]]
    return [opening, words[-limit:]]


def _nearest_line(text: str, place: int) -> str:
    """Return the first (0) or last (-1) line of a text, where the words next to a quotation stand."""
    return text.split("\n")[place]


def _term(words: Sequence[str]) -> str:
    """Return words as a term: all that could be read as syntax (``-``, ``,``, ``&``) and all else percent-encoded."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
