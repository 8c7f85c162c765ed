"""Pure functions on text that several packages use."""

import re
import unicodedata
from datetime import date

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
UMLAUTS: dict[int, str | int | None] = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


def slugify_name(name: str) -> str:
    """Return an ASCII slug of a name, with German umlauts written out (``Jürgen`` becomes ``juergen``)."""
    written_out = name.lower().translate(UMLAUTS)
    ascii_only = unicodedata.normalize("NFKD", written_out).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def form_possessive(name: str) -> str:
    """Return the English possessive of a name: ``Blake Richards’s``."""
    return f"{name}’s"


def join_words(words: list[str], last: str = "and") -> str:
    """Join words as prose: ``a``, ``a and b``, ``a, b and c``; ``last`` replaces the ``and``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` into sentences, as ascending spans in code points without outer white space.

    A sentence ends at ``.``, ``!``, ``?`` or ``…`` (closing quotation marks included) if white space and a capital or
    a digit follow. There is no list of abbreviations: a sentence may be split after one, but never inside a word.
    """
    end = len(text) if end is None else end
    cuts = [match.end() for match in SENTENCE_END.finditer(text, start, end)]
    spans = []
    for left, right in zip([start, *cuts], [*cuts, end], strict=True):
        piece = text[left:right]
        if stripped := piece.strip():
            offset = left + len(piece) - len(piece.lstrip())
            spans.append((offset, offset + len(stripped)))
    return spans


def format_clock(seconds: float) -> str:
    """Return a time in a recording as ``m:ss`` or ``h:mm:ss``, whole seconds, rounded down."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def replace_unprintable(text: str) -> str:
    """Return ``text`` with U+FFFD for each control or invisible character; the result is safe to print and look up."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def shorten(text: str, limit: int) -> str:
    """Return ``text`` on one line, shortened to ``limit`` code points with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def read_day(word: str) -> date | None:
    """Return the day written as ``2019-12-31`` (ISO 8601, calendar date, extended format); None for anything else."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    # Python also reads the basic format (20191231) and week dates (2019-W52-2).
    return day if day.isoformat() == word else None
