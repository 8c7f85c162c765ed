"""One page a claim: the words in their passage, what is decided about them, and the way to the next claim."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.models import Claim, SeenClaim
from tests import factories as make
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


@pytest.fixture
@open_edit()
def claims():
    author = person("ada", "Curator")
    return [make.make_claim(status=Status.IN_REVIEW, created_by=author, edited_by=author) for _ in range(3)]


def address(claim, claims=()):
    page = reverse("admin:explorer_claim_read", args=[claim.pk])
    return f"{page}?ids={','.join(str(other.pk) for other in claims)}" if claims else page


def decide(client, claim, do, claims=(), **fields):
    """Read a claim and decide about what was read."""
    checksum = client.get(address(claim, claims)).context["read"].checksum
    return client.post(address(claim, claims), {"do": do, "checksum": checksum} | fields)


def test_the_words_are_marked_in_their_passage_beside_what_is_claimed(rex):
    text = "Nobody knows.\n\nWell, my guess is that it is so. Time will tell.\n\nThat was all."
    episode = make.make_episode(text=text, passages=3)
    guest, passage = episode.appearances.get(role="guest").speaker, episode.sources.get().passages.get(ordinal=2)
    claim = make.ClaimFactory(speaker=guest, episode=episode, status=Status.IN_REVIEW, statement="It is so.")
    make.ClaimTopicFactory(claim=claim)
    make.EvidenceFactory(claim=claim, passage=passage, exact="my guess is that it is so.", mode="hedged")
    page = html.unescape(logged_in(rex).get(address(claim)).text)
    quoted = '<mark class="is-sign">my guess</mark><mark class="is-quoted"> is that it is so.</mark>'
    assert f">Well, {quoted} Time will tell." in page
    assert "Nobody knows." in page
    assert "That was all." in page
    for said in ("It is so.", str(guest), "With a “maybe”", "labels the speaker", "Review, 1 of 1"):
        assert said in page
    assert "unsafe-inline" not in logged_in(rex).get(address(claim))["Content-Security-Policy"]


def test_the_point_that_a_claim_answers_stands_beside_its_topic(rex, claims):
    claim = claims[0]
    make.change_links(claim, point=make.PointFactory(topic=claim.topics.get(), question="Is it ever so?"))
    page = html.unescape(logged_in(rex).get(address(claim)).text)
    assert "answers “Is it ever so?”" in page.partition(str(claim.topics.get()))[2]


def test_what_is_published_was_read_and_the_next_one_follows(rex, claims):
    client = logged_in(rex)
    page = client.get(address(claims[0], claims))
    assert "Review, 1 of 3" in page.text
    response = decide(client, claims[0], "publish", claims)
    assert response["Location"] == address(claims[1], claims)
    assert list(Claim.objects.published()) == [claims[0]]
    page = client.get(address(claims[1], claims))
    assert [page.context["round"].number, page.context["round"].marks] == [2, ["done", "now", "left"]]


def test_what_was_changed_since_it_was_read_is_not_published_and_is_shown_as_it_is(rex, claims):
    client, claim = logged_in(rex), claims[0]
    checksum = client.get(address(claim)).context["read"].checksum
    Claim.objects.filter(pk=claim.pk).update(statement="My critics say so.")
    response = client.post(address(claim), {"do": "publish", "checksum": checksum})
    assert response.status_code == 409
    assert "it was changed after you had seen it; open it for review" in html.unescape(response.text)
    assert "My critics say so." in response.text
    assert not Claim.objects.published().exists()
    assert decide(client, claim, "publish").status_code == 302


@pytest.mark.parametrize("checksum", ["", "0" * 64])
def test_a_forged_request_without_what_was_read_publishes_nothing(rex, claims, checksum):
    client = logged_in(rex)
    for _ in range(2):
        response = client.post(address(claims[0]), {"do": "publish", "checksum": checksum})
        assert response.status_code == 409
    assert not Claim.objects.published().exists()


def test_one_curator_alone_reads_before_publishing_too(settings, claims):
    settings.SINGLE_CURATOR = True
    root = person("root", is_superuser=True)
    client, bulk = logged_in(root), reverse("admin:explorer_claim_review", args=["publish"])
    client.post(bulk, {"ids": claims[0].pk})
    assert not Claim.objects.published().exists()
    assert decide(client, claims[0], "publish").status_code == 302
    assert list(Claim.objects.published()) == [claims[0]]


def test_a_claim_is_sent_back_with_a_usual_reason_and_a_word(rex, claims):
    client = logged_in(rex)
    response = decide(client, claims[0], "send-back", claims)
    assert (response.status_code, "give the reason" in response.text) == (422, True)
    decide(client, claims[0], "send-back", claims, why="Already there", note="See the first.")
    claims[0].refresh_from_db()
    assert (claims[0].status, claims[0].sent_back_because) == ("draft", "Already there. See the first.")
    decide(client, claims[1], "send-back", claims, note=" Only this. ")
    claims[1].refresh_from_db()
    assert claims[1].sent_back_because == "Only this."
    assert decide(client, claims[2], "send-back", claims, why="Forged").status_code == 422


def test_the_last_one_leads_back_to_the_desk(rex, claims):
    response = decide(logged_in(rex), claims[0], "publish", claims[:1])
    assert response["Location"] == reverse("admin:index")


def test_a_retracted_claim_is_read_before_it_is_restored(rex):
    claim = make.make_claim(status="retracted", retracted_on="2024-01-01", retraction_reason="Misheard.")
    client = logged_in(rex)
    assert 'value="restore"' in client.get(address(claim)).text
    decide(client, claim, "restore")
    assert list(Claim.objects.published()) == [claim]


def test_the_round_begins_with_what_waits_longest_and_the_desk_leads_there(rex, claims):
    client = logged_in(rex)
    begun = client.get(reverse("admin:explorer_claim_round"))
    assert begun["Location"] == address(claims[0], claims)
    desk = client.get("/admin/").text
    assert reverse("admin:explorer_claim_round") in desk
    assert address(claims[0]) in desk
    Claim.objects.update(status="draft")
    assert client.get(reverse("admin:explorer_claim_round"))["Location"] == reverse("admin:index")


@pytest.mark.parametrize("role", ["Curator", "Editor"])
def test_who_does_not_review_reads_nothing_for_review(claims, role):
    client = logged_in(person("cora", role))
    assert client.get(address(claims[0])).status_code == 403
    assert client.get(reverse("admin:explorer_claim_round")).status_code == 403
    assert client.post(address(claims[0]), {"do": "publish"}).status_code == 403
    assert not SeenClaim.objects.exists()


def test_the_author_sees_that_it_is_somebody_elses_to_publish(claims):
    both = person("both", "Curator", "Reviewer")
    Claim.objects.update(edited_by=both)
    page = logged_in(both).get(address(claims[0])).text
    assert 'value="publish"' not in page
    assert "nobody publishes their own" in page


@pytest.mark.parametrize("ids", ["x", "0", "99999999999999999999", "1,2,x", ",".join(map(str, range(500)))])
def test_no_round_is_too_odd(rex, claims, ids):
    response = logged_in(rex).get(f"{address(claims[0])}?ids={ids}")
    assert (response.status_code, "Review, " in response.text) == (200, True)


@pytest.mark.parametrize("do", ["retract", "submit", "bless", ""])
def test_an_unknown_decision_is_not_found(rex, claims, do):
    assert decide(logged_in(rex), claims[0], do).status_code == 404


def test_no_claim_is_not_found(rex):
    assert logged_in(rex).get(reverse("admin:explorer_claim_read", args=[0])).status_code == 404


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_it_costs_the_same_for_one_quotation_and_neighbour_as_for_twenty(rex, claims):
    client, claim = logged_in(rex), claims[0]
    costs = []
    for number in (1, 20):
        with open_edit():
            for _ in range(number):
                make.EvidenceFactory(claim=claim)
                make.make_claim(speaker=claim.speaker, episode=claim.episode)
                make.ClaimTopicFactory(claim=claim)
                make.make_claim(status=Status.IN_REVIEW)
        client.get(address(claim, claims))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(claim, claims)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 25
