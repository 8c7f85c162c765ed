"""The page on which claims are drawn from a document: each role, forged requests, what is refused and what is saved."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from explorer.changes.edit import open_edit
from explorer.models import Claim, Passage
from tests import factories as make
from tests.markup import folded
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
TEXT = "It is <b>so</b>, I suspect.\n\nIt is not.\r\nIt is not.\n\nThe rest."


@pytest.fixture
@open_edit()
def source():
    return make.make_episode(text=TEXT, passages=3).sources.get()


@pytest.fixture
def cora():
    return logged_in(person("cora", "Curator"))


def address(source):
    return reverse("admin:explorer_source_annotate", args=[source.pk])


def form_of(source, **fields):
    passage = source.passages.order_by("ordinal").first()
    values = {
        "act": "next",
        "passage": passage.slug,
        "seen": "",
        "exact": "I suspect",
        "statement": "It is so.",
        "speaker": passage.speaker_id,
        "asserter": passage.speaker_id,
        "basis": "labelled",
        "mode": "hedged",
        "role": "plain",
        "topic": make.TopicFactory().pk,
        "bearing": "position",
    }
    return {**values, **fields}


def test_the_document_stands_there_character_by_character(cora, source):
    text = cora.get(address(source)).text
    assert "&lt;b&gt;so&lt;/b&gt;" in text
    words = re.findall(r"data-words>(.*?)</div>", text, re.DOTALL)
    assert [html.unescape(re.sub(r"</?mark>", "", marked)) for marked in words] == [
        passage.text for passage in source.passages.order_by("ordinal")
    ]
    assert "\r\n" in html.unescape(words[1])


def test_no_browser_cuts_off_what_it_counts_otherwise(cora, source):
    assert "maxlength" not in folded(cora.get(address(source)).text)


def test_the_policy_needs_no_inline_script(cora, source):
    response = cora.get(address(source))
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son\w+=", response.text.replace("onload", ""))


def test_words_are_looked_up_and_propose_the_rest_without_saving(cora, source):
    data = form_of(source, act="check", exact="I suspect", speaker="", asserter="", basis="", mode="asserted", topic="")
    text = folded(cora.post(address(source), data).text)
    speaker = source.passages.first().speaker
    assert "Matches the text of the document exactly." in text
    assert f"the document labels {speaker}" in text
    assert "“I suspect” speaks for hedged" in text
    assert text.count(f'<option value="{speaker.pk}" selected>') == 2
    assert '<option value="hedged" selected>' in text
    assert "It is so." in text, "what was typed stays"
    assert not Claim.objects.exists()


def test_what_a_curator_chose_over_a_proposal_stays_while_the_words_stay(cora, source):
    first = cora.post(address(source), form_of(source, act="check")).text
    proposed = re.search(r'name="proposed_for" value="([^"]+)"', first).group(1)
    again = cora.post(address(source), form_of(source, act="check", proposed_for=proposed, mode="conditional")).text
    assert '<option value="conditional" selected>' in again


def test_repeated_words_are_told_apart_by_the_place_that_was_chosen(cora, source):
    data = form_of(source, act="check", exact="It is not.")
    text = folded(cora.post(address(source), data).text)
    assert "stand 2 times" in text
    [_, second] = re.findall(r'value="(check-\d+)"', text)
    told = cora.post(address(source), {**data, "act": second}).text
    assert "tells this place apart" in told


def test_a_claim_is_saved_as_a_draft_and_the_next_passage_opens(cora, source):
    response = cora.post(address(source), form_of(source))
    claim = Claim.objects.get()
    assert (claim.status, claim.created_by.username, claim.evidence.get().exact) == ("draft", "cora", "I suspect")
    second = source.passages.get(ordinal=2)
    assert response["Location"] == f"{address(source)}?passage={second.slug}#{second.slug}"


def test_htmx_gets_the_form_and_the_one_passage_that_changed(cora, source):
    text = folded(cora.post(address(source), form_of(source), headers=HTMX).text)
    assert "<html" not in text
    assert text.count("data-words") == 1
    assert "<mark>I suspect</mark>" in text
    assert 'id="claim" data-passage="' + source.passages.get(ordinal=2).slug in text
    assert text.count('data-hx-swap-oob="true"') == 2, "the passage, and how many are left"


def test_a_page_that_htmx_restores_is_whole_and_no_cache_takes_it_for_the_part(cora, source):
    restored = cora.get(address(source), headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in folded(restored.text)
    for response in (restored, cora.get(address(source), headers=HTMX)):
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(response["Vary"].split(", "))


def test_saving_and_submitting_is_one_press(cora, source):
    cora.post(address(source), form_of(source, submit="on"))
    assert Claim.objects.get().status == "in-review"


def test_a_claim_in_two_topics(cora, source):
    other = make.TopicFactory()
    cora.post(address(source), form_of(source, second_topic=other.pk, second_bearing="context"))
    assert [link.bearing for link in Claim.objects.get().topic_links.all()] == ["position", "context"]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"exact": "It is so, I suspect."}, "the words are not in the source"),
        ({"exact": "It is not."}, "stand 2 times"),
        ({"exact": "x" * 801}, "longer than 400 characters"),
        ({"prefix": "x" * 201}, "at most 200 characters of what stands"),
        ({"exact": ""}, "This field is required."),
        ({"statement": "x" * 201}, "at most 200 characters"),
        ({"topic": ""}, "This field is required."),
        ({"topic": "x"}, "Select a valid choice"),
        ({"speaker": "999999"}, "Select a valid choice"),
        ({"basis": "sworn"}, "Select a valid choice"),
        ({"start": "-1"}, "greater than or equal to 0"),
        ({"exact": "I\x00suspect"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_saved(cora, source, fields, fault):
    response = cora.post(address(source), form_of(source, **fields))
    assert response.status_code == 200
    assert fault in html.unescape(response.text)
    assert not Claim.objects.exists()


def test_no_claim_here_sets_the_passage_aside_and_goes_on(cora, source):
    text = folded(cora.post(address(source), form_of(source, act="aside", disposition="joke"), headers=HTMX).text)
    assert source.passages.get(ordinal=1).disposition == "joke"
    assert "is set aside: joke." in text
    assert f'id="claim" data-passage="{source.passages.get(ordinal=2).slug}"' in text


def test_a_passage_is_read_again(cora, source):
    source.passages.filter(ordinal=1).update(disposition="joke")
    cora.post(address(source), form_of(source, act="aside", disposition="", seen="joke"))
    assert source.passages.get(ordinal=1).disposition == ""


def test_a_reason_is_asked_for_and_others_are_not_overwritten(cora, source):
    assert "Choose why" in folded(cora.post(address(source), form_of(source, act="aside", disposition="")).text)
    source.passages.filter(ordinal=1).update(disposition="joke")
    text = folded(cora.post(address(source), form_of(source, act="aside", disposition="example")).text)
    assert "somebody else has changed" in text
    assert source.passages.get(ordinal=1).disposition == "joke"


@pytest.mark.parametrize(
    ("role", "opens", "drafts"),
    [("Curator", True, True), ("Reviewer", True, False), ("Editor", True, False), (None, False, False)],
)
def test_each_role_by_page_and_by_forged_request(source, role, opens, drafts):
    client = logged_in(person("somebody", *([role] if role else [])))
    page = client.get(address(source))
    assert page.status_code == (200 if opens else 403)
    assert ('name="statement"' in page.text, 'name="disposition"' in page.text) == (drafts, drafts)
    for fields in ({}, {"act": "aside", "disposition": "joke", "passage": source.passages.get(ordinal=3).slug}):
        assert client.post(address(source), form_of(source, **fields)).status_code == (302 if drafts else 403)
    assert Claim.objects.exists() is drafts
    assert Passage.objects.filter(disposition="joke").exists() is drafts


def test_readers_are_asked_to_log_in(client, source):
    assert "/login/" in client.get(address(source))["Location"]
    assert "/login/" in client.post(address(source), form_of(source))["Location"]
    assert not Claim.objects.exists()


@pytest.mark.parametrize("act", ["", "publish", "NEXT"])
def test_an_unknown_act_is_not_found(cora, source, act):
    assert cora.post(address(source), form_of(source, act=act)).status_code == 404


def test_a_passage_of_another_document_is_not_set_aside(cora, source):
    other = make.PassageFactory()
    data = form_of(source, act="aside", disposition="joke", passage=other.slug)
    assert cora.post(address(source), data).status_code == 404
    other.refresh_from_db()
    assert other.disposition == ""


def test_no_such_document_and_no_passages(cora):
    assert cora.get(reverse("admin:explorer_source_annotate", args=[10**9])).status_code == 404
    assert cora.get(address(make.SourceFactory())).status_code == 200


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_a_long_document_costs_as_many_queries_as_a_short_one(cora):
    def cost(passages):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=passages)
        for passage in episode.sources.get().passages.all():
            make.make_claim(speaker=guest, passage=passage)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert cora.get(address(episode.sources.get())).status_code == 200
        return len(queries)

    assert cost(1) == cost(12)


def test_the_desk_the_document_and_the_passage_lead_there(cora, source):
    assert address(source) in folded(cora.get("/admin/").text)
    assert address(source) in folded(cora.get(reverse("admin:explorer_source_change", args=[source.pk])).text)
    passage = source.passages.first()
    page = folded(cora.get(reverse("admin:explorer_passage_change", args=[passage.pk])).text)
    assert f"{address(source)}?passage={passage.slug}#{passage.slug}" in page
