"""Cues into passages, the same in every format that prints words with their times.

Cues of one labelled speaker are joined into one turn. Cues without a speaker become passages that end where a
sentence does, of a minute at most. Where the speaker is named only where it changes, the name is carried forward, and
the passages are marked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.parsers.builder import NO_TIMES, DocumentBuilder, ExtractedText, Times
from explorer.parsers.document import ParsedSource, Span
from explorer.parsers.labels import key_of
from explorer.text import sentence_spans

LONGEST = 60.0
"""Seconds of a passage without a speaker."""
MOST_CHARACTERS = 1500
"""Code points of a passage without a speaker, a minute of fast speech; it bounds cues whose times are no measure."""
SOUND = re.compile(r"(?:[♪♫♬]{1,3}[^♪♫♬]{0,300}[♪♫♬]{0,3}|\[[^\[\]]{0,100}\]|\([^()]{0,100}\)|\*[^*]{1,100}\*)")
_CLOSING = re.compile(r"[,.;:!?…)\]%”’]{1,9}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\Z")


class Voice(Enum):
    """What a cue says of its speaker."""

    NAMED = "it names them"
    SAME = "nothing, so that whoever was named last speaks on"
    OTHER = "that it is somebody else"
    UNKNOWN = "that nobody knows them"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words with their times in seconds; ``place`` names the cue for a curator, as ``line 12``."""

    place: str
    words: str
    voice: Voice
    speaker: str | None = None
    start: float | None = None
    end: float | None = None


@dataclass(slots=True)
class _Piece:
    """A cue or a sentence of one, with the cue's times."""

    words: str
    start: float | None
    end: float | None


@dataclass(slots=True)
class _Part:
    """Cues of one speaker, a stretch of nobody's, or a sound."""

    place: str
    speaker: str | None
    pieces: list[_Piece] = field(default_factory=list)
    carried_from: str = ""
    is_sound: bool = False

    @property
    def words(self) -> str:
        """The words of all pieces; one of punctuation alone follows the word before it directly."""
        joined = [f"{'' if _CLOSING.fullmatch(piece.words) else ' '}{piece.words}" for piece in self.pieces]
        return "".join(joined).strip()

    @property
    def times(self) -> Times:
        """From the start of the first piece to the end of the last, where that is later."""
        start, end = self.pieces[0].start, self.pieces[-1].end
        if start is None:
            return NO_TIMES
        return Times(start, end if end is not None and end >= start else None, TimeBasis.OWN)


def join_cues(
    name: Format,
    cues: Iterable[Cue],
    *,
    title: str = "",
    metadata: Mapping[str, object] | None = None,
    warnings: Iterable[tuple[str, str]] = (),
) -> ParsedSource:
    """Return a document whose text is the words of ``cues``, a paragraph for each passage.

    ``warnings`` are pairs of a place and what is wrong there, found before the cues were made.
    """
    extracted = ExtractedText()
    cues = list(cues)
    parts = [(part, extracted.write(part.words)) for part in _parts(cues)]
    builder = DocumentBuilder(name, str(extracted))
    builder.title = title
    builder.metadata.update(metadata or {})
    for place, message in warnings:
        builder.warn(place, message)
    _warn_of_order(builder, cues)
    for part, span in parts:
        _add(builder, part, span)
    return builder.finish()


def _add(builder: DocumentBuilder, part: _Part, span: Span) -> None:
    if part.is_sound:
        builder.ignore(span, "sound cue")
        return
    passage = builder.add_passage(PassageKind.TURN, Grade.TRANSCRIPT, span, speaker=part.speaker, times=part.times)
    if part.carried_from:
        builder.carry_speaker(part.carried_from, passage)


def _warn_of_order(builder: DocumentBuilder, cues: list[Cue]) -> None:
    """Warn of every cue that starts before one above it."""
    latest = 0.0
    for cue in cues:
        if cue.start is not None and cue.start < latest:
            builder.warn(cue.place, "it starts before a cue above it; the order of the document is kept")
        latest = max(latest, cue.start or 0.0)


def _parts(cues: Iterable[Cue]) -> Iterator[_Part]:
    """Join cues into the parts that become passages, in the order of the document."""
    speaker: str | None = None
    part: _Part | None = None
    for cue in cues:
        speaker = _speaker(cue, speaker)
        if not cue.words:
            continue
        if SOUND.fullmatch(cue.words):
            yield from _finished(part)
            yield _Part(cue.place, None, [_Piece(cue.words, cue.start, cue.end)], is_sound=True)
            part = speaker = None
            continue
        if part is None or key_of(part.speaker or "") != key_of(speaker or "") or cue.voice is Voice.OTHER:
            yield from _finished(part)
            part = _Part(cue.place, speaker)
        if cue.voice is Voice.SAME and speaker and not part.carried_from:
            part.carried_from = cue.place
        part.pieces.append(_Piece(cue.words, cue.start, cue.end))
    yield from _finished(part)


def _speaker(cue: Cue, before: str | None) -> str | None:
    """Return who speaks a cue, given who spoke before it."""
    if cue.voice is Voice.SAME:
        return before
    return cue.speaker if cue.voice is Voice.NAMED else None


def _finished(part: _Part | None) -> Iterator[_Part]:
    """Yield a speaker's part whole, and nobody's in passages that end where a sentence does."""
    if part is None:
        return
    if part.speaker is not None:
        yield part
        return
    waiting: list[_Piece] = []
    sentence = length = 0
    for piece in _sentences(part.pieces):
        if waiting and (_lasts(waiting[0], piece) > LONGEST or length + len(piece.words) > MOST_CHARACTERS):
            cut = sentence or len(waiting)
            yield _Part(part.place, None, waiting[:cut])
            waiting = waiting[cut:]
            sentence, length = 0, sum(len(waiting_cue.words) + 1 for waiting_cue in waiting)
        waiting.append(piece)
        length += len(piece.words) + 1
        if _SENTENCE_END.search(piece.words):
            sentence = len(waiting)
    yield _Part(part.place, None, waiting)


def _sentences(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Yield the sentences of each cue, with the times of the whole cue, since no other is printed."""
    for piece in pieces:
        for start, end in sentence_spans(piece.words):
            yield _Piece(piece.words[start:end], piece.start, piece.end)


def _lasts(first: _Piece, last: _Piece) -> float:
    """Return how long a passage of these two and all between them is, 0 where that is not printed."""
    end = last.start if last.end is None else last.end
    return 0.0 if first.start is None or end is None else end - first.start
