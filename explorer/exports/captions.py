"""What a document gives times for: its speech as captions, its sections as chapters."""

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
    """Return the timed speech of a document as captions, empty where it has none; costs one query.

    Passages that are written about the conversation, such as summaries, are left out: nobody said them.
    """
    spoken = [passage for passage in _fetch_passages(source) if passage.is_speech and passage.start_time is not None]
    notes = [
        f"{source.title}. Written down by {source.writer}. {absolute_url(source.get_absolute_url())}",
        source.rights,
    ]
    if any(passage.time_basis == TimeBasis.SECTION for passage in spoken):
        notes.append("The document times its chapters: words without a time of their own have their chapter’s.")
    return webvtt.write((_build_caption(passage) for passage in spoken), notes) if spoken else ""


def list_chapters(source: Source) -> Thing | None:
    """Return the timed sections of a document as chapters, None where it times none; costs one query."""
    chapters = _build_chapters([passage for passage in _fetch_passages(source) if passage.start_time is not None])
    if not chapters:
        return None
    episode = source.episode
    series = episode.series.title if episode.series else ""
    about = f"Chapters as given in “{source.title}”, written by {source.writer}."
    return podcast_chapters.build_chapters(chapters, title=episode.title, podcast=series, description=about)


def _fetch_passages(source: Source) -> list[Passage]:
    return list(Passage.objects.in_source(source).select_related("speaker", "source__episode"))


def _build_caption(passage: Passage) -> Caption:
    voice = passage.speaker.name if passage.speaker else ""
    return Caption(passage.slug, passage.start_time or 0.0, passage.end_time, voice, passage.text)


def _build_chapters(passages: Sequence[Passage]) -> list[Chapter]:
    """Return a chapter for each section with a title. Passages under no title belong to no chapter."""
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
