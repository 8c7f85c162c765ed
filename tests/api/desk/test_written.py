"""What programs write: whole bodies whose every field is understood, or a refusal that names the field."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.models import Claim, Evidence, Stance
from tests import factories as make
from tests.api.desk.conftest import quoted, relation

pytestmark = pytest.mark.django_db


def test_what_stands_before_tells_repeated_words_apart(cora, said, passage):
    words = quoted(passage, "It is so.", prefix="It is so. ")
    assert cora.post("claims/", said(evidence=[words])).json()["evidence"][0]["start"] == 32


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"speaker": "nobody"}, "speaker"),
        ({"speaker": ["ada-one"]}, "speaker"),
        ({"statement": ""}, "statement"),
        ({"statement": "x" * 201}, "statement"),
        ({"statement": "\x00"}, "statement"),
        ({"bearings": {}}, "bearings"),
        ({"bearings": {"nothing": "position"}}, "bearings"),
        ({"bearings": {"\x00": "position"}}, "bearings"),
        ({"bearings": {"scaling": "sideways"}}, "bearings.scaling"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{}]}, "evidence.0.source"),
        ({"evidence": ["Scale"]}, "evidence.0"),
        ({"role": "insult"}, "role"),
        ({"status": "published"}, "status"),
    ],
)
def test_a_field_that_cannot_be_understood_is_named(cora, said, fields, where):
    response = cora.post("claims/", said(**fields))
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert where in {error["parameter"] for error in response.json()["errors"]}
    assert not Claim.objects.exists()


@pytest.mark.parametrize("change", [{"evidence": [{"exact": "Scale"}]}, {"evidence": "all"}, {"slug": "mine"}])
def test_a_change_that_is_half_a_quotation_or_no_field_is_refused(cora, said, change):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    assert cora.change(path, change).status_code == 422
    assert Evidence.objects.get().exact == "Scale is a dead end."


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"position": 3}, "position"),
        ({"position": None}, "position"),
        ({"position": "1"}, "position"),
        ({"position": True}, "position"),
        ({"position": 0.5}, "position"),
        ({"rationale": 0}, "rationale"),
        ({"code": "mixed"}, "position"),
        ({"code": "perhaps"}, "code"),
        ({"rationale": ""}, "rationale"),
        ({"topic": "nothing"}, "topic"),
        ({"confidence": "high"}, "confidence"),
    ],
)
def test_what_is_against_the_codes_is_refused_by_field(cora, coded, fields, where):
    response = cora.post("stances/", {**coded, **fields})
    assert response.status_code == 422
    assert where in {error["parameter"] for error in response.json()["errors"]}
    assert not Stance.objects.exists()


@pytest.mark.parametrize(
    ("fields", "where"),
    [({"kind": "mocks"}, "kind"), ({"reason": ""}, "reason"), ({"to": "nothing"}, "to"), ({"from": None}, "from")],
)
def test_a_relation_that_is_none_is_refused_by_field(cora, fields, where):
    draft, other = make.make_claim(status=Status.DRAFT), make.make_claim()
    response = cora.post("relations/", relation(draft, other, **fields))
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (422, where)
