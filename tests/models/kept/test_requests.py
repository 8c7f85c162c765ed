"""A request that a program named is kept once, for a day."""

import datetime

import pytest
from django.utils import timezone

from explorer.models import KeptRequest
from explorer.models.kept.requests import KEPT_FOR
from tests import factories as make
from tests.models.breaches import check_refused, twice

pytestmark = pytest.mark.django_db

BREACHES = [("request_named_once_per_token", lambda: twice(make.KeptRequestFactory))]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_a_request_expires_after_a_day():
    old, new = make.KeptRequestFactory(name="old"), make.KeptRequestFactory(name="new")
    long_ago = timezone.now() - KEPT_FOR - datetime.timedelta(minutes=1)
    KeptRequest.objects.filter(pk=old.pk).update(sent_at=long_ago)
    assert list(KeptRequest.objects.expired()) == [old]
    assert str(new) == "new"
