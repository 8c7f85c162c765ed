"""The plan of a search: requests from strict to loose until enough fits, and what to say where nothing does."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from explorer.search_engine.analysis import tokenize
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.clauses import Clauses
from explorer.search_engine.lexicon import Lexicon, Run, combine_forms
from explorer.search_engine.query import Query, Shape
from explorer.search_engine.spelling import find_correction
from explorer.search_engine.types import Answer, Clause, DocumentKey, Facet, Hit, Request
from explorer.search_engine.vectors import Vector

WordsNear = Callable[[str, Collection[str]], Sequence[tuple[str, float]]]

SENTENCE_WORDS = 4
"""Clauses from which a query counts as a sentence: few passages have all the words of a sentence."""

ENOUGH_RESULTS = 10
"""Results of a sentence that make a looser step needless; a query of fewer words needs one result."""

SHORTEST_TELLING = 2
"""Letters from which a word that stands in no document is missed: the C of C++ says nothing."""

MOST_CLOSE = 500
"""Documents of which closeness is looked at."""

CLOSE_FROM = 0.4
"""Closeness from which a document is found by its meaning alone."""

CLOSE_FROM_IN_SENTENCES = 0.15
"""The same for a sentence, of which few passages have all the words, and whose words together leave less to chance."""

CLOSE_SHARE = 0.5
"""The share of the greatest closeness that a document has at least, if it is found by its meaning alone."""

NEAR_FROM = 0.15
"""Closeness from which a document is offered where nothing is found."""

NEAR_WORD = 0.7
"""Factor of a word that means the same as one that no document has, beside their closeness; a synonym has it too."""

SURELY_NEAR_FROM = 0.8
"""Closeness from which a word is no slip in another that is spelt nearly the same: kids are children, not kinds."""

MEANING = 0.6
"""Weight of closeness, where 1 is that of all words of the query."""

MEANING_OF_UNKNOWN = 2.0
"""What is added to that weight if all words stand in no document, and in proportion if some do."""

MOST_NEAR = 10
"""Results that are offered where nothing is found."""


class Strictness(StrEnum):
    """How much of what was asked the results have: all words, at least half of them, or the rarest."""

    ALL = "all"
    MOST = "most"
    RAREST = "rarest"


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """The answer of an engine, with what to mark in results, and what is near where there are none."""

    answer: Answer
    strictness: Strictness
    clauses: tuple[Clause, ...]
    near: tuple[Hit, ...] = ()
    absent: tuple[str, ...] = ()


class SearchPlan:
    """The requests to an engine that answer a query.

    ``embed`` makes a text's vector; without it nothing is searched by meaning. ``words_near`` returns the words of the
    index that mean much the same as one that it lacks, with their closeness.
    """

    def __init__(
        self,
        backend: Backend,
        query: Query,
        lexicon: Lexicon,
        embed: Callable[[str], Vector] | None = None,
        words_near: WordsNear | None = None,
    ) -> None:
        self._backend, self._query, self._lexicon = backend, query, lexicon
        self._embed, self._words_near = embed, words_near
        self._drafts = Clauses(query.terms, lexicon=lexicon, occurs=self._occurs, beginning=self._words_beginning)
        self._wanted = self._drafts.wanted()
        self._add_near_words()
        self._clauses = tuple(draft.clause for draft in self._wanted)
        self._exact = tuple(draft.clause for draft in self._wanted if draft.term.shape is not Shape.WORD)

    def answer(self, page: Request) -> FoundAnswer:
        """Return the first step that finds enough, or the last that finds anything."""
        page = replace(page, required=self._exact, excluded=self._drafts.excluded())
        if absent := self._find_absent():
            nothing = Answer((), 0, {facet: {} for facet in Facet})
            return FoundAnswer(nothing, Strictness.ALL, self._occurring, self._find_near(page), absent)
        close_from = CLOSE_FROM_IN_SENTENCES if self._is_sentence else CLOSE_FROM
        close = self._weigh_closeness(max(close_from, CLOSE_SHARE * max(self._closeness.values(), default=0)))
        page = replace(page, clauses=self._clauses, at_least=len(self._clauses), closeness=close)
        best = FoundAnswer(self._backend.search(page), Strictness.ALL, self._clauses)
        for strictness, looser in self._loosen(page):
            if best.answer.by_words >= self._enough:
                break
            answer = self._backend.search(looser)
            if answer.by_words:
                best = FoundAnswer(answer, strictness, self._occurring)
        return best if best.answer.total else replace(best, near=self._find_near(page))

    def corrected(self) -> tuple[str, bool]:
        """Return the query's text with unknown words corrected, and whether the correction is certain.

        The text is empty where nothing is corrected.
        """
        certain = True
        text, shift = self._query.text, 0
        known, names = self._backend.words(), self._lexicon.words()
        for written, place in self._unknown:
            found = find_correction(written, known, names, in_sentence=self._is_sentence)
            if found:
                certain = certain and found.certain
                text = text[: place + shift] + found.word + text[place + shift + len(written) :]
                shift += len(found.word) - len(written)
        return ("", False) if text == self._query.text else (text, certain)

    def _add_near_words(self) -> None:
        """Let a word that no document has be fulfilled by those that mean much the same; a name means nobody else."""
        for draft in self._wanted:
            written = draft.term.text
            if draft.is_plain and written.islower() and not self._backend.frequency(draft.clause):
                for near, closeness in self._list_near_words(written):
                    for run in combine_forms([token.forms for token in tokenize(near)]):
                        draft.add(run, closeness * NEAR_WORD)

    def _list_near_words(self, written: str) -> list[tuple[str, float]]:
        """Return the words that mean much the same; of a word that may be misspelt, only those that surely do."""
        if self._words_near is None:
            return []
        known, names = self._backend.words(), self._lexicon.words()
        least = SURELY_NEAR_FROM if find_correction(written, known, names) else 0.0
        near = self._words_near(written, known)
        return [(word, closeness) for word, closeness in near if closeness >= least and word not in names]

    def _loosen(self, page: Request) -> Iterator[tuple[Strictness, Request]]:
        occurring = self._occurring
        if len(self._clauses) < 2 or not occurring:
            return
        if len(occurring) > 2:
            yield Strictness.MOST, replace(page, at_least=-(-len(occurring) // 2))
        if self._embed is None or not self._is_sentence:
            # The other words would find what has nothing to do with the rarest, which says most of what is meant.
            rarest = min(occurring, key=self._backend.frequency)
            yield Strictness.RAREST, replace(page, clauses=(rarest,), at_least=1)

    def _find_near(self, page: Request) -> tuple[Hit, ...]:
        """Return what is close to a query that finds nothing: by meaning, or by its rarest word without that."""
        clauses = self._occurring
        near_from = NEAR_FROM if len(self._clauses) > 1 else CLOSE_FROM  # one word is a little close to anything
        looser = replace(page, clauses=clauses, at_least=len(clauses) + 1, closeness=self._weigh_closeness(near_from))
        if self._embed is None:
            looser = next((request for _, request in self._loosen(page)), looser)
        return self._backend.search(replace(looser, required=(), offset=0, limit=MOST_NEAR, counts_facets=False)).hits

    def _find_absent(self) -> tuple[str, ...]:
        """Return the telling words, as written, that stand in no document.

        Of a sentence only names count, which have a capital and do not begin it: its other words may be put otherwise.
        """
        telling = [(written, place) for written, place in self._unknown if len(written) >= SHORTEST_TELLING]
        if self._is_sentence:
            telling = [(written, place) for written, place in telling if place and written[0].isupper()]
        return tuple(dict.fromkeys(written for written, _ in telling))

    @property
    def _is_sentence(self) -> bool:
        return len(self._clauses) >= SENTENCE_WORDS

    @property
    def _enough(self) -> int:
        return ENOUGH_RESULTS if self._is_sentence else 1

    def _weigh_closeness(self, least: float) -> dict[DocumentKey, float]:
        """Return the closest documents with what their closeness adds to their score; the words unknown count there."""
        unknown = 1 - len(self._occurring) / max(len(self._clauses), 1)
        weight = MEANING + MEANING_OF_UNKNOWN * unknown
        return {key: weight * closeness for key, closeness in self._closeness.items() if closeness >= least}

    @cached_property
    def _occurring(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self._clauses if self._backend.frequency(clause))

    @cached_property
    def _closeness(self) -> Mapping[DocumentKey, float]:
        """The documents closest to the query in meaning; none where all of it is to be found as written."""
        text = " ".join(term.text for term in self._query.terms if not term.excluded)
        if self._embed is None or not text or len(self._exact) == len(self._clauses):
            return {}
        return self._backend.closest(self._embed(text), MOST_CLOSE)

    @cached_property
    def _unknown(self) -> list[tuple[str, int]]:
        """The words that occur nowhere, as written, each with its offset in the query's text."""
        found = []
        for draft in self._wanted:
            if draft.clause.prefix or self._backend.frequency(draft.clause):
                continue
            for token in draft.words:
                if not any(self._occurs((form,)) for form in token.forms):
                    place = draft.term.start + token.start
                    found.append((self._query.text[place : place + token.end - token.start], place))
        return found

    def _occurs(self, run: Run) -> bool:
        return self._backend.frequency(Clause(((run, 1.0),))) > 0

    def _words_beginning(self, prefix: str) -> list[str]:
        words = self._backend.words()
        return sorted((word for word in words if word.startswith(prefix)), key=lambda word: -words[word])
