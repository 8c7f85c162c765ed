"""Claims and stances changed and deleted as one edit, by whoever may, or not at all."""

import pytest
from django.core.exceptions import ValidationError

from explorer.coding.vocabulary import Bearing, Status
from explorer.curation.amendments import Amendment, amend_claim, amend_stance, delete_draft, draft_stance
from explorer.curation.drafts import TopicDraft
from explorer.errors import ForbiddenError, OvertakenError, RefusedError
from explorer.models import Claim, Stance
from explorer.models.versions import latest_version, versions
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return person("cora", "Curator")


@pytest.fixture
def claim(cora):
    return make.make_claim(status=Status.DRAFT, created_by=cora, edited_by=cora, statement="It is so.")


def test_columns_and_topics_change_in_one_version_by_one_person(claim, cora):
    topic = make.TopicFactory()
    amendment = Amendment(columns={"statement": "It is not."}, topics=[TopicDraft(topic, Bearing.CONTEXT)])
    amend_claim(claim, amendment, version=latest_version(claim), by=cora)
    claim.refresh_from_db()
    assert (claim.statement, claim.topics.get(), claim.edited_by) == ("It is not.", topic, cora)
    newest = versions(Claim).first()
    assert (newest.history_user, len(newest.parts["evidence"])) == (cora, 1)


def test_what_was_overtaken_is_left_alone(claim, cora):
    with pytest.raises(OvertakenError):
        amend_claim(claim, Amendment(columns={"statement": "Late."}), version=-1, by=cora)
    claim.refresh_from_db()
    assert claim.statement == "It is so."


def test_the_draft_of_somebody_else_is_forbidden_and_what_is_in_review_refused(claim, cora):
    with pytest.raises(ForbiddenError, match="somebody else"):
        amend_claim(claim, Amendment(), version=None, by=person("cleo", "Curator"))
    Claim.objects.update(status=Status.IN_REVIEW)
    with pytest.raises(RefusedError, match="in review") as error:
        amend_claim(claim, Amendment(), version=None, by=cora)
    assert not isinstance(error.value, ForbiddenError)


def test_a_public_number_does_not_lose_its_evidence(settings, cora):
    settings.SINGLE_CURATOR = True
    root = person("root", is_superuser=True)
    stance = make.make_stance(1, claims=0)
    with pytest.raises(RefusedError, match="it is public"):
        amend_stance(stance, {"rationale": "Otherwise."}, version=None, by=root)
    assert Stance.objects.get().rationale == stance.rationale


def test_a_stance_is_drafted_by_curators_and_keeps_to_the_codes(cora):
    told = {name: getattr(make, f"{name.capitalize()}Factory")() for name in ("speaker", "topic", "episode")}
    with pytest.raises(ForbiddenError):
        draft_stance({**told, "position": 1, "rationale": "So."}, by=person("rex", "Reviewer"))
    with pytest.raises(ValidationError):
        draft_stance({**told, "position": 7, "rationale": "So."}, by=cora)
    assert not Stance.objects.exists()
    assert draft_stance({**told, "position": 1, "rationale": "So."}, by=cora).created_by == cora


def test_a_draft_is_deleted_by_its_author(claim, cora):
    with pytest.raises(ForbiddenError):
        delete_draft(claim, version=None, by=person("cleo", "Curator"))
    delete_draft(claim, version=latest_version(claim), by=cora)
    assert not Claim.objects.exists()
