"""Relations: between two published claims of which neither is the other."""

import pytest
from django.db import models

from explorer.coding.vocabulary import RelationKind, Status
from explorer.models import Relation
from tests import factories as make
from tests.models.breaches import check_refused, second, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("relation_once_per_pair", lambda: second(make.RelationFactory, ["from_claim", "to_claim"], kind="agrees")),
    ("relation_between_two_claims", lambda: update(make.RelationFactory, from_claim=models.F("to_claim"))),
    ("relation_kind_known", lambda: update(make.RelationFactory, kind="mocks")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_a_relation_shows_where_both_its_ends_do():
    one, other, draft = make.ClaimFactory(), make.ClaimFactory(), make.ClaimFactory(status=Status.DRAFT)
    shown = make.RelationFactory(from_claim=one, to_claim=other)
    hidden = make.RelationFactory(from_claim=draft, to_claim=one, kind=RelationKind.AGREES)
    assert list(Relation.objects.published()) == [shown]
    assert list(Relation.objects.of_kind(RelationKind.AGREES)) == [hidden]
    assert list(Relation.objects.among([one, other])) == [shown]
    assert list(Relation.objects.among([other, draft])) == []
    assert set(Relation.objects.involving(one)) == {shown, hidden}
