"""Suggestions while a reader types: people, questions and words with the same beginning."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.models import Speaker, Topic
from explorer.search.backend import backend, is_open
from explorer.search_engine.analysis import fold_word, tokenize
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.clauses import STOP_WORDS

MOST_SUGGESTIONS = 8
MOST_OF_A_KIND = 3
SHORTEST = 2
"""Letters that the word being typed must have before anything is suggested."""

LONGEST_READ = 100
"""Characters that are read."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page to go to (``address``, a path) or, without an address, a query to search for (``text``)."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionGroup:
    """Suggestions of one kind."""

    title: str
    options: tuple[Suggestion, ...]


def suggest(typed: str) -> list[SuggestionGroup]:
    """Return at most ``MOST_SUGGESTIONS`` suggestions for what was typed so far, in three queries."""
    typed = re.sub(r"\s+", " ", typed[:LONGEST_READ])
    asked = [fold_word(token.word) for token in tokenize(typed)]
    if not asked or len(asked[-1][0]) < SHORTEST:
        return []
    people = [
        Suggestion(speaker.name, speaker.name, speaker.get_absolute_url())
        for speaker in Speaker.objects.prefetch_related("aliases")
        if any(_has_words(name, asked) for name in (speaker.name, *(alias.name for alias in speaker.aliases.all())))
    ][:MOST_OF_A_KIND]
    topics = [
        Suggestion(topic.question, topic.question, topic.get_absolute_url())
        for topic in Topic.objects.all()
        if _has_words(topic.question, asked)
    ][:MOST_OF_A_KIND]
    words = [Suggestion(text, text) for text in _complete(typed, MOST_SUGGESTIONS - len(people) - len(topics))]
    groups = (("People", people), ("Questions", topics), ("Words", words))
    return [SuggestionGroup(title, tuple(options)) for title, options in groups if options]


def _has_words(name: str, asked: Sequence[tuple[str, ...]]) -> bool:
    """Whether a name has every word asked for; of the last word the beginning suffices."""
    known = [form for token in tokenize(name) for form in fold_word(token.word)]
    *whole, last = asked
    return all(any(form in known for form in forms) for forms in whole) and any(
        form.startswith(beginning) for form in known for beginning in last
    )


def _complete(typed: str, limit: int) -> Iterable[str]:
    """Return what was typed with its last word completed, the completions in most documents first."""
    last = tokenize(typed)[-1]
    if last.end != len(typed):
        return []  # a space follows: the word is finished
    if not is_open():
        return []
    try:
        words = backend().words()
    except IndexUnavailable:
        return []
    beginnings = fold_word(last.word)
    longer = [
        word
        for word in words
        if word != last.word and word not in STOP_WORDS and word.isalpha() and word.startswith(beginnings)
    ]
    longer.sort(key=lambda word: (-words[word], word))
    return [f"{typed[: last.start]}{word}" for word in longer[:limit]]
