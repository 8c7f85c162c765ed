"""What a reviewer judges of a claim: the rules that hold, those that are broken, and what only a reader can say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from explorer.anchoring import TextQuote
from explorer.checks.documents import evidence_faults
from explorer.checks.participation import absence_fault
from explorer.checks.publication import list_repetitions, point_faults, repetition_fault
from explorer.coding.hedging import propose_mode
from explorer.coding.vocabulary import Attribution
from explorer.curation.review import review_permissions
from explorer.errors import AnchoringError
from explorer.models import Claim, Evidence
from explorer.models.evidence import POINTING_BACK
from explorer.models.fields import LONGEST_STATEMENT
from explorer.models.people import Person
from explorer.text import join_words, sentence_spans

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
QUOTES = re.compile('["“”„«»]')
POINTING = re.compile(r"^(?:and |but |so )?(?:it|that|this|those|these|they|he|she)\b(?: \w+){0,2}", re.IGNORECASE)
"""Words at the head of a quotation that mean something only after what was said before."""

State = Literal["ok", "ask", "broken"]
URGENT: tuple[State, ...] = ("broken", "ask", "ok")


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """What a rule says of a claim: it holds, it is broken, or a reader has to judge."""

    state: State
    says: str
    detail: str = ""


def judge_claim(claim: Claim, pieces: Sequence[Evidence], *, by: Person) -> list[RuleVerdict]:
    """Return what every rule says of a claim and its evidence, which has its document and tells who is absent."""
    verdicts = [
        *_judge_words(pieces),
        *_judge_statement(claim, pieces),
        _judge_part(claim, pieces),
        *_judge_pointing(pieces),
        *_judge_modes(pieces),
        *_judge_frames(pieces),
        *_judge_place(claim),
        _judge_reader(claim, by),
    ]
    return sorted(verdicts, key=lambda verdict: URGENT.index(verdict.state))


def _judge_words(pieces: Sequence[Evidence]) -> Iterator[RuleVerdict]:
    if not pieces:
        yield RuleVerdict("broken", "No words carry it", "quote what carries it")
    faults = [fault for piece in pieces for fault in _list_faults(piece)]
    yield from (RuleVerdict("broken", "Its words are not in order", fault) for fault in faults)
    if pieces and not faults:
        places = join_words([f"{piece.start:,} to {piece.end:,}" for piece in pieces])
        yield RuleVerdict("ok", "Its words stand in the document, once", f"code points {places}")


def _list_faults(piece: Evidence) -> Iterator[str]:
    yield from evidence_faults(piece)
    try:
        piece.source.find(TextQuote(piece.exact, piece.prefix, piece.suffix))
    except AnchoringError as error:
        yield str(error)


def _judge_statement(claim: Claim, pieces: Sequence[Evidence]) -> Iterator[RuleVerdict]:
    number, length = len(sentence_spans(claim.statement)), len(claim.statement)
    if number > 1:
        yield RuleVerdict("ask", f"The statement has {number} sentences", "Can it be one? A claim is one assertion.")
    else:
        said = f"The statement is one sentence of at most {LONGEST_STATEMENT} characters"
        yield RuleVerdict("ok", said, f"{length} characters")
    quoted = " ".join(piece.exact for piece in pieces)
    added = [word for word in NUMBER.findall(claim.statement) if word not in quoted]
    added += sorted(set(QUOTES.findall(claim.statement)))
    if added:
        listed = join_words([f"“{word}”" if word[0].isdigit() else "a quotation mark" for word in added])
        yield RuleVerdict("ask", f"The statement has {listed}", "Do the words carry it? A statement quotes nobody.")
    else:
        yield RuleVerdict("ok", "No number and no quotation mark that its words do not have")


def _judge_part(claim: Claim, pieces: Sequence[Any]) -> RuleVerdict:
    if any(piece.is_absent for piece in pieces):
        return RuleVerdict("broken", "Its holder was not there", absence_fault(str(claim.speaker), claim.episode.slug))
    if pieces and all(piece.attribution == Attribution.REPORTED for piece in pieces):
        names = join_words(sorted({str(piece.asserter) for piece in pieces}))
        return RuleVerdict("ok", "It is reported, and gives nobody a position", f"by {names}")
    labelled = any(piece.passage.speaker_id == claim.speaker_id for piece in pieces)
    detail = "labelled as speaking" if labelled else "not labelled: how we know is said above"
    return RuleVerdict("ok", "Its holder speaks in the conversation or wrote the document", detail)


def _judge_pointing(pieces: Sequence[Evidence]) -> Iterator[RuleVerdict]:
    for piece in pieces:
        if found := POINTING_BACK.search(piece.exact) or POINTING.search(piece.exact):
            detail = "Does the statement fill it rightly? What stands before says what it is."
            yield RuleVerdict("ask", f"“{found.group(0).strip()}” points to what was said before", detail)


def _judge_modes(pieces: Sequence[Evidence]) -> Iterator[RuleVerdict]:
    for piece in pieces:
        proposed = propose_mode(piece.exact)
        if proposed.mode != piece.mode:
            speaks = f"“{proposed.word}” speaks for {proposed.mode}."
            why = speaks if proposed.word else "No word of it says so."
            yield RuleVerdict("ask", f"It is coded as {piece.mode}", why)


def _judge_frames(pieces: Sequence[Evidence]) -> Iterator[RuleVerdict]:
    if any(piece.sentence_before for piece in pieces):
        detail = "Is it still theirs, and still said? Both sentences stand beside the passage."
        yield RuleVerdict("ask", "A newer document has another sentence around the words, or another label", detail)


def _judge_place(claim: Claim) -> Iterator[RuleVerdict]:
    if not claim.topic_links.all():
        yield RuleVerdict("broken", "It is linked to no topic", "link it to one")
    for fault in point_faults(claim.topic_links.all()):
        yield RuleVerdict("broken", "It answers no point", fault)
    for slug in list_repetitions(claim):
        yield RuleVerdict("broken", "It is there already", repetition_fault(slug))


def _judge_reader(claim: Claim, by: Person) -> RuleVerdict:
    author = claim.created_by or claim.edited_by
    known = f"written by {author.get_full_name() or author.get_username()}, read by you" if author else "read by you"
    permissions = review_permissions(by, claim)
    if not permissions.is_own:
        return RuleVerdict("ok", "Read by somebody who did not write it", known)
    if permissions.is_alone:
        return RuleVerdict("ask", "You wrote or last changed it yourself", "Read it as somebody would who did not.")
    return RuleVerdict("broken", "You wrote or last changed it yourself", "nobody publishes their own")
