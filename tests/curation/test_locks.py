"""A record is held for whoever read its newest version, and for nobody else."""

import pytest
from django.contrib.auth.models import User

from explorer.changes.edit import open_edit
from explorer.curation.locks import lock_version
from explorer.errors import OvertakenError
from explorer.models.versions import latest_version
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    with open_edit(by=User.objects.create(username="ada")):
        return make.make_claim()


def test_what_was_read_is_held(claim):
    with open_edit():
        assert lock_version(claim, version=latest_version(claim)) == claim
        assert lock_version(claim, version=None) == claim


def test_what_was_overtaken_names_who_and_when(claim):
    with open_edit(), pytest.raises(OvertakenError, match=r"^ada changed this claim on .* UTC, after you had read it"):
        lock_version(claim, version=latest_version(claim) - 1)


def test_what_nobody_wrote_down_was_changed_by_somebody():
    claim = make.ClaimFactory()
    type(claim).history.all().delete()
    with open_edit(), pytest.raises(OvertakenError, match=r"^somebody, or a loading, changed this claim, after"):
        lock_version(claim, version=7)


def test_what_is_gone_is_not_held(claim):
    type(claim).objects.filter(pk=claim.pk).delete()
    with open_edit(), pytest.raises(OvertakenError, match="deleted"):
        lock_version(claim, version=None)
