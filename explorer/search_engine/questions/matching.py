"""Which of the site's questions a reader asks, by their words and by what means the same."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from explorer.search_engine.analysis import WordToken, tokenize
from explorer.search_engine.clauses import QUESTION_WORDS
from explorer.search_engine.lexicon import Lexicon, Run

ENOUGH = 0.6
"""The share of a question's words, by their weight, that a question of the site has to answer to."""

NEARLY_ALL = 0.9
"""The same for words that are no question by themselves."""

ALIKE = 0.7
"""The share of the words of the site's question that such words have to contain."""

POLE, MEANS, ELSEWHERE = 0.8, 0.6, 0.65
"""Factors of a word in a pole, in what a pole means, and in a topic's question for its points or theirs for it."""

LIKENESS, MEANING, WHOLE = 0.25, 0.3, 0.05
"""What is added for the share of the site's question that was asked, where both ask what a word means, and for the
question of a topic rather than of a point."""

CLOSE, RIVALS = 0.05, 3
"""A difference too small to tell two points of one topic apart, and the most topics of which one can be meant."""

NEAR = 0.15
"""A difference too small to tell one topic from many others."""


class QuestionKey(NamedTuple):
    """A question of the site: a topic's, or that of one of its points."""

    topic: str
    point: str = ""


class KnownQuestion(NamedTuple):
    """A question with what else says the same: the names of the poles of a topic, and what these mean."""

    key: QuestionKey
    question: str
    poles: tuple[str, ...] = ()
    means: tuple[str, ...] = ()


class QuestionMatch(NamedTuple):
    """A question of the site that is asked: how well it fits, and which shares of the words on both sides meet."""

    key: QuestionKey
    score: float
    covered: float
    alike: float


class _AskedWord(NamedTuple):
    """A telling word of what is asked: its own forms, and the runs by which it is met, each with a factor."""

    forms: tuple[str, ...]
    runs: Mapping[Run, float]


@dataclass(frozen=True, slots=True)
class _Words:
    """The forms of a text's telling words, and all of its forms in order."""

    telling: frozenset[str]
    run: Run

    @classmethod
    def of(cls, *texts: str) -> "_Words":
        tokens = [token for text in texts for token in tokenize(text)]
        return cls(
            frozenset(token.forms[0] for token in tokens if is_telling(token)), tuple(t.forms[0] for t in tokens)
        )

    def find(self, runs: Mapping[Run, float]) -> float:
        """Return the highest factor of the runs that stand in the text, 0 where none does."""
        return max((factor for run, factor in runs.items() if self._has(run)), default=0.0)

    def _has(self, run: Run) -> bool:
        if len(run) == 1:
            return run[0] in self.telling
        return any(self.run[start : start + len(run)] == run for start in range(len(self.run)))


class QuestionIndex:
    """The questions of a site, to be found by the words with which a reader asks them."""

    def __init__(self, known: Iterable[KnownQuestion] = ()) -> None:
        self.known = {question.key: question for question in known}
        self._questions = {key: _Words.of(question.question) for key, question in self.known.items()}
        self._poles = {key: _Words.of(*question.poles) for key, question in self.known.items()}
        self._means = {key: _Words.of(*question.means) for key, question in self.known.items()}
        self._points: dict[str, list[QuestionKey]] = {}
        for key in self.known:
            self._points.setdefault(key.topic, []).extend([key] if key.point else [])
        self._counts = Counter(form for words in self._questions.values() for form in words.telling)

    def match(self, asked: str, lexicon: Lexicon, *, is_question: bool, asks_meaning: bool) -> list[QuestionMatch]:
        """Return the questions that are asked, of each topic one, the best first; none where nothing fits well.

        Words that are no question by themselves have to say nearly all that a question of the site says. A word that
        many topics share asks for none of them.
        """
        words = _list_asked(asked, lexicon)
        if not words or (not is_question and len(words) < 2):
            return []
        found = [self._choose(topic, words, asks_meaning=asks_meaning) for topic in self._points]
        fitting = [match for match in found if _fits(match, is_question=is_question)]
        fitting.sort(key=lambda match: -match.score)
        rivals = [match for match in fitting if match.score > fitting[0].score - NEAR]
        return fitting if len(rivals) <= RIVALS else []

    def _choose(self, topic: str, words: Sequence[_AskedWord], *, asks_meaning: bool) -> QuestionMatch:
        """Return the match of a topic's question, or of a point's where that one alone fits better."""
        whole = self._rate(QuestionKey(topic), words, asks_meaning=asks_meaning)
        points = [self._rate(key, words, asks_meaning=asks_meaning) for key in self._points[topic]]
        points.sort(key=lambda match: -match.score)
        if not points or points[0].score <= whole.score:
            return whole
        best, *others = points
        # Whoever asks for a word that several points have asks for more than one of them.
        rivals = [match for match in others if match.covered > best.covered - CLOSE]
        is_alone = not rivals or (asks_meaning and best.score > rivals[0].score)
        return best if is_alone else whole._replace(score=max(whole.score, best.score - LIKENESS))

    def _rate(self, key: QuestionKey, words: Sequence[_AskedWord], *, asks_meaning: bool) -> QuestionMatch:
        weights = [self._weigh(word.forms) for word in words]
        met = [weight * self._find(key, word.runs) for weight, word in zip(weights, words, strict=True)]
        covered = sum(met) / sum(weights)
        own = self._questions[key].telling
        asked = {form for word in words for run in word.runs for form in run}
        alike = sum(map(self._weigh_form, own & asked)) / max(sum(map(self._weigh_form, own)), 1)
        also = MEANING * (asks_meaning and asks_for_meaning(self.known[key].question)) + WHOLE * (not key.point)
        return QuestionMatch(key, covered + LIKENESS * alike + also, covered, alike)

    def _find(self, key: QuestionKey, runs: Mapping[Run, float]) -> float:
        """Return how far one of the runs stands in a question or in what goes with it."""
        near = [QuestionKey(key.topic)] if key.point else self._points[key.topic]
        return max(
            self._questions[key].find(runs),
            POLE * self._poles[key].find(runs),
            MEANS * self._means[key].find(runs),
            ELSEWHERE * max((self._questions[other].find(runs) for other in near), default=0.0),
        )

    def _weigh(self, forms: Iterable[str]) -> float:
        return max(map(self._weigh_form, forms))

    def _weigh_form(self, form: str) -> float:
        """Return the weight of a form: the fewer questions have it, the more it tells them apart."""
        return math.log(1 + len(self.known) / (0.5 + self._counts[form]))


def asks_for_meaning(question: str) -> bool:
    """Whether a question asks what a word means, or whether that can be said."""
    forms = [token.forms[0] for token in tokenize(question)]
    return any(form in {"defin", "definit", "mean"} for form in forms) or "said what" in question


def is_telling(token: WordToken) -> bool:
    """Whether a word carries a subject."""
    return token.word.replace("'", "") not in QUESTION_WORDS


def _list_asked(asked: str, lexicon: Lexicon) -> list[_AskedWord]:
    """Return the telling words of what is asked, with what means the same."""
    tokens = tokenize(asked)
    runs: list[dict[Run, float]] = [{(form,): 1.0 for form in token.forms} for token in tokens]
    for start, end, found in lexicon.expansions([token.forms for token in tokens]):
        for place in range(start, end):
            runs[place].update({run: max(factor, runs[place].get(run, 0.0)) for run, factor in found.items()})
    return [_AskedWord(token.forms, met) for token, met in zip(tokens, runs, strict=True) if is_telling(token)]


def _fits(match: QuestionMatch, *, is_question: bool) -> bool:
    return match.covered >= (ENOUGH if is_question else NEARLY_ALL) and (is_question or match.alike >= ALIKE)
