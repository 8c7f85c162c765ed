"""A synthetic conversation while it is written: its main document, and the claims that its words carry."""

import datetime
import random
from dataclasses import dataclass, field

from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Disposition, Format, Grade, Mode, PassageKind, Status
from explorer.corpus_format.schema import ClaimRecord, ClaimTopicRecord, ErratumRecord, EvidenceRecord, StanceRecord
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.synthetic.people import LONGEST_LINE, list_points
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
"""Kind and grade of the passages of a summary, in turn; printed quotations are labelled, the others name the guest."""


@dataclass(slots=True)
class Talk:
    """A conversation between a guest and a host; ``main`` is the document that most evidence quotes."""

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

    def add_claim(
        self,
        topics: dict[str, Bearing],
        evidence: list[EvidenceRecord],
        *,
        holder: str = "",
        status: Status = Status.PUBLISHED,
        role: ClaimRole | None = None,
    ) -> ClaimRecord:
        """Add a claim of the guest, or of another holder, that rests on evidence; roles take turns by default."""
        number = len(self.claims)
        roles = [role for role in ClaimRole if role != ClaimRole.COMPASS]
        retracted = status == Status.RETRACTED
        opening = "" if number % 3 else "That "
        record = ClaimRecord.model_validate(
            {
                "slug": f"{self.slug}-claim-{number + 1}",
                "speaker": holder or self.guest,
                "statement": self.statements.sentence_of_length(LONGEST_LINE)
                if number % 7 == 5
                else self.statements.sentence(
                    1 + number % 2, opening, " holds." if opening else ".", longest=LONGEST_LINE
                ),
                "role": role or (roles[number // 2 % len(roles)] if number % 2 else ClaimRole.PLAIN),
                "status": status,
                "retracted_on": datetime.date(2026, 3, 1) if retracted else None,
                "retraction_reason": self.statements.sentence(2, "On a second reading, ") if retracted else "",
                "topics": [_link(topic, bearing, number) for topic, bearing in topics.items()],
                "evidence": evidence,
            }
        )
        self.claims.append(record)
        return record

    def say(self, mode: Mode = Mode.ASSERTED, basis: Basis | None = None) -> EvidenceRecord:
        """Add new words of the guest, and return them as evidence."""
        length = self.rng.choice((0, 0, 0, 120, 240, LONGEST_QUOTATION))
        opening = OPENINGS[mode]
        exact = self.wording.sentence_of_length(length, opening) if length else self.wording.sentence(1, opening)
        return self._say_in_transcript(exact, mode) if self._is_transcript else self._say_in_summary(exact, mode, basis)

    def say_twice(self) -> list[EvidenceRecord]:
        """Add the same words of the guest in two places, and return both as evidence, told apart by their prefixes."""
        exact = self.wording.sentence(2)
        found = []
        for before in ("As I said first: ", "To say it again: "):
            self._add_exchange(f"{before}{exact} {self.wording.sentences(1)}", None)
            basis = Basis.LABELLED if self._is_transcript else Basis.NARRATED
            found.append(self.main.quote(exact, prefix=before, asserter=self.guest, basis=basis))
        return found

    def add_chatter(self, number: int) -> None:
        """Add a number of passages that carry no claim, with every disposition in turn."""
        for place in range(number):
            disposition = SPOKEN_FILLERS[(place + len(self.main.passages)) % len(SPOKEN_FILLERS)]
            if self._is_transcript:
                words = "Right." if disposition is Disposition.ASSENT else self.wording.sentences(2, 4)
                self._add_exchange(words, disposition)
            else:
                words = self.wording.sentences(2)
                self._add_passage(PassageKind.SUMMARY, Grade.SUMMARY, words, Disposition.UNATTRIBUTED)

    def add_slip(self) -> None:
        """Add a passage with a slip in its text, and the erratum."""
        self._add_exchange(f"{self.wording.sentence(1)} The hrabour is where it began.", Disposition.NARRATION)
        record = ErratumRecord(
            source=self.main.slug, exact="hrabour", reading="harbour", reason="Typing slip: two letters changed places."
        )
        self.errata.append(record)

    def evade(self) -> None:
        """Add a question of the host that the guest does not answer."""
        if self._is_transcript:
            self._add_exchange(self.wording.sentences(2), Disposition.UNCLEAR)
        else:
            self.add_chatter(1)

    @property
    def _is_transcript(self) -> bool:
        return self.main.format is Format.MARKDOWN_TRANSCRIPT

    def _advance(self) -> float | None:
        """Move the conversation on by 5 to 90 seconds, and return its time, None where times are not printed."""
        self.seconds += self.rng.randint(5, 90)
        return self.seconds if self.timed else None

    def _add_exchange(self, words: str, disposition: Disposition | None) -> None:
        """Add a question of the host and an answer of the guest; outside a transcript, a passage of a summary."""
        if not self._is_transcript:
            self._add_passage(PassageKind.SUMMARY, Grade.SUMMARY, words, disposition)
            return
        asked = self.main.add_turn(
            self.host_label, self.host, self.wording.sentence(2, end="?"), self._advance(), Disposition.QUESTION, ""
        )
        self.main.add_turn(self.guest_label, self.guest, words, self._advance(), disposition, asked)

    def _say_in_transcript(self, exact: str, mode: Mode) -> EvidenceRecord:
        before, after = (self.wording.sentences(self.rng.randint(0, 2), 4) for _ in range(2))
        self._add_exchange(" ".join(part for part in (before, exact, after) if part), None)
        return self.main.quote(exact, asserter=self.guest, basis=Basis.LABELLED, mode=mode)

    def _say_in_summary(self, exact: str, mode: Mode, basis: Basis | None) -> EvidenceRecord:
        kind, grade = WRITTEN[len(self.main.passages) % len(WRITTEN)]
        is_printed = grade.is_speech
        words = exact if is_printed else f"{self.guest_label} is of this view. {exact} {self.wording.sentences(1)}"
        self.main.add_passage(kind, grade, words, speaker=self.guest if is_printed else "", start_time=self._advance())
        how = Basis.LABELLED if is_printed else basis or Basis.NARRATED
        return self.main.quote(exact, asserter=self.guest, basis=how, mode=mode)

    def _add_passage(self, kind: PassageKind, grade: Grade, words: str, disposition: Disposition | None) -> None:
        self.main.add_passage(kind, grade, words, disposition, start_time=self._advance())


def _link(topic: str, bearing: Bearing, number: int) -> ClaimTopicRecord:
    """Return a link to a topic, to its points in turn; context has none."""
    points = list_points(topic) if bearing == Bearing.POSITION else ()
    return ClaimTopicRecord(topic=topic, bearing=bearing, point=points[number % len(points)].id if points else None)
