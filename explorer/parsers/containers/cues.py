"""Cues into passages, the same in every format that prints words with their times.

Cues of one labelled speaker are joined into one turn. Cues without a speaker become passages that end where a
sentence does, of a minute at most. A cue without a name among named ones is nobody's, unless it goes on with a sentence
or the document prints names only where they change: there the name is carried forward, and the passages are marked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.labels.names import key_of
from explorer.labels.reading import Labels
from explorer.parsers.builder import NO_TIMES, DocumentBuilder, ExtractedText, Times
from explorer.parsers.document import ParsedSource, Span
from explorer.text import sentence_spans

UNNAMED = "no label says who speaks here, and other cues have one"
MOSTLY_SILENT = 0.5
"""Share of cues without a name from which on names may be printed only where they change."""
SELDOM = 0.1
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
    SAME = "nothing, within a cue that names them above"
    SILENT = "nothing"
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
    reason: str = ""


class Carrying(Enum):
    """When whoever was named last speaks on in a cue that names nobody."""

    NEVER = "the format says for each cue who speaks it"
    WITHIN_SENTENCES = "only where a sentence goes on"
    ALWAYS = "names are printed only where they change"


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
    reason: str = ""
    carried_at: int | None = None

    @property
    def words(self) -> str:
        """The words of all pieces; one of punctuation alone follows the word before it directly."""
        return _joined(self.pieces).strip()

    def carried_place(self) -> int | None:
        """Return where in the words a name is carried from, None where it is nowhere."""
        if self.carried_at is None:
            return None
        above = len(_joined(self.pieces[: self.carried_at]).strip())
        return above + (0 if not above or _CLOSING.fullmatch(self.pieces[self.carried_at].words) else 1)

    @property
    def times(self) -> Times:
        """From the start of the first piece to the end of the last, where that is later."""
        start, end = self.pieces[0].start, self.pieces[-1].end
        if start is None:
            return NO_TIMES
        return Times(start, end if end is not None and end >= start else None, TimeBasis.OWN)


def _joined(pieces: Iterable[_Piece]) -> str:
    return "".join(f"{'' if _CLOSING.fullmatch(piece.words) else ' '}{piece.words}" for piece in pieces)


def join_cues(
    name: Format,
    cues: Iterable[Cue],
    *,
    labels: Labels | None = None,
    has_voices: bool = False,
    title: str = "",
    metadata: Mapping[str, object] | None = None,
    warnings: Iterable[tuple[str, str]] = (),
) -> ParsedSource:
    """Return a document whose text is the words of ``cues``, a paragraph for each passage.

    ``warnings`` are pairs of a place and what is wrong there, found before the cues were made; with ``has_voices``
    the format itself says of every cue who speaks it.
    """
    extracted = ExtractedText()
    cues = list(cues)
    carrying = Carrying.NEVER if has_voices else how_names_carry(cues)
    parts = [(part, extracted.write(part.words)) for part in _parts(cues, carrying)]
    builder = DocumentBuilder(name, str(extracted))
    builder.tell_labels(labels or Labels())
    builder.title = title
    builder.metadata.update(metadata or {})
    for place, message in warnings:
        builder.warn(place, message)
    _warn_of_order(builder, cues)
    for part, span in parts:
        _add(builder, part, span)
    return builder.finish()


def how_names_carry(cues: Sequence[Cue]) -> Carrying:
    """Return when a name carries to a cue without one, as the whole document has it."""
    spoken = [cue for cue in cues if cue.words and not SOUND.fullmatch(cue.words) and cue.voice is not Voice.SAME]
    named = [key_of(cue.speaker or "") for cue in spoken if cue.voice is Voice.NAMED]
    silent = sum(1 for cue in spoken if cue.voice is Voice.SILENT)
    again = sum(1 for above, below in pairwise(named) if above == below)
    if named and silent >= MOSTLY_SILENT * len(spoken) and again <= SELDOM * len(named):
        return Carrying.ALWAYS
    ended = sum(1 for cue in spoken if _SENTENCE_END.search(cue.words))
    return Carrying.WITHIN_SENTENCES if ended >= SELDOM * 2 * len(spoken) else Carrying.NEVER


def _add(builder: DocumentBuilder, part: _Part, span: Span) -> None:
    if part.is_sound:
        builder.ignore(span, "sound cue")
        return
    place = part.carried_place()
    passage = builder.add_passage(
        PassageKind.TURN,
        Grade.TRANSCRIPT,
        span,
        speaker=part.speaker,
        times=part.times,
        carried_start=None if place is None else span.start + place,
        reason=part.reason,
    )
    if part.carried_from:
        builder.carry_speaker(part.carried_from, passage)
    if part.reason:
        builder.warn(part.place, f"{part.reason}; the turn has no speaker")


def _warn_of_order(builder: DocumentBuilder, cues: list[Cue]) -> None:
    """Warn of every cue that starts before one above it."""
    latest = 0.0
    for cue in cues:
        if cue.start is not None and cue.start < latest:
            builder.warn(cue.place, "it starts before a cue above it; the order of the document is kept")
        latest = max(latest, cue.start or 0.0)


def _parts(cues: Iterable[Cue], carrying: Carrying) -> Iterator[_Part]:
    """Join cues into the parts that become passages, in the order of the document."""
    speaker: str | None = None
    part: _Part | None = None
    for cue in cues:
        before, last = speaker, part.pieces[-1].words if part else ""
        speaker = _speaker(cue, speaker, last, carrying)
        if not cue.words:
            continue
        if SOUND.fullmatch(cue.words):
            yield from _finished(part)
            yield _Part(cue.place, None, [_Piece(cue.words, cue.start, cue.end)], is_sound=True)
            part = speaker = None
            continue
        reason = cue.reason or (UNNAMED if before and speaker is None and cue.voice is Voice.SILENT else "")
        is_same = part is not None and key_of(part.speaker or "") == key_of(speaker or "")
        if part is None or not is_same or cue.voice is Voice.OTHER or cue.reason:
            yield from _finished(part)
            part = _Part(cue.place, speaker, reason=reason)
        if cue.voice is Voice.SILENT and speaker and not part.carried_from:
            part.carried_from, part.carried_at = cue.place, len(part.pieces)
        part.pieces.append(_Piece(cue.words, cue.start, cue.end))
    yield from _finished(part)


def _speaker(cue: Cue, before: str | None, last: str, carrying: Carrying) -> str | None:
    """Return who speaks a cue, given who spoke before it, and the words that were last."""
    if cue.voice is Voice.NAMED:
        return cue.speaker
    if cue.voice is Voice.SAME:
        return before
    if cue.voice is not Voice.SILENT or carrying is Carrying.NEVER:
        return None
    return before if carrying is Carrying.ALWAYS or not cue.words or _goes_on(last, cue.words) else None


def _goes_on(last: str, words: str) -> bool:
    """Tell whether words go on with the sentence above them, as far as can be seen."""
    is_open = bool(last) and _SENTENCE_END.search(last) is None
    return is_open and not (words[0].isupper() or words[0] in "\"“‘'([-–—>")


def _finished(part: _Part | None) -> Iterator[_Part]:
    """Yield a speaker's part whole, and nobody's in passages that end where a sentence does."""
    if part is None:
        return
    if part.speaker is not None:
        yield part
        return
    reason = part.reason
    waiting: list[_Piece] = []
    sentence = length = 0
    for piece in _sentences(part.pieces):
        if waiting and (_lasts(waiting[0], piece) > LONGEST or length + len(piece.words) > MOST_CHARACTERS):
            cut = sentence or len(waiting)
            yield _Part(part.place, None, waiting[:cut], reason=reason)
            reason = ""
            waiting = waiting[cut:]
            sentence, length = 0, sum(len(waiting_cue.words) + 1 for waiting_cue in waiting)
        waiting.append(piece)
        length += len(piece.words) + 1
        if _SENTENCE_END.search(piece.words):
            sentence = len(waiting)
    yield _Part(part.place, None, waiting, reason=reason)


def _sentences(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Yield the sentences of each cue, with the times of the whole cue, since no other is printed."""
    for piece in pieces:
        for start, end in sentence_spans(piece.words):
            yield _Piece(piece.words[start:end], piece.start, piece.end)


def _lasts(first: _Piece, last: _Piece) -> float:
    """Return how long a passage of these two and all between them is, 0 where that is not printed."""
    end = last.start if last.end is None else last.end
    return 0.0 if first.start is None or end is None else end - first.start
