"""Proposals for the coding of a quotation, from its passage: the asserter, the basis and the mode."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.coding.hedging import ProposedMode, propose_mode
from explorer.coding.vocabulary import AppearanceRole, Basis, Grade, PassageKind
from explorer.models import Passage, Speaker


@dataclass(frozen=True, slots=True)
class CodingProposal:
    """A proposed asserter and basis, with the reason; None where the document does not tell.

    The asserter is proposed as the holder as well: only a person can tell whose view is reported.
    """

    asserter: Speaker | None
    basis: Basis | None
    because: str
    mode: ProposedMode


def propose_coding(passage: Passage, words: str) -> CodingProposal:
    """Return the coding that a passage's label, or else the episode's roles, propose for words quoted from it."""
    mode = propose_mode(words)
    if passage.speaker is not None:
        return CodingProposal(passage.speaker, Basis.LABELLED, f"the document labels {passage.speaker}", mode)
    if Grade(passage.grade).is_speech or passage.kind == PassageKind.QUESTION:
        return CodingProposal(None, None, "the document does not say whose words these are", mode)
    guests = _list_guests(passage)
    named = [guest for guest in guests if _is_named(guest, passage.text)]
    if len(named) == 1:
        return CodingProposal(named[0], Basis.NARRATED, f"the passage names {named[0]}", mode)
    if len(guests) == 1:
        because = f"{guests[0]} is the only guest, and the passage names nobody; where a pronoun tells, it is narrated"
        return CodingProposal(guests[0], Basis.CONTEXTUAL, because, mode)
    return CodingProposal(None, None, "the passage does not name one of several guests", mode)


def _list_guests(passage: Passage) -> list[Speaker]:
    appearances = passage.source.episode.appearances.filter(role=AppearanceRole.GUEST)
    rows: Iterable[Speaker] = Speaker.objects.filter(appearances__in=appearances).prefetch_related("aliases")
    return list(rows)


def _is_named(speaker: Speaker, text: str) -> bool:
    names = {speaker.name, speaker.short_name, *(alias.name for alias in speaker.aliases.all())}
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)
