"""The preview of a document as it would be stored, for a curator to check before the import."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from explorer.coding.vocabulary import Format, PassageKind
from explorer.documents.speaker_labels import LabelledVoice, list_voices
from explorer.models import Episode
from explorer.parsers import ParsedPassage, ParsedSource
from explorer.parsers.certainty import Certainty, NobodysBlock, count_certainty, list_nobodys
from explorer.text import shorten

LONGEST_SHOWN = 1000
"""The largest number of code points of a passage that the preview shows."""
MOST_NOBODYS = 100
"""The largest number of blocks without a speaker that are listed, each with what can be said of it."""
MOST_LIKELY = 4
"""The largest number of labels that are offered for such a block."""
SAID = frozenset({Format.PLAIN_TEXT, Format.MARKDOWN_TRANSCRIPT, Format.HTML_TRANSCRIPT})
"""Formats in which who speaks changes nothing of the text; in captions it parts paragraphs."""
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
    certainty: Certainty = field(default_factory=Certainty)
    nobodys: list[NobodysBlock] = field(default_factory=list)
    unlisted_nobodys: int = 0

    @property
    def may_be_said(self) -> bool:
        """Whether a curator can say here who speaks a block: not where that would change the text itself."""
        return self.parsed.format in SAID

    @property
    def likely_labels(self) -> list[str]:
        """The labels with the most passages, which a block is most likely to be of."""
        return [voice.label for voice in self.voices[:MOST_LIKELY]]

    @property
    def nearly(self) -> int:
        """How many lines nearly have the form of the document's labels."""
        return len(self.parsed.near_misses)

    @property
    def shares(self) -> list[tuple[str, int]]:
        """The shares of words of speech in percent, by how they are spoken."""
        sure, words = self.certainty, max(1, self.certainty.words)
        parts = (("under a label", sure.own), ("carried from one", sure.carried), ("nobody’s", sure.nobody))
        return [(name, round(100 * number / words)) for name, number in parts]

    def shown(self, passages: Iterable[ParsedPassage]) -> list[SeenPassage]:
        """Return some of the passages as the preview shows them."""
        return [_seen(passage, self.carried) for passage in passages]


def build_preview(parsed: ParsedSource, episode: Episode) -> Preview:
    """Return the preview of a document for an episode, whose labels name its speakers."""
    kinds = Counter(passage.kind for passage in parsed.passages)
    nobodys = list(list_nobodys(parsed)) if parsed.label_form else []
    listed = [(cut.reason, shorten(parsed.text[cut.start : cut.end], 200)) for cut in parsed.ignored[:MOST_IGNORED]]
    return Preview(
        parsed=parsed,
        voices=list_voices(parsed, episode),
        kinds=[(PassageKind(kind).label.lower(), number) for kind, number in kinds.most_common()],
        timed=sum(1 for passage in parsed.passages if passage.start_time is not None),
        carried=_carried(parsed),
        ignored=listed,
        unlisted=len(parsed.ignored) - len(listed),
        certainty=count_certainty(parsed),
        nobodys=nobodys[:MOST_NOBODYS],
        unlisted_nobodys=max(0, len(nobodys) - MOST_NOBODYS),
    )


def _carried(parsed: ParsedSource) -> frozenset[str]:
    ids = parsed.metadata.get("speaker_carried_to")
    listed = ids if isinstance(ids, list) else []
    return frozenset([*listed, *(passage.id for passage in parsed.passages if passage.carried_start is not None)])


def _seen(passage: ParsedPassage, carried: frozenset[str]) -> SeenPassage:
    words = passage.text[:LONGEST_SHOWN]
    return SeenPassage(passage, words, len(words) < len(passage.text), passage.id in carried)
