"""Relations by programs: what readers would see at once takes a reviewer, and a token for that."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.models import Relation
from tests import factories as make
from tests.api.desk.conftest import relation
from tests.people import person
from tests.programs import program

pytestmark = pytest.mark.django_db


def test_a_curator_relates_a_draft_and_leaves_published_claims_to_reviewers(cora):
    one, two, draft = (make.make_claim(status=status) for status in ("published", "published", "draft"))
    refused = cora.post("relations/", relation(one, two))
    assert (refused.status_code, "ask a reviewer" in refused.json()["detail"]) == (403, True)
    response = cora.post("relations/", relation(draft, two))
    assert (response.status_code, response.json()["from"]) == (201, draft.slug)
    path = f"relations/{response.json()['id']}/"
    assert cora.change(path, {"from": one.slug}).status_code == 403
    assert cora.change(path, {"kind": "agrees"}).json()["kind"] == "agrees"
    assert Relation.objects.get().from_claim == draft


def test_a_reviewers_token_for_drafts_shows_readers_nothing():
    both = person("both", "Curator", "Reviewer")
    one, two = make.make_claim(), make.make_claim()
    assert program(both, "draft").post("relations/", relation(one, two)).status_code == 403
    assert program(both, "draft").get("relations/").json()["count"] == 0
    assert program(both, "review").post("relations/", relation(one, two)).status_code == 201


def test_a_claim_does_not_bear_on_itself_and_bears_on_another_once(cora):
    draft, other = make.make_claim(status=Status.DRAFT), make.make_claim()
    assert cora.post("relations/", relation(draft, draft)).status_code == 422
    assert cora.post("relations/", relation(draft, other)).status_code == 201
    assert cora.post("relations/", relation(draft, other)).status_code == 422


@pytest.mark.parametrize(
    ("fields", "where"),
    [({"kind": "mocks"}, "kind"), ({"reason": ""}, "reason"), ({"to": "nothing"}, "to"), ({"from": None}, "from")],
)
def test_a_relation_that_is_none_is_refused_by_field(cora, fields, where):
    draft, other = make.make_claim(status=Status.DRAFT), make.make_claim()
    response = cora.post("relations/", relation(draft, other, **fields))
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (422, where)
