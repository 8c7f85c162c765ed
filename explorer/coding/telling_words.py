"""Telling words: what a sentence about people cannot say without a claim that says it too."""

import re
from collections.abc import Collection, Iterable, Iterator

ABSOLUTE = frozenset({"all", "first", "never", "only"})
"""Words that leave no exception; a sentence may use one only where a claim that it rests on does."""

WORD = re.compile(r"\w+(?:[-’']\w+)*")
OPENS_A_SENTENCE = re.compile(r"(?:^|[.:;?!]\s+)[“‘'\"(]*$")
POSSESSIVE = re.compile(r"[’'](?:s|S)?$")


def find_unfounded_words(sentence: str, grounds: Iterable[str], names: Collection[str] = ()) -> list[str]:
    """Return the telling words of ``sentence`` that stand in none of the texts ``grounds``, in order, each once.

    Telling are names, numbers (years among them) and the words of ``ABSOLUTE``. ``names`` are words known as names:
    they are told at the beginning of a sentence too, where every word has a capital.
    """
    known = {normalize_word(found) for text in grounds for found in WORD.findall(text)}
    known |= {part for word in known for part in word.split("-")}
    named = {normalize_word(name) for name in names}
    told = (word for word in list_telling_words(sentence, named) if normalize_word(word) not in known)
    return list(dict.fromkeys(told))


def list_telling_words(sentence: str, named: Collection[str] = ()) -> Iterator[str]:
    """Yield the names, numbers and absolute words of a sentence; ``named`` are normalized words known as names."""
    for found in WORD.finditer(sentence):
        word, plain = POSSESSIVE.sub("", found.group()), normalize_word(found.group())
        is_first = OPENS_A_SENTENCE.search(sentence[: found.start()]) is not None
        is_capital = word[:1].isupper() and (not is_first or word[1:].lower() != word[1:])
        if is_capital or plain in ABSOLUTE or plain in named or any(sign.isdigit() for sign in word):
            yield word


def normalize_word(word: str) -> str:
    """Return a word without case, possessive and the curl of its apostrophe."""
    return POSSESSIVE.sub("", word.casefold()).replace("’", "'")
