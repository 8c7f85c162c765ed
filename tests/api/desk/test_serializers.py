"""Records as curators' programs read them: what readers get, and where each is on its way to them."""

from types import SimpleNamespace

import pytest

from explorer.api.desk.claims import DeskClaimSerializer
from explorer.api.desk.contrasts import DeskContrastSerializer
from explorer.api.desk.relations import DeskRelationSerializer
from explorer.api.desk.source_import import ImportedSerializer
from explorer.api.desk.stances import DeskStanceSerializer
from explorer.api.serializers import ClaimSerializer, ContrastSerializer, RelationSerializer, StanceSerializer
from explorer.debate.stances import assess_stances
from explorer.documents.source_import import ImportReport
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db

OF_A_CLAIM = ("status", "created_by", "edited_by", "sent_back_because", "retracted_on", "retraction_reason", "acts")
OF_A_STANCE = ("status", "created_by", "edited_by", "sent_back_because", "acts")


def asked_by(user):
    return {"request": SimpleNamespace(user=user)}


def test_a_claim_is_what_readers_get_and_whose_it_is_and_where_it_stands():
    cora = person("cora", "Curator")
    claim = make.make_claim(status="draft", created_by=cora, edited_by=cora, sent_back_because="Too much.")
    shown = DeskClaimSerializer(claim, context=asked_by(cora)).data
    assert {name: shown[name] for name in OF_A_CLAIM} == {
        "status": "draft",
        "created_by": "cora",
        "edited_by": "cora",
        "sent_back_because": "Too much.",
        "retracted_on": None,
        "retraction_reason": "",
        "acts": ["submit"],
    }
    assert {name: shown[name] for name in shown if name not in OF_A_CLAIM} == ClaimSerializer(claim).data


def test_a_stance_is_what_readers_get_and_whose_it_is_and_where_it_stands():
    cora = person("cora", "Curator")
    stance = make.make_stance(status="in-review", created_by=cora)
    [assessed] = assess_stances([stance])
    shown = DeskStanceSerializer(assessed, context=asked_by(person("rex", "Reviewer"))).data
    assert (shown["status"], shown["created_by"], shown["edited_by"]) == ("in-review", "cora", None)
    assert "publish" in shown["acts"]
    assert {name: shown[name] for name in shown if name not in OF_A_STANCE} == StanceSerializer(assessed).data


def test_what_a_token_may_do_is_what_its_own_account_may():
    claim = make.make_claim(status="draft", created_by=person("cora", "Curator"))
    assert DeskClaimSerializer(claim, context=asked_by(person("other", "Curator"))).data["acts"] == []


def test_what_was_loaded_from_a_folder_is_nobodys():
    shown = DeskClaimSerializer(make.make_claim(), context=asked_by(person("rex", "Reviewer"))).data
    assert (shown["created_by"], shown["edited_by"]) == (None, None)


def test_relations_and_contrasts_are_shown_as_readers_get_them():
    relation, contrast = make.RelationFactory(), make.ContrastFactory()
    assert DeskRelationSerializer(relation).data == RelationSerializer(relation).data
    assert DeskContrastSerializer(contrast).data == ContrastSerializer(contrast).data


def test_an_import_tells_its_source_and_where_it_is_read(settings):
    settings.PUBLIC_URL = "https://debates.example.org"
    report = ImportReport(source=make.SourceFactory(slug="talk"), is_new=True, kinds={"turn": 3}, warnings=("Odd.",))
    assert ImportedSerializer(report).data == {
        "source": "talk",
        "url": "https://debates.example.org/api/v1/sources/talk/",
        "is_new": True,
        "kinds": {"turn": 3},
        "warnings": ["Odd."],
        "appearances": [],
    }
