"""Claims as they bear on a topic, with the evidence shown of them and the known slips inside its words."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from explorer.coding.vocabulary import Bearing, ClaimRole, Grade, Mode
from explorer.formats.text_fragments import link_to_words
from explorer.models import Claim, ClaimTopic, Episode, Erratum, Evidence, Passage, Point, Speaker
from explorer.models.claims import fetch_links
from explorer.models.sources import find_errata

GRADE_PLACES = {grade: place for place, grade in enumerate(Grade)}
MODE_PLACES = {mode: place for place, mode in enumerate(Mode)}
"""The places of grades and modes in their orders, the best first."""


@dataclass(frozen=True)
class ShownEvidence:
    """A piece of evidence with the known slips inside its words."""

    evidence: Evidence
    errata: tuple[Erratum, ...] = ()

    @cached_property
    def grade(self) -> Grade:
        return Grade(self.evidence.passage.grade)

    @cached_property
    def mode(self) -> Mode:
        return Mode(self.evidence.mode)

    @cached_property
    def scoring(self) -> bool:
        """Whether it can carry a numbered position."""
        return self.evidence.scoring

    @cached_property
    def is_own_words(self) -> bool:
        """Whether the words are the holder's own speech."""
        return self.evidence.is_own_words

    @cached_property
    def is_labelled_speech(self) -> bool:
        """Whether the document names the holder as the speaker of the words."""
        return self.evidence.is_labelled_speech


@dataclass(frozen=True)
class TopicClaim:
    """A claim, stored as ``record``, as it bears on one topic, with the evidence that is shown of it."""

    record: Claim
    bearing: Bearing
    quoted: tuple[ShownEvidence, ...]
    point: Point | None = None

    @property
    def pk(self) -> int:
        return self.record.pk

    @property
    def slug(self) -> str:
        return self.record.slug

    @property
    def statement(self) -> str:
        return self.record.statement

    @property
    def speaker(self) -> Speaker:
        """The holder."""
        return self.record.speaker

    @property
    def speaker_id(self) -> int:
        return self.record.speaker_id

    @property
    def episode(self) -> Episode:
        return self.record.episode

    @property
    def episode_id(self) -> int:
        return self.record.episode_id

    @property
    def role(self) -> ClaimRole:
        return ClaimRole(self.record.role)

    @cached_property
    def mode(self) -> Mode | None:
        """The mode of the claim's strongest evidence, None without evidence."""
        return self.record.mode

    @cached_property
    def best_quoted(self) -> ShownEvidence | None:
        """The evidence that represents the claim, None where none is shown.

        Scoring evidence comes first, then own words, then the best grade, then the firmest mode, then the shortest.
        """
        return min(self.quoted, key=_rank_evidence, default=None)

    @property
    def more_passages(self) -> int:
        """The number of pieces of evidence shown beside the one that represents the claim."""
        return max(len(self.quoted) - 1, 0)

    @cached_property
    def has_own_words(self) -> bool:
        """Whether words of the holder's own speech are among the evidence shown."""
        return any(quoted.is_own_words for quoted in self.quoted)

    @cached_property
    def is_reported(self) -> bool:
        """Whether nothing but others' reports carries the claim."""
        return self.record.is_reported

    @property
    def day(self) -> date | None:
        """The day on which it was said or written. None is undated."""
        return self.record.day

    @property
    def qualifies(self) -> bool:
        """Whether the claim is context to the position rather than part of it."""
        return self.bearing == Bearing.CONTEXT

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the claim with only the evidence of the given grades and modes."""
        return replace(
            self,
            quoted=tuple(quoted for quoted in self.quoted if quoted.grade in grades and quoted.mode in modes),
        )


def build_original_address(evidence: Evidence, passage: Passage) -> str:
    """Return the address of a quotation on its publisher's page, empty where that page is not known.

    ``passage`` is the quotation's, with its text. The words around the quotation go into the address only where the
    document's text may be shown.
    """
    source = evidence.source
    if not source.url:
        return ""
    if not source.show_text:
        return link_to_words(source.url, evidence.exact)
    before, after = evidence.start - passage.start, evidence.end - passage.start
    return link_to_words(source.url, evidence.exact, passage.text[:before], passage.text[after:])


def _rank_evidence(quoted: ShownEvidence) -> tuple[bool, bool, int, int, int]:
    """Return a sort key: the evidence that represents its claim best has the lowest."""
    own, place = not quoted.is_own_words, (GRADE_PLACES[quoted.grade], MODE_PLACES[quoted.mode])
    return not quoted.scoring, own, *place, len(quoted.evidence.exact)


def narrow_claims(
    claims: Iterable[TopicClaim], grades: Container[str], modes: Container[str]
) -> tuple[TopicClaim, ...]:
    """Keep the claims that have evidence of the given grades and modes, with that evidence only."""
    return tuple(kept for claim in claims if (kept := claim.narrowed(grades, modes)).quoted)


def each_once(claims: Iterable[TopicClaim]) -> list[TopicClaim]:
    """Return each claim once, in the order in which the claims first come. A claim may come from several topics."""
    first: dict[int, TopicClaim] = {}
    for claim in claims:
        first.setdefault(claim.pk, claim)
    return list(first.values())


def fetch_errata(claims: Iterable[Claim]) -> Mapping[int, list[Erratum]]:
    """Return the known slips in the documents that the claims rest on, by the document's key; costs one query."""
    sources = {evidence.source_id for claim in claims for evidence in claim.evidence.all()}
    found: defaultdict[int, list[Erratum]] = defaultdict(list)
    for erratum in find_errata(sources=sorted(sources)):
        found[erratum.source_id].append(erratum)
    return found


def fetch_topic_claims(keys: Sequence[int]) -> list[TopicClaim]:
    """Return the claims of the links with these keys in their order; costs three queries."""
    links = fetch_links(keys)
    errata = fetch_errata(link.claim for link in links)
    return [build_topic_claim(link, errata) for link in links]


def build_topic_claim(link: ClaimTopic, errata: Mapping[int, Sequence[Erratum]]) -> TopicClaim:
    """Return the claim of a link as it bears on the link's topic."""
    return TopicClaim(link.claim, Bearing(link.bearing), build_shown_evidence(link.claim, errata), link.point)


def build_shown_evidence(claim: Claim, errata: Mapping[int, Sequence[Erratum]]) -> tuple[ShownEvidence, ...]:
    """Return a claim's evidence, each piece with the known slips inside its words."""
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
