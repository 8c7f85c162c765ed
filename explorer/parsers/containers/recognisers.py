"""Where recognisers of speech and podcasts keep their segments in JSON, under which keys, in which unit of time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explorer.parsers.containers.json_documents import seconds_of, words_of

TEXT = ("body", "text", "transcript", "punctuated_word", "content", "utterance", "sentence", "value")
START = ("startTime", "start", "start_time", "begin", "from", "startMs", "ts", "offset", "timestamp")
END = ("endTime", "end", "end_time", "to", "endMs", "end_ts")
SPEAKER = (
    "speaker",
    "speaker_label",
    "speakerName",
    "speaker_name",
    "speakerId",
    "speaker_id",
    "speakerTag",
    "channel_name",
)
NAME = ("name", "label", "displayName", "display_name", "id")
PATHS = (
    ("segments",),
    ("utterances",),
    ("results", "utterances"),
    ("results", "audio_segments"),
    ("results", "channels", "0", "alternatives", "0", "paragraphs", "paragraphs"),
    ("monologues",),
    ("events",),
    ("transcript", "segments"),
    ("transcript", "utterances"),
    ("transcript",),
    ("transcription",),
    ("result", "segments"),
    ("data", "segments"),
)
"""Where the list of segments is: Podcasting 2.0, Whisper, AssemblyAI, Deepgram, Amazon, Rev, YouTube and others."""
FASTEST_SPEECH = 0.5
"""Characters per unit of time below which the unit is a millisecond: nobody speaks two seconds on a letter."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What JSON says of a stretch of speech; times are in seconds, None where none is printed that can be read.

    ``is_silent`` is on where it says nothing of a speaker at all, ``has_start`` and ``has_end`` where times stand.
    """

    words: str
    speaker: str
    is_silent: bool
    start: float | None
    end: float | None
    has_start: bool = False
    has_end: bool = False


def find_segments(document: object) -> list[object] | None:
    """Return the list of segments in a JSON document, None where there is none."""
    if isinstance(document, list):
        return document if any(_is_segment(entry) for entry in document[:20]) else None
    for path in PATHS:
        found = _at(document, path)
        if isinstance(found, list) and (path == ("segments",) or any(_is_segment(entry) for entry in found[:20])):
            return found
    return None


def _at(document: object, path: tuple[str, ...]) -> object:
    for key in path:
        if isinstance(document, dict):
            document = document.get(key)
        elif isinstance(document, list) and key.isdecimal() and int(key) < len(document):
            document = document[int(key)]
        else:
            return None
    return document


def _is_segment(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    has_time = any(key in entry for key in (*START, "timestamps", "tStartMs"))
    return any(key in entry for key in ("elements", "sentences", "segs")) or (
        any(isinstance(entry.get(key), str) for key in TEXT) and (has_time or any(key in entry for key in SPEAKER))
    )


def unit_of(segments: list[object]) -> float:
    """Return how many seconds the unit of the printed times is: 1, or 0.001 where speech would be too slow."""
    letters = units = 0.0
    for entry in segments:
        if not isinstance(entry, dict):
            continue
        start, end = _first(entry, START), _first(entry, END)
        if not _is_whole(start) or not _is_whole(end):
            if isinstance(start, float) or isinstance(end, float):
                return 1.0
            continue
        letters += len(_text(entry))
        units += max(0, int(str(end)) - int(str(start)))
    return 0.001 if units and letters / units < FASTEST_SPEECH else 1.0


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e15


def read_segment(entry: Mapping[str, object], unit: float) -> Segment:
    """Return the segment that an object of JSON is."""
    timed = _timed(entry)
    start, end = _first(timed, START), _first(timed, END)
    speaker = next((entry[key] for key in SPEAKER if key in entry), None)
    return Segment(
        words=" ".join(_text(entry).split()),
        speaker=_name(speaker),
        is_silent=not any(key in entry for key in SPEAKER),
        start=_scaled(start, unit),
        end=_scaled(end, unit),
        has_start=start is not None,
        has_end=end is not None,
    )


def _scaled(value: object, unit: float) -> float | None:
    if unit != 1.0 and _is_whole(value):
        return seconds_of(int(str(value)) * unit)
    return seconds_of(value)


def _name(value: object) -> str:
    """Return the name of a speaker, who may be a text, a number or an object."""
    if isinstance(value, dict):
        return next((name for key in NAME if key in value and (name := _name(value[key]))), "")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 1e9 else ""
    return words_of(value)


def _first(entry: Mapping[str, object], keys: tuple[str, ...]) -> object:
    return next((entry[key] for key in keys if key in entry), None)


def _timed(entry: Mapping[str, object]) -> Mapping[str, object]:
    """Return where the times of a segment are: in it, or in its parts."""
    if isinstance(entry.get("tStartMs"), int):
        length = entry.get("dDurationMs")
        start = int(str(entry["tStartMs"]))
        end = {"end": (start + length) / 1000} if isinstance(length, int) and not isinstance(length, bool) else {}
        return {"start": start / 1000, **end}
    if isinstance(stamps := entry.get("timestamps"), dict):
        return {str(key): value for key, value in stamps.items()}
    parts = [part for part in _parts(entry) if any(key in part for key in START)]
    if parts and not any(key in entry for key in START):
        return {"start": _first(parts[0], START), "end": _first(parts[-1], END)}
    return entry


def _parts(entry: Mapping[str, object]) -> list[Mapping[str, object]]:
    for key in ("elements", "sentences"):
        found = entry.get(key)
        if isinstance(found, list):
            return [part for part in found if isinstance(part, dict)]
    return []


def _text(entry: Mapping[str, object]) -> str:
    """Return the words of a segment: its own, or those of its parts."""
    if isinstance(entry.get("segs"), list):
        return "".join(_spoken(entry["segs"], "utf8"))
    if isinstance(entry.get("elements"), list):
        return "".join(_spoken(entry["elements"], "value"))
    if isinstance(entry.get("sentences"), list):
        return " ".join(_spoken(entry["sentences"], "text"))
    return next((value for key in TEXT if isinstance(value := entry.get(key), str)), "")


def _spoken(parts: object, key: str) -> Iterator[str]:
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, dict) and isinstance(words := part.get(key), str):
            yield words
