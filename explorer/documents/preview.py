"""The preview of a document as it would be stored, for a curator to check before the import."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import PassageKind
from explorer.documents.speaker_labels import LabelledVoice, list_voices
from explorer.models import Episode
from explorer.parsers import ParsedPassage, ParsedSource
from explorer.text import shorten

LONGEST_SHOWN = 1000
"""The largest number of code points of a passage that the preview shows."""
MOST_IGNORED = 200
"""The largest number of listed stretches of text that are in no passage."""


@dataclass(frozen=True, slots=True)
class SeenPassage:
    """A passage in the preview.

    ``is_cut`` is true where its words are shortened, and ``is_carried`` where the speaker of the passage above is
    carried down to it.
    """

    passage: ParsedPassage
    words: str
    is_cut: bool
    is_carried: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The contents of a document: its passages, its speakers, and the text that is left out.

    ``carried`` has the ids of the passages that inherit the speaker of the passage above.
    """

    parsed: ParsedSource
    voices: list[LabelledVoice]
    kinds: list[tuple[str, int]]
    timed: int
    carried: frozenset[str]
    ignored: list[tuple[str, str]]
    unlisted: int

    def shown(self, passages: Iterable[ParsedPassage]) -> list[SeenPassage]:
        """Return some of the passages as the preview shows them."""
        return [_seen(passage, self.carried) for passage in passages]


def build_preview(parsed: ParsedSource, episode: Episode) -> Preview:
    """Return the preview of a document for an episode, whose labels name its speakers."""
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
