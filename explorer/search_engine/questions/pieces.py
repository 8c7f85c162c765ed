"""The pieces of a query as questions are recognised by them: words, names of people, and what is left as it stands."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from explorer.search_engine.analysis import APOSTROPHES, fold_word, tokenize
from explorer.search_engine.clauses import QUESTION_WORDS
from explorer.search_engine.lexicon import Lexicon
from explorer.search_engine.query import ITEM
from explorer.search_engine.questions.people_names import PeopleNames, Spelling

POSSESSIVE = re.compile(rf"(?:[{APOSTROPHES}]s|s[{APOSTROPHES}])[,.;:?!]*$", re.IGNORECASE)
IS = re.compile(rf"[{APOSTROPHES}]s$", re.IGNORECASE)
SIGNS = {"&": "and", "+": "and"}
FRAME = frozenset({"compare", "define", "definition", "difference", "differences", "disagreement", "debate", "vs"})
"""Words that make a question, and are no names though a question may begin with them."""


class PieceKind(StrEnum):
    """What a piece of a query is: a word, somebody known here, somebody else with a name, or words as they stand."""

    WORD = "word"
    PERSON = "person"
    STRANGER = "stranger"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class QueryPiece:
    """A piece of a query: ``raw`` as typed, and the plain spellings of its words.

    ``slugs`` are those whom a known name may mean: several where people share it.
    """

    raw: str
    words: tuple[Spelling, ...]
    kind: PieceKind = PieceKind.WORD
    slugs: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The piece as the forms of questions are written: ``does``, ``P`` for a person, ``U`` for a stranger."""
        signs = {PieceKind.PERSON: "P", PieceKind.STRANGER: "U", PieceKind.LITERAL: "Q"}
        if self.kind in signs:
            owner = "'s" if self.kind != PieceKind.LITERAL and POSSESSIVE.search(self.raw) else ""
            return f"{signs[self.kind]}{owner}"
        word = "".join(spellings[0] for spellings in self.words) or SIGNS.get(self.raw, "")
        return f"{word} is" if word in {"what", "who", "where", "how"} and IS.search(self.raw) else word

    @property
    def is_telling(self) -> bool:
        """Whether the piece has a word that carries a subject."""
        return self.kind == PieceKind.LITERAL or any(word[0] not in QUESTION_WORDS for word in self.words)


def split_pieces(text: str, names: PeopleNames) -> tuple[list[QueryPiece], tuple[str, ...]]:
    """Return the pieces of a query in order, known names joined, and apart from them its fields and exclusions."""
    pieces, operators = [], []
    for match in ITEM.finditer(text):
        words = tuple(fold_word(token.word) for token in tokenize(match[0]))
        if words and (match["minus"] or match["field"]):
            operators.append(match[0])
        elif words or match[0] in SIGNS:
            is_literal = match["quoted"] is not None or match[0].endswith("*")
            pieces.append(QueryPiece(match[0], words, PieceKind.LITERAL if is_literal else PieceKind.WORD))
    return list(_join_names(pieces, names)), tuple(operators)


def join_strangers(pieces: Sequence[QueryPiece], lexicon: Lexicon) -> list[QueryPiece]:
    """Return the pieces with the words of what is written like a name, and is no term, joined to a stranger.

    Somebody else of a known last name is a stranger too.
    """
    terms = _find_terms(pieces, lexicon)
    like_names = {place for place, piece in enumerate(pieces) if place not in terms and _is_like_a_name(piece)}
    return list(_join_strangers(pieces, like_names))


def _join_names(pieces: Sequence[QueryPiece], names: PeopleNames) -> Iterator[QueryPiece]:
    """Yield the pieces with the words of each known name joined to a person; longer names first."""
    place = 0
    while place < len(pieces):
        ends = range(min(len(pieces), place + names.longest), place, -1)
        found = next(((end, slugs) for end in ends if (slugs := _find_person(pieces[place:end], names))), None)
        end, slugs = found or (place + 1, ())
        yield _join(pieces[place:end], PieceKind.PERSON, slugs) if slugs else pieces[place]
        place = end


def _find_person(pieces: Sequence[QueryPiece], names: PeopleNames) -> tuple[str, ...]:
    if any(piece.kind != PieceKind.WORD or not piece.words for piece in pieces):
        return ()
    # "LeCun, Schmidhuber" are two names, whatever the second person's first name is.
    if any(piece.raw.endswith(",") for piece in pieces[:-1]):
        return ()
    return names.find([word for piece in pieces for word in piece.words])


def _join_strangers(pieces: Sequence[QueryPiece], like_names: Container[int]) -> Iterator[QueryPiece]:
    place = 0
    while place < len(pieces):
        end = place
        while end in like_names and not (end > place and _ends_a_name(pieces[end - 1])):
            end += 1
        # The first word has a capital in any case.
        if 0 < place < end < len(pieces) and _is_last_name(pieces[end]) and not _ends_a_name(pieces[end - 1]):
            end += 1
        yield _join(pieces[place:end], PieceKind.STRANGER) if end > place else pieces[place]
        place = max(end, place + 1)


def _ends_a_name(piece: QueryPiece) -> bool:
    return piece.raw.endswith(",") or bool(POSSESSIVE.search(piece.raw))


def _is_last_name(piece: QueryPiece) -> bool:
    return piece.kind == PieceKind.PERSON and len(piece.words) == 1


def _find_terms(pieces: Sequence[QueryPiece], lexicon: Lexicon) -> set[int]:
    """Return the places of pieces that are part of a term with synonyms, such as Deep Learning."""
    owners = [place for place, piece in enumerate(pieces) for _ in tokenize(piece.raw)]
    forms = [token.forms for piece in pieces for token in tokenize(piece.raw)]
    return {owners[word] for start, end, _ in lexicon.expansions(forms) for word in range(start, end)}


def _is_like_a_name(piece: QueryPiece) -> bool:
    """Whether a piece is written as names are: with a capital, and not all in capitals, unless it is an initial."""
    letters = "".join(char for char in piece.raw if char.isalpha())
    is_initial = len(letters) == 1 and piece.raw.endswith(".")
    is_capital = letters[:1].isupper() and (is_initial or not letters.isupper())
    return piece.kind == PieceKind.WORD and is_capital and piece.is_telling and piece.code not in FRAME


def _join(pieces: Sequence[QueryPiece], kind: PieceKind, slugs: tuple[str, ...] = ()) -> QueryPiece:
    raw = " ".join(piece.raw for piece in pieces)
    return QueryPiece(raw, tuple(word for piece in pieces for word in piece.words), kind, slugs)
