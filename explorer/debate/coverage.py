"""How far the coding of every document has come: what became of its passages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from explorer.coding.vocabulary import Disposition
from explorer.models import Passage, Source, SourceTally, SpeakerTally, Stance
from explorer.web.paging import ListPage, PageChoice, turn_page

MOST_LISTED = 20
"""The largest number of documents on a page."""

AT_ONCE = 200
"""The number of documents that are held at a time where they are handed on one by one."""


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
class CorpusNumbers:
    """The numbers of what is held and published; ``used`` are the passages that carry a claim."""

    passages: int
    used: int
    claims: int
    quotations: int
    stances: int


def count_corpus() -> CorpusNumbers:
    """Return how much is held and published; costs three queries."""
    passages, used, quotations = SourceTally.objects.add_up()
    return CorpusNumbers(
        passages=passages,
        used=used,
        claims=SpeakerTally.objects.count_claims(),
        quotations=quotations,
        stances=Stance.objects.published().count(),
    )


def turn_coverage(asked: PageChoice) -> ListPage[Coverage]:
    """Return a page of the coverage of documents; costs three queries."""
    page = turn_page(Source.objects.with_episode(), asked, MOST_LISTED)
    return page.holding(_measure(page.rows))


def iterate_coverage() -> Iterator[Coverage]:
    """Yield the coverage of every document, holding few at a time."""
    sources = Source.objects.with_episode().iterator(chunk_size=AT_ONCE)
    while batch := list(islice(sources, AT_ONCE)):
        yield from _measure(batch)


def _measure(sources: Sequence[Source]) -> list[Coverage]:
    tallies: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for source, disposition, used, number in Passage.objects.in_sources(sources).count_by_use():
        tallies[source]["used" if used else disposition] += number
    return [_build_coverage(source, tallies[source.pk]) for source in sources]


def _build_coverage(source: Source, tally: Counter[str]) -> Coverage:
    return Coverage(
        source,
        used=tally["used"],
        aside=tuple((reason, tally[reason]) for reason in Disposition if tally[reason]),
        left=tally[""],
    )
