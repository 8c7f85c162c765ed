"""Versions are written in batches, by whom the edit names, and only of what is not as its newest version says."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from explorer.changes import version_keeping
from explorer.changes.version_keeping import Signature, keep_first_versions, keep_versions, split_batches
from explorer.models import Claim, Topic
from explorer.models.versions import FIRST, versions
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    """Return two topics without versions."""
    return Topic.objects.bulk_create(make.TopicFactory.build_batch(2))


@pytest.fixture
def signature():
    return Signature(User.objects.create_user("ada"), "a try", timezone.now())


def test_a_version_is_signed_by_whom_the_edit_names(topics, signature):
    rows = keep_versions(Topic, {topic.pk: True for topic in topics}, signature)
    assert set(rows) == {topic.pk for topic in topics}
    kept = {
        (row.history_user, row.history_change_reason, row.history_date, row.history_type) for row in versions(Topic)
    }
    assert kept == {(signature.by, "a try", signature.at, "+")}


def test_a_record_that_is_as_its_newest_version_says_has_no_other_one(topics, signature):
    keep_versions(Topic, {topic.pk: True for topic in topics}, signature)
    Topic.objects.filter(pk=topics[0].pk).update(description="Put otherwise.")
    keep_versions(Topic, {topic.pk: False for topic in topics}, signature)
    assert [(row.id, row.history_type) for row in versions(Topic)][:1] == [(topics[0].pk, "~")]
    assert versions(Topic).count() == 3


def test_other_parts_make_another_version(signature):
    claim = make.make_claim()
    number = versions(Claim).count()
    claim.topic_links.update(bearing="context")
    keep_versions(Claim, {claim.pk: False}, signature)
    assert versions(Claim).count() == number + 1
    assert versions(Claim).first().parts["topic_links"][0]["bearing"] == "context"


def test_what_is_gone_by_the_end_of_the_edit_has_no_version(topics, signature):
    keys = {topic.pk: True for topic in topics}
    Topic.objects.all().delete()
    before = versions(Topic).count()
    assert keep_versions(Topic, keys, signature) == {}
    assert versions(Topic).count() == before


def test_a_first_version_is_nobodys_and_kept_once(topics):
    keys = [topic.pk for topic in topics]
    for _ in range(2):
        keep_first_versions(Topic, keys, timezone.now())
    assert [(row.history_user, row.history_change_reason) for row in versions(Topic)] == [(None, FIRST)] * 2


def test_a_site_that_keeps_no_history_has_no_versions(topics, signature, settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    keep_first_versions(Topic, [topics[0].pk], timezone.now())
    keep_versions(Topic, {topics[1].pk: True}, signature)
    assert not versions(Topic).exists()


def test_keys_are_taken_so_many_at_a_time(monkeypatch):
    monkeypatch.setattr(version_keeping, "BATCH", 2)
    assert list(split_batches(range(5))) == [[0, 1], [2, 3], [4]]
