"""How sure it is who speaks the words of a document: under a label, carried from one, or nobody's."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from explorer.coding.vocabulary import PassageKind
from explorer.lines import LINE_BREAK
from explorer.parsers.document import ParsedSource

CERTAIN = 0.9
"""Share of words under labels of their own below which a curator is told before the import."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """How many words of speech stand under a label, how many go on under one, and how many are nobody's."""

    own: int = 0
    carried: int = 0
    nobody: int = 0

    @property
    def words(self) -> int:
        """All words of speech."""
        return self.own + self.carried + self.nobody

    @property
    def share(self) -> float:
        """The share of words that stand under a label of their own; 1 where nobody speaks at all."""
        return self.own / self.words if self.words else 1.0

    @property
    def is_low(self) -> bool:
        """Whether a curator should look twice."""
        return self.share < CERTAIN


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """A label, how many passages it has, and how the first begins."""

    label: str
    passages: int
    begins: str


@dataclass(frozen=True, slots=True)
class NobodysBlock:
    """Words of speech that are nobody's, from which line on, and why; ``name`` is what nearly labels them."""

    line: int
    begins: str
    reason: str
    name: str = ""


def count_certainty(parsed: ParsedSource) -> Certainty:
    """Return how the words of a document's turns are spoken."""
    counts: Counter[str] = Counter()
    for passage in parsed.passages:
        if passage.kind is not PassageKind.TURN:
            continue
        words = len(passage.text.split())
        if passage.speaker is None:
            counts["nobody"] += words
            continue
        cut = passage.end if passage.carried_start is None else passage.carried_start
        own = len(passage.text[: max(0, cut - passage.start)].split())
        counts["own"] += own
        counts["carried"] += words - own
    return Certainty(counts["own"], counts["carried"], counts["nobody"])


def list_named(parsed: ParsedSource) -> list[NamedVoice]:
    """Return the labels of a document, those with the most passages first."""
    begins: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for passage in parsed.passages:
        if passage.speaker is not None:
            counts[passage.speaker] += 1
            begins.setdefault(passage.speaker, passage.text[:200])
    return [NamedVoice(label, number, begins[label]) for label, number in counts.most_common()]


def list_nobodys(parsed: ParsedSource) -> Iterator[NobodysBlock]:
    """Yield the blocks of speech that are nobody's among turns that are somebody's."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(parsed.text))]
    near = {miss.line: miss for miss in parsed.near_misses}
    for passage in parsed.passages:
        if passage.kind is not PassageKind.TURN or passage.speaker is not None:
            continue
        line = bisect_right(starts, passage.start)
        miss = near.get(line)
        reason = passage.reason or (miss.reason if miss else "")
        yield NobodysBlock(line, passage.text[:200], reason, miss.name if miss else "")


def describe_doubt(parsed: ParsedSource) -> dict[str, object]:
    """Return how sure it is who speaks, as ``import_source --dry-run --json`` prints it beside a document."""
    sure = count_certainty(parsed)
    return {
        "names": [asdict(voice) for voice in list_named(parsed)],
        "words": {"own": sure.own, "carried": sure.carried, "nobody": sure.nobody},
    }
