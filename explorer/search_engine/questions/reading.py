"""What a query asks: whom it names, what about, and in which form. Nothing that can be typed is an error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.search_engine.clauses import QUESTION_OPENERS
from explorer.search_engine.lexicon import Lexicon
from explorer.search_engine.query import parse
from explorer.search_engine.questions.forms import FORMS, FormPattern, QuestionForm
from explorer.search_engine.questions.people_names import PeopleNames
from explorer.search_engine.questions.periods import EDGES, PeriodMention, find_period
from explorer.search_engine.questions.pieces import (
    POSSESSIVE,
    PieceKind,
    QueryPiece,
    join_strangers,
    split_pieces,
)

VERBS = frozenset({"is", "are", "was", "were", "will", "can", "could", "should", "must", "does", "do", "has", "have"})
"""Verbs by which a few words are a sentence, which says what a question asks."""

PEOPLE = frozenset({PieceKind.PERSON, PieceKind.STRANGER})
UNREAD = frozenset({PieceKind.PERSON, PieceKind.LITERAL})
"""The kinds of pieces in which no period is looked for."""


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """What a query of a reader, ``text``, was taken for.

    ``people`` are the slugs of those whom it asks about, ``strangers`` the names in such a place that nobody here has,
    ``rest`` is what it asks about, ``operators`` are its fields and exclusions. ``period`` is the first one named, and
    ``undated`` the query without it. ``aside`` are the words that only make the question.
    """

    text: str
    form: QuestionForm = QuestionForm.WORDS
    people: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    rest: str = ""
    operators: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    period: PeriodMention | None = None
    undated: str = ""

    @property
    def is_question(self) -> bool:
        """Whether anything is asked, beyond that words be found."""
        return self.form not in {QuestionForm.WORDS, QuestionForm.PERIOD}

    @property
    def query(self) -> str:
        """What is searched for, in the query language: the text as typed unless people, a period or a subject are set.

        Nothing is set where somebody is named whom nobody knows here. Whoever asks who disagrees with somebody wants
        the others.
        """
        if self.form == QuestionForm.PERIOD and self.period:
            return _join_words(self.period.field, *self.operators)
        sets_subject = self.form in {QuestionForm.SAYS, QuestionForm.WHO} and self.rest
        if self.strangers or not (self.people or sets_subject):
            return self.text
        wants_others = self.form in {QuestionForm.APART, QuestionForm.NEAR} and self.rest
        people = () if wants_others else self.people
        return _join_words(*(f"speaker:{slug}" for slug in people), self.rest, *self.operators)

    @property
    def subject(self) -> str:
        """What the query asks about; all of its words where it sets nothing else."""
        return self.rest if self.is_question else self.text

    @property
    def about(self) -> str:
        """What the query asks about, as it reads within a sentence."""
        return self.rest.rstrip(EDGES)

    @property
    def is_set(self) -> bool:
        """Whether anything else is searched for than the words as they were typed."""
        return self.query != self.text


def read_question(typed: str, names: PeopleNames, lexicon: Lexicon) -> QuestionReading:
    """Read what was typed by the names of people and the terms that are known; the first form that fits holds.

    What is too long to be read whole is taken for its words.
    """
    query = parse(typed)
    if query.cut:
        return QuestionReading(query.text)
    text = query.text
    pieces, operators = split_pieces(text, names)
    period = find_period(["" if piece.kind in UNREAD else piece.raw for piece in pieces])
    undated = [*_leave_out(pieces, period), *operators]
    plain = QuestionReading(text, operators=operators, period=period, undated=_join_words(*undated) if period else "")
    if period and len(undated) == len(operators):
        return replace(plain, form=QuestionForm.PERIOD)
    joined = join_strangers(pieces, lexicon)
    codes = "".join(f"{piece.code} " for piece in joined)
    fitting = (read for form in FORMS if (read := _read_form(form, codes, joined, names, plain)))
    return next(fitting, None) or _read_plainly(plain, pieces)


def _read_plainly(plain: QuestionReading, pieces: Sequence[QueryPiece]) -> QuestionReading:
    """Return the reading of a query in none of the forms: it asks something if it is a question or a sentence."""
    words = [piece.code.partition(" ")[0] for piece in pieces]
    opens = any(word in QUESTION_OPENERS for word in words[:1])
    is_asked = opens or plain.text.endswith("?") or not VERBS.isdisjoint(words)
    if not is_asked or not any(piece.is_telling for piece in pieces):
        return plain
    return replace(plain, form=QuestionForm.ASKS, rest=_join_words(*(piece.raw for piece in pieces)))


def _read_form(
    form: FormPattern, codes: str, pieces: Sequence[QueryPiece], names: PeopleNames, plain: QuestionReading
) -> QuestionReading | None:
    """Return the reading of a query that fits a form, None where it does not."""
    match = form.pattern.fullmatch(codes)
    if match is None:
        return None
    start, end = (_count_pieces(pieces, match.start("rest")), _count_pieces(pieces, match.end("rest")))
    frame, rest = [*pieces[:start], *pieces[end:]], pieces[start:end]
    people = [piece for piece in frame if piece.kind in PEOPLE]
    if not _makes_sense(form, people, rest):
        return None
    meant = [(piece, _find_meant(piece, names)) for piece in people]
    return replace(
        plain,
        form=form.form,
        people=tuple(dict.fromkeys(slug for _, slugs in meant for slug in slugs)),
        strangers=tuple(_strip_name(piece.raw) for piece, slugs in meant if not slugs),
        rest=_join_words(*(piece.raw for piece in rest)),
        aside=tuple(piece.raw for piece in frame if piece.kind not in PEOPLE),
    )


def _makes_sense(form: FormPattern, people: Sequence[QueryPiece], rest: Sequence[QueryPiece]) -> bool:
    """Whether what fits the pattern of a form also makes sense."""
    if not form.strangers and any(piece.kind == PieceKind.STRANGER for piece in people):
        return False
    if form.form == QuestionForm.PAIR:
        # Two things against each other are no people, unless one of them is somebody.
        known = any(piece.kind == PieceKind.PERSON for piece in people)
        return known and len({piece.slugs or (piece.raw,) for piece in people}) > 1
    return not form.subject or any(piece.is_telling and (people or piece.kind != PieceKind.PERSON) for piece in rest)


def _count_pieces(pieces: Sequence[QueryPiece], offset: int) -> int:
    """Return how many pieces the codes have before an offset."""
    length = 0
    for count, piece in enumerate(pieces):
        if length >= offset:
            return count
        length += len(piece.code) + 1
    return len(pieces)


def _find_meant(piece: QueryPiece, names: PeopleNames) -> tuple[str, ...]:
    """Return those whom a name in the place of a person may mean: there a first name will do."""
    return piece.slugs or names.find(piece.words, partly=True)


def _strip_name(raw: str) -> str:
    """Return a name without the signs around it and the ending of the possessive."""
    return POSSESSIVE.sub("", raw).strip(EDGES)


def _leave_out(pieces: Sequence[QueryPiece], period: PeriodMention | None) -> Iterator[str]:
    """Yield the pieces as typed, without those of a period."""
    gone = range(period.start, period.end) if period else range(0)
    return (piece.raw for place, piece in enumerate(pieces) if place not in gone)


def _join_words(*words: str) -> str:
    return " ".join(word for word in words if word)
