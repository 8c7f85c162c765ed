"""Tallies of documents and of relations are added up."""

import pytest

from explorer.coding.vocabulary import RelationKind
from explorer.models import RelationTally, SourceTally, Speaker
from tests import factories as make
from tests.models.breaches import check_refused

pytestmark = pytest.mark.django_db


def make_tally(speaker=1, other=2, kind=RelationKind.DISPUTES, number=3):
    return RelationTally.objects.create(speaker_id=speaker, other_id=other, kind=kind, number=number)


BREACHES = [("relation_tally_once_per_pair", lambda: [make_tally() for _ in range(2)])]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_documents_are_added_up():
    assert SourceTally.objects.add_up() == (0, 0, 0)
    SourceTally.objects.create(source_id=1, passages=5, used=2, quotations=3)
    SourceTally.objects.create(source_id=2, passages=1, used=1, quotations=1)
    assert SourceTally.objects.add_up() == (6, 3, 4)


def test_relations_are_counted_from_both_ends_and_by_kind():
    assert RelationTally.objects.add_up() == 0
    ada, bob, cyd = (make.SpeakerFactory() for _ in range(3))
    make_tally(ada.pk, bob.pk)
    make_tally(bob.pk, ada.pk, RelationKind.AGREES, 1)
    make_tally(ada.pk, ada.pk, RelationKind.AGREES, 5)
    make_tally(cyd.pk, bob.pk)
    assert RelationTally.objects.add_up() == 12
    assert RelationTally.objects.of(ada).count() == 3
    between = RelationTally.objects.between(Speaker.objects.filter(pk__in=[ada.pk, bob.pk]))
    assert between.count_by_kind() == {RelationKind.DISPUTES: 3, RelationKind.AGREES: 1}
