"""What can be a speaker's name: any script, particles, initials, titles, roles and bylines behind it.

Nothing here knows who is meant; a name that passes is only one that a document may print as a label.
"""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from explorer.labels.common_words import FUNCTION_WORDS, INTERJECTIONS, NO_NAMES, PARTICLES, ROLES

LONGEST = 100
MOST_WORDS = 9
"""Words of a name with its role: *Dr. Rosa Lund, Ph.D., Example Labs*."""
MOST_NAME_WORDS = 5
_ABBREVIATION = re.compile(
    r"(?:\w|\w{1,4}(?:\.\w{1,4})+|jr|sr|dr|prof|rev|hon|st|mr|mrs|ms|mx|ph\.?d|m\.?d|esq|co|inc|ltd|corp|llc|gov|sen|rep|gen|col)",
    re.IGNORECASE,
)
_ROLE_IN_BRACKETS = re.compile(r"\s{0,3}[(（\[][^()（）\[\]]{1,60}[)）\]]\s{0,3}\Z")
_ENDS_A_SENTENCE = re.compile(r"[.?!…。？！;；]+[\"'”’)\]]{0,2}(?:\s|\Z)")
_BEGINS = re.compile(r"[\w\U0001F000-\U0001FAFF+#@'’‘(.\u0300-\u036f]")
_FORBIDDEN = re.compile(r"[*<>{}=\\^~\t]|https?:|www\.|://")
_DIALLED = re.compile(r"\+?[\d\s()*x.-]{7,25}")
_INVISIBLE = frozenset({"Cf", "Cc", "Zl", "Zp"})
_AROUND = " \t\u3000\u00a0-–—|,*_]【】"
_SIGNS = "".join(sorted(".,'’!?…-()[]#*_"))
_SMALL = frozenset({"is", "was", "a", "an", "the"})
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰-⁹†‡])+\Z")
_FILLERS = frozenset({"-", "–", "—", "|", "/", "&", "+", "·", "・", ","})


class Plausibility(IntEnum):
    """How much a printed stretch looks like a name."""

    NONE = 0
    """It is a sentence, an interjection, a key of metadata."""
    DISPLAYED = 1
    """It may be a display name, in small letters or with signs; it counts where it recurs."""
    WORD = 2
    """It is one word that a name can be."""
    FULL = 3
    """It has the words of a person's name."""


def clean_name(printed: str) -> str:
    """Return a name as it is shown: without marks of direction and other invisible signs at its ends."""
    if not (printed.isascii() and printed.isprintable()):
        printed = "".join(sign for sign in printed if unicodedata.category(sign) not in _INVISIBLE)
    return _FOOTNOTE.sub("", printed.strip()).strip(_AROUND)


def key_of(name: str) -> str:
    """Return a name as it is compared: in one Unicode form, capitals, white space and invisible signs aside."""
    shown = name if name.isascii() else clean_name(unicodedata.normalize("NFKC", name))
    return " ".join(shown.casefold().split())


@lru_cache(maxsize=4096)
def judge_name(printed: str) -> Plausibility:
    """Return how much ``printed``, without its clocks, looks like a name."""
    name = clean_name(printed)
    if not name or not _is_possible(name):
        return Plausibility.NONE
    if _DIALLED.fullmatch(name):
        return Plausibility.DISPLAYED
    words = [word for word in core_of(name).split() if word not in _FILLERS]
    if not any(_has_letters(word) for word in words) or _is_speech(words):
        return Plausibility.NONE
    if not _is_capitalised(words):
        return Plausibility.DISPLAYED
    return Plausibility.FULL if len(words) > 1 or core_of(name) != name else Plausibility.WORD


def _is_possible(name: str) -> bool:
    """Tell whether the signs of a stretch, and its length, are those of a name."""
    is_bracketed = name[0] in "([" and name[-1] in ")]"
    is_long = len(name) > LONGEST or len(name.split()) > MOST_WORDS
    has_signs = _BEGINS.match(name) is None or _FORBIDDEN.search(name) is not None
    is_open = name.count("[") != name.count("]") or name.count("(") != name.count(")")
    return not (is_bracketed or is_long or has_signs or is_open or _is_a_sentence(name))


def _is_speech(words: list[str]) -> bool:
    """Tell whether words are interjections alone, or have words among them that only sentences have."""
    small = [_plain(word) for word in words]
    if all(word in INTERJECTIONS for word in small):
        return True
    pairs = list(zip(small, words, strict=True))
    are_names = all(word in PARTICLES or not original[0].islower() for word, original in pairs)
    return not are_names and any(word in FUNCTION_WORDS and word == original for word, original in pairs)


def _is_capitalised(words: list[str]) -> bool:
    """Tell whether words are written as those of a name are, and none of a sentence or a key comes first."""
    first = _plain(words[0])
    if len(words) > MOST_NAME_WORDS or not all(_is_a_names_word(word) for word in words):
        return False
    if all(_plain(word) in PARTICLES or word[0].islower() for word in words):
        return False
    return first not in NO_NAMES and not (first in FUNCTION_WORDS and len(words[0]) > 1)


def core_of(name: str) -> str:
    """Return the name alone, without the role in brackets or behind a comma."""
    name = _ROLE_IN_BRACKETS.sub("", clean_name(name)) or name
    return name.split(",")[0].strip() or name


def is_a_common_word(name: str) -> bool:
    """Tell whether a one-word name is a word that a sentence may well begin with."""
    word = _plain(name)
    return len(word) < 2 or word in FUNCTION_WORDS or word in INTERJECTIONS or word in NO_NAMES


def is_a_key(name: str) -> bool:
    """Tell whether a name is a key of metadata, or what a paragraph is: *Note*, *Music*, *Transcript*."""
    return all(_plain(word) in NO_NAMES for word in name.split())


def names_a_role(words: str) -> bool:
    """Tell whether words that follow a name say what the person is: a byline, no speech."""
    first = words.lstrip(" ,–—-:(").split(maxsplit=4)[:4]
    while first and first[0] in _SMALL:
        first = first[1:]
    return bool(first) and _plain(first[0]) in ROLES


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().strip(_SIGNS)


def _has_letters(word: str) -> bool:
    return any(sign.isalpha() for sign in word)


def _is_a_sentence(name: str) -> bool:
    """Tell whether the sign of a sentence's end stands in or behind a name, not counting abbreviations."""
    for end in _ENDS_A_SENTENCE.finditer(name):
        if not end[0].startswith(".") or end[0].startswith(".."):
            return True
        before = name[: end.start()].split()
        if not before or not _ABBREVIATION.fullmatch(before[-1].strip("(,-")):
            return True
    return False


def _is_a_names_word(word: str) -> bool:
    """Tell whether a word begins as one of a name does, or is a particle, a number or a sign."""
    first = word.lstrip("(#'’‘-&@")[:1]
    return not first or first.isdigit() or not first.isalpha() or not first.islower() or _plain(word) in PARTICLES
