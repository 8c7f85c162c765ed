"""Clauses of a query: each term with every spelling and synonym that fulfils it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.search_engine.analysis import WordToken, fold_word, stem, tokenize
from explorer.search_engine.lexicon import Lexicon, Run, combine_forms
from explorer.search_engine.query import Shape, Term
from explorer.search_engine.types import Clause

MOST_RUNS = 24
"""Runs that one clause has at most."""

MOST_WORDS = 50
"""Words at most by which a prefix is completed, beside the forms that begin with it."""

# Function words of English, and contractions without their apostrophe.
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
# Verbs of saying and light words, which are common in questions.
ASKING_WORDS = """
    according actually anybody anyone anything argue argued argues believe believed believes come comes ever get
    gets getting give go goes going gone got happen happens keep know like make makes making mean means opinion
    put really said saw say saying says somebody someone something take takes tell tells thing things think
    thinks thought true use used view views want way
"""
STOP_WORDS = frozenset(FUNCTION_WORDS.split())
QUESTION_WORDS = STOP_WORDS | frozenset(ASKING_WORDS.split())
"""Words that carry no topic in a question."""

QUESTION_OPENERS = frozenset({"what", "when", "where", "which", "who", "whom", "whose", "why", "how"}) | frozenset(
    {"is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will"}
)


@dataclass(slots=True)
class ClauseDraft:
    """A term, its words, and the runs of forms gathered for its clause so far, each with a factor."""

    term: Term
    words: list[WordToken]
    runs: dict[Run, float] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether the term is a word to be found: only such a word is joined with neighbours and expanded."""
        return self.term.shape is Shape.WORD and not self.term.excluded

    @property
    def clause(self) -> Clause:
        """The clause gathered so far; the runs as typed come first, and survive the limit."""
        prefix = fold_word(self.words[0].word)[0] if self.term.shape is Shape.PREFIX else ""
        return Clause(tuple(self.runs.items())[:MOST_RUNS], prefix)

    def add(self, run: Run, factor: float) -> None:
        """Add a run that fulfils the clause; of two factors for one run the higher holds."""
        self.runs[run] = max(factor, self.runs.get(run, 0.0))


class Clauses:
    """The clauses of a query's terms.

    ``occurs`` tells whether a run of forms occurs anywhere in the index; ``beginning`` returns the index's words with a
    given beginning.
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
        self.parts = [ClauseDraft(term, words) for term in terms if (words := tokenize(term.text))]
        for part in self.parts:
            self._add_spellings(part)
        for left, right in self._neighbours():
            self._add_joined(left, right)
        self._add_synonyms(lexicon)

    def wanted(self) -> list[ClauseDraft]:
        """Return the drafts of what is to be found, without stop words unless there are only stop words."""
        wanted = [part for part in self.parts if not part.term.excluded]
        significant = [part for part in wanted if not self._is_stop_word(part)]
        return significant or wanted

    def excluded(self) -> tuple[Clause, ...]:
        """Return the clauses that no document found may fulfil."""
        return tuple(part.clause for part in self.parts if part.term.excluded)

    def _is_stop_word(self, part: ClauseDraft) -> bool:
        first = self.parts[0].words[0].word
        # "What do you think about scale" asks about scale alone; a query of few words may mean each of them.
        stop_words = QUESTION_WORDS if len(self.parts) > 3 and first in QUESTION_OPENERS else STOP_WORDS
        return part.is_plain and all(token.word.replace("'", "") in stop_words for token in part.words)

    def _add_spellings(self, part: ClauseDraft) -> None:
        """Add the runs of a term as typed, with neighbouring words joined, and with a single word split in two."""
        if part.term.shape is Shape.PREFIX:
            self._add_completions(part)
            return
        typed = combine_forms([token.forms for token in part.words])
        for run in typed:
            part.add(run, 1.0)
        for run in self._find_joined(part.words):
            part.add(run, 1.0)
        if len(part.words) == 1:
            for run in self._find_split(part.words[0]):
                part.add(run, 1.0)

    def _add_completions(self, part: ClauseDraft) -> None:
        """Add words that begin with a prefix while their stems do not: ``consciousn`` is longer than the stem."""
        (beginning, *_) = fold_word(part.words[0].word)
        for word in self._beginning(beginning)[:MOST_WORDS]:
            for plain in fold_word(word):
                if plain.startswith(beginning) and not stem(plain).startswith(beginning):
                    part.add((stem(plain),), 1.0)

    def _find_joined(self, words: Sequence[WordToken]) -> Iterator[Run]:
        """Yield the runs with two neighbouring words written as one, where the index has them."""
        for place in range(len(words) - 1):
            joined = stem(fold_word(words[place].word)[0] + fold_word(words[place + 1].word)[0])
            before, after = words[:place], words[place + 2 :]
            run = (*(token.forms[0] for token in before), joined, *(token.forms[0] for token in after))
            if self._occurs(run):
                yield run

    def _find_split(self, token: WordToken) -> Iterator[Run]:
        """Yield the runs of two words that make this word when written together, where the index has them."""
        plain = fold_word(token.word)[0]
        # A first half of two letters is a prefix, as in by-product; other halves as short are hardly ever words.
        for place in range(2, len(plain) - 2):
            run = (stem(plain[:place]), stem(plain[place:]))
            if all(self._occurs((form,)) for form in run) and self._occurs(run):
                yield run

    def _neighbours(self) -> Iterator[tuple[ClauseDraft, ClauseDraft]]:
        for left, right in zip(self.parts, self.parts[1:], strict=False):
            if left.is_plain and right.is_plain and len(left.words) == len(right.words) == 1:
                yield left, right

    def _add_joined(self, left: ClauseDraft, right: ClauseDraft) -> None:
        for run in self._find_joined([*left.words, *right.words]):
            left.add(run, 1.0)
            right.add(run, 1.0)

    def _add_synonyms(self, lexicon: Lexicon) -> None:
        """Add synonyms; the synonym of a term of several words fulfils the clause of each of the words."""
        plain = [(part, token) for part in self.parts if part.is_plain for token in part.words]
        for start, end, found in lexicon.expansions([token.forms for _, token in plain]):
            for part in {id(part): part for part, _ in plain[start:end]}.values():
                for run, factor in found.items():
                    part.add(run, factor)
