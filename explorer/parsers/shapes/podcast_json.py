"""The transcript of a podcast in JSON, as the Podcasting 2.0 namespace specifies it: segments with times.

Segments under the names that speech recognisers give their keys (``start``, ``end``, ``text``) are read as well.
"""

from explorer.coding.vocabulary import Format
from explorer.parsers.containers.cues import Cue, Voice, join_cues
from explorer.parsers.containers.json_documents import (
    holds_list,
    list_under,
    metadata_of,
    read_object,
    seconds_of,
    words_of,
)
from explorer.parsers.document import ParsedSource

KEY = "segments"


def recognises(text: str) -> bool:
    """Tell whether the text is a JSON object with a list of segments."""
    return holds_list(text, KEY)


def parse(text: str) -> ParsedSource:
    """Read segments into turns; a segment without the key ``speaker`` is spoken by whoever spoke the one before it.

    A speaker who is named as nothing (``""`` or ``null``) is nobody.
    """
    document = read_object(text)
    warnings: list[tuple[str, str]] = []
    cues = [
        cue
        for place, segment in enumerate(list_under(document, KEY), start=1)
        if (cue := _cue(f"segment {place}", segment, warnings))
    ]
    title = words_of(document.get("title"))
    return join_cues(Format.PODCAST_JSON, cues, title=title, metadata=metadata_of(document), warnings=warnings)


def _cue(place: str, segment: object, warnings: list[tuple[str, str]]) -> Cue | None:
    """Return the cue that a segment is, None where it has no words; warn of times that are none."""
    if not isinstance(segment, dict):
        warnings.append((place, "it is no object, {…}, and is left out"))
        return None
    words = words_of(segment.get("body", segment.get("text")))
    if not words:
        return None
    printed = segment.get("startTime", segment.get("start")), segment.get("endTime", segment.get("end"))
    start, end = (seconds_of(value) for value in printed)
    if printed[0] is not None and start is None:
        warnings.append((place, "its start is no time; the segment has no times"))
    elif printed[1] is not None and (end is None or (start is not None and end < start)):
        warnings.append((place, "its end is no time after its start; the segment has no end"))
        end = None
    speaker = words_of(segment.get("speaker"))
    voice = Voice.NAMED if speaker else Voice.UNKNOWN if "speaker" in segment else Voice.SAME
    return Cue(place, words, voice, speaker or None, start, end)
