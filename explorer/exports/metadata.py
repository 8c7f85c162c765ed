"""Claims, people and episodes described in schema.org's vocabulary, and the tags by which they are cited."""

from collections.abc import Iterable

from django.urls import reverse

from explorer.coding.attribution_chain import describe_voice
from explorer.formats import schema_org
from explorer.formats.citations import Citation, build_conversation_tags
from explorer.formats.schema_org import Assertion, Conversation, Person, QuotedWords, Thing, Writing
from explorer.models import Claim, Episode, Evidence, Speaker, Topic
from explorer.reading.provenance import EvidenceTrace
from explorer.text import join_words
from explorer.web.addresses import absolute_url

YOUTUBE, SPOTIFY = "https://www.youtube.com/watch?v=", "https://open.spotify.com/episode/"


def build_citation(claim: Claim) -> Citation:
    """Return the citation of a claim's record, fetched with its evidence."""
    holder, reporter = claim.speaker.name, _name_reporter(claim)
    named = claim.basis.names_asserter if claim.basis else False
    return Citation(
        key=claim.slug,
        statement=claim.statement,
        voice=describe_voice(holder=holder, reporter=reporter, basis=claim.basis, grade=claim.grade),
        author=holder if named else reporter,
        place=claim.origin.place,
        within=claim.origin.within,
        date=claim.origin.date,
        changed=claim.updated_at.date(),
        url=absolute_url(claim.get_absolute_url()),
    )


def _name_reporter(claim: Claim) -> str:
    """Return who asserts what is only reported of the holder, empty where something is their own."""
    if not claim.is_reported:
        return ""
    return join_words(list(dict.fromkeys(piece.asserter.name for piece in claim.evidence.all())))


def list_tags(episode: Episode) -> list[tuple[str, str]]:
    """Return the tags by which an episode, fetched with its people, is cited: pairs of name and content."""
    people = [appearance.speaker.name for appearance in episode.appearances.all()]
    series = episode.series.title if episode.series else ""
    return build_conversation_tags(
        episode.title, people, series, episode.date, absolute_url(episode.get_absolute_url())
    )


def describe_claim(claim: Claim, traces: Iterable[EvidenceTrace]) -> Thing:
    """Describe a claim fetched with its evidence and topics, quoting only what was verified."""
    assertion = Assertion(
        statement=claim.statement,
        url=absolute_url(claim.get_absolute_url()),
        holder=_build_person(claim.speaker),
        is_authored=claim.basis is not None and claim.basis.names_asserter,
        changed=claim.updated_at.date(),
        words=tuple(_build_words(trace.evidence) for trace in traces if trace.verified),
    )
    # The way to a page is one line: it leads through the first topic of the claim.
    topics = [link.topic for link in claim.topic_links.all()][:1]
    steps = [(topic.question, topic.get_absolute_url()) for topic in topics]
    way = _build_breadcrumbs("Debates", "topic-list", [*steps, (claim.statement, claim.get_absolute_url())])
    conversation = _build_conversation(claim.episode)
    writings = {piece.source_id: _build_writing(piece) for piece in claim.evidence.all() if piece.is_written}
    return schema_org.build_graph(
        schema_org.build_claim(assertion),
        *(schema_org.build_writing(writing, conversation) for writing in writings.values()),
        schema_org.build_podcast_episode(conversation),
        way,
    )


def describe_episode(episode: Episode) -> Thing:
    """Describe an episode fetched with its people."""
    people = [_build_person(appearance.speaker) for appearance in episode.appearances.all()]
    conversation = _build_conversation(episode, people)
    way = _build_breadcrumbs("Episodes", "episode-list", [(episode.title, episode.get_absolute_url())])
    return schema_org.build_graph(schema_org.build_podcast_episode(conversation), way)


def describe_speaker(speaker: Speaker) -> Thing:
    """Describe a speaker in the vocabulary of schema.org."""
    way = _build_breadcrumbs("People", "speaker-list", [(speaker.name, speaker.get_absolute_url())])
    return schema_org.build_graph(schema_org.build_person(_build_person(speaker)), way)


def describe_topic(topic: Topic) -> Thing:
    """Describe the way to the comparison on a topic."""
    return schema_org.build_graph(
        _build_breadcrumbs("Debates", "topic-list", [(topic.question, topic.get_absolute_url())])
    )


def _build_breadcrumbs(first: str, name: str, steps: Iterable[tuple[str, str]]) -> Thing:
    """Return the way to a page: the list with the URL name ``name``, then ``steps``, pairs of title and path."""
    paths = [(first, reverse(name)), *steps]
    return schema_org.build_breadcrumbs([(words, absolute_url(path)) for words, path in paths])


def _build_person(speaker: Speaker) -> Person:
    return Person(speaker.name, absolute_url(speaker.get_absolute_url()), speaker.description, speaker.url)


def _build_conversation(episode: Episode, people: Iterable[Person] = ()) -> Conversation:
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


def _build_writing(evidence: Evidence) -> Writing:
    source = evidence.source
    return Writing(
        title=source.title,
        url=absolute_url(source.get_absolute_url()),
        writer=_build_person(evidence.asserter),
        date=source.published,
        publisher=source.publisher,
        site=source.url,
    )


def _build_words(evidence: Evidence) -> QuotedWords:
    return QuotedWords(
        exact=evidence.exact,
        url=absolute_url(evidence.get_absolute_url()),
        is_speech=evidence.passage.is_speech,
        asserter=_build_person(evidence.asserter),
        writer=evidence.source.writer,
        within=absolute_url((evidence.source if evidence.is_written else evidence.source.episode).get_absolute_url()),
    )
