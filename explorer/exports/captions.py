"""What a document times: the speech in it as captions, its parts as chapters."""

from collections.abc import Sequence
from itertools import groupby

from explorer.coding.vocabulary import TimeBasis
from explorer.formats import podcast_chapters, webvtt
from explorer.formats.podcast_chapters import Chapter
from explorer.formats.schema_org import Thing
from explorer.formats.webvtt import Caption
from explorer.models import Passage, Source
from explorer.web.addresses import absolute_url


def write_captions(source: Source) -> str:
    """Return the document's speech as captions, nothing where it times no speech; costs one query.

    What is only written about the conversation is left out: nobody said it.
    """
    spoken = [one for one in _passages(source) if one.is_speech and one.start_time is not None]
    notes = [
        f"{source.title}. Written down by {source.writer}. {absolute_url(source.get_absolute_url())}",
        source.rights,
    ]
    if any(one.time_basis == TimeBasis.SECTION for one in spoken):
        notes.append("The document times its chapters: words without a time of their own have their chapter’s.")
    return webvtt.write((_cue(one) for one in spoken), notes) if spoken else ""


def list_chapters(source: Source) -> Thing | None:
    """Return the parts of the conversation that the document times, None where it times none; costs one query."""
    parts = _parts([one for one in _passages(source) if one.start_time is not None])
    if not parts:
        return None
    episode = source.episode
    series = episode.series.title if episode.series else ""
    about = f"Chapters as given in “{source.title}”, written by {source.writer}."
    return podcast_chapters.chapters(parts, title=episode.title, podcast=series, description=about)


def _passages(source: Source) -> list[Passage]:
    return list(Passage.objects.in_source(source).select_related("speaker", "source__episode"))


def _cue(passage: Passage) -> Caption:
    voice = passage.speaker.name if passage.speaker else ""
    return Caption(passage.slug, passage.start_time or 0.0, passage.end_time, voice, passage.text)


def _parts(passages: Sequence[Passage]) -> list[Chapter]:
    """Return the sections of which the document says when they begin; what stands under no heading is no part."""
    grouped = [(title, list(group)) for title, group in groupby(passages, key=lambda passage: passage.section) if title]
    return [
        Chapter(
            start=group[0].start_time or 0.0,
            end=group[-1].end_time,
            title=title,
            url=absolute_url(group[0].get_absolute_url()),
        )
        for title, group in grouped
    ]
