"""What an account has seen of a claim is kept once."""

import pytest

from explorer.models import SeenClaim
from tests import factories as make
from tests.models.breaches import check_refused, twice

pytestmark = pytest.mark.django_db

BREACHES = [("claim_seen_once_per_person", lambda: twice(make.SeenClaimFactory))]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_what_one_person_saw_is_told_from_what_another_saw():
    seen = make.SeenClaimFactory()
    make.SeenClaimFactory(claim=seen.claim)
    assert list(SeenClaim.objects.by(seen.person)) == [seen]
