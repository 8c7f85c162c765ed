"""How much of every document has been read, and what became of its passages."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import Disposition
from explorer.models import Claim, Evidence, Passage, Source, Stance


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of a document's passages: used as evidence, put aside for a reason, or neither yet."""

    source: Source
    used: int
    aside: tuple[tuple[Disposition, int], ...]
    left: int

    @property
    def put_aside(self) -> int:
        """How many passages carry no claim and say why."""
        return sum(number for _, number in self.aside)

    @property
    def total(self) -> int:
        """How many passages there are."""
        return self.used + self.put_aside + self.left


@dataclass(frozen=True, slots=True)
class CorpusCoverage:
    """All that is held and coded, in numbers."""

    coverages: Sequence[Coverage]
    claims: int
    quotations: int
    stances: int

    @property
    def passages(self) -> int:
        """How many passages all documents have."""
        return sum(coverage.total for coverage in self.coverages)

    @property
    def used(self) -> int:
        """How many of them carry a claim."""
        return sum(coverage.used for coverage in self.coverages)


def measure_coverage() -> CorpusCoverage:
    """Return the coverage of every document; costs five queries, however many documents there are."""
    tallies: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for source, disposition, used, number in Passage.objects.count_by_use():
        tallies[source]["used" if used else disposition] += number
    return CorpusCoverage(
        [
            Coverage(
                source,
                used=tally["used"],
                aside=tuple((reason, tally[reason]) for reason in Disposition if tally[reason]),
                left=tally[""],
            )
            for source in Source.objects.with_episode()
            for tally in [tallies[source.pk]]
        ],
        claims=Claim.objects.published().count(),
        quotations=Evidence.objects.published().count(),
        stances=Stance.objects.published().count(),
    )
