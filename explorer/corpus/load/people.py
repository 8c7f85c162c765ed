"""The load of speakers, series, topics and points, to which all other records refer."""

from explorer.changes.edit import open_edit
from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.record_columns import Columns, columns, point_columns, topic_columns
from explorer.corpus.sync import find_differing, sync_children, sync_rows
from explorer.models import Point, Series, Speaker, SpeakerAlias, Topic


def load_people(loading: LoadContext) -> None:
    """Load speakers with their aliases, and series."""
    corpus, tally = loading.corpus, loading.tally
    wanted = {speaker.record.slug: columns(speaker.record, record_columns.SPEAKER) for speaker in corpus.speakers}
    loading.speakers = _sync_by_slug(loading, Speaker, wanted)
    aliases = {
        loading.speakers[speaker.record.slug]: [{"name": alias} for alias in speaker.record.aliases]
        for speaker in corpus.speakers
    }
    sync_children(SpeakerAlias, "speaker_id", aliases, tally.of(SpeakerAlias))
    wanted = {series.record.slug: columns(series.record, record_columns.SERIES) for series in corpus.series}
    loading.series = _sync_by_slug(loading, Series, wanted)
    for kind, records in (("speaker", corpus.speakers), ("series", corpus.series)):
        loading.where.update({(kind, located.record.slug): FolderPlace.of(located, "slug") for located in records})


def load_topics(loading: LoadContext) -> None:
    """Load topics, in the order of the file."""
    topics = loading.corpus.topics
    wanted = {
        topic.record.slug: {**topic_columns(topic.record), "ordinal": ordinal}
        for ordinal, topic in enumerate(topics, start=1)
    }
    loading.topics = _sync_by_slug(loading, Topic, wanted)
    loading.where.update({("topic", topic.record.slug): FolderPlace.of(topic, "slug") for topic in topics})


def _sync_by_slug(
    loading: LoadContext, model: type[Speaker | Series | Topic], wanted: dict[str, Columns]
) -> dict[str, int]:
    """Make rows that have slugs be as wanted; return their keys by slug."""
    existing = {row.slug: row for row in model._default_manager.all()}
    rows = sync_rows(model, existing, wanted, loading.tally.of(model))
    return {slug: row.pk for slug, row in rows.items()}


def load_points(loading: LoadContext) -> None:
    """Load the points of topics; those that the folder lacks go once no claim rests on them any more."""
    wanted = {
        (loading.topics[topic.record.slug], point.id): {
            **point_columns(point),
            "topic_id": loading.topics[topic.record.slug],
            "ordinal": ordinal,
        }
        for topic in loading.corpus.topics
        for ordinal, point in enumerate(topic.record.points, start=1)
    }
    held = Point.objects.filter(topic__in=loading.topics.values())
    rows = {(row.topic_id, row.slug): row for row in held}
    changed = {key for key, _ in wanted.keys() ^ rows.keys()} | {
        key[0] for key in wanted.keys() & rows.keys() if find_differing(rows[key], wanted[key])
    }
    with open_edit() as edit:
        edit.will_change(Topic, sorted(changed))
        stored = sync_rows(Point, rows, wanted, loading.tally.of(Point))
    loading.points = {key: row.pk for key, row in stored.items()}


def remove_points(loading: LoadContext) -> None:
    """Remove the points that the topics of the folder lack; claims that rest on one are in the way."""
    lacking = Point.objects.filter(topic__in=loading.topics.values()).exclude(pk__in=loading.points.values())
    where = {topic.record.slug: topic for topic in loading.corpus.topics}
    claims = lacking.filter(claim_links__isnull=False).order_by("pk", "claim_links")
    for topic, point, claim in claims.values_list("topic__slug", "slug", "claim_links__claim__slug"):
        cure = "give the claim another point, or load with --replace, which removes it"
        message = f"the claim '{claim}', which the folder lacks, rests on the point '{point}'; {cure}"
        loading.problems.append(where[topic].problem(message, "points"))
    if not loading.problems:
        loading.tally.remove(lacking)
