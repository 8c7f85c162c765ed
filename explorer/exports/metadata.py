"""Records as other programs know such things: claims, people and conversations for schema.org and for citing."""

from collections.abc import Iterable

from django.urls import reverse

from explorer.formats import schema_org
from explorer.formats.citations import Citation, conversation_tags
from explorer.formats.schema_org import Assertion, Conversation, Person, QuotedWords, Thing
from explorer.models import Claim, Episode, Evidence, Speaker, Topic
from explorer.reading.provenance import EvidenceTrace
from explorer.web.addresses import absolute_url

YOUTUBE, SPOTIFY = "https://www.youtube.com/watch?v=", "https://open.spotify.com/episode/"


def build_citation(claim: Claim) -> Citation:
    """Return how a claim's record is cited."""
    return Citation(
        key=claim.slug,
        statement=claim.statement,
        holder=claim.speaker.name,
        episode=claim.episode.title,
        series=claim.episode.short_title if claim.episode.series else "",
        said=claim.episode.date,
        changed=claim.updated_at.date(),
        url=absolute_url(claim.get_absolute_url()),
    )


def list_tags(episode: Episode) -> list[tuple[str, str]]:
    """Return how an episode that is at hand with its people is cited."""
    people = [appearance.speaker.name for appearance in episode.appearances.all()]
    series = episode.series.title if episode.series else ""
    return conversation_tags(episode.title, people, series, episode.date, absolute_url(episode.get_absolute_url()))


def describe_claim(claim: Claim, traces: Iterable[EvidenceTrace]) -> Thing:
    """Describe a claim that is at hand with its evidence and topics, by those of its quotations that stand."""
    assertion = Assertion(
        statement=claim.statement,
        url=absolute_url(claim.get_absolute_url()),
        holder=_person(claim.speaker),
        is_reported=claim.is_reported,
        changed=claim.updated_at.date(),
        conversation=_conversation(claim.episode),
        words=tuple(_words(one.evidence) for one in traces if one.verified),
    )
    topics = [link.topic for link in claim.topic_links.all()][:1]
    steps = [(topic.question, topic.get_absolute_url()) for topic in topics]
    way = _way("Debates", "topic-list", [*steps, (claim.statement, claim.get_absolute_url())])
    return schema_org.graph(schema_org.claim(assertion), schema_org.podcast_episode(assertion.conversation), way)


def describe_episode(episode: Episode) -> Thing:
    """Describe an episode that is at hand with its people."""
    people = [_person(appearance.speaker) for appearance in episode.appearances.all()]
    conversation = _conversation(episode, people)
    way = _way("Episodes", "episode-list", [(episode.title, episode.get_absolute_url())])
    return schema_org.graph(schema_org.podcast_episode(conversation), way)


def describe_speaker(speaker: Speaker) -> Thing:
    """Describe a person."""
    way = _way("People", "speaker-list", [(speaker.name, speaker.get_absolute_url())])
    return schema_org.graph(schema_org.person(_person(speaker)), way)


def describe_topic(topic: Topic) -> Thing:
    """Describe where the comparison on a topic is."""
    return schema_org.graph(_way("Debates", "topic-list", [(topic.question, topic.get_absolute_url())]))


def _way(first: str, name: str, steps: Iterable[tuple[str, str]]) -> Thing:
    paths = [(first, reverse(name)), *steps]
    return schema_org.breadcrumbs([(words, absolute_url(path)) for words, path in paths])


def _person(speaker: Speaker) -> Person:
    return Person(speaker.name, absolute_url(speaker.get_absolute_url()), speaker.description, speaker.url)


def _conversation(episode: Episode, people: Iterable[Person] = ()) -> Conversation:
    ids = ((YOUTUBE, episode.youtube_id), (SPOTIFY, episode.spotify_id))
    return Conversation(
        title=episode.title,
        url=absolute_url(episode.get_absolute_url()),
        date=episode.date,
        number=episode.number,
        series=episode.series.title if episode.series else "",
        series_url=episode.series.url if episode.series else "",
        people=tuple(people),
        elsewhere=tuple(f"{place}{key}" for place, key in ids if key),
    )


def _words(evidence: Evidence) -> QuotedWords:
    return QuotedWords(
        exact=evidence.exact,
        url=absolute_url(evidence.get_absolute_url()),
        is_speech=evidence.passage.is_speech,
        asserter=_person(evidence.asserter),
        writer=evidence.source.writer,
    )
