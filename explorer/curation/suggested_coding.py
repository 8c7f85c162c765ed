"""What a passage lets one propose about a quotation: who asserts it and how we know, and how firmly; never more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.coding.hedging import ProposedMode, propose_mode
from explorer.coding.vocabulary import AppearanceRole, Basis, Grade, PassageKind
from explorer.models import Passage, Speaker


@dataclass(frozen=True, slots=True)
class CodingProposal:
    """Who seems to assert a quotation, on what basis and why; nobody, where the document does not tell.

    The same person is proposed as holder: whose view they report nobody can tell but a reader.
    """

    asserter: Speaker | None
    basis: Basis | None
    because: str
    mode: ProposedMode


def propose_coding(passage: Passage, words: str) -> CodingProposal:
    """Return what the label of a passage, else the roles of its episode, say of words quoted from it."""
    mode = propose_mode(words)
    if passage.speaker is not None:
        return CodingProposal(passage.speaker, Basis.LABELLED, f"the document labels {passage.speaker}", mode)
    if Grade(passage.grade).is_speech or passage.kind == PassageKind.QUESTION:
        return CodingProposal(None, None, "the document does not say whose words these are", mode)
    guests = _guests(passage)
    named = [guest for guest in guests if _is_named(guest, passage.text)]
    if len(named) == 1:
        return CodingProposal(named[0], Basis.NARRATED, f"the passage names {named[0]}", mode)
    if len(guests) == 1:
        because = f"{guests[0]} is the only guest, and the passage names nobody; where a pronoun tells, it is narrated"
        return CodingProposal(guests[0], Basis.CONTEXTUAL, because, mode)
    return CodingProposal(None, None, "the passage does not name one of several guests", mode)


def _guests(passage: Passage) -> list[Speaker]:
    appearances = passage.source.episode.appearances.filter(role=AppearanceRole.GUEST)
    rows: Iterable[Speaker] = Speaker.objects.filter(appearances__in=appearances).prefetch_related("aliases")
    return list(rows)


def _is_named(speaker: Speaker, text: str) -> bool:
    names = {speaker.name, speaker.short_name, *(alias.name for alias in speaker.aliases.all())}
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)
