"""Nobody saves over what they have not read: a change says what it is based on, here and in the admin by one number."""

import pytest
from django.urls import reverse

from explorer.models import Claim
from tests import factories as make
from tests.admin.conftest import form_of
from tests.people import logged_in, person
from tests.programs import program

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(cora, said):
    return f"claims/{cora.post('claims/', said()).json()['slug']}/"


CHANGES = [("patch", "", {"statement": "Changed."}), ("delete", "", None), ("post", "submit/", {})]

changes = pytest.mark.parametrize(("method", "act", "data"), CHANGES, ids=["amend", "delete", "submit"])


@changes
def test_a_change_that_is_based_on_nothing_is_refused(cora, path, method, act, data):
    response = cora.send(method, path + act, data)
    assert response.status_code == 428
    assert "If-Match" in response.json()["detail"]
    assert Claim.objects.get().statement == "Scale is a dead end."


@changes
def test_who_comes_second_is_told_who_was_faster(cora, path, method, act, data):
    tag = cora.tag(path)
    root = program(person("ada", is_superuser=True))
    assert root.change(path, {"statement": "Faster."}).status_code == 200
    response = cora.send(method, path + act, data, if_match=tag)
    assert response.status_code == 412
    assert response.json()["title"] == "Precondition Failed"
    assert "Ada changed this claim on " in response.json()["detail"]
    assert (Claim.objects.get().statement, Claim.objects.get().status) == ("Faster.", "draft")


@pytest.mark.parametrize("sent", ['"v0"', "v1", '"1"', "nonsense", '"v99999999999999999999"', ","])
def test_a_tag_that_was_never_given_does_not_match(cora, path, sent):
    assert cora.send("patch", path, {"statement": "Changed."}, if_match=sent).status_code == 412


@pytest.mark.parametrize("written", ["{}", "W/{}", '"v0", {}', "*"])
def test_a_tag_is_taken_as_compressing_leaves_it_and_among_others(cora, path, written):
    response = cora.send("patch", path, {"statement": "Changed."}, if_match=written.format(cora.tag(path)))
    assert response.status_code == 200
    assert response["ETag"] == cora.tag(path)


def test_a_change_of_parts_is_a_change(cora, path):
    tag = cora.tag(path)
    assert cora.change(path, {"bearings": {"scaling": "context"}}).status_code == 200
    assert cora.tag(path) != tag


def test_a_form_in_the_admin_and_a_program_lock_each_other_out(cora, path):
    claim, tag = Claim.objects.get(), cora.tag(path)
    client, address = logged_in(cora.user), reverse("admin:explorer_claim_change", args=[claim.pk])
    form = form_of(claim, statement="By hand.")
    assert cora.change(path, {"statement": "By program."}).status_code == 200
    assert "Not saved: cora changed this claim" in client.post(address, form).text
    claim.refresh_from_db()
    assert client.post(address, form_of(claim, statement="By hand.")).status_code == 302
    assert cora.send("patch", path, {"statement": "Late."}, if_match=tag).status_code == 412
    assert Claim.objects.get().statement == "By hand."


def test_relations_and_contrasts_are_locked_as_claims_are(rex):
    for noun, row in (("relations", make.RelationFactory()), ("contrasts", make.ContrastFactory())):
        path = f"{noun}/{row.pk}/"
        tag = rex.tag(path)
        assert rex.change(path, {"reason": "Faster."}).status_code == 200
        assert rex.send("patch", path, {"reason": "Late."}, if_match=tag).status_code == 412
        assert rex.send("delete", path).status_code == 428
        assert rex.send("delete", path, if_match=rex.tag(path)).status_code == 204
