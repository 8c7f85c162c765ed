"""Candidates: the few documents of the index that may have a sentence's words; the texts of the others are not read."""

import math
from collections.abc import Iterator, Mapping, Sequence

from explorer.search import indexing
from explorer.search.backend import backend
from explorer.search_engine.analysis import WordToken, tokenize
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.clauses import STOP_WORDS
from explorer.search_engine.lexicon import combine_forms
from explorer.search_engine.types import Clause, DocumentKey, DocumentType, Facet, Request

SOUGHT = frozenset({DocumentType.PASSAGE.value, DocumentType.CLAIM.value})
"""Passages whose text is shown, and claims with the quotations under them."""

MOST_CANDIDATES = 12
"""Results of one request to the index that a sentence is compared with."""

LONGEST_RUN = 32
"""Words side by side that are asked for: more would hardly tell documents apart."""

MOST_WEIGHED = 24
"""Words whose rarity is asked; the longest are taken, since few long words are common."""

MOST_RARE = 10
"""Words by which documents are found that do not have all of them side by side."""

SHARES = (1.0, 0.75, 0.5, 0.25)
"""Shares of these words that a document has, at least, until there are enough documents."""

WORDS_OF_FALLBACK = 3
"""Words that the database is asked for."""


class CandidateSearch:
    """Searches for documents that may have the words, in the database where the index cannot be read.

    Documents that count under the speaker asked about come first, as they are looked for by themselves too.
    ``is_fallback`` and ``is_complete`` tell how the searches made so far were answered.
    """

    def __init__(self, words: str, speaker: str = "") -> None:
        tokens = tokenize(words)
        distinct = {token.forms: token for token in tokens}.values()
        telling = [token for token in distinct if token.word.replace("'", "") not in STOP_WORDS]
        middle = len(tokens) // 2
        self._runs = [tokens[:LONGEST_RUN], tokens[:middle][:LONGEST_RUN], tokens[middle:][:LONGEST_RUN]]
        self._longest = sorted(telling or distinct, key=lambda token: -len(token.word))[:MOST_WEIGHED]
        self._within: list[dict[Facet, frozenset[str]]] = [{Facet.SPEAKER: frozenset({speaker})}] if speaker else []
        self._within.append({})
        self.is_fallback = not indexing.is_usable()
        self.is_complete = True

    def find_side_by_side(self) -> list[DocumentKey]:
        """Return the documents that have the words, up to ``LONGEST_RUN``, side by side in any of their forms."""
        return self._find(self._build_runs(self._runs[:1]), (1.0,))

    def find_sharing(self) -> list[DocumentKey]:
        """Return the documents that have half of the words side by side, then those that have most of the rarest.

        Of a sentence that goes on in the next passage, or of which a word was changed, one half stands as it is.
        """
        halves = self._find(self._build_runs(self._runs[1:]), (1.0, 0.5))
        rarest = self._find(self._list_rarest(), SHARES)
        return list(self._ask_database() if self.is_fallback else dict.fromkeys([*halves, *rarest]))

    def _build_runs(self, runs: Sequence[Sequence[WordToken]]) -> list[Clause]:
        """Return a clause for each run of words, in any of their forms."""
        forms = (combine_forms([token.forms for token in run]) for run in runs if run)
        return [Clause(tuple((run, 1.0) for run in choices)) for choices in forms]

    def _list_rarest(self) -> list[Clause]:
        clauses = [Clause(tuple(((form,), 1.0) for form in token.forms)) for token in self._longest]
        weighed = [(self._count(clause), clause) for clause in clauses]
        occurring = sorted((pair for pair in weighed if pair[0]), key=lambda pair: pair[0])
        return [clause for _, clause in occurring[:MOST_RARE]]

    def _count(self, clause: Clause) -> int:
        try:
            return 0 if self.is_fallback else backend().frequency(clause)
        except IndexUnavailable as error:
            return self._fall_back(error)

    def _find(self, clauses: Sequence[Clause], shares: Sequence[float]) -> list[DocumentKey]:
        found: dict[DocumentKey, None] = {}
        if not clauses:
            return []
        for within in self._within:
            before = len(found)
            for share in shares:
                if len(found) - before < MOST_CANDIDATES:
                    found.update(dict.fromkeys(self._ask_index(clauses, math.ceil(share * len(clauses)), within)))
        return list(found)

    def _ask_index(
        self, clauses: Sequence[Clause], at_least: int, within: Mapping[Facet, frozenset[str]]
    ) -> list[DocumentKey]:
        filters = {Facet.TYPE: SOUGHT, **within}
        request = Request(
            tuple(clauses), at_least=at_least, filters=filters, limit=MOST_CANDIDATES, counts_facets=False
        )
        try:
            answer = None if self.is_fallback else backend().search(request)
        except IndexUnavailable as error:
            answer = None
            self._fall_back(error)
        if answer is None:
            return []
        self.is_complete = self.is_complete and answer.complete
        return [key for hit in answer.hits for key in (hit.key, *hit.others[:MOST_CANDIDATES])]

    def _fall_back(self, error: IndexUnavailable) -> int:
        """Leave the index to be brought up in the background; return that it counts nothing."""
        indexing.mend(error)
        self.is_fallback = True
        return 0

    def _ask_database(self) -> Iterator[DocumentKey]:
        words = [token.word for token in self._longest[:WORDS_OF_FALLBACK]]
        for type_ in (DocumentType.PASSAGE, DocumentType.CLAIM):
            for document in indexing.find_documents(type_, words, (), MOST_CANDIDATES):
                yield document.key
