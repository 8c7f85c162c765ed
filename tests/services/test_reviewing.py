"""Records reach readers by review alone; what an act forbids, or would break, changes nothing."""

import pytest

from explorer.coding.review import Act
from explorer.coding.vocabulary import Status
from explorer.errors import RefusedError
from explorer.models import Claim, Evidence, Stance
from explorer.models.versions import versions
from explorer.services import reviewing
from explorer.services.checking import check_corpus
from tests import factories
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("ada", "Curator")


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


@pytest.fixture
def draft(ada):
    return factories.make_claim(status=Status.DRAFT, created_by=ada, edited_by=ada)


def stored(record):
    return type(record).objects.get(pk=record.pk)


def test_a_claim_is_submitted_sent_back_submitted_again_and_published(ada, rex, draft):
    reviewing.submit(draft, by=ada)
    sent = reviewing.send_back(draft, by=rex, reason="Says too much.")
    assert (sent.status, sent.sent_back_because) == ("draft", "Says too much.")
    assert stored(reviewing.submit(draft, by=ada)).sent_back_because == ""
    reviewing.publish(draft, by=rex)
    assert Claim.objects.published().get() == draft
    told = [(row.history_user, row.history_change_reason) for row in versions(Claim).filter(id=draft.pk)][:4]
    assert told == [
        (rex, "published"),
        (ada, "submitted for review"),
        (rex, "sent back: Says too much."),
        (ada, "submitted for review"),
    ]


def test_a_retraction_tells_day_and_reason_and_is_taken_back(rex):
    claim = factories.make_claim()
    gone = reviewing.retract(claim, by=rex, reason="Misheard.")
    assert (gone.status, gone.retraction_reason, gone.retracted_on is None) == ("retracted", "Misheard.", False)
    back = reviewing.restore(claim, by=rex)
    assert (back.status, back.retraction_reason, back.retracted_on) == ("published", "", None)


@pytest.mark.parametrize(("act", "status"), [(Act.SEND_BACK, "in-review"), (Act.RETRACT, "published")])
def test_no_reason_is_refused(rex, act, status):
    claim = factories.make_claim(status=status)
    with pytest.raises(RefusedError, match="give the reason"):
        reviewing.perform(act, claim, by=rex, reason="  ")
    assert stored(claim).status == status


def test_nobody_publishes_their_own_not_even_a_superuser(draft, ada, settings):
    root = person("root", is_superuser=True)
    Claim.objects.filter(pk=draft.pk).update(created_by=root, status=Status.IN_REVIEW)
    with pytest.raises(RefusedError, match="nobody publishes their own"):
        reviewing.publish(draft, by=root)
    settings.SINGLE_CURATOR = True
    assert reviewing.publish(draft, by=root).status == "published"


def test_whoever_last_changed_what_it_says_does_not_publish_it(draft, rex):
    Claim.objects.filter(pk=draft.pk).update(edited_by=rex, status=Status.IN_REVIEW)
    with pytest.raises(RefusedError, match="you wrote or last changed it"):
        reviewing.publish(draft, by=rex)


def test_a_stale_object_does_not_publish_what_was_sent_back(draft, ada, rex):
    seen = reviewing.submit(draft, by=ada)
    reviewing.send_back(draft, by=rex, reason="Says too much.")
    with pytest.raises(RefusedError, match="its status is draft"):
        reviewing.publish(seen, by=rex)


@pytest.mark.parametrize(
    ("breakage", "message"),
    [
        (lambda claim: claim.evidence.all().delete(), "it has no evidence"),
        (lambda claim: claim.topic_links.all().delete(), "it is linked to no topic"),
        (lambda claim: claim.evidence.update(exact="Other words."), "is not what stands at"),
        (
            lambda claim: factories.make_claim(speaker=claim.speaker, statement=claim.statement.upper()),
            "it says the same as",
        ),
    ],
)
def test_a_claim_that_breaks_a_rule_is_neither_submitted_nor_published(ada, rex, draft, breakage, message):
    breakage(draft)
    with pytest.raises(RefusedError, match=message):
        reviewing.submit(draft, by=ada)
    Claim.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
    with pytest.raises(RefusedError, match=message):
        reviewing.publish(draft, by=rex)
    assert stored(draft).status == "in-review"


def test_a_position_is_not_published_before_the_claims_that_carry_it(rex):
    stance = factories.make_stance(status=Status.IN_REVIEW)
    Claim.objects.update(status=Status.DRAFT)
    with pytest.raises(RefusedError, match="no scoring evidence"):
        reviewing.publish(stance, by=rex)
    Claim.objects.update(status=Status.PUBLISHED)
    assert reviewing.publish(stance, by=rex).status == "published"


def test_a_stance_is_sent_back_and_not_retracted(rex):
    stance = factories.make_stance()
    with pytest.raises(RefusedError, match="send the stance back instead"):
        reviewing.perform(Act.RETRACT, stance, by=rex, reason="Misheard.")
    assert reviewing.send_back(stance, by=rex, reason="Misheard.").status == "draft"


def test_a_retraction_takes_down_the_stances_that_rested_on_the_claim_and_no_others(rex):
    stance = factories.make_stance(claims=1)
    other = factories.make_stance(speaker=stance.speaker, episode=stance.episode, claims=1)
    claim = Claim.objects.get(topics=stance.topic)
    reviewing.retract(claim, by=rex, reason="Misheard.")
    assert stored(stance).status == "draft"
    assert "on which it rested, was retracted" in stored(stance).sent_back_because
    assert stored(other).status == "published"
    assert check_corpus() == []


def test_what_readers_may_have_cited_is_not_deleted(ada, rex, draft):
    assert reviewing.deletion_fault(draft, by=ada) is None
    reviewing.submit(draft, by=ada)
    reviewing.publish(draft, by=rex)
    reviewing.send_back(draft, by=rex, reason="Says too much.")
    assert "retract it" in reviewing.deletion_fault(stored(draft), by=ada)


def test_a_refusal_keeps_no_version(rex, draft):
    before = versions(Claim).count()
    with pytest.raises(RefusedError):
        reviewing.publish(draft, by=rex)
    assert (versions(Claim).count(), Evidence.objects.count(), Stance.objects.count()) == (before, 1, 0)
