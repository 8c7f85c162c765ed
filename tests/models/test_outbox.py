"""A database starts at a revision of its own, which every public change raises; a change names a document or none."""

import pytest

from explorer.models import Change, Revision
from explorer.models.outbox import EVERYTHING, NOTHING, is_of_one_database
from explorer.search_engine.types import DocumentKey, DocumentType
from tests.models.breaches import check_refused

pytestmark = pytest.mark.django_db

BREACHES = [
    ("revision_is_one_row", lambda: Revision.objects.create(pk=2, number=1)),
    ("change_names_a_document", lambda: Change.objects.create(revision=1, type="claim", slug="")),
    ("change_names_a_document", lambda: Change.objects.create(revision=1, type="everything", slug="a-claim")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_a_database_starts_at_a_revision_of_its_own():
    assert Revision.objects.current() == 0
    first = Revision.objects.first_or_current()
    assert Revision.objects.first_or_current() == Revision.objects.current() == first
    Revision.objects.all().delete()
    assert not is_of_one_database(first, Revision.objects.first_or_current())


def test_the_revision_rises_by_one_from_the_first():
    first = Revision.objects.advance()
    assert Revision.objects.advance() == first + 1 == Revision.objects.current()
    assert is_of_one_database(first, first + 1)


def test_a_revision_that_is_locked_is_not_read_again(django_assert_num_queries):
    assert Revision.objects.lock() == 0
    first = Revision.objects.first_or_current()
    locked = Revision.objects.lock()
    with django_assert_num_queries(1):
        assert Revision.objects.advance(locked) == locked + 1 == first + 1
    assert Revision.objects.current() == first + 1


def test_a_lock_that_was_lost_does_not_take_the_revision_back():
    locked = Revision.objects.advance()
    Revision.objects.advance()
    assert Revision.objects.advance(locked) == locked + 2 == Revision.objects.current()


def test_changes_are_counted_by_revision():
    for revision in (7, 7, 8):
        Change.objects.create(revision=revision, type=NOTHING)
    assert Change.objects.revisions() == {7: 2, 8: 1}


def test_a_change_names_its_document_unless_it_means_none_or_all():
    change = Change(revision=7, type=DocumentType.CLAIM, slug="enough")
    assert (change.key, str(change)) == (DocumentKey(DocumentType.CLAIM, "enough"), "7: claim enough")
    assert [Change(revision=7, type=kind).key for kind in (EVERYTHING, NOTHING)] == [None, None]
