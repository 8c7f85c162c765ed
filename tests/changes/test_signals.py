"""Whatever readers see change raises the revision and leaves word for the index; what they do not see leaves both."""

import datetime

import pytest
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.coding.vocabulary import Status
from explorer.models import Revision, Speaker
from explorer.models.versions import versions
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_public_change_raises_the_revision_by_one(claim):
    before = Revision.objects.current()
    claim.save()
    claim.speaker.save()
    assert Revision.objects.current() == before + 2


def test_publishing_and_withdrawing_are_queued(draft, queued):
    for status in (Status.PUBLISHED, Status.RETRACTED, Status.PUBLISHED, Status.IN_REVIEW):
        draft.status = status
        is_retracted = status == Status.RETRACTED
        draft.retracted_on = datetime.date(2024, 1, 1) if is_retracted else None
        draft.retraction_reason = "Wrong." if is_retracted else ""
        draft.save()
        assert queued() == {"claim enough"}


def test_a_draft_changes_nothing_that_readers_see(draft, queued):
    topic = make.TopicFactory()
    queued()
    before = Revision.objects.current()
    draft.statement = "Scale is hardly enough."
    draft.status = Status.IN_REVIEW
    draft.save()
    draft.topic_links.all().delete()
    draft.topics.add(topic)
    draft.evidence.get().save()
    draft.delete()
    assert queued() == set()
    assert Revision.objects.current() == before


def test_links_made_without_rows_of_their_own_are_queued_from_either_end(claim, queued):
    topic = make.TopicFactory(slug="limits")
    queued()
    claim.topics.add(topic)
    assert queued() == {"claim enough"}
    topic.claims.remove(claim)
    assert queued() == {"claim enough"}
    topic.claims.clear()
    assert queued() == {"everything"}


def test_evidence_that_moves_is_queued_at_both_ends(claim, queued):
    other = make.make_claim(episode=claim.episode, slug="other")
    queued()
    piece = claim.evidence.get()
    piece.claim = other
    piece.save()
    assert queued() == {"claim enough", "claim other", "passage talk-1"}


def test_a_new_slug_leaves_word_of_the_old_one_too(claim, queued):
    claim.slug = "plenty"
    claim.save()
    assert queued() == {"claim enough", "claim plenty"}


def test_what_goes_with_a_deleted_row_is_queued(claim, queued):
    claim.delete()
    claim.episode.sources.get().delete()
    assert queued() == {"claim enough", "passage talk-1", "episode talk"}


def test_a_fixture_of_djangos_has_everything_built_anew(claim, queued):
    for row in serializers.deserialize("json", serializers.serialize("json", [claim])):
        row.save()
    assert queued() == {"everything"}


def test_saves_and_deletions_by_themselves_are_edits_without_a_reason(claim):
    speaker = make.SpeakerFactory()
    speaker.delete()
    kept = [(row.history_type, row.history_change_reason) for row in versions(Speaker)][:2]
    assert kept == [("-", ""), ("+", "")]


def test_a_save_by_itself_costs_no_savepoint(claim):
    with CaptureQueriesContext(connection) as queries:
        claim.speaker.save()
    assert not [query for query in queries if "SAVEPOINT" in query["sql"]]
