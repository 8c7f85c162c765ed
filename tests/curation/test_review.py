"""Records reach readers by review alone; what an act forbids, or would break, changes nothing."""

import datetime

import pytest
from django.utils import timezone

from explorer.checks.database import check_corpus
from explorer.coding.review_permissions import Act
from explorer.coding.vocabulary import Status
from explorer.curation import review
from explorer.errors import RefusedError, UnseenError
from explorer.models import Claim, Evidence, Stance
from explorer.models.versions import versions
from tests import factories as make
from tests.people import person, see

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("ada", "Curator")


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


@pytest.fixture
def draft(ada):
    return make.make_claim(status=Status.DRAFT, created_by=ada, edited_by=ada)


def stored(record):
    return type(record).objects.get(pk=record.pk)


def test_a_claim_is_submitted_sent_back_submitted_again_and_published(ada, rex, draft):
    review.submit(draft, by=ada)
    sent = review.send_back(draft, by=rex, reason="Says too much.")
    assert (sent.status, sent.sent_back_because) == ("draft", "Says too much.")
    assert stored(review.submit(draft, by=ada)).sent_back_because == ""
    see(rex, draft)
    review.publish(draft, by=rex)
    assert Claim.objects.published().get() == draft
    told = [(row.history_user, row.history_change_reason) for row in versions(Claim).filter(id=draft.pk)][:4]
    assert told == [
        (rex, "published"),
        (ada, "submitted for review"),
        (rex, "sent back: Says too much."),
        (ada, "submitted for review"),
    ]


def test_a_retraction_tells_day_and_reason_and_is_taken_back(rex):
    claim = make.make_claim()
    gone = review.retract(claim, by=rex, reason="Misheard.")
    assert (gone.status, gone.retraction_reason, gone.retracted_on is None) == ("retracted", "Misheard.", False)
    see(rex, claim)
    back = review.restore(claim, by=rex)
    assert (back.status, back.retraction_reason, back.retracted_on) == ("published", "", None)


@pytest.mark.parametrize(("act", "status"), [(Act.SEND_BACK, "in-review"), (Act.RETRACT, "published")])
def test_no_reason_is_refused(rex, act, status):
    claim = make.make_claim(status=status)
    with pytest.raises(RefusedError, match="give the reason"):
        review.perform(act, claim, by=rex, reason="  ")
    assert stored(claim).status == status


def test_nobody_publishes_their_own_not_even_a_superuser(draft, ada, settings):
    root = person("root", is_superuser=True)
    Claim.objects.filter(pk=draft.pk).update(created_by=root, status=Status.IN_REVIEW)
    with pytest.raises(RefusedError, match="nobody publishes their own"):
        review.publish(draft, by=root)
    settings.SINGLE_CURATOR = True
    with pytest.raises(UnseenError, match="you have not seen its words"):
        review.publish(draft, by=root)
    see(root, draft)
    assert review.publish(draft, by=root).status == "published"


def test_whoever_last_changed_what_it_says_does_not_publish_it(draft, rex):
    Claim.objects.filter(pk=draft.pk).update(edited_by=rex, status=Status.IN_REVIEW)
    with pytest.raises(RefusedError, match="you wrote or last changed it"):
        review.publish(draft, by=rex)


def test_a_stale_object_does_not_publish_what_was_sent_back(draft, ada, rex):
    seen = review.submit(draft, by=ada)
    review.send_back(draft, by=rex, reason="Says too much.")
    with pytest.raises(RefusedError, match="its status is draft"):
        review.publish(seen, by=rex)


@pytest.mark.parametrize(
    ("breakage", "message"),
    [
        (lambda claim: claim.evidence.all().delete(), "it has no evidence"),
        (lambda claim: claim.topic_links.all().delete(), "it is linked to no topic"),
        (lambda claim: claim.evidence.update(exact="Other words."), "is not what stands at"),
        (
            lambda claim: make.make_claim(speaker=claim.speaker, statement=claim.statement.upper()),
            "it says the same as",
        ),
    ],
)
def test_a_claim_that_breaks_a_rule_is_neither_submitted_nor_published(ada, rex, draft, breakage, message):
    breakage(draft)
    with pytest.raises(RefusedError, match=message):
        review.submit(draft, by=ada)
    Claim.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
    with pytest.raises(RefusedError, match=message):
        review.publish(draft, by=rex)
    assert stored(draft).status == "in-review"


def test_a_position_is_not_published_before_the_claims_that_carry_it(rex):
    stance = make.make_stance(status=Status.IN_REVIEW)
    Claim.objects.update(status=Status.DRAFT)
    with pytest.raises(RefusedError, match="no scoring evidence"):
        review.publish(stance, by=rex)
    Claim.objects.update(status=Status.PUBLISHED)
    assert review.publish(stance, by=rex).status == "published"


def test_a_stance_is_sent_back_and_not_retracted(rex):
    stance = make.make_stance()
    with pytest.raises(RefusedError, match="send the stance back instead"):
        review.perform(Act.RETRACT, stance, by=rex, reason="Misheard.")
    assert review.send_back(stance, by=rex, reason="Misheard.").status == "draft"


def test_words_that_score_take_down_the_stance_that_says_that_nothing_does(ada, rex):
    stance = make.make_stance(code="not-placed", mode="conditional")
    who = {"speaker": stance.speaker, "topic": stance.topic, "episode": stance.episode}
    claim = make.make_claim(**who, status=Status.IN_REVIEW, created_by=ada, edited_by=ada)
    see(rex, claim)
    review.publish(claim, by=rex)
    assert stored(stance).status == "draft"
    assert "which it does not fit, was published" in stored(stance).sent_back_because


def test_a_retraction_takes_down_the_stances_that_rested_on_the_claim_and_no_others(rex):
    stance = make.make_stance(claims=1)
    other = make.make_stance(speaker=stance.speaker, episode=stance.episode, claims=1)
    claim = Claim.objects.get(topics=stance.topic)
    review.retract(claim, by=rex, reason="Misheard.")
    assert stored(stance).status == "draft"
    assert "on which it rested, was retracted" in stored(stance).sent_back_because
    assert stored(other).status == "published"
    assert check_corpus() == []


def test_what_readers_may_have_cited_is_not_deleted(ada, rex, draft):
    assert review.deletion_fault(draft, by=ada) is None
    review.submit(draft, by=ada)
    see(rex, draft)
    review.publish(draft, by=rex)
    review.send_back(draft, by=rex, reason="Says too much.")
    assert "retract it" in review.deletion_fault(stored(draft), by=ada)


def test_a_refusal_keeps_no_version(rex, draft):
    before = versions(Claim).count()
    with pytest.raises(RefusedError):
        review.publish(draft, by=rex)
    assert (versions(Claim).count(), Evidence.objects.count(), Stance.objects.count()) == (before, 1, 0)


def test_nothing_is_published_by_somebody_who_has_not_seen_it_as_it_is(ada, rex, draft):
    review.submit(draft, by=ada)
    for change in (None, {"statement": "Otherwise."}):
        if change:
            Claim.objects.filter(pk=draft.pk).update(**change)
        with pytest.raises(UnseenError, match="open it for review, read its words, and decide then"):
            review.publish(draft, by=rex)
        see(rex, stored(draft))
    assert review.publish(draft, by=rex).status == "published"


def test_what_another_person_saw_does_not_count(ada, rex, draft):
    review.submit(draft, by=ada)
    see(person("roy", "Reviewer"), draft)
    assert "you have not seen its words" in review.find_refusal(Act.PUBLISH, stored(draft), by=rex)
    with pytest.raises(UnseenError):
        review.publish(draft, by=rex)
    assert stored(draft).status == "in-review"


def test_a_claim_keeps_the_day_of_its_first_publication(ada, rex, draft):
    review.submit(draft, by=ada)
    see(rex, draft)
    assert review.publish(draft, by=rex).published_on == timezone.localdate()
    first = datetime.date(2020, 1, 2)
    Claim.objects.filter(pk=draft.pk).update(published_on=first)
    review.send_back(draft, by=rex, reason="Once more.")
    review.submit(draft, by=ada)
    assert review.publish(draft, by=rex).published_on == first
    review.retract(draft, by=rex, reason="Misheard.")
    assert review.restore(draft, by=rex).published_on == first
