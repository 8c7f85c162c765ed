import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import ContrastKind, Grade, StanceCode, Status
from explorer.models import Topic
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def guest(slug):
    return make.SpeakerFactory(slug=slug, name=f"{slug.title()} Guest-{slug}")


@pytest.fixture
@open_edit()
def pair():
    """Two guests who are four steps apart on one question."""
    topic = make.TopicFactory(slug="scale", question="Is scale enough?", first_pole="It is not", second_pole="It is")
    for slug, position in (("ada", -2), ("bob", 2)):
        make.make_stance(position, speaker=guest(slug), topic=topic, claims=2, rationale=f"{slug.title()} says so.")
    return topic


def get(client, query="", **headers):
    response = client.get(f"/compare/{query}", headers=headers)
    assert response.status_code == 200
    return response


def html_of(client, query="", **headers):
    return folded(get(client, query, **headers).content.decode())


def chosen(response):
    return response.context["pairing"].slugs


def questions(html):
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]+">([^<]+)</a>', html)


def test_it_works(client, pair):
    html = html_of(client, "?speakers=ada,bob")
    assert "<h1>Ada Guest-ada and Bob Guest-bob</h1>" in html
    assert "<title>Ada Guest-ada and Bob Guest-bob · Debate Explorer</title>" in html
    assert '<a href="/topics/scale/?speakers=ada,bob">Is scale enough?</a>' in html
    assert "Differ, 4 of 4 steps apart" in html
    assert '<path class="c-duel__gap" d="M22 28H218"/>' in html
    assert '<p class="c-cell__word">Firmly: It is not</p>' in html
    assert 'high confidence, <time datetime="2019-08-31">31 August 2019</time>' in html
    assert '<a href="/topics/scale/?speakers=bob">2 claims' in html
    assert "Bob says so." in html
    assert "AG is Ada Guest-ada and BG is Bob Guest-bob" in html
    assert '<dt>differ</dt><dd class="c-tally__n">1</dd>' in html


def test_the_two_furthest_apart_are_compared_where_nobody_is_named(client, pair):
    make.make_stance(0, topic=pair, speaker=guest("cleo"))
    response = get(client)
    assert chosen(response) == ["ada", "bob"]
    assert "The two guests furthest apart" in folded(response.content.decode())
    assert "furthest apart:" not in folded(get(client, "?speakers=ada,cleo").content.decode())


def test_it_works_on_an_empty_database(client):
    assert "There are no guests yet" in html_of(client)


def test_people_without_questions_are_said(client):
    with open_edit():
        for slug in "ab":
            make.make_episode(guest=guest(slug))
    assert "There are no questions yet" in html_of(client)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?speakers=", "Nobody is chosen"),
        ("?speakers=ada", "Ada Guest-ada needs somebody to stand beside"),
        ("?speakers=ada,nobody", "Ada Guest-ada needs somebody to stand beside"),
        ("?speakers=nobody", "Nobody is chosen"),
    ],
)
def test_fewer_than_two_known_people_lead_on(client, pair, query, said):
    html = html_of(client, query)
    assert said in html
    assert '<a href="/compare/">compare the two furthest apart</a>' in html
    assert "<table" not in html
    assert "<h1>Compare people</h1>" in html


def test_unknown_values_are_said_and_left_out(client, pair):
    html = html_of(client, "?speakers=ada,bob,%3Cfoo%3E&differ=perhaps")
    assert "<code>speakers=&lt;foo&gt;</code>, <code>differ=perhaps</code>" in html
    assert "Differ, 4 of 4 steps apart" in html


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize("name", ["speakers", "differ"])
@pytest.mark.parametrize("value", ["%00", "a%00b", "%ff%fe", "%E2%80%AE", ",,,", "x" * 20000, "1,2," * 5000, "'\""])
def test_no_value_breaks_the_page(client, pair, name, value):
    html = folded(get(client, f"?{name}={value}").content.decode())
    assert "\x00" not in html
    assert len(html) < 60_000


def test_the_fifth_of_five_people_is_left_out_and_named(client, pair):
    with open_edit():
        for slug in ("cleo", "dee", "eve"):
            make.make_stance(1, topic=pair, speaker=guest(slug))
    response = get(client, "?speakers=eve,dee,cleo,bob,ada")
    assert chosen(response) == ["eve", "dee", "cleo", "bob"]
    assert "Four at most side by side: Ada Guest-ada was left out." in folded(response.content.decode())


def test_agreement_is_tallied_beside_difference_and_claims_beside_positions(client, pair):
    ends = [guest_of(slug).claims.first() for slug in ("ada", "bob")]
    make.RelationFactory(from_claim=ends[0], to_claim=ends[1], kind="agrees")
    html = html_of(client, "?speakers=ada,bob")
    told = re.findall(r"<dt>([^<]*)</dt> *<dd[^>]*>(\d+)</dd>", html)
    assert ("agree, claim by claim", "1") in told
    assert ("dispute, claim by claim", "0") in told


def test_three_people_have_a_mark_each_and_no_duel(client, pair):
    make.make_stance(1, topic=pair, speaker=guest("cleo"), grade=Grade.SUMMARY)
    make.ContrastFactory(topic=pair, first=guest_of("ada"), second=guest_of("bob"), reason="They part here.")
    html = html_of(client, "?speakers=ada,bob,cleo")
    assert "Differ, up to 4 of 4 steps apart" in html
    assert "c-duel" not in html
    assert html.count('<svg class="c-mini ') == 3
    assert html.count("c-mini--para") == 1
    assert "Between two of them: 1 note" in html
    assert "Guest-ada and Guest-bob: They contradict each other." in html


def guest_of(slug):
    return make.models.Speaker.objects.get(slug=slug)


def test_a_contrast_is_shown_with_its_kind_and_reason(client, pair):
    make.ContrastFactory(
        topic=pair,
        first=guest_of("ada"),
        second=guest_of("bob"),
        kind=ContrastKind.DIFFERENT_MEANING,
        reason="Each means another thing.",
    )
    assert "<strong>Same word, another sense.</strong> Each means another thing." in html_of(client)


def test_only_where_they_differ(client, pair):
    shared = make.TopicFactory(question="Do they agree?")
    with open_edit():
        for slug in ("ada", "bob"):
            make.make_stance(1, speaker=guest_of(slug), topic=shared)
    assert questions(html_of(client, "?speakers=ada,bob")) == ["Is scale enough?", "Do they agree?"]
    html = html_of(client, "?speakers=ada,bob&differ=1")
    assert questions(html) == ["Is scale enough?"]
    assert "1 of 2 questions shown, only where they differ." in html
    assert '<a href="/compare/?speakers=ada,bob">Show all</a>' in html
    assert 'id="differ" value="1" checked' in html
    assert '<dt>agree</dt><dd class="c-tally__n">1</dd>' in html


def test_differing_on_nothing_is_said(client, pair):
    Topic.objects.update(second_pole="It is, yes")
    make.make_stance(-2, speaker=guest("cleo"), topic=pair)
    html = html_of(client, "?speakers=ada,cleo&differ=1")
    assert "They differ on none of the questions" in html
    assert "<table" not in html


def test_every_blank_is_told_in_words(client, pair):
    make.AppearanceFactory(speaker=guest("unheard"))
    make.make_episode(guest=guest("read"))
    html = html_of(client, "?speakers=unheard,read")
    assert '<p class="c-cell__n">No interview with them</p>' in html
    assert '<p class="c-cell__n">Did not come up</p>' in html
    assert "Neither has spoken" in html


def test_a_code_without_a_number_is_in_words(client, pair):
    make.make_stance(None, code=StanceCode.REJECTS_QUESTION, speaker=guest("cleo"), topic=pair)
    html = html_of(client, "?speakers=ada,cleo")
    assert "Cannot be compared" in html
    assert "Guest-cleo has no place on the scale" in html
    assert "Rejects the question" in html
    assert "cannot be compared</dt>" in html


def test_drafts_are_never_shown(client, pair):
    make.models.Stance.objects.update(status=Status.DRAFT)
    html = html_of(client, "?speakers=ada,bob")
    assert "says so" not in html
    assert "Speaks to the question, not placed" in html


def test_the_page_and_its_fragment(client, pair):
    page, fragment = get(client), get(client, **HTMX)
    assert page.content.startswith(b"<!doctype html>")
    assert "HX-Push-Url" not in page
    html = folded(fragment.content.decode())
    assert html.startswith("<title>")
    assert html.partition("</title>")[2].lstrip().startswith('<div class="c-comparison" id="pairing">')
    assert "c-masthead" not in html
    assert html.count("<title>") == 1
    assert folded(page.content.decode()).count("<title>") == 1
    for response in (page, fragment):
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize(
    ("query", "pushed"),
    [
        ("", "/compare/"),
        ("?speakers=&speakers=bob&speakers=foo&speakers=ada", "/compare/?speakers=bob,ada"),
        ("?speakers=ada,bob&differ=1", "/compare/?speakers=ada,bob&differ=1"),
        ("?differ=1", "/compare/?differ=1"),
        ("?speakers=", "/compare/?speakers="),
    ],
)
def test_the_address_pushed_is_the_shortest_one_of_what_is_known(client, pair, query, pushed):
    assert get(client, query, **HTMX)["HX-Push-Url"] == pushed


def test_the_form_works_without_scripts(client, pair):
    html = html_of(client, "?speakers=bob")
    assert '<form class="c-controls" id="choices" method="get" action="/compare/"' in html
    assert '<input type="hidden" name="speakers" value="">' in html
    assert re.findall(r'name="speakers" id="speakers-(\w+)" value="\w+" checked', html) == ["bob"]


def test_nothing_is_inline_and_ids_are_unique(client, pair):
    response = get(client)
    assert "unsafe" not in response["Content-Security-Policy"]
    html = folded(response.content.decode())
    assert not re.search(r"<style|\sstyle=|\s(?:data-)?hx-on|\son[a-z]+=|javascript:", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_topic_page_leads_here_from_a_contrast(client, pair):
    make.ContrastFactory(topic=pair, first=guest_of("ada"), second=guest_of("bob"))
    html = folded(client.get("/topics/scale/").content.decode())
    assert '<a href="/compare/?speakers=ada,bob">Compare the two on every question' in html


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("query", ["", "?speakers=ada,bob", "?speakers=ada,bob,cleo&differ=1"])
def test_the_queries_are_the_same_for_one_question_and_for_sixty(client, pair, django_assert_max_num_queries, query):
    episodes = {slug: make.make_episode(guest=guest_of(slug)) for slug in ("ada", "bob")}
    make.make_stance(1, speaker=guest("cleo"), topic=pair)
    make.ContrastFactory(topic=pair, first=guest_of("ada"), second=guest_of("bob"))
    with django_assert_max_num_queries(17):
        get(client, query)
    with open_edit():
        for _ in range(59):
            topic = make.TopicFactory()
            for slug, position in (("ada", -1), ("bob", 1)):
                make.make_stance(position, speaker=guest_of(slug), topic=topic, episode=episodes[slug])
            make.ContrastFactory(topic=topic, first=guest_of("ada"), second=guest_of("bob"))
    for episode in episodes.values():
        make.mark_read(episode.sources.all(), None)
    with django_assert_max_num_queries(17):
        html = html_of(client, query)
    assert html.count('<th scope="row"') == 20
    assert "1 to 20 of 60" in html
