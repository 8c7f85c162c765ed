"""Relations and contrasts are written at once by whoever may show them, and by nobody else."""

import pytest
from django.core.exceptions import ValidationError

from explorer.coding.vocabulary import ContrastKind, RelationKind, Status
from explorer.curation.relations import amend, relate, remove
from explorer.errors import ForbiddenError, OvertakenError
from explorer.models import Contrast, Relation
from explorer.models.versions import latest_version, versions
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return person("cora", "Curator")


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


def between(first, second):
    statuses = (make.ClaimFactory(status=status) for status in (first, second))
    return dict(zip(("from_claim", "to_claim"), statuses, strict=True), kind=RelationKind.DISPUTES, reason="So.")


def test_a_curator_relates_claims_that_readers_do_not_both_see(cora):
    relation = relate(Relation(**between(Status.PUBLISHED, Status.DRAFT)), by=cora)
    assert Relation.objects.get() == relation
    assert versions(Relation).first().history_user == cora


def test_what_readers_see_at_once_takes_a_reviewer(cora, rex):
    public = between(Status.PUBLISHED, Status.PUBLISHED)
    with pytest.raises(ForbiddenError, match="readers would see it at once; ask a reviewer"):
        relate(Relation(**public), by=cora)
    assert not Relation.objects.exists()
    assert relate(Relation(**public), by=rex).pk


def test_contrasts_take_a_reviewer(cora, rex):
    one, other = make.SpeakerFactory(slug="zoe"), make.SpeakerFactory(slug="ada")
    ends = {"topic": make.TopicFactory(), "first": one, "second": other, "kind": ContrastKind.CONTRADICT, "reason": "x"}
    with pytest.raises(ForbiddenError, match="this takes a reviewer"):
        relate(Contrast(**ends), by=cora)
    assert relate(Contrast(**ends), by=rex).first == other


def test_what_breaks_a_rule_is_not_saved(cora):
    ends = between(Status.DRAFT, Status.DRAFT)
    with pytest.raises(ValidationError, match="choose two different ones"):
        relate(Relation(**{**ends, "to_claim": ends["from_claim"]}), by=cora)
    assert not versions(Relation).exists()


def test_a_relation_is_changed_as_it_is_stored_by_whoever_read_its_newest_version(cora):
    relation = relate(Relation(**between(Status.DRAFT, Status.DRAFT)), by=cora)
    number = latest_version(relation)
    assert amend(relation, {"reason": "Otherwise."}, version=number, by=cora).reason == "Otherwise."
    with pytest.raises(OvertakenError):
        amend(relation, {"reason": "Late."}, version=number, by=cora)
    assert Relation.objects.get().reason == "Otherwise."


@pytest.mark.parametrize("end", ["from_claim", "to_claim"])
def test_a_change_is_refused_where_readers_see_it_before_or_after(cora, end):
    public, other = make.ClaimFactory(), make.ClaimFactory()
    shown = make.RelationFactory(from_claim=public, to_claim=other)
    with pytest.raises(ForbiddenError, match="ask a reviewer"):
        amend(shown, {end: make.ClaimFactory(status=Status.DRAFT)}, version=None, by=cora)
    ends = {"from_claim": public, "to_claim": other, end: make.ClaimFactory(status=Status.DRAFT)}
    hidden = make.RelationFactory(**ends)
    with pytest.raises(ForbiddenError, match="ask a reviewer"):
        amend(hidden, {end: make.ClaimFactory()}, version=None, by=cora)


def test_a_relation_is_removed_by_whoever_may_write_it(cora, rex):
    shown = make.RelationFactory()
    with pytest.raises(ForbiddenError):
        remove(shown, version=None, by=cora)
    with pytest.raises(OvertakenError):
        remove(shown, version=-1, by=rex)
    remove(shown, version=latest_version(shown), by=rex)
    assert not Relation.objects.exists()
