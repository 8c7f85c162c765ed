"""Each part of the site has the revision at which it changed last."""

import pytest
from django.db import transaction

from explorer.models import Area, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return Revision.objects.first_or_current()


def test_a_scope_is_as_new_as_itself_and_as_the_whole(revision):
    Area.objects.raise_to(revision, {""})
    Area.objects.raise_to(revision + 1, {"topic:a", "claim:x"})
    Area.objects.raise_to(revision + 2, {"topic:a"})
    assert [Area.objects.newest([name]) - revision for name in ("topic:a", "claim:x", "topic:b", "")] == [2, 1, 0, 0]


def test_a_change_of_the_whole_is_a_change_of_every_part(revision):
    Area.objects.raise_to(revision, {"topic:a"})
    Area.objects.raise_to(revision + 1, {"", "topic:a"})
    assert [Area.objects.newest([name]) - revision for name in ("topic:a", "topic:b")] == [1, 1]
    assert Area.objects.count() == 1


def test_where_nothing_is_recorded_every_part_is_as_new_as_the_site(revision):
    assert Area.objects.newest(["topic:a"]) == revision


def test_a_database_that_never_held_anything_has_no_revision():
    assert Area.objects.newest(["topic:a"]) == 0


def test_it_costs_one_query(django_assert_num_queries, revision):
    with django_assert_num_queries(1):
        Area.objects.newest(["topic:a"])


def test_an_edit_that_is_undone_raises_nothing(revision):
    with transaction.atomic():
        Area.objects.raise_to(revision + 1, {"topic:a"})
        transaction.set_rollback(True)
    assert Area.objects.newest(["topic:a"]) == revision
