"""The form of a stance refuses to publish a position that its claims do not carry."""

import pytest

from explorer.coding.vocabulary import StanceCode
from explorer.models import Stance
from tests import factories as make
from tests.admin.conftest import add, change, stance_data

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("_alone")
def test_a_public_position_is_changed_to_one_that_its_claims_carry(admin_client):
    stance = make.make_stance()
    assert change(admin_client, "stance", stance, **stance_data(stance, position=2)).status_code == 302
    stance.refresh_from_db()
    assert stance.position == 2


@pytest.mark.usefixtures("_alone")
def test_a_public_position_that_nothing_carries_is_refused(admin_client):
    stance = make.make_stance(None, code=StanceCode.NO_CLEAR_ANSWER, claims=0)
    response = change(admin_client, "stance", stance, **stance_data(stance))
    assert "position 1 has no scoring evidence" in response.text


@pytest.mark.usefixtures("_alone")
def test_a_public_stance_is_not_made_a_code_that_its_claims_forbid(admin_client):
    stance = make.make_stance()
    data = stance_data(stance, code="not-placed", position="")
    assert "has scoring evidence" in change(admin_client, "stance", stance, **data).text
    stance.refresh_from_db()
    assert stance.code == "position"


def test_a_position_that_nothing_carries_yet_may_wait_as_a_draft(admin_client):
    stance = make.StanceFactory.build(
        speaker=make.SpeakerFactory(), topic=make.TopicFactory(), episode=make.EpisodeFactory()
    )
    assert add(admin_client, "stance", **stance_data(stance)).status_code == 302
    assert Stance.objects.get().status == "draft"
