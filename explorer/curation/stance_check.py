"""A check of a stance before it is saved: the claims of its speaker on the topic, and the effect of its code."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.checks.participation import stance_absence
from explorer.checks.publication import assessed_faults
from explorer.coding.manual import describe_weight
from explorer.coding.vocabulary import Bearing, Status
from explorer.debate.stances import AssessedStance, assess_from_links
from explorer.models import Claim, ClaimTopic, Episode, Evidence, Speaker, Stance, Topic


@dataclass(frozen=True, slots=True)
class WeighedEvidence:
    """A quotation, with a sentence on whether it can carry a number."""

    evidence: Evidence
    weight: str


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim on the topic, with its bearing and the weight of each quotation."""

    claim: Claim
    bearing: Bearing
    evidence: tuple[WeighedEvidence, ...]


@dataclass(frozen=True, slots=True)
class StanceCheck:
    """A stance with what follows from its code, and what it lacks by the rules.

    ``now`` rests on the published claims, ``then`` on all claims, as if those not yet published were.
    """

    now: AssessedStance
    then: AssessedStance
    lacks_now: tuple[str, ...]
    lacks_then: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether publishing the unpublished claims would change anything."""
        before, after = self.now, self.then
        return (before.label, before.confidence, self.lacks_now) != (after.label, after.confidence, self.lacks_then)


def list_links(speaker: Speaker, topic: Topic, episode: Episode) -> list[ClaimTopic]:
    """Return the links from a speaker's claims of an episode to a topic, in any status but retracted."""
    links = ClaimTopic.objects.about([topic]).held_by_any([speaker]).in_episodes([episode.pk]).not_retracted()
    return list(links.with_claims())


def weigh_claims(links: Sequence[ClaimTopic]) -> list[WeighedClaim]:
    """Return the claims of links with the weight of each quotation, those of bearing position first."""
    weighed = [
        WeighedClaim(
            link.claim,
            Bearing(link.bearing),
            tuple(WeighedEvidence(piece, describe_weight(piece.witness)) for piece in link.claim.evidence.all()),
        )
        for link in links
    ]
    return sorted(weighed, key=lambda weighed_claim: weighed_claim.bearing != Bearing.POSITION)


def check_stance(stance: Stance, links: Sequence[ClaimTopic]) -> StanceCheck:
    """Return the check of a stance, saved or not, on the published claims and on all claims of the links."""
    [now] = assess_from_links([stance], [link for link in links if link.claim.status == Status.PUBLISHED])
    [then] = assess_from_links([stance], links)
    absence = tuple(stance_absence(stance.speaker, stance.episode))
    return StanceCheck(now, then, (*assessed_faults(now), *absence), (*assessed_faults(then), *absence))
