"""A stance before it is saved: everything its speaker says on the topic, and what the rules make of a code."""

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
    """A quotation, and in words whether it can carry a number."""

    evidence: Evidence
    weight: str


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim on the topic, how it bears on it, and what its quotations weigh."""

    claim: Claim
    bearing: Bearing
    evidence: tuple[WeighedEvidence, ...]


@dataclass(frozen=True, slots=True)
class StanceCheck:
    """A code with what follows from it, and what it lacks by the rules.

    ``now`` rests on the claims that readers see, ``then`` on all that are on their way to them too.
    """

    now: AssessedStance
    then: AssessedStance
    lacks_now: tuple[str, ...]
    lacks_then: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether publishing the claims that are on their way changes anything."""
        before, after = self.now, self.then
        return (before.label, before.confidence, self.lacks_now) != (after.label, after.confidence, self.lacks_then)


def list_links(speaker: Speaker, topic: Topic, episode: Episode) -> list[ClaimTopic]:
    """Return what links a speaker's claims of an episode to a topic, whatever their status, retracted ones left out."""
    links = ClaimTopic.objects.about([topic]).held_by_any([speaker]).in_episodes([episode.pk]).not_retracted()
    return list(links.with_claims())


def weigh_claims(links: Sequence[ClaimTopic]) -> list[WeighedClaim]:
    """Return the claims behind the links with what each quotation weighs, those of bearing position first."""
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
    """Return what the rules make of a stance, saved or not, with the claims that readers see and with all of them."""
    [now] = assess_from_links([stance], [link for link in links if link.claim.status == Status.PUBLISHED])
    [then] = assess_from_links([stance], links)
    absence = tuple(stance_absence(stance.speaker, stance.episode))
    return StanceCheck(now, then, (*assessed_faults(now), *absence), (*assessed_faults(then), *absence))
