"""Analysis of text: words, and the forms by which words are compared.

Case, accents, apostrophes and endings are folded away. A hyphen separates words like a space. The query, not the
index, equates back-propagation, back propagation and backpropagation (``explorer.search_engine.clauses``): every word
keeps its own position, and phrases match.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from explorer.text import UMLAUTS

VERSION = 1
"""Version of the forms; raise it when a word's forms change, and older indexes count as outdated."""

LONGEST_WORD = 64
"""Code points of a word that are compared; no language has a longer word."""

APOSTROPHES = "'’‘ʼ＇`´"
# Combining marks, soft hyphens and joiners occur inside words and are no letters.
INSIDE = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{INSIDE}]|[{APOSTROPHES}](?=[^\W_]))*")
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
ENDING = re.compile(r"'(?:s|ll|re|ve|d|m)$")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class WordToken(NamedTuple):
    """A word of a text in lower case, the forms by which it is compared, and its span in code points."""

    word: str
    forms: tuple[str, ...]
    start: int
    end: int


def tokenize(text: str) -> list[WordToken]:
    """Return the words of ``text`` in order; a word's index in the list is its position."""
    analysed = ((_analyse(match[0][:LONGEST_WORD]), match) for match in WORD.finditer(text))
    return [WordToken(word, forms, *match.span()) for (word, forms), match in analysed if forms]


def fold_word(word: str) -> tuple[str, ...]:
    """Return the plain spellings of a word: without accents and, if it has umlauts, also with these written out."""
    lower = unicodedata.normalize("NFC", INVISIBLE.sub("", word)).lower()
    bare = ENDING.sub("", APOSTROPHE.sub("'", lower)).replace("'", "")
    return tuple(dict.fromkeys(_fold_letters(spelling) for spelling in (bare, bare.translate(UMLAUTS))))


@lru_cache(maxsize=2**16)
def stem(plain: str) -> str:
    """Return the stem of a plain word by Snowball's English stemmer (Porter 2)."""
    # A stemmer keeps state and is not safe across threads: each call makes one, and the cache keeps calls few.
    return str(snowballstemmer.stemmer("english").stemWord(plain)) if plain.isascii() and plain.isalpha() else plain


@lru_cache(maxsize=2**16)
def _analyse(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return a word in lower case without its ending, and its forms: none where nothing but marks is left."""
    word = APOSTROPHE.sub("'", unicodedata.normalize("NFC", INVISIBLE.sub("", raw)).lower())
    forms = dict.fromkeys(stem(plain) for plain in fold_word(raw))
    return ENDING.sub("", word), tuple(form for form in forms if form)


def _fold_letters(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(LETTERS)).casefold()
    return "".join(char for char in decomposed if char.isalnum())[:LONGEST_WORD]
