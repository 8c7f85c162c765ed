"""Once the app is ready, what is saved is queued, and the index follows what is committed."""

import pytest
from django.apps import apps

from explorer.changes.outbox import LISTENERS
from explorer.models import Change, Revision
from explorer.search import indexing
from tests import factories as make


def test_the_index_follows_every_commit():
    assert [indexing.follow] == LISTENERS


@pytest.mark.django_db
def test_getting_ready_again_queues_nothing_twice():
    speaker = make.SpeakerFactory()
    Change.objects.all().delete()
    before = Revision.objects.current()
    apps.get_app_config("explorer").ready()
    speaker.save()
    assert [indexing.follow] == LISTENERS
    assert (Revision.objects.current(), Change.objects.count()) == (before + 1, 1)
