"""Claims with the evidence that is shown of them, and the known slips inside its words."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from explorer.coding.vocabulary import Bearing
from explorer.formats.text_fragments import link_to_words
from explorer.models import Claim, ClaimTopic, Erratum, Evidence, Passage


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A piece of evidence with the known slips inside its words."""

    evidence: Evidence
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicClaim:
    """A claim as it bears on one topic, with the evidence that is shown of it."""

    claim: Claim
    bearing: Bearing
    quoted: tuple[ShownEvidence, ...]

    @property
    def day(self) -> date | None:
        """When it was said: the day of its episode, whenever the document was obtained; None is undated."""
        return self.claim.episode.date

    @property
    def qualifies(self) -> bool:
        """Whether the claim is context to the position rather than part of it."""
        return self.bearing == Bearing.CONTEXT

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the claim with only the evidence of the given grades and modes."""
        return replace(
            self,
            quoted=tuple(
                quoted
                for quoted in self.quoted
                if quoted.evidence.passage.grade in grades and quoted.evidence.mode in modes
            ),
        )


def original_address(evidence: Evidence, passage: Passage) -> str:
    """Return the address of the words on their publisher's page, or nothing where that page is not known.

    ``passage`` is the one they stand in, with its text; what surrounds them goes into the address only where the
    document's text may be shown.
    """
    source = evidence.source
    if not source.url:
        return ""
    if not source.show_text:
        return link_to_words(source.url, evidence.exact)
    before, after = evidence.start - passage.start, evidence.end - passage.start
    return link_to_words(source.url, evidence.exact, passage.text[:before], passage.text[after:])


def narrow_claims(
    claims: Iterable[TopicClaim], grades: Container[str], modes: Container[str]
) -> tuple[TopicClaim, ...]:
    """Return the claims that have evidence of the given grades and modes, with that evidence only."""
    return tuple(kept for claim in claims if (kept := claim.narrowed(grades, modes)).quoted)


def each_once(claims: Iterable[TopicClaim]) -> list[TopicClaim]:
    """Return each claim once, however many topics bring it, in the order in which it first comes."""
    first: dict[int, TopicClaim] = {}
    for item in claims:
        first.setdefault(item.claim.pk, item)
    return list(first.values())


def fetch_errata(claims: Iterable[Claim]) -> Mapping[int, list[Erratum]]:
    """Return the known slips in the documents that claims rest on, by document's key."""
    sources = {evidence.source_id for claim in claims for evidence in claim.evidence.all()}
    found: defaultdict[int, list[Erratum]] = defaultdict(list)
    for erratum in Erratum.objects.in_sources(sources):
        found[erratum.source_id].append(erratum)
    return found


def build_topic_claim(link: ClaimTopic, errata: Mapping[int, Sequence[Erratum]]) -> TopicClaim:
    """Return a claim as it bears on the topic of a link."""
    return TopicClaim(link.claim, Bearing(link.bearing), build_shown_evidence(link.claim, errata))


def build_shown_evidence(claim: Claim, errata: Mapping[int, Sequence[Erratum]]) -> tuple[ShownEvidence, ...]:
    """Return a claim's evidence with the slips inside its words."""
    return tuple(
        ShownEvidence(
            evidence,
            tuple(
                erratum
                for erratum in errata.get(evidence.source_id, ())
                if evidence.start <= erratum.start and erratum.end <= evidence.end
            ),
        )
        for evidence in claim.evidence.all()
    )
