"""Rules of publication for claims and stances, used for one record and for the whole database."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from explorer.checks.documents import evidence_faults
from explorer.checks.participation import absence_fault, stance_absence
from explorer.coding import rules
from explorer.coding.vocabulary import Bearing, PointsTo, StanceCode, Status
from explorer.corpus_format.consistency import statement_key
from explorer.debate.stances import AssessedStance, assess_stances
from explorer.models import Claim, ClaimTopic, Evidence, Point, Stance

NEEDS_CLAIMS = {
    StanceCode.MIXED,
    StanceCode.REJECTS_QUESTION,
    StanceCode.CANNOT_BE_FORESEEN,
    StanceCode.NOT_PLACED,
}
"""Codes without a number that need a claim, since they report what was said."""

Witnesses = Sequence[rules.Witness]
Occasion = tuple[int, int, int]
"""The keys of a speaker, a topic and an episode."""


def publication_faults(record: Claim | Stance) -> list[str]:
    """Return the faults that keep a stored record from being published, each with its cure."""
    if isinstance(record, Stance):
        absence = stance_absence(record.speaker, record.episode)
        return [*assessed_faults(assess_stances([record])[0]), *absence]
    pieces: list[Any] = list(record.evidence.with_document().with_absence())
    links = list(record.topic_links.select_related("topic"))
    faults = [*claim_faults(is_quoted=bool(pieces), is_linked=bool(links)), *point_faults(links)]
    for piece in pieces:
        piece.claim = record
        faults.extend(evidence_faults(piece))
    if any(piece.is_absent for piece in pieces):
        faults.append(absence_fault(str(record.speaker), record.episode.slug))
    return faults + [repetition_fault(slug) for slug in list_repetitions(record)]


def claim_faults(*, is_quoted: bool, is_linked: bool) -> Iterator[str]:
    """Yield what a published claim lacks."""
    if not is_quoted:
        yield "it has no evidence; quote what carries it, or make it a draft"
    if not is_linked:
        yield "it is linked to no topic; link it to one, or make it a draft"


def point_fault(topic: str) -> str:
    """Return the fault of a claim of position without a point, on a topic that has points."""
    return f"it has no point of the topic '{topic}'; choose the one that it answers, or make its bearing 'context'"


def point_faults(links: Iterable[ClaimTopic]) -> Iterator[str]:
    """Yield the fault of each link of one claim, fetched with its topic, that lacks a point; costs one query."""
    having = list_topics_with_points()
    yield from (point_fault(link.topic.slug) for link in links if link.lacks_point(having))


def list_topics_with_points() -> set[int]:
    """Return the keys of the topics that have points, in one query."""
    return set(Point.objects.values_list("topic", flat=True).distinct().order_by())


def repetition_fault(other: str) -> str:
    """Return the fault of a claim that says the same as another claim of its holder."""
    return f"it says the same as '{other}' of the same holder; give up one of them"


def stance_faults(stance: Stance, witnesses: Witnesses | None) -> Iterator[str]:
    """Yield what a stance lacks; ``witnesses`` come from the claims that it rests on, None if there are none."""
    if stance.position is not None:
        if fault := rules.position_fault(stance.position, witnesses or ()):
            yield fault
    elif witnesses is None and stance.code in NEEDS_CLAIMS:
        yield (
            f"'{stance.get_code_display()}' rests on no published claim; "
            "link a claim to the topic with bearing 'position', and publish it"
        )
    else:
        points_to = PointsTo(stance.points_to) if stance.points_to else None
        if fault := rules.unnumbered_fault(StanceCode(stance.code), points_to, witnesses or ()):
            yield fault


def assessed_faults(assessed: AssessedStance) -> Iterator[str]:
    """Yield what a stance lacks, resting on the claims that it was assessed with."""
    return stance_faults(assessed.record, assessed.witnesses if assessed.claims else None)


def fetch_published_witnesses() -> dict[Occasion, list[rules.Witness]]:
    """Return the witnesses of every stance in two queries; the list is empty if its claims have no evidence."""
    evidence: dict[int, list[rules.Witness]] = defaultdict(list)
    pieces = Evidence.objects.published().select_related("claim", "passage").defer("passage__text")
    for piece in pieces.iterator(chunk_size=500):
        evidence[piece.claim_id].append(piece.witness)
    found: dict[Occasion, list[rules.Witness]] = {}
    links = ClaimTopic.objects.published().filter(bearing=Bearing.POSITION)
    for claim, speaker, topic, episode in links.values_list("claim", "claim__speaker", "topic", "claim__episode"):
        found.setdefault((speaker, topic, episode), []).extend(evidence[claim])
    return found


def list_repetitions(claim: Claim) -> Collection[str]:
    """Return the slugs of the holder's other claims that say the same, retracted ones left out."""
    key = statement_key(claim.statement)
    others = Claim.objects.held_by(claim.speaker).exclude(pk=claim.pk).exclude(status=Status.RETRACTED)
    return [slug for slug, statement in others.values_list("slug", "statement") if statement_key(statement) == key]
