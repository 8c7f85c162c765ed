"""A pair is judged once a round."""

import pytest

from explorer.models import Judgement
from tests import factories as make
from tests.models.breaches import check_refused, second

pytestmark = pytest.mark.django_db


BREACHES = [("pair_read_once_a_round", lambda: second(make.JudgementFactory, ["claim", "round", "is_planted"]))]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_judgements_of_drafts_are_not_those_of_published_claims():
    judgement = make.JudgementFactory()
    make.JudgementFactory(claim=make.ClaimFactory(status="draft"))
    assert list(Judgement.objects.of_published().with_claim()) == [judgement]
