"""The admin of stances."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.admin.conftest import change, stance_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"position": 3}, "Give a position from −2 to 2"),
        ({"position": ""}, "Give a position from −2 to 2"),
        ({"code": "mixed"}, "This code has no number"),
    ],
)
@pytest.mark.usefixtures("_alone")
def test_a_number_that_does_not_fit_its_code_is_refused(admin_client, fields, message):
    stance = make.make_stance()
    response = change(admin_client, "stance", stance, **stance_data(stance, **fields))
    assert message in response.text
    stance.refresh_from_db()
    assert (stance.code, stance.position) == ("position", 1)


def test_a_stance_leads_to_the_page_with_its_claims_in_view(admin_client):
    stance = make.make_stance()
    text = admin_client.get(reverse("admin:explorer_stance_change", args=[stance.pk])).text
    coding = reverse("admin:explorer_stance_code")
    assert f'<a href="{coding}?' in text
    assert f'<a href="{coding}">Code it there</a>' in admin_client.get(reverse("admin:explorer_stance_add")).text


def test_what_somebody_else_drafts_is_told_by_whom_in_the_list(admin_client, people):
    make.make_stance(status="draft", created_by=people["author"])
    text = admin_client.get(reverse("admin:explorer_stance_changelist")).text
    assert '<td class="field-created_by nowrap">author</td>' in text
