"""Whatever readers see change raises the revision and leaves word for the index; what they do not see leaves both."""

import datetime

import pytest
from django.core import serializers

from explorer.coding.vocabulary import Status
from explorer.models import Revision
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_public_change_raises_the_revision_by_one(claim):
    before = Revision.objects.current()
    claim.save()
    claim.speaker.save()
    assert Revision.objects.current() == before + 2


def test_publishing_and_withdrawing_are_noted(draft, noted):
    for status in (Status.PUBLISHED, Status.RETRACTED, Status.PUBLISHED, Status.IN_REVIEW):
        draft.status = status
        is_retracted = status == Status.RETRACTED
        draft.retracted_on = datetime.date(2024, 1, 1) if is_retracted else None
        draft.retraction_reason = "Wrong." if is_retracted else ""
        draft.save()
        assert noted() == {"claim enough"}


def test_a_draft_changes_nothing_that_readers_see(draft, noted):
    topic = make.TopicFactory()
    noted()
    before = Revision.objects.current()
    draft.statement = "Scale is hardly enough."
    draft.status = Status.IN_REVIEW
    draft.save()
    draft.topic_links.all().delete()
    draft.topics.add(topic)
    draft.evidence.get().save()
    draft.delete()
    assert noted() == set()
    assert Revision.objects.current() == before


def test_links_made_without_rows_of_their_own_are_noted_from_either_end(claim, noted):
    topic = make.TopicFactory(slug="limits")
    noted()
    claim.topics.add(topic)
    assert noted() == {"claim enough"}
    topic.claims.remove(claim)
    assert noted() == {"claim enough"}
    topic.claims.clear()
    assert noted() == {"everything"}


def test_evidence_that_moves_is_noted_at_both_ends(claim, noted):
    other = make.make_claim(episode=claim.episode, slug="other")
    noted()
    piece = claim.evidence.get()
    piece.claim = other
    piece.save()
    assert noted() == {"claim enough", "claim other", "passage talk-1"}


def test_a_new_slug_leaves_word_of_the_old_one_too(claim, noted):
    claim.slug = "plenty"
    claim.save()
    assert noted() == {"claim enough", "claim plenty"}


def test_what_goes_with_a_deleted_row_is_noted(claim, noted):
    claim.delete()
    claim.episode.sources.get().delete()
    assert noted() == {"claim enough", "passage talk-1", "episode talk"}


def test_a_fixture_of_djangos_has_everything_built_anew(claim, noted):
    for row in serializers.deserialize("json", serializers.serialize("json", [claim])):
        row.save()
    assert noted() == {"everything"}
