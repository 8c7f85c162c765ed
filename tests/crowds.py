"""Many conversations of few guests on few questions, written in bulk: what overviews show of them does not grow."""

import datetime
import hashlib
from typing import Any

from explorer.coding.vocabulary import AppearanceRole, Format, Grade, PassageKind, Status
from explorer.debate.overviews.upkeep import rebuild_overviews
from explorer.models import (
    Appearance,
    Claim,
    ClaimTopic,
    Episode,
    Evidence,
    Passage,
    Revision,
    Source,
    Speaker,
    Stance,
    Topic,
)
from tests import factories as make

FIRST_DAY = datetime.date(2010, 1, 1)
TEXT = "This is what somebody says of it."


def make_crowd(guests: int, topics: int) -> None:
    """Make guests and topics without a conversation."""
    for number in range(guests):
        make.SpeakerFactory.create(slug=f"guest-{number}", name=f"Guest {number:03}")
    for number in range(topics):
        make.TopicFactory.create(slug=f"topic-{number}", question=f"Is it number {number:03}?")


def add_talks(number: int) -> None:
    """Add a number of conversations with each guest in turn; in each, the guest takes a position on every topic."""
    guests, topics = list(Speaker.objects.order_by("pk")), list(Topic.objects.order_by("pk"))
    first = Episode.objects.count()
    titles = [f"talk-{first + place}" for place in range(number)]
    days = [FIRST_DAY + datetime.timedelta(first + place) for place in range(number)]
    talks = Episode.objects.bulk_create(
        [Episode(slug=title, title=title, date=day) for title, day in zip(titles, days, strict=True)]
    )
    held = [(talk, guests[place % len(guests)]) for place, talk in enumerate(talks)]
    Appearance.objects.bulk_create(
        [Appearance(episode=talk, speaker=guest, role=AppearanceRole.GUEST) for talk, guest in held]
    )
    passages = _add_documents(held)
    status: Any = Status.PUBLISHED
    claims = Claim.objects.bulk_create(
        [
            Claim(
                slug=f"{talk.slug}-{topic.slug}", speaker=guest, episode=talk, statement=f"{talk.slug}.", status=status
            )
            for talk, guest in held
            for topic in topics
        ]
    )
    asked = [(talk, guest, topic) for talk, guest in held for topic in topics]
    ClaimTopic.objects.bulk_create(
        [ClaimTopic(claim=claim, topic=topic) for claim, (_, _, topic) in zip(claims, asked, strict=True)]
    )
    Evidence.objects.bulk_create([_quote(claim, passages[claim.episode_id]) for claim in claims])
    Stance.objects.bulk_create(
        [
            Stance(
                speaker=guest,
                topic=topic,
                episode=talk,
                position=(guest.pk + topic.pk) % 5 - 2,
                rationale="Says so.",
                status=status,
            )
            for talk, guest, topic in asked
        ]
    )
    rebuild_overviews()
    Revision.objects.advance()


def _add_documents(held: list[tuple[Episode, Speaker]]) -> dict[int, Passage]:
    """Add a document of one passage to each conversation; return the passages by the key of the conversation."""
    about = {
        "format": Format.MARKDOWN_TRANSCRIPT,
        "writer": "A Transcriber",
        "rights": "A third party's text.",
        "text": TEXT,
        "raw": TEXT.encode(),
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "read_in_full": datetime.date(2024, 1, 2),
    }
    sources = Source.objects.bulk_create(
        [Source(slug=f"{talk.slug}-text", episode=talk, title="Transcript", **about) for talk, _ in held]
    )
    passages = Passage.objects.bulk_create(
        [
            Passage(
                source=source,
                slug=f"{source.slug}-1",
                ordinal=1,
                kind=PassageKind.TURN,
                grade=Grade.TRANSCRIPT,
                speaker=guest,
                start=0,
                end=len(TEXT),
                text=TEXT,
            )
            for source, (_, guest) in zip(sources, held, strict=True)
        ]
    )
    return {talk.pk: passage for passage, (talk, _) in zip(passages, held, strict=True)}


def _quote(claim: Claim, passage: Passage) -> Evidence:
    return Evidence(
        claim=claim,
        source=passage.source,
        passage=passage,
        exact=TEXT,
        start=0,
        end=len(TEXT),
        asserter_id=claim.speaker_id,
        basis="labelled",
        mode="asserted",
    )
