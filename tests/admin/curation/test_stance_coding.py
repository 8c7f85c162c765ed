"""Coding a stance with its claims in view: what follows is shown, what may be saved is saved, by whoever may."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from explorer.models import Claim, Evidence, Stance
from explorer.models.versions import latest_version
from tests import factories as make
from tests.markup import folded
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PAGE = reverse("admin:explorer_stance_code")


@pytest.fixture
def cora():
    return person("cora", "Curator")


@pytest.fixture
def claim():
    return make.make_claim()


def address(claim):
    topic = claim.topic_links.get().topic
    return f"{PAGE}?speaker={claim.speaker.slug}&topic={topic.slug}&episode={claim.episode.slug}"


def form(*ticked, **fields):
    """Return the form as it is sent, with claims that are ticked as carrying the side; all there are by default."""
    keys = [claim.pk for claim in ticked or Claim.objects.all()]
    said = {"act": "save", "code": "position", "position": "1", "rationale": "Says so.", "version": "0"}
    return {**said, "carried_by": keys, **fields}


def shown(client, claim, **fields):
    return folded(html.unescape(client.post(address(claim), form(act="weigh", **fields), headers=HTMX).text))


@pytest.mark.parametrize("query", ["", "?speaker=nobody", "?speaker=nobody&topic=x&episode=y"])
def test_what_is_not_chosen_yet_or_unknown_is_asked_for(cora, query):
    response = logged_in(cora).get(PAGE + query)
    assert response.status_code == 200
    assert 'name="episode"' in folded(response.text)


def test_all_claims_are_in_view_with_what_their_quotations_weigh(cora, claim):
    topic = claim.topic_links.get().topic
    who = {"speaker": claim.speaker, "episode": claim.episode, "topic": topic}
    make.make_claim(**who, statement="It may be.", status="draft", mode="conditional")
    make.make_claim(**who, statement="Others say so.", asserter=make.SpeakerFactory())
    make.make_claim(**who, statement="Gone.", status="retracted", retracted_on="2024-01-02", retraction_reason="x")
    make.make_claim(speaker=claim.speaker, topic=topic, statement="Elsewhere.")
    text = folded(html.unescape(logged_in(cora).get(address(claim)).text))
    assert "can carry a number" in text
    assert "carries no number: would hold under a condition" in text
    assert "carries no number: somebody else reports it" in text
    assert "Gone." not in text
    assert "Elsewhere." not in text


def test_label_and_confidence_are_shown_before_anything_is_saved(cora, claim):
    text = shown(logged_in(cora), claim, position="2")
    assert "Firmly: It is (said once)" in text
    assert "Medium confidence: One passage" in text
    assert "<html" not in text
    assert not Stance.objects.exists()


def test_what_a_draft_adds_is_told_apart_from_what_readers_see(cora, claim):
    Claim.objects.update(status="draft")
    text = shown(logged_in(cora), claim)
    assert "Cannot be published yet: position 1 has no scoring evidence" in text
    assert "Once the claims below are all published: Leans: It is (said once), medium confidence" in text


@pytest.mark.parametrize("fields", [{"code": "x"}, {"position": "9"}, {"position": ""}, {"code": "mixed"}])
def test_no_choice_is_too_odd_to_be_judged(cora, claim, fields):
    assert 'id="verdict"' in shown(logged_in(cora), claim, **fields)


def test_without_htmx_the_whole_page_shows_what_follows_and_keeps_what_was_typed(cora, claim):
    text = folded(logged_in(cora).post(address(claim), form(act="weigh", rationale="My reason.")).text)
    assert "Leans: It is (said once)" in text
    assert "My reason." in text
    assert not Stance.objects.exists()


def test_a_page_that_htmx_restores_is_whole(cora, claim):
    restored = logged_in(cora).get(address(claim), headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in folded(restored.text)
    assert "HX-History-Restore-Request" in restored["Vary"]


def test_a_stance_is_saved_as_a_draft_of_its_author_and_submitted_when_asked(cora, claim):
    client = logged_in(cora)
    client.post(address(claim), form())
    stance = Stance.objects.get()
    assert (stance.status, stance.position, stance.created_by) == ("draft", 1, cora)
    client.post(address(claim), form(act="submit", position="0", version=latest_version(stance)))
    stance.refresh_from_db()
    assert (stance.status, stance.position, latest_version(stance) > 0) == ("in-review", 0, True)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"position": ""}, "Give a position from −2 to 2"),
        ({"code": "mixed"}, "This code has no number"),
        ({"rationale": ""}, "This field is required."),
        ({"position": "9"}, "Select a valid choice"),
        ({"code": "x"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(cora, claim, fields, fault):
    response = logged_in(cora).post(address(claim), form(**fields))
    assert fault in folded(response.text)
    assert not Stance.objects.exists()


def test_a_number_needs_a_claim_that_is_ticked_as_carrying_it(cora, claim):
    client = logged_in(cora)
    response = client.post(address(claim), form(carried_by=[]))
    assert "Tick at least one claim whose words carry this side." in response.text
    assert not Stance.objects.exists()
    other = make.make_claim(speaker=claim.speaker, episode=claim.episode, topic=claim.topics.get())
    client.post(address(claim), form(claim))
    stance = Stance.objects.get()
    assert [carrier.claim for carrier in stance.carriers.all()] == [claim]
    page = client.get(address(claim)).text
    assert [f'value="{one.pk}"' in page for one in (claim, other)] == [True, True]
    assert page.count("checked\n") == 1
    client.post(address(claim), form(other, version=latest_version(stance)))
    assert [carrier.claim for carrier in stance.carriers.all()] == [other]


def test_only_a_claim_of_position_beside_the_stance_carries_it_and_no_number_needs_none(cora, claim):
    client = logged_in(cora)
    response = client.post(address(claim), form(make.make_claim()))
    assert "is not one of the available choices" in response.text
    assert not Stance.objects.exists()
    client.post(address(claim), form(code="no-clear-answer", position="", carried_by=[]))
    assert Stance.objects.get().carriers.count() == 0


def test_who_is_not_placed_is_coded_with_what_the_words_point_to(cora, claim):
    client = logged_in(cora)
    Evidence.objects.update(mode="conditional")
    typed = {"code": "not-placed", "position": "", "points_to": "first", "carried_by": []}
    pole = claim.topic_links.get().topic.first_pole
    told = shown(client, claim, **typed)
    assert f"Talks about it, but too little to place; points to “{pole}”" in told
    assert "points_to rests on fewer than two quotations" in told
    client.post(address(claim), form(**typed))
    stance = Stance.objects.get()
    assert (stance.code, stance.points_to, stance.position) == ("not-placed", "first", None)


def test_a_stance_is_of_whom_the_address_names_whatever_the_form_says(cora, claim):
    logged_in(cora).post(address(claim), form(speaker=make.SpeakerFactory().pk))
    assert Stance.objects.get().speaker == claim.speaker


def test_a_stance_that_somebody_changed_meanwhile_is_not_overwritten(cora, claim):
    client = logged_in(cora)
    client.post(address(claim), form())
    client.post(address(claim), form(rationale="Second.", version=latest_version(Stance.objects.get())))
    response = client.post(address(claim), form(rationale="Third.", version=0))
    assert "Both versions stand side by side" in folded(response.text)
    assert "Second." in folded(response.text)
    assert Stance.objects.get().rationale == "Second."


@pytest.mark.parametrize(
    ("role", "opens", "saves"),
    [("Curator", True, True), ("Reviewer", True, False), ("Editor", True, False), (None, False, False)],
)
def test_each_role_by_page_and_by_forged_request(claim, role, opens, saves):
    client = logged_in(person("somebody", *([role] if role else [])))
    page = client.get(address(claim))
    assert page.status_code == (200 if opens else 403)
    assert ('value="save"' in page.text) is saves
    assert client.post(address(claim), form()).status_code == (302 if saves else 403)
    assert Stance.objects.exists() is saves


@pytest.mark.parametrize("status", ["in-review", "published"])
def test_what_is_not_a_draft_any_more_is_not_saved_by_a_forged_request(cora, status):
    stance = make.make_stance(status=status, created_by=cora)
    claim = Claim.objects.get()
    client = logged_in(cora)
    assert "This cannot be saved now" in folded(client.get(address(claim)).text)
    assert client.post(address(claim), form(position="-1", version=latest_version(stance))).status_code == 403
    stance.refresh_from_db()
    assert stance.position == 1


def test_an_unknown_act_is_not_found_and_readers_are_asked_to_log_in(cora, claim, client):
    assert logged_in(cora).post(address(claim), form(act="publish")).status_code == 404
    assert "/login/" in client.post(address(claim), form())["Location"]
    assert not Stance.objects.exists()


def test_the_policy_needs_no_inline_script(cora, claim):
    response = logged_in(cora).get(address(claim))
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_many_claims_cost_as_many_queries_as_one(cora, claim):
    client = logged_in(cora)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(claim)).status_code == 200
        return len(queries)

    cost()
    one = cost()
    for _ in range(5):
        make.make_claim(speaker=claim.speaker, episode=claim.episode, topic=claim.topics.get())
    assert cost() == one


def test_the_desk_the_stance_and_a_new_claim_lead_there(cora):
    stance = make.make_stance()
    client = logged_in(cora)
    assert PAGE in folded(client.get("/admin/").text)
    page = folded(client.get(reverse("admin:explorer_stance_change", args=[stance.pk])).text)
    assert f"speaker={stance.speaker.slug}" in html.unescape(page)
    assert PAGE in folded(client.get(reverse("admin:explorer_stance_add")).text)
