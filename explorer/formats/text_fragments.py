"""Links that open a page at words that stand on it (URL Fragment Text Directives, WICG Scroll To Text Fragment)."""

from collections.abc import Sequence
from urllib.parse import quote

WHOLE = 12
"""The largest number of words given in full. A longer quotation is given by its first and its last words."""
ENDS = 5
"""The smallest number of words that an end is given by."""
AROUND = 3
"""The number of words before and after a quotation that tell it from the same words elsewhere."""


def link_to_words(url: str, exact: str, before: str = "", after: str = "") -> str:
    """Return the address that opens ``url`` at the words ``exact`` and has a browser mark them.

    ``before`` and ``after`` are the texts around the words in their paragraph, which tell repeated words apart. Returns
    ``url`` itself where ``exact`` has no words.
    """
    directive = build_text_directive(exact, before, after)
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{directive}"


def build_text_directive(exact: str, before: str = "", after: str = "") -> str:
    """Return ``text=prefix-,start,end,-suffix``, empty where there are no words (section 3.3, "The text directive")."""
    words = exact.split()
    if not words:
        return ""
    prefix, suffix = _find_nearest_line(before, -1).split()[-AROUND:], _find_nearest_line(after, 0).split()[:AROUND]
    # Words over several lines stand in several paragraphs, which only a start and an end can span.
    whole = len(words) <= WHOLE and "\n" not in exact.strip()
    parts = [words] if whole or len(words) == 1 else _find_ends(exact.strip(), words)
    terms = [_encode_term(part) for part in parts]
    return "text=" + ",".join(
        [*([f"{_encode_term(prefix)}-"] if prefix else []), *terms, *([f"-{_encode_term(suffix)}"] if suffix else [])]
    )


def _find_ends(exact: str, words: Sequence[str]) -> list[Sequence[str]]:
    """Return the first and the last words of a quotation. The last are enough of them to occur nowhere between.

    Neither crosses the end of a line, as no term may, and the two share no word.
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


def _find_nearest_line(text: str, place: int) -> str:
    """Return the line of a text that is next to a quotation: the last line (-1) before it, the first (0) after it."""
    return text.split("\n")[place]


def _encode_term(words: Sequence[str]) -> str:
    """Return words as a term, percent-encoded, the signs of the syntax (``-``, ``,``, ``&``) included."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
