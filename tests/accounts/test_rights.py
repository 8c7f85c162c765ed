"""Changes of rights are listed to those who answer for accounts."""

import pytest
from django.urls import reverse

from explorer.accounts.rights import list_rights_changes, may_see_rights
from tests.people import group, logged_in, person

pytestmark = pytest.mark.django_db


def test_who_gave_whom_what_stands_on_the_desk_of_those_who_keep_the_accounts(cora):
    edna = person("edna", "Editor")
    joined = {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
    data = {"username": "cora", "is_active": "on", "is_staff": "on", "groups": [group("Reviewer").pk], **joined}
    assert logged_in(edna).post(reverse("admin:auth_user_change", args=[cora.pk]), data).status_code == 302
    [change] = list_rights_changes(5)
    assert (change.by, change.name, change.noun) == (edna, "cora", "user")
    assert "Groups" in change.what
    assert "Last changes of rights" in logged_in(edna).get("/admin/").text
    assert "Last changes of rights" not in logged_in(cora).get("/admin/").text
    assert [may_see_rights(one) for one in (edna, cora)] == [True, False]


def test_the_list_is_cut_and_costs_one_query(cora, django_assert_max_num_queries):
    client = logged_in(person("root", is_superuser=True))
    for number in range(3):
        client.post(reverse("admin:auth_group_add"), {"name": f"role {number}"})
    with django_assert_max_num_queries(1):
        assert [change.name for change in list_rights_changes(2)] == ["role 2", "role 1"]
