"""From the terms of a query to the clauses that an engine compares, with every other way of writing the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.search_engine.analysis import WordToken, foldings, stem, tokens
from explorer.search_engine.lexicon import Lexicon, Run, writings
from explorer.search_engine.query import Shape, Term
from explorer.search_engine.types import Clause

MOST_RUNS = 24
"""Runs of one clause."""

MOST_WORDS = 50
"""Words that a prefix stands for beyond the forms that begin with it."""

# Function words of English, with what contractions leave behind.
FUNCTION_WORDS = """
    a about above after again against all am an and any are arent as at be because been before being below
    between both but by can cant cannot could couldnt did didnt do does doesnt doing dont down during each few
    for from further had hadnt has hasnt have havent having he her here hers herself him himself his how i if in
    into is isnt it its itself just lets me more most mustnt my myself no nor not of off on once only or other
    ought our ours ourselves out over own same shant she should shouldnt so some such than that the their theirs
    them themselves then there these they this those through to too under until up very was wasnt we were werent
    what when where which while who whom whose why will with wont would wouldnt you your yours yourself
    yourselves
"""
# Verbs of saying and light words, which questions are full of.
ASKING_WORDS = """
    according actually anybody anyone anything argue argued argues believe believed believes come comes ever get
    gets getting give go goes going gone got happen happens keep know like make makes making mean means opinion
    put really said saw say saying says somebody someone something take takes tell tells thing things think
    thinks thought true use used view views want way
"""
STOP_WORDS = frozenset(FUNCTION_WORDS.split())
QUESTION_WORDS = STOP_WORDS | frozenset(ASKING_WORDS.split())
"""What a question is put with rather than about."""

OPENERS = frozenset({"what", "when", "where", "which", "who", "whom", "whose", "why", "how"}) | frozenset(
    {"is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will"}
)


@dataclass(slots=True)
class ClauseDraft:
    """A term on its way to a clause: its words, and the runs of forms gathered for it with their factors."""

    term: Term
    words: list[WordToken]
    runs: dict[Run, float] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether this is a word to be found, which neighbours and synonyms may change."""
        return self.term.shape is Shape.WORD and not self.term.excluded

    @property
    def clause(self) -> Clause:
        """The clause gathered so far, what was typed first."""
        prefix = foldings(self.words[0].word)[0] if self.term.shape is Shape.PREFIX else ""
        return Clause(tuple(self.runs.items())[:MOST_RUNS], prefix)

    def add(self, run: Run, factor: float) -> None:
        """Let another run fulfil the clause; of two factors the higher holds."""
        self.runs[run] = max(factor, self.runs.get(run, 0.0))


class Clauses:
    """The clauses of a query's terms.

    ``occurs`` says whether a run of forms stands anywhere in the index; ``beginning`` returns the words that begin so.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        *,
        lexicon: Lexicon,
        occurs: Callable[[Run], bool],
        beginning: Callable[[str], Sequence[str]],
    ) -> None:
        self._occurs = lru_cache(maxsize=None)(occurs)
        self._beginning = beginning
        self.parts = [ClauseDraft(term, words) for term in terms if (words := tokens(term.text))]
        for part in self.parts:
            self._write(part)
        for left, right in self._neighbours():
            self._join(left, right)
        self._expand(lexicon)

    def wanted(self) -> list[ClauseDraft]:
        """Return what is to be found, without words that say nothing where others say something."""
        wanted = [part for part in self.parts if not part.term.excluded]
        telling = [part for part in wanted if not self._is_idle(part)]
        return telling or wanted

    def excluded(self) -> tuple[Clause, ...]:
        """Return what must not be said."""
        return tuple(part.clause for part in self.parts if part.term.excluded)

    def _is_idle(self, part: ClauseDraft) -> bool:
        first = self.parts[0].words[0].word
        idle = QUESTION_WORDS if len(self.parts) > 3 and first in OPENERS else STOP_WORDS
        return part.plain and all(token.word.replace("'", "") in idle for token in part.words)

    def _write(self, part: ClauseDraft) -> None:
        """Add a term as typed, written as one word or as two."""
        if part.term.shape is Shape.PREFIX:
            self._complete(part)
            return
        typed = writings([token.forms for token in part.words])
        for run in typed:
            part.add(run, 1.0)
        for run in self._joined(part.words):
            part.add(run, 1.0)
        if len(part.words) == 1:
            for run in self._split(part.words[0]):
                part.add(run, 1.0)

    def _complete(self, part: ClauseDraft) -> None:
        """Add the words that begin so and whose stems no longer do: ``consciousn`` is longer than their form."""
        (beginning, *_) = foldings(part.words[0].word)
        for word in self._beginning(beginning)[:MOST_WORDS]:
            for plain in foldings(word):
                if plain.startswith(beginning) and not stem(plain).startswith(beginning):
                    part.add((stem(plain),), 1.0)

    def _joined(self, words: Sequence[WordToken]) -> Iterator[Run]:
        """Yield runs that occur in which two neighbouring words are written as one."""
        for place in range(len(words) - 1):
            one = stem(foldings(words[place].word)[0] + foldings(words[place + 1].word)[0])
            before, after = words[:place], words[place + 2 :]
            run = (*(token.forms[0] for token in before), one, *(token.forms[0] for token in after))
            if self._occurs(run):
                yield run

    def _split(self, token: WordToken) -> Iterator[Run]:
        """Yield runs of two words that occur and that, written together, are this one."""
        plain = foldings(token.word)[0]
        for place in range(3, len(plain) - 2):
            run = (stem(plain[:place]), stem(plain[place:]))
            if all(self._occurs((form,)) for form in run) and self._occurs(run):
                yield run

    def _neighbours(self) -> Iterator[tuple[ClauseDraft, ClauseDraft]]:
        for left, right in zip(self.parts, self.parts[1:], strict=False):
            if left.plain and right.plain and len(left.words) == len(right.words) == 1:
                yield left, right

    def _join(self, left: ClauseDraft, right: ClauseDraft) -> None:
        for run in self._joined([*left.words, *right.words]):
            left.add(run, 1.0)
            right.add(run, 1.0)

    def _expand(self, lexicon: Lexicon) -> None:
        """Add synonyms, also of terms of several words; these fulfil each of their words."""
        plain = [(part, token) for part in self.parts if part.plain for token in part.words]
        for start, end, found in lexicon.expansions([token.forms for _, token in plain]):
            for part in {id(part): part for part, _ in plain[start:end]}.values():
                for run, factor in found.items():
                    part.add(run, factor)
