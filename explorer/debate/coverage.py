"""How far the coding of every document has come: what became of its passages."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import Disposition
from explorer.models import Claim, Evidence, Passage, Source, Stance


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many passages of a document are used as evidence, put aside for a reason, or left to be decided."""

    source: Source
    used: int
    aside: tuple[tuple[Disposition, int], ...]
    left: int

    @property
    def put_aside(self) -> int:
        """The number of passages put aside, whatever the reason."""
        return sum(number for _, number in self.aside)

    @property
    def total(self) -> int:
        return self.used + self.put_aside + self.left


@dataclass(frozen=True, slots=True)
class CorpusCoverage:
    """The coverage of every document, and the numbers of what is published."""

    coverages: Sequence[Coverage]
    claims: int
    quotations: int
    stances: int

    @property
    def passages(self) -> int:
        """The number of passages in all documents."""
        return sum(coverage.total for coverage in self.coverages)

    @property
    def used(self) -> int:
        """The number of passages that carry a claim."""
        return sum(coverage.used for coverage in self.coverages)


def measure_coverage() -> CorpusCoverage:
    """Return the coverage of every document; costs five queries, however many documents there are."""
    tallies: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for source, disposition, used, number in Passage.objects.count_by_use():
        tallies[source]["used" if used else disposition] += number
    return CorpusCoverage(
        [_build_coverage(source, tallies[source.pk]) for source in Source.objects.with_episode()],
        claims=Claim.objects.published().count(),
        quotations=Evidence.objects.published().count(),
        stances=Stance.objects.published().count(),
    )


def _build_coverage(source: Source, tally: Counter[str]) -> Coverage:
    return Coverage(
        source,
        used=tally["used"],
        aside=tuple((reason, tally[reason]) for reason in Disposition if tally[reason]),
        left=tally[""],
    )
