"""Stances with what is derived from their claims: label, confidence, age."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.coding import rules
from explorer.coding.vocabulary import Bearing, Confidence, StanceCode
from explorer.models import Claim, ClaimTopic, Stance


@dataclass(frozen=True, slots=True)
class AssessedStance:
    """A stance with the published claims it rests on: its holder's, topic's and episode's, of bearing position."""

    stance: Stance
    claims: tuple[Claim, ...]

    @property
    def witnesses(self) -> list[rules.Witness]:
        """Every piece of evidence behind the stance, as the coding rules see it."""
        return [evidence.witness for claim in self.claims for evidence in claim.evidence.all()]

    @property
    def label(self) -> str:
        """The stance in words, with how thin its evidence is."""
        stance = self.stance
        return rules.stance_label(StanceCode(stance.code), stance.position, stance.topic.poles, self.witnesses)

    @property
    def degree(self) -> str:
        """The stance in words, without the remarks on its evidence."""
        if self.stance.position is None:
            return StanceCode(self.stance.code).label
        return rules.degree_label(self.stance.position, self.stance.topic.poles)

    @property
    def confidence(self) -> Confidence | None:
        """How good the evidence is; None where nothing scores."""
        return rules.grade_confidence(self.witnesses)

    @property
    def as_of(self) -> datetime.date | None:
        """The day of the episode; None is undated, never current."""
        return self.stance.episode.date

    @property
    def documents(self) -> int:
        """How many documents speak for it: several about one episode are still one event."""
        return len({evidence.source_id for claim in self.claims for evidence in claim.evidence.all()})


def assess_stances(stances: Sequence[Stance]) -> list[AssessedStance]:
    """Return the stances, in their order, with their published claims; costs two queries however many they are."""
    topics = {stance.topic for stance in stances}
    links = ClaimTopic.objects.published().about(topics).in_episodes(stance.episode_id for stance in stances)
    return assess_with(stances, links.with_claims())


def assess_with(stances: Iterable[Stance], links: Iterable[ClaimTopic]) -> list[AssessedStance]:
    """Return the stances with their claims out of links that are already at hand."""
    claims: defaultdict[tuple[int, int, int], list[Claim]] = defaultdict(list)
    for link in links:
        if link.bearing == Bearing.POSITION:
            claims[link.claim.speaker_id, link.topic_id, link.claim.episode_id].append(link.claim)
    return [
        AssessedStance(stance, tuple(claims[stance.speaker_id, stance.topic_id, stance.episode_id]))
        for stance in stances
    ]
