"""A round of review knows how far it is, and leads on to what still waits."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.curation.review_queue import MOST, list_waiting, plan_round
from explorer.models import Claim
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


@pytest.fixture
@open_edit()
def waiting():
    return [make.make_claim(status=Status.IN_REVIEW) for _ in range(4)]


def keys(claims):
    return [claim.pk for claim in claims]


def test_what_waits_longest_comes_first_and_ones_own_does_not_wait(rex, waiting, settings):
    make.make_claim(status=Status.DRAFT)
    own = make.make_claim(status=Status.IN_REVIEW, created_by=rex)
    waiting[0].save()
    assert list_waiting(rex) == keys([*waiting[1:], waiting[0]])
    settings.SINGLE_CURATOR = True
    assert own.pk in list_waiting(rex)


def test_a_round_goes_on_after_the_open_claim_and_comes_back_to_what_was_left(rex, waiting):
    planned = plan_round(waiting[2], keys(waiting), by=rex)
    assert (planned.number, planned.total, planned.following) == (3, 4, waiting[3].pk)
    Claim.objects.filter(pk=waiting[3].pk).update(status="published")
    planned = plan_round(waiting[2], keys(waiting), by=rex)
    assert (planned.marks, planned.following) == (["left", "left", "now", "done"], waiting[0].pk)
    Claim.objects.exclude(pk=waiting[2].pk).update(status="draft")
    assert plan_round(waiting[2], keys(waiting), by=rex).following is None


def test_a_claim_opened_by_itself_is_in_the_round_of_all_that_waits_or_alone(rex, waiting):
    assert plan_round(waiting[1], [], by=rex).keys == tuple(keys(waiting))
    other = make.make_claim()
    assert plan_round(other, [], by=rex).keys == (other.pk,)
    assert plan_round(other, keys(waiting), by=rex).keys == (other.pk,)


def test_a_round_has_an_end_and_names_nobody_twice(rex, waiting):
    assert plan_round(waiting[0], keys(waiting) * 2, by=rex).total == 4
    assert plan_round(waiting[0], [waiting[0].pk, *range(10**6, 10**6 + 999)], by=rex).total == MOST
