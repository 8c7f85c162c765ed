"""The page of an act: the reason asked for, what is kept back named, many records at once."""

import pytest
from django.urls import reverse

from explorer.coding.vocabulary import Status
from explorer.models import Claim
from explorer.models.versions import latest_version
from tests import factories as make
from tests.admin.conftest import form_of
from tests.markup import folded
from tests.people import logged_in, person, see

pytestmark = pytest.mark.django_db

LIST = reverse("admin:explorer_claim_changelist")


@pytest.fixture
def ada():
    return person("ada", "Curator")


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


@pytest.fixture
def reviewer(rex):
    return logged_in(rex)


def page_of(act):
    return reverse("admin:explorer_claim_review", args=[act])


def test_an_action_of_the_list_asks_for_a_reason_and_names_what_is_kept_back(reviewer):
    waiting, draft = make.make_claim(status="in-review"), make.make_claim(status="draft")
    data = {"action": "send_back", "_selected_action": [waiting.pk, draft.pk]}
    text = folded(reviewer.post(LIST, data).text)
    assert 'name="reason"' in text
    assert f'name="ids" value="{waiting.pk}"' in text
    assert f'name="ids" value="{draft.pk}"' not in text
    assert "its status is draft, and only what is in review or published can be sent back" in text
    assert Claim.objects.get(pk=waiting.pk).status == "in-review"


def test_what_is_ready_is_published_and_what_is_not_is_named(rex, reviewer):
    good, bare = make.make_claim(status="in-review"), make.ClaimFactory(status="in-review")
    see(rex, good)
    response = reviewer.post(page_of("publish"), {"ids": [good.pk, bare.pk]}, follow=True)
    assert "1 claim published." in folded(response.text)
    assert "it has no evidence; quote what carries it" in folded(response.text)
    assert list(Claim.objects.published()) == [good]


def test_what_was_not_seen_is_kept_back_in_bulk_with_the_way_to_read_it(rex, reviewer):
    seen, changed, unseen = (make.make_claim(status="in-review") for _ in range(3))
    see(rex, seen, changed)
    Claim.objects.filter(pk=changed.pk).update(statement="Otherwise.")
    page = reviewer.get(page_of("publish"), {"ids": [seen.pk, changed.pk, unseen.pk]}).text
    assert page.count("open it for review, read its words, and decide then") == 2
    assert f"{reverse('admin:explorer_claim_read', args=[changed.pk])}?ids={changed.pk},{unseen.pk}" in page
    reviewer.post(page_of("publish"), {"ids": [seen.pk, changed.pk, unseen.pk]})
    assert list(Claim.objects.published()) == [seen]


def test_a_missing_reason_is_asked_for_again(reviewer):
    claim = make.make_claim()
    response = reviewer.post(page_of("retract"), {"ids": claim.pk, "reason": " "})
    assert (response.status_code, "Give the reason." in response.text) == (422, True)
    claim.refresh_from_db()
    assert claim.status == "published"


def test_readers_see_the_reason_of_a_retraction(reviewer, client):
    claim = make.make_claim()
    reviewer.post(page_of("retract"), {"ids": claim.pk, "reason": "Misheard <b>him</b>."})
    answer = client.get(claim.get_absolute_url())
    assert answer.status_code == 410
    assert "Misheard &lt;b&gt;him&lt;/b&gt;." in folded(answer.text)


@pytest.mark.parametrize("ids", [[], ["0"], ["x"], ["1; DROP"]])
def test_no_record_is_not_found(reviewer, ids):
    assert reviewer.get(page_of("publish"), {"ids": ids}).status_code == 404
    assert reviewer.post(page_of("publish"), {"ids": ids}).status_code == 404


def test_an_unknown_act_is_not_found(reviewer):
    assert reviewer.get(page_of("bless"), {"ids": [make.make_claim().pk]}).status_code == 404


def test_too_many_at_once_are_refused(reviewer, monkeypatch):
    monkeypatch.setattr("explorer.admin.curation.review.MOST", 1)
    rows = [make.make_claim(status="in-review").pk for _ in range(2)]
    response = reviewer.post(LIST, {"action": "publish", "_selected_action": rows}, follow=True)
    assert "Choose at most 1 at once" in folded(response.text)


def test_saving_and_submitting_is_one_press(ada):
    claim = make.make_claim(status="draft", created_by=ada)
    data = form_of(claim, statement="Newly worded.", _submit="Save and submit for review")
    response = logged_in(ada).post(reverse("admin:explorer_claim_change", args=[claim.pk]), data, follow=True)
    assert "saved and submitted for review" in folded(response.text)
    claim.refresh_from_db()
    assert (claim.status, claim.statement, claim.edited_by) == ("in-review", "Newly worded.", ada)


def test_what_cannot_be_submitted_is_saved_and_stays_a_draft(ada):
    claim = make.make_claim(status="draft", created_by=ada)
    data = form_of(claim, statement="Newly worded.", _submit="x", **{"evidence-0-DELETE": "on"})
    response = logged_in(ada).post(reverse("admin:explorer_claim_change", args=[claim.pk]), data, follow=True)
    assert "it has no evidence" in folded(response.text)
    assert "saved as a draft" in folded(response.text)
    claim.refresh_from_db()
    assert (claim.status, claim.statement) == ("draft", "Newly worded.")


def test_the_author_reads_why_a_draft_was_sent_back(ada):
    claim = make.make_claim(status="draft", created_by=ada, sent_back_because="Says too much.")
    assert "Says too much." in folded(logged_in(ada).get(reverse("admin:explorer_claim_change", args=[claim.pk])).text)


def test_one_curator_alone_changes_a_public_claim_and_what_it_carried_is_taken_down(settings):
    settings.SINGLE_CURATOR = True
    stance = make.make_stance(claims=1)
    claim = Claim.objects.get()
    data = form_of(claim, **{"topic_links-0-bearing": "context"})
    client = logged_in(person("root", is_superuser=True))
    response = client.post(reverse("admin:explorer_claim_change", args=[claim.pk]), data, follow=True)
    assert "does not carry it any more" in folded(response.text)
    stance.refresh_from_db()
    assert (stance.status, Claim.objects.published().get()) == (Status.DRAFT, claim)


def test_a_version_is_restored_from_the_list_of_versions(ada):
    claim = make.make_claim(status="draft", created_by=ada, statement="It is so.")
    client, address = logged_in(ada), reverse("admin:explorer_claim_change", args=[claim.pk])
    client.post(address, form_of(claim))
    number = latest_version(claim)
    client.post(address, form_of(claim, statement="It was so."))
    text = folded(client.get(reverse("admin:explorer_claim_history", args=[claim.pk])).text)
    assert "<del>It is so.</del>" in text
    assert "<ins>It was so.</ins>" in text
    restored = client.post(reverse("admin:explorer_claim_restore", args=[claim.pk, number]), follow=True)
    assert "The version was restored." in folded(restored.text)
    claim.refresh_from_db()
    assert claim.statement == "It is so."


def test_restoring_is_no_link(ada):
    claim = make.make_claim(status="draft", created_by=ada)
    address = reverse("admin:explorer_claim_restore", args=[claim.pk, latest_version(claim)])
    assert logged_in(ada).get(address).status_code == 403


def test_a_version_that_a_public_claim_may_not_have_is_refused_whole(settings):
    settings.SINGLE_CURATOR = True
    claim = make.ClaimFactory(statement="It is so.")
    bare = latest_version(claim)
    link = make.ClaimTopicFactory(claim=claim)
    make.EvidenceFactory(claim=claim)
    client = logged_in(person("root", is_superuser=True))
    restored = client.post(reverse("admin:explorer_claim_restore", args=[claim.pk, bare]), follow=True)
    assert "it is public, and it has no evidence" in folded(restored.text)
    assert list(claim.topic_links.all()) == [link]
