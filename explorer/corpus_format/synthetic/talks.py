"""One synthetic conversation being written down: its documents, and the claims that its words carry."""

import datetime
import random
from dataclasses import dataclass, field

from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Disposition, Format, Grade, Mode, PassageKind, Status
from explorer.corpus_format.schema import ClaimRecord, ErratumRecord, EvidenceRecord, StanceRecord
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.synthetic.people import LONGEST_LINE
from explorer.corpus_format.synthetic.words import Wording

LONGEST_QUOTATION = 400
OPENINGS = {Mode.ASSERTED: "", Mode.HEDGED: "I suspect that ", Mode.CONDITIONAL: "If we ever saw it, I would say that "}
SPOKEN_FILLERS = (
    Disposition.ASSENT, Disposition.NARRATION, Disposition.EXAMPLE, Disposition.ELABORATION, Disposition.REPETITION,
    Disposition.LOGISTICS, Disposition.JOKE, Disposition.UNCLEAR,
)  # fmt: skip
WRITTEN = (
    (PassageKind.TAKEAWAY, Grade.SUMMARY),
    (PassageKind.QUOTATION, Grade.QUOTATION),
    (PassageKind.SUMMARY, Grade.SUMMARY),
    (PassageKind.INSIGHT, Grade.SUMMARY),
    (PassageKind.ANSWER, Grade.SUMMARY),
    (PassageKind.CHAPTER, Grade.SUMMARY),
)
"""What the passages of a summary are in turn; printed quotations are labelled, the rest names its speaker."""


@dataclass(slots=True)
class Talk:
    """A conversation between a guest and a host; ``main`` is the document that most is quoted from."""

    slug: str
    guest: str
    guest_label: str
    host: str
    host_label: str
    main: SyntheticDocument
    timed: bool
    rng: random.Random
    wording: Wording
    statements: Wording
    claims: list[ClaimRecord] = field(default_factory=list)
    stances: list[StanceRecord] = field(default_factory=list)
    errata: list[ErratumRecord] = field(default_factory=list)
    seconds: float = 0.0

    def claim(
        self,
        topics: dict[str, Bearing],
        evidence: list[EvidenceRecord],
        *,
        holder: str = "",
        status: Status = Status.PUBLISHED,
    ) -> ClaimRecord:
        """Keep a claim of the guest, or of another holder, that rests on evidence."""
        number = len(self.claims)
        roles = list(ClaimRole)
        retracted = status == Status.RETRACTED
        opening = "" if number % 3 else "That "
        record = ClaimRecord.model_validate(
            {
                "slug": f"{self.slug}-claim-{number + 1}",
                "speaker": holder or self.guest,
                "statement": self.statements.exactly(LONGEST_LINE)
                if number % 7 == 5
                else self.statements.sentence(1 + number % 2, opening, " holds." if opening else "."),
                "role": roles[number // 2 % len(roles)] if number % 2 else ClaimRole.PLAIN,
                "status": status,
                "retracted_on": datetime.date(2026, 3, 1) if retracted else None,
                "retraction_reason": self.statements.sentence(2, "On a second reading, ") if retracted else "",
                "topics": [{"topic": topic, "bearing": bearing} for topic, bearing in topics.items()],
                "evidence": evidence,
            }
        )
        self.claims.append(record)
        return record

    def said(self, mode: Mode = Mode.ASSERTED, basis: Basis | None = None) -> EvidenceRecord:
        """Let the guest say something new, and return it as evidence."""
        length = self.rng.choice((0, 0, 0, 120, 240, LONGEST_QUOTATION))
        opening = OPENINGS[mode]
        exact = self.wording.exactly(length, opening) if length else self.wording.sentence(1, opening)
        return self._spoken(exact, mode) if self._is_transcript else self._summarised(exact, mode, basis)

    def said_twice(self) -> list[EvidenceRecord]:
        """Let the guest say the same words in two places, told apart by what stands before them."""
        exact = self.wording.sentence(2)
        found = []
        for before in ("As I said first: ", "To say it again: "):
            self._turn(f"{before}{exact} {self.wording.sentences(1)}", None)
            basis = Basis.LABELLED if self._is_transcript else Basis.NARRATED
            found.append(self.main.quote(exact, prefix=before, asserter=self.guest, basis=basis))
        return found

    def chatter(self, number: int) -> None:
        """Write so many passages that carry no claim, for every reason in turn."""
        for place in range(number):
            why = SPOKEN_FILLERS[(place + len(self.main.passages)) % len(SPOKEN_FILLERS)]
            if self._is_transcript:
                self._turn("Right." if why is Disposition.ASSENT else self.wording.sentences(2, 4), why)
            else:
                self._write(PassageKind.SUMMARY, Grade.SUMMARY, self.wording.sentences(2), Disposition.UNATTRIBUTED)

    def slip(self) -> None:
        """Write a passage with a slip of the pen in it, and say so."""
        self._turn(f"{self.wording.sentence(1)} The hrabour is where it began.", Disposition.NARRATION)
        record = ErratumRecord(
            source=self.main.slug, exact="hrabour", reading="harbour", reason="Typing slip: two letters changed places."
        )
        self.errata.append(record)

    def unanswered(self) -> None:
        """Let the host ask and the guest evade."""
        if self._is_transcript:
            self._turn(self.wording.sentences(2), Disposition.UNCLEAR)
        else:
            self.chatter(1)

    @property
    def _is_transcript(self) -> bool:
        return self.main.format is Format.MARKDOWN_TRANSCRIPT

    def _clock(self) -> float | None:
        self.seconds += self.rng.randint(5, 90)
        return self.seconds if self.timed else None

    def _turn(self, words: str, disposition: Disposition | None) -> None:
        """Let the host ask and the guest answer; in what is no transcript somebody writes it down instead."""
        if not self._is_transcript:
            self._write(PassageKind.SUMMARY, Grade.SUMMARY, words, disposition)
            return
        asked = self.main.turn(
            self.host_label, self.host, self.wording.sentence(2, end="?"), self._clock(), Disposition.QUESTION, ""
        )
        self.main.turn(self.guest_label, self.guest, words, self._clock(), disposition, asked)

    def _spoken(self, exact: str, mode: Mode) -> EvidenceRecord:
        before, after = (self.wording.sentences(self.rng.randint(0, 2), 4) for _ in range(2))
        self._turn(" ".join(part for part in (before, exact, after) if part), None)
        return self.main.quote(exact, asserter=self.guest, basis=Basis.LABELLED, mode=mode)

    def _summarised(self, exact: str, mode: Mode, basis: Basis | None) -> EvidenceRecord:
        kind, grade = WRITTEN[len(self.main.passages) % len(WRITTEN)]
        is_printed = grade.is_speech
        words = exact if is_printed else f"{self.guest_label} is of this view. {exact} {self.wording.sentences(1)}"
        self.main.passage(kind, grade, words, speaker=self.guest if is_printed else "", start_time=self._clock())
        how = Basis.LABELLED if is_printed else basis or Basis.NARRATED
        return self.main.quote(exact, asserter=self.guest, basis=how, mode=mode)

    def _write(self, kind: PassageKind, grade: Grade, words: str, disposition: Disposition | None) -> None:
        self.main.passage(kind, grade, words, disposition, start_time=self._clock())
