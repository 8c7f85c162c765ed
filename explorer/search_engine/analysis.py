"""Text into words and the forms that are compared: what is written differently and means the same becomes one form.

Case, accents, apostrophes and endings are folded away. A hyphen parts words like a space; that back-propagation,
back propagation and backpropagation are one is for whoever asks (``explorer.search_engine.clauses``), so that
phrases hold.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from explorer.text import UMLAUTS

VERSION = 1
"""Goes up when a word's forms change, so that indexes made before are told apart."""

LONGEST = 64
"""Code points of a word that are compared; what is longer is no word of any language."""

APOSTROPHES = "'’‘ʼ＇`´"
# Marks that combine, soft hyphens and joiners stand inside words without being letters.
INSIDE = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{INSIDE}]|[{APOSTROPHES}](?=[^\W_]))*")
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
ENDING = re.compile(r"'(?:s|ll|re|ve|d|m)$")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class WordToken(NamedTuple):
    """A word of a text: as written in lower case, the forms it is compared by, and its span in code points."""

    word: str
    forms: tuple[str, ...]
    start: int
    end: int


def tokens(text: str) -> list[WordToken]:
    """Return the words of ``text`` in order; a word's place in the list is its position."""
    analysed = ((_analysed(match[0][:LONGEST]), match) for match in WORD.finditer(text))
    return [WordToken(word, forms, *match.span()) for (word, forms), match in analysed if forms]


def foldings(word: str) -> tuple[str, ...]:
    """Return the plain ways of writing a word: without accents and, where it has umlauts, with these written out."""
    lower = unicodedata.normalize("NFC", INVISIBLE.sub("", word)).lower()
    bare = ENDING.sub("", APOSTROPHE.sub("'", lower)).replace("'", "")
    return tuple(dict.fromkeys(_plain(written) for written in (bare, bare.translate(UMLAUTS))))


@lru_cache(maxsize=2**16)
def stem(plain: str) -> str:
    """Return the stem of a plain word by Snowball's English stemmer (Porter 2)."""
    # Made anew each time as a stemmer keeps its state in itself and threads would share it; the cache makes up for it.
    return str(snowballstemmer.stemmer("english").stemWord(plain)) if plain.isascii() and plain.isalpha() else plain


@lru_cache(maxsize=2**16)
def _analysed(raw: str) -> tuple[str, tuple[str, ...]]:
    word = APOSTROPHE.sub("'", unicodedata.normalize("NFC", INVISIBLE.sub("", raw)).lower())
    forms = dict.fromkeys(stem(plain) for plain in foldings(raw))
    return ENDING.sub("", word), tuple(form for form in forms if form)


def _plain(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.casefold().translate(LETTERS)).casefold()
    return "".join(char for char in parted if char.isalnum())[:LONGEST]
