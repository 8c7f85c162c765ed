"""How a query is understood: whom it asks about, and which of the site's questions it is."""

from dataclasses import dataclass, replace

from explorer.models import Topic
from explorer.search.filters import SearchFilter
from explorer.search.vocabulary import fetch_lexicon, keep_at_revision
from explorer.search_engine.analysis import fold_word, tokenize
from explorer.search_engine.engine import SearchOutcome
from explorer.search_engine.lexicon import Lexicon
from explorer.search_engine.questions.forms import QuestionForm
from explorer.search_engine.questions.matching import KnownQuestion, QuestionIndex, QuestionKey
from explorer.search_engine.questions.people_names import PeopleNames
from explorer.search_engine.questions.reading import QuestionReading, read_question
from explorer.search_engine.spelling import find_correction
from explorer.search_engine.types import DocumentType, Facet
from explorer.text import join_words

FIRST = 3
"""Results among which a question of the site is taken for the one asked, whatever its words are."""

BESIDE = 0.25
"""How much worse than the best match a question may be to be named beside it."""


@dataclass(frozen=True, slots=True)
class QuestionVocabulary:
    """What questions are read by: the names of people, the site's questions, and terms that mean the same."""

    names: PeopleNames
    questions: QuestionIndex
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that nobody here has, the nearest one that somebody has, and the search with that; empty without one."""

    name: str
    near: str
    instead: SearchFilter | None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a reader chose, how its text is read, and what is searched for accordingly.

    ``reading`` is of the words alone where the reader wants these; ``offered`` is then what else they may be read as.
    """

    chosen: SearchFilter
    reading: QuestionReading
    vocabulary: QuestionVocabulary
    offered: QuestionReading | None = None

    @property
    def asked(self) -> SearchFilter:
        """What is searched for."""
        return self.chosen.reading(self.reading.query) if self.reading.is_set else self.chosen

    @property
    def people(self) -> list[tuple[str, str]]:
        """Those whom the query asks about, as pairs of slug and name."""
        return [(slug, self.vocabulary.names.printed[slug]) for slug in self.reading.people]

    @property
    def names(self) -> str:
        """The names of those whom the query asks about, as prose."""
        return join_words([name for _, name in self.people])

    @property
    def strangers(self) -> list[Stranger]:
        """The names that nobody here has."""
        return [self._place_stranger(name) for name in self.reading.strangers]

    @property
    def in_words(self) -> SearchFilter:
        """The same search for no more than its words."""
        return replace(self.chosen, as_words=True, page=1)

    @property
    def in_question(self) -> SearchFilter:
        """The same search with what it asks read into it."""
        return replace(self.chosen, as_words=False, page=1)

    @property
    def dated(self) -> SearchFilter | None:
        """The same search with the period that its words name as a filter; None where they name none beside others."""
        period = self.reading.period
        if period is None or self.reading.form == QuestionForm.PERIOD:
            return None
        return self.chosen.asking(f"{self.reading.undated} {period.field}")

    def list_questions(self, outcome: SearchOutcome) -> list[QuestionKey]:
        """Return the questions of the site that are asked, the best first; costs no query.

        Words are taken as they were corrected. Where none of the site's questions has them, one that is among the first
        results stands for it.
        """
        matches = self.vocabulary.questions.match(
            self._find_subject(outcome),
            self.vocabulary.lexicon,
            is_question=self.reading.is_question,
            asks_meaning=self.reading.form == QuestionForm.MEANING,
        )
        found = [match.key for match in matches if match.score > matches[0].score - BESIDE]
        if found or not self.reading.is_question:
            return found
        first = [hit.key for hit in outcome.answer.hits[:FIRST]]
        return [QuestionKey(key.id) for key in first if key.type is DocumentType.TOPIC][:1]

    def _place_stranger(self, name: str) -> Stranger:
        near = _find_near(name, self.vocabulary.names)
        instead = self.chosen.asking(self.reading.text.replace(name, near)) if near else None
        return Stranger(name, near, instead)

    def _find_subject(self, outcome: SearchOutcome) -> str:
        """Return what is asked about, as it was really searched for."""
        if not outcome.instead:
            return self.reading.subject
        if self.reading.is_set:
            return " ".join(term.text for term in outcome.searched.terms if not term.excluded)
        return read_question(outcome.searched.text, self.vocabulary.names, self.vocabulary.lexicon).subject


def understand(chosen: SearchFilter) -> Understanding:
    """Return how a search is understood; where the reader wants the words as they are, nothing is read into them."""
    vocabulary = (
        keep_at_revision("questions", _build_vocabulary)
        if chosen.text
        else QuestionVocabulary(PeopleNames(), QuestionIndex(), Lexicon())
    )
    reading = read_question(chosen.text, vocabulary.names, vocabulary.lexicon)
    if chosen.as_words:
        return Understanding(chosen, QuestionReading(reading.text), vocabulary, offered=reading)
    return Understanding(chosen, reading, vocabulary)


def _build_vocabulary() -> QuestionVocabulary:
    lexicon = fetch_lexicon()
    people = PeopleNames.gather(name for name in lexicon.names if name.facet == Facet.SPEAKER)
    topics = Topic.objects.with_points()
    return QuestionVocabulary(people, QuestionIndex(known for topic in topics for known in _list_known(topic)), lexicon)


def _list_known(topic: Topic) -> list[KnownQuestion]:
    means = tuple(words for words in (topic.first_means, topic.middle_means, topic.second_means) if words)
    points = [KnownQuestion(QuestionKey(topic.slug, point.slug), point.question) for point in topic.points.all()]
    return [KnownQuestion(QuestionKey(topic.slug), topic.question, topic.poles, means), *points]


def _find_near(stranger: str, names: PeopleNames) -> str:
    """Return the name of somebody here whose last name is the stranger's or nearly so; empty where nobody's is."""
    last = [fold_word(token.word) for token in tokenize(stranger)][-1:]
    known = {words[0]: slugs for words, slugs in names.whole.items() if len(words) == 1}
    found = [plain for word in last for plain in word if plain in known]
    found += [
        near.word for word in last for plain in word if (near := find_correction(plain, {}, dict.fromkeys(known, 1)))
    ]
    return next((names.printed[known[plain][0]] for plain in found), "")
