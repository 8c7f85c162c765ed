"""A document as it would be stored, for a curator to look at before anything is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import PassageKind
from explorer.documents.speaker_labels import LabelledVoice, list_voices
from explorer.models import Episode
from explorer.parsers import ParsedPassage, ParsedSource
from explorer.text import shorten

LONGEST_SHOWN = 1000
"""How many code points of a passage the preview shows at most."""
MOST_IGNORED = 200
"""How many of the stretches that are no passages are listed."""


@dataclass(frozen=True, slots=True)
class SeenPassage:
    """A passage, its words cut where they are very long, and whether its speaker is carried from above."""

    passage: ParsedPassage
    words: str
    is_cut: bool
    is_carried: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a document holds: its passages, who speaks, what is left out.

    ``carried`` has the ids of the passages whose speaker is carried from above.
    """

    parsed: ParsedSource
    voices: list[LabelledVoice]
    kinds: list[tuple[str, int]]
    timed: int
    carried: frozenset[str]
    ignored: list[tuple[str, str]]
    unlisted: int

    def shown(self, passages: Iterable[ParsedPassage]) -> list[SeenPassage]:
        """Return some of the passages as they are shown."""
        return [_seen(passage, self.carried) for passage in passages]


def build_preview(parsed: ParsedSource, episode: Episode) -> Preview:
    """Return the preview of a document for an episode, whose labels are known."""
    kinds = Counter(passage.kind for passage in parsed.passages)
    listed = [(cut.reason, shorten(parsed.text[cut.start : cut.end], 200)) for cut in parsed.ignored[:MOST_IGNORED]]
    return Preview(
        parsed=parsed,
        voices=list_voices(parsed, episode),
        kinds=[(PassageKind(kind).label.lower(), number) for kind, number in kinds.most_common()],
        timed=sum(1 for passage in parsed.passages if passage.start_time is not None),
        carried=_carried(parsed.metadata),
        ignored=listed,
        unlisted=len(parsed.ignored) - len(listed),
    )


def _carried(metadata: Mapping[str, object]) -> frozenset[str]:
    ids = metadata.get("speaker_carried_to")
    return frozenset(ids) if isinstance(ids, list) else frozenset()


def _seen(passage: ParsedPassage, carried: frozenset[str]) -> SeenPassage:
    words = passage.text[:LONGEST_SHOWN]
    return SeenPassage(passage, words, len(words) < len(passage.text), passage.id in carried)
