"""The transcript of a podcast in JSON, as the Podcasting 2.0 namespace specifies it: segments with times.

What recognisers of speech write is read as well, under the names and at the places that they give their segments.
"""

from collections.abc import Mapping

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.labels.reading import NOBODY_NAMED
from explorer.parsers.containers.cues import Cue, Voice, join_cues
from explorer.parsers.containers.json_documents import metadata_of, read_json, words_of
from explorer.parsers.containers.recognisers import find_segments, read_segment, unit_of
from explorer.parsers.document import ParsedSource


def recognises(text: str) -> bool:
    """Tell whether the text is JSON that holds a list of segments."""
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        return find_segments(read_json(text)) is not None
    except SourceError:
        return False


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read segments into turns; one that says nothing of a speaker is nobody's, unless a sentence goes on in it.

    A speaker who is named as nothing (``""`` or ``null``) is nobody. ``named`` says who speaks segments, by number.
    """
    found = read_json(text)
    document = found if isinstance(found, dict) else {}
    segments = find_segments(found)
    if segments is None and not isinstance(found, dict):
        raise SourceError("the JSON is not an object, {…}, nor a list of segments; check that the right file was given")
    if segments is None:
        raise SourceError("the JSON has no list “segments”; name another format")
    warnings: list[tuple[str, str]] = []
    unit = unit_of(segments)
    cues = [
        cue
        for place, segment in enumerate(segments, start=1)
        if (cue := _cue(place, segment, unit, named.get(place), warnings))
    ]
    title = words_of(document.get("title"))
    return join_cues(Format.PODCAST_JSON, cues, title=title, metadata=metadata_of(document), warnings=warnings)


def _cue(number: int, entry: object, unit: float, named: str | None, warnings: list[tuple[str, str]]) -> Cue | None:
    """Return the cue that a segment is, None where it has no words; warn of times that are none."""
    place = f"segment {number}"
    if not isinstance(entry, dict):
        warnings.append((place, "it is no object, {…}, and is left out"))
        return None
    segment = read_segment(entry, unit)
    words = words_of(segment.words)
    if not words:
        return None
    start, end = segment.start, segment.end
    if segment.has_start and start is None:
        warnings.append((place, "its start is no time; the segment has no times"))
    elif segment.has_end and (end is None or (start is not None and end < start)):
        warnings.append((place, "its end is no time after its start; the segment has no end"))
        end = None
    speaker = segment.speaker if named is None else named
    voice = Voice.NAMED if speaker else Voice.SILENT if segment.is_silent and named is None else Voice.UNKNOWN
    return Cue(place, words, voice, speaker or None, start, end)
