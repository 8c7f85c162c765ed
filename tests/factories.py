"""Factories of rows that keep the rules of coding: every quotation is anchored, every text equals its bytes.

A factory makes one row, which is published if rows of its model have a status. ``make_episode``, ``make_claim`` and
``make_stance`` make an episode, a claim or a stance with all that belongs to it, in one edit.
"""

import datetime
import hashlib
from collections.abc import Iterable
from typing import Any

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from explorer import models
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import (
    AppearanceRole,
    Basis,
    Bearing,
    ContrastKind,
    Format,
    Grade,
    Mode,
    PassageKind,
    RelationKind,
    StanceCode,
    Status,
)
from explorer.models.judgements import checksum_quotations

PARAGRAPHS = 60


class SpeakerFactory(DjangoModelFactory[models.Speaker]):
    """``SpeakerFactory(name="Ada Lovelace", aliases=["Ada"])``."""

    class Meta:
        model = models.Speaker
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"speaker-{n:03}")
    name = factory.Sequence(lambda n: f"Speaker {n:03}")

    @factory.post_generation  # type: ignore[untyped-decorator]
    def aliases(self: models.Speaker, _create: object, names: Iterable[str] | None, **_: Any) -> None:
        for name in names or ():
            models.SpeakerAlias.objects.create(speaker=self, name=name)


class SeriesFactory(DjangoModelFactory[models.Series]):
    class Meta:
        model = models.Series

    slug = factory.Sequence(lambda n: f"series-{n}")
    title = factory.Sequence(lambda n: f"Series {n}")


class EpisodeFactory(DjangoModelFactory[models.Episode]):
    class Meta:
        model = models.Episode

    slug = factory.Sequence(lambda n: f"episode-{n}")
    title = factory.Sequence(lambda n: f"Episode {n}")
    series = factory.SubFactory(SeriesFactory)
    number = factory.Sequence(lambda n: n)
    date = datetime.date(2019, 8, 31)


class AppearanceFactory(DjangoModelFactory[models.Appearance]):
    class Meta:
        model = models.Appearance

    episode = factory.SubFactory(EpisodeFactory)
    speaker = factory.SubFactory(SpeakerFactory)
    role = AppearanceRole.GUEST


class SourceFactory(DjangoModelFactory[models.Source]):
    """``SourceFactory(text="…")`` makes bytes and checksum from the text; the default text has many paragraphs."""

    class Meta:
        model = models.Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    episode = factory.SubFactory(EpisodeFactory)
    title = factory.Sequence(lambda n: f"Source {n}")
    format = Format.MARKDOWN_TRANSCRIPT
    writer = "A Transcriber"
    publisher = "A Publisher"
    rights = "A third party's text."
    text = factory.Sequence(
        lambda n: "\n\n".join(f"This is what paragraph {k} of document {n} says." for k in range(1, PARAGRAPHS + 1))
    )
    raw = factory.LazyAttribute(lambda source: source.text.encode())
    sha256 = factory.LazyAttribute(lambda source: hashlib.sha256(source.raw).hexdigest())
    read_in_full = datetime.date(2024, 1, 2)


class SourceRevisionFactory(DjangoModelFactory[models.SourceRevision]):
    """An earlier revision of a source; by default it has the source's own text."""

    class Meta:
        model = models.SourceRevision

    source = factory.SubFactory(SourceFactory)
    number = 1
    format = Format.MARKDOWN_TRANSCRIPT
    text = factory.LazyAttribute(lambda revision: revision.source.text)
    raw = factory.LazyAttribute(lambda revision: revision.text.encode())
    sha256 = factory.LazyAttribute(lambda revision: hashlib.sha256(revision.raw).hexdigest())


def _next_paragraph(source: models.Source) -> tuple[int, int]:
    """Return the span of the first paragraph of a source after all of its passages."""
    last = source.passages.order_by("-end").first()
    start = last.end if last else 0
    while start < len(source.text) and source.text[start].isspace():
        start += 1
    if start >= len(source.text):
        raise ValueError(f"the text of {source.slug} has no paragraph left; give its factory a longer one")
    end = source.text.find("\n\n", start)
    return start, len(source.text.rstrip()) if end < 0 else end


class PassageFactory(DjangoModelFactory[models.Passage]):
    """``PassageFactory(source=s)`` takes the next paragraph of the text; or give ``start`` and ``end``."""

    class Meta:
        model = models.Passage

    source = factory.SubFactory(SourceFactory)
    ordinal = factory.LazyAttribute(lambda passage: passage.source.passages.count() + 1)
    slug = factory.LazyAttribute(lambda passage: f"{passage.source.slug}-{passage.ordinal}")
    kind = PassageKind.TURN
    grade = Grade.TRANSCRIPT
    speaker = None
    start = factory.LazyAttribute(lambda passage: _next_paragraph(passage.source)[0])
    end = factory.LazyAttribute(lambda passage: _next_paragraph(passage.source)[1])
    text = factory.LazyAttribute(lambda passage: passage.source.text[passage.start : passage.end])


class ErratumFactory(DjangoModelFactory[models.Erratum]):
    """``ErratumFactory(source=s, exact="temple", reading="temporal")``; the default slip is the text's first word."""

    class Meta:
        model = models.Erratum

    source = factory.SubFactory(SourceFactory)
    exact = factory.LazyAttribute(lambda erratum: erratum.source.text.split()[0])
    start = factory.LazyAttribute(lambda erratum: erratum.source.text.index(erratum.exact))
    end = factory.LazyAttribute(lambda erratum: erratum.start + len(erratum.exact))
    suffix = factory.LazyAttribute(lambda erratum: erratum.source.text[erratum.end : erratum.end + 40])
    reading = "That"
    reason = "A slip of the transcriber."


class TopicFactory(DjangoModelFactory[models.Topic]):
    class Meta:
        model = models.Topic

    slug = factory.Sequence(lambda n: f"topic-{n:03}")
    ordinal = factory.Sequence(lambda n: n + 1)
    question = factory.Sequence(lambda n: f"Is it so, for the {n}th time?")
    description = "What the question is about."
    first_pole = "It is not"
    second_pole = "It is"
    first_means = "Says that it is not so."
    second_means = "Says that it is so."
    added = datetime.date(2024, 1, 1)


class PointFactory(DjangoModelFactory[models.Point]):
    class Meta:
        model = models.Point

    topic = factory.SubFactory(TopicFactory)
    slug = factory.Sequence(lambda n: f"point-{n}")
    ordinal = factory.Sequence(lambda n: n + 1)
    question = factory.Sequence(lambda n: f"Is the {n}th part of it so?")


class ClaimFactory(DjangoModelFactory[models.Claim]):
    """``ClaimFactory(topics=[topic])`` links topics with bearing ``position``; it makes no evidence."""

    class Meta:
        model = models.Claim
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"claim-{n}")
    speaker = factory.SubFactory(SpeakerFactory)
    episode = factory.SubFactory(EpisodeFactory)
    statement = factory.Sequence(lambda n: f"Matter {n} is settled.")
    status = Status.PUBLISHED

    @factory.post_generation  # type: ignore[untyped-decorator]
    def topics(self: models.Claim, _create: object, topics: Iterable[models.Topic] | None, **_: Any) -> None:
        for topic in topics or ():
            ClaimTopicFactory(claim=self, topic=topic)


class FormerSlugFactory(DjangoModelFactory[models.FormerSlug]):
    class Meta:
        model = models.FormerSlug

    slug = factory.Sequence(lambda n: f"former-{n}")
    claim = factory.SubFactory(ClaimFactory)


class ClaimTopicFactory(DjangoModelFactory[models.ClaimTopic]):
    class Meta:
        model = models.ClaimTopic

    claim = factory.SubFactory(ClaimFactory)
    topic = factory.SubFactory(TopicFactory)
    bearing = Bearing.POSITION


def _passage_for(evidence: Any) -> models.Passage:
    """Return a new labelled passage in the first source of the claim's episode."""
    source = evidence.claim.episode.sources.first() or SourceFactory(episode=evidence.claim.episode)
    return PassageFactory.create(source=source, speaker=evidence.asserter)


class EvidenceFactory(DjangoModelFactory[models.Evidence]):
    """``EvidenceFactory(claim=c, passage=p, exact="…")`` makes a piece of evidence.

    By default ``exact`` is the whole passage, ``passage`` is a new one in the claim's episode spoken by the asserter,
    and ``asserter`` is the claim's holder.
    """

    class Meta:
        model = models.Evidence

    claim = factory.SubFactory(ClaimFactory)
    asserter = factory.LazyAttribute(lambda evidence: evidence.claim.speaker)
    passage = factory.LazyAttribute(_passage_for)
    source = factory.LazyAttribute(lambda evidence: evidence.passage.source)
    exact = factory.LazyAttribute(lambda evidence: evidence.passage.text[:400])
    start = factory.LazyAttribute(lambda evidence: evidence.passage.start + evidence.passage.text.index(evidence.exact))
    end = factory.LazyAttribute(lambda evidence: evidence.start + len(evidence.exact))
    basis = Basis.LABELLED
    mode = Mode.ASSERTED


class StanceFactory(DjangoModelFactory[models.Stance]):
    """A stance without claims; ``make_stance`` makes the claims that carry it too."""

    class Meta:
        model = models.Stance

    speaker = factory.SubFactory(SpeakerFactory)
    topic = factory.SubFactory(TopicFactory)
    episode = factory.SubFactory(EpisodeFactory)
    code = StanceCode.POSITION
    position = factory.LazyAttribute(lambda stance: 1 if stance.code == StanceCode.POSITION else None)
    rationale = "Says so in as many words."
    status = Status.PUBLISHED


class StanceClaimFactory(DjangoModelFactory[models.StanceClaim]):
    class Meta:
        model = models.StanceClaim

    stance = factory.SubFactory(StanceFactory)
    claim = factory.SubFactory(ClaimFactory)


class SeenClaimFactory(DjangoModelFactory[models.SeenClaim]):
    class Meta:
        model = models.SeenClaim

    person = factory.SubFactory("tests.factories.UserFactory")
    claim = factory.SubFactory(ClaimFactory)
    checksum = "0" * 64


class ContrastClaimFactory(DjangoModelFactory[models.ContrastClaim]):
    """A claim of the contrast's first speaker, on its topic."""

    class Meta:
        model = models.ContrastClaim

    contrast = factory.SubFactory("tests.factories.ContrastFactory")
    claim = factory.LazyAttribute(lambda row: ClaimFactory(speaker=row.contrast.first, topics=[row.contrast.topic]))


class JudgementFactory(DjangoModelFactory[models.Judgement]):
    """A judgement on a claim as it is."""

    class Meta:
        model = models.Judgement

    claim = factory.SubFactory(ClaimFactory)
    round = 1
    read_on = datetime.date(2026, 11, 26)
    statement = factory.LazyAttribute(lambda row: row.claim.statement)
    quotations = factory.LazyAttribute(
        lambda row: checksum_quotations(row.claim.evidence.values_list("exact", flat=True))
    )
    verdicts = factory.LazyFunction(lambda: {"reader-1": "carried", "reader-2": "carried"})


class RelationFactory(DjangoModelFactory[models.Relation]):
    class Meta:
        model = models.Relation

    from_claim = factory.SubFactory(ClaimFactory)
    to_claim = factory.SubFactory(ClaimFactory)
    kind = RelationKind.DISPUTES
    reason = "Says the opposite."


class ContrastFactory(DjangoModelFactory[models.Contrast]):
    """A contrast, with its speakers in the order of their slugs, as the model keeps them."""

    class Meta:
        model = models.Contrast

    topic = factory.SubFactory(TopicFactory)
    first = factory.SubFactory(SpeakerFactory)
    second = factory.SubFactory(SpeakerFactory)
    kind = ContrastKind.CONTRADICT
    reason = "One says yes, the other no."

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        kwargs["first"], kwargs["second"] = sorted((kwargs["first"], kwargs["second"]), key=lambda one: one.slug)
        return kwargs


class SynonymFactory(DjangoModelFactory[models.Synonym]):
    """``SynonymFactory(term="reinforcement learning", also=["RL"], narrower=["Q-learning"])``."""

    class Meta:
        model = models.Synonym

    term = factory.Sequence(lambda n: f"term {n:03}")
    also = factory.LazyAttribute(lambda row: [f"{row.term} by another name"])


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person-{n}")


class TokenFactory(DjangoModelFactory[models.Token]):
    """A token whose words nobody knows; ``curation.tokens`` makes tokens that work."""

    class Meta:
        model = models.Token

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Token {n}")
    scopes = ["read"]
    digest = factory.Sequence(lambda n: f"{n:0128}")
    token_key = "none"

    @classmethod
    def _create(cls, model_class: Any, *_: Any, **fields: Any) -> Any:
        row = model_class(**fields)
        row.save()
        return row


class KeptRequestFactory(DjangoModelFactory[models.KeptRequest]):
    class Meta:
        model = models.KeptRequest

    token = factory.SubFactory(TokenFactory)
    name = "a-name"
    digest = "0" * 64


@open_edit()
def make_episode(
    *,
    guest: models.Speaker | None = None,
    host: models.Speaker | None = None,
    passages: int = 0,
    grade: Grade = Grade.TRANSCRIPT,
    text: str | None = None,
    **fields: Any,
) -> models.Episode:
    """Make an episode with a guest, a host and one source; the guest speaks its first ``passages`` paragraphs."""
    episode = EpisodeFactory.create(**fields)
    guest = guest or SpeakerFactory.create()
    AppearanceFactory.create(episode=episode, speaker=guest)
    AppearanceFactory.create(episode=episode, speaker=host or SpeakerFactory.create(), role=AppearanceRole.HOST)
    source = SourceFactory.create(episode=episode, **({"text": text} if text else {}))
    for _ in range(passages):
        PassageFactory.create(source=source, speaker=guest, grade=grade)
    return episode


@open_edit()
def mark_read(sources: Iterable[models.Source], day: datetime.date | None) -> None:
    """Save that the sources were read in full on a day, or were not."""
    for source in sources:
        source.read_in_full = day
        source.save()


@open_edit()
def make_claim(
    *,
    speaker: models.Speaker | None = None,
    episode: models.Episode | None = None,
    topic: models.Topic | None = None,
    bearing: Bearing = Bearing.POSITION,
    words: str | None = None,
    passage: models.Passage | None = None,
    grade: Grade = Grade.TRANSCRIPT,
    asserter: models.Speaker | None = None,
    basis: Basis = Basis.LABELLED,
    mode: Mode = Mode.ASSERTED,
    **fields: Any,
) -> models.Claim:
    """Make a claim on a topic with one piece of anchored evidence.

    The default episode has the speaker as its guest. The evidence is ``passage``, if given; else a new document with
    ``words``, if given; else the next paragraph of the episode's first source.
    """
    speaker = speaker or SpeakerFactory.create()
    episode = episode or (passage.source.episode if passage else make_episode(guest=speaker))
    claim = ClaimFactory.create(speaker=speaker, episode=episode, **fields)
    ClaimTopicFactory.create(claim=claim, topic=topic or TopicFactory.create(), bearing=bearing)
    if passage is None:
        source = SourceFactory.create(episode=episode, text=words) if words else episode.sources.first()
        labelled = (asserter or speaker) if basis == Basis.LABELLED else None
        passage = PassageFactory.create(
            source=source or SourceFactory.create(episode=episode), grade=grade, speaker=labelled
        )
    EvidenceFactory.create(claim=claim, passage=passage, asserter=asserter or speaker, basis=basis, mode=mode)
    return claim


@open_edit()
def change_links(claim: models.Claim, **values: Any) -> None:
    """Give every link of a claim to a topic these values."""
    for link in claim.topic_links.all():
        for name, value in values.items():
            setattr(link, name, value)
        link.save()


@open_edit()
def make_writing(
    *,
    writer: models.Speaker | None = None,
    holder: models.Speaker | None = None,
    episode: models.Episode | None = None,
    day: datetime.date | None = datetime.date(2021, 4, 9),
    basis: Basis = Basis.WRITTEN,
    **fields: Any,
) -> models.Claim:
    """Make a claim that rests on notes about an episode, published on ``day``, by a writer without a part in it."""
    writer = writer or SpeakerFactory.create()
    episode = episode or make_episode()
    source = SourceFactory.create(episode=episode, writer=writer.name, title="Notes on it", published=day)
    passage = PassageFactory.create(source=source, kind=PassageKind.NOTE, grade=Grade.NOTES)
    return make_claim(speaker=holder or writer, asserter=writer, passage=passage, basis=basis, **fields)


@open_edit()
def make_stance(
    position: int | None = 1,
    *,
    speaker: models.Speaker | None = None,
    topic: models.Topic | None = None,
    episode: models.Episode | None = None,
    code: StanceCode = StanceCode.POSITION,
    claims: int = 1,
    grade: Grade = Grade.TRANSCRIPT,
    mode: Mode = Mode.ASSERTED,
    **fields: Any,
) -> models.Stance:
    """Make a stance and the claims that carry it; ``position`` is ignored for codes without a number."""
    speaker = speaker or SpeakerFactory.create()
    topic = topic or TopicFactory.create()
    episode = episode or make_episode(guest=speaker)
    for _ in range(claims):
        make_claim(speaker=speaker, topic=topic, episode=episode, grade=grade, mode=mode)
    position = position if code == StanceCode.POSITION else None
    return StanceFactory.create(speaker=speaker, topic=topic, episode=episode, code=code, position=position, **fields)
