"""What a document was before, kept with the document for as long as that is."""

import pytest

from explorer.models import SourceRevision
from tests import factories as make
from tests.models.breaches import check_refused, second, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("source_revision_format_known", lambda: update(make.SourceRevisionFactory, format="papyrus")),
    ("revision_number_once_per_source", lambda: second(make.SourceRevisionFactory, ["source", "number"])),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_revisions_come_from_the_first_on_and_go_with_their_document():
    source = make.SourceFactory()
    for number in (2, 1):
        make.SourceRevisionFactory(source=source, number=number, text=f"As it was {number}.")
    assert [str(revision) for revision in source.revisions.all()] == ["revision 1", "revision 2"]
    assert bytes(source.revisions.first().raw) == b"As it was 1."
    source.delete()
    assert not SourceRevision.objects.exists()
