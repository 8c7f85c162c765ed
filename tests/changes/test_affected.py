"""Every model of the site says which documents a row affects, and whether readers see anything of it."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from simple_history.models import HistoricalChanges

from explorer.changes.affected import AFFECTED, fetch_stored
from explorer.coding.vocabulary import Status
from explorer.models import (
    Area,
    Bearer,
    CellState,
    Change,
    KeptRequest,
    LinkFacts,
    Passage,
    PendingUpload,
    ReadingState,
    RelationTally,
    Revision,
    SeenClaim,
    SourceRevision,
    SourceTally,
    SpeakerTally,
    Token,
    TopicTally,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_model_of_the_site_says_what_readers_see_of_it():
    models = {
        model for model in apps.get_app_config("explorer").get_models() if not issubclass(model, HistoricalChanges)
    }
    derived = {CellState, LinkFacts, ReadingState, RelationTally, SourceTally, SpeakerTally, TopicTally}
    own = {Revision, Change, Area, PendingUpload, SeenClaim, KeptRequest, SourceRevision, Token, Bearer}
    assert set(AFFECTED) == models - derived - own


def test_what_hangs_on_a_claim_is_queued_with_it(claim, queued):
    piece = claim.evidence.get()
    piece.mode = "hedged"
    piece.save()
    assert queued() == {"claim enough", "passage talk-1"}
    claim.topic_links.get().delete()
    assert queued() == {"claim enough"}
    piece.delete()
    assert queued() == {"claim enough", "passage talk-1"}


def test_people_questions_conversations_and_documents_are_queued(claim, queued):
    claim.speaker.save()
    assert queued() == {"speaker ada"}
    claim.speaker.aliases.get().save()
    assert queued() == {"speaker ada"}
    claim.topics.get().save()
    assert queued() == {"topic scaling"}
    for row in (claim.episode, claim.episode.series, claim.episode.sources.get(), claim.episode.appearances.first()):
        row.save()
        assert queued() == {"episode talk"}
    Passage.objects.get().save()
    assert queued() == {"passage talk-1"}


def test_what_readers_see_and_no_search_finds_raises_the_revision(claim, queued):
    other = make.make_claim(status=Status.DRAFT)
    queued()
    for factory in (make.StanceFactory, make.ContrastFactory, make.ErratumFactory):
        row = factory()
        queued()
        row.save()
        assert queued() == {"nothing"}
        row.delete()
        assert queued() == {"nothing"}
    make.RelationFactory(from_claim=claim, to_claim=other)
    make.StanceFactory(status=Status.DRAFT, speaker=claim.speaker, topic=claim.topics.get(), episode=claim.episode)
    assert queued() == set()


def test_a_row_is_fetched_as_it_is_stored_without_its_text(claim):
    passage = Passage.objects.get()
    passage.slug = "moved-1"
    with CaptureQueriesContext(connection) as queries:
        stored = fetch_stored(passage)
        assert stored.slug == "talk-1"
    assert len(queries) == 1
    assert "text" in stored.get_deferred_fields()


def test_what_is_not_stored_yet_was_nothing_before(claim):
    assert fetch_stored(make.SpeakerFactory.build()) is None
    assert fetch_stored(make.SpeakerFactory.build(pk=0)) is None
