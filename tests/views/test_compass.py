import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Grade, StanceCode, Status
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
@open_edit()
def topics():
    return [
        make.TopicFactory(slug=slug, question=f"Is it {slug}?", first_pole=f"Not {slug}", second_pole=f"Very {slug}")
        for slug in ("big", "safe", "near")
    ]


@pytest.fixture
@open_edit()
def ada(topics):
    speaker = make.SpeakerFactory(slug="ada", name="Ada Lovelace")
    make.make_stance(2, speaker=speaker, topic=topics[0], rationale="Says big.")
    make.make_stance(-1, speaker=speaker, topic=topics[1], rationale="Says unsafe.")
    return speaker


def get(client, query="", **headers):
    response = client.get(f"/compass/{query}", headers=headers)
    assert response.status_code == 200
    return response


def html_of(client, query="", **headers):
    return folded(get(client, query, **headers).content.decode())


def axes(response):
    return response.context["compass"].x.slug, response.context["compass"].y.slug


def row(html, slug):
    return folded(re.search(rf'<tr id="row-{slug}">.*?</tr>', html)[0])


def test_it_works(client, ada):
    html = html_of(client, "?x=big&y=safe")
    assert "<h1>Compass</h1>" in html
    assert "1 guest on the map<" in html
    assert (
        'href="#row-ada" aria-label="Ada Lovelace. Firmly: Very big (said once). Leans: Not safe (said once)."' in html
    )
    assert '<circle class="c-compass__pt" cx="384" cy="142" r="7"/>' in html
    assert ">Lovelace</text>" in html
    for pole in ("Not big", "Very big", "Not safe", "Very safe"):
        assert f"</svg> {pole} </span>" in html
    assert 'aria-current="page">Compass</a>' in html


def test_the_table_says_the_same_and_leads_to_the_comparison_on_both_topics(client, ada):
    found = row(html_of(client, "?x=big&y=safe"), "ada")
    assert '<a class="c-cell" href="/topics/big/?speakers=ada"' in found
    assert '<a class="c-cell" href="/topics/safe/?speakers=ada"' in found
    assert "Firmly: Very big (said once)" in found
    assert "Says unsafe. 1 claim, 31 August 2019" in found
    assert "<td>On the map</td>" in found


def test_it_works_without_two_questions(client):
    assert "A map needs two questions" in html_of(client)
    make.TopicFactory()
    assert "A map needs two questions" in html_of(client, "?x=foo")


def test_it_works_without_guests(client, topics):
    html = html_of(client)
    assert "There are no guests yet." in html
    assert "0 guests on the map" in html


def test_low_confidence_is_hollow(client, topics):
    speaker = make.SpeakerFactory()
    with open_edit():
        for topic in topics[:2]:
            make.make_stance(1, speaker=speaker, topic=topic, grade=Grade.SUMMARY)
    assert '<a class="c-compass__guest c-compass__guest--para" href="#row' in html_of(client, "?x=big&y=safe")


def test_the_margin_and_the_kinds_of_silence(client, ada, topics):
    make.make_stance(code=StanceCode.MIXED, speaker=ada, topic=topics[2])
    silent = make.SpeakerFactory(slug="bob")
    make.make_episode(guest=silent).sources.all().delete()
    html = html_of(client, "?x=big&y=near")
    assert "0 guests on the map, 1 in the margin, 1 in the table only" in html
    assert "Evidence on both sides" in row(html, "ada")
    assert "In the lower margin" in row(html, "ada")
    assert "No interview with them" in row(html, "bob")
    assert 'href="#row-bob"' not in html


def test_drafts_place_nobody(client, topics):
    speaker = make.SpeakerFactory(slug="ada")
    with open_edit():
        for topic in topics:
            make.make_stance(1, speaker=speaker, topic=topic, status=Status.DRAFT)
    assert 'href="#row-ada"' not in html_of(client)


def test_by_itself_it_joins_the_questions_with_most_guests_on_both(client, topics):
    speaker = make.SpeakerFactory()
    with open_edit():
        for topic in topics[1:]:
            make.make_stance(1, speaker=speaker, topic=topic)
    assert axes(get(client)) == ("safe", "near")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?x=near", ("near", "safe")),
        ("?x=safe", ("safe", "big")),
        ("?y=big", ("safe", "big")),
        ("?y=near&x=safe", ("safe", "near")),
        ("?x=foo&y=near", ("big", "near")),
        ("?x=foo,near&y=bar", ("near", "safe")),
        ("?x=&y=", ("big", "safe")),
    ],
)
def test_what_is_missing_or_unknown_is_replaced_by_the_default(client, ada, query, expected):
    assert axes(get(client, query)) == expected


def test_unknown_topics_are_said(client, ada):
    html = html_of(client, "?x=foo&y=%3Cb%3E")
    assert "were replaced: <code>x=foo</code>, <code>y=&lt;b&gt;</code>." in html


def test_the_same_topic_twice_is_said_and_replaced(client, ada):
    html = html_of(client, "?x=safe&y=safe")
    assert "A map needs two different questions: up and down now shows “Is it big?”." in html
    assert "two different questions:" not in html_of(client, "?x=safe&y=big")


def test_the_page_and_its_fragment(client, ada):
    page, fragment = get(client, "?x=big&y=near"), get(client, "?x=big&y=near", **HTMX)
    html = folded(fragment.content.decode())
    assert html.startswith('<div class="c-comparison" id="map">')
    assert html in folded(page.content.decode())
    assert "c-masthead" not in html
    assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(page["Vary"].split(", "))


@pytest.mark.parametrize(
    ("query", "pushed"),
    [("", "x=big&y=safe"), ("?y=near&x=safe&foo=1", "x=safe&y=near"), ("?x=near&y=near", "x=near&y=safe")],
)
def test_the_address_pushed_names_what_is_drawn(client, ada, query, pushed):
    assert get(client, query, **HTMX)["HX-Push-Url"] == f"/compass/?{pushed}"


def test_the_axes_can_be_swapped(client, ada):
    assert 'href="/compass/?x=near&amp;y=big" data-hx-get=' in html_of(client, "?x=big&y=near")


def test_nothing_is_inline(client, ada):
    html = folded(get(client).content.decode())
    assert not re.search(r"<style|\sstyle=|\s(?:data-)?hx-on|\son[a-z]+=|javascript:", html)


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_queries_are_the_same_for_one_guest_and_for_twenty(client, ada, topics, django_assert_num_queries):
    with django_assert_num_queries(10):
        get(client)
    with open_edit():
        for position in range(19):
            speaker = make.SpeakerFactory()
            for topic in topics:
                make.make_stance(position % 5 - 2, speaker=speaker, topic=topic)
    with django_assert_num_queries(10):
        get(client)


@pytest.fixture
@open_edit()
def drawn(topics):
    host = make.SpeakerFactory(slug="bob", name="Bob Host")
    claim = make.make_claim(speaker=host, topic=topics[0], slug="the-map", role="compass", statement="Ada is up there.")
    make.ClaimTopicFactory(claim=claim, topic=topics[1])
    reply = make.make_claim(episode=claim.episode, statement="That is not too far off.")
    make.RelationFactory(from_claim=reply, to_claim=claim, kind="answers", reason="Asked how that feels.")
    return claim


def test_a_compass_that_an_interview_drew_stands_below_with_what_was_said_of_it(client, ada, drawn):
    html = html_of(client, "?x=big&y=near")
    assert "A compass in an interview" in html
    assert '<a href="/claims/the-map/">Ada is up there.</a>' in html
    assert "That is not too far off." in html
    assert "Asked how that feels." in html
    assert 'href="/compass/?x=big&amp;y=safe">put these two at right angles</a>' in html
    assert "Axes that Host drew</a>" in html


def test_its_axes_are_not_offered_where_they_are_on_the_map(client, ada, drawn):
    html = html_of(client, "?x=big&y=safe")
    assert "they are on the map above" in html
    assert "Axes that Host drew" not in html


def test_its_axes_keep_the_day_and_before_its_day_it_is_not_there(client, ada, drawn):
    assert 'href="/compass/?x=big&amp;y=safe&amp;as_of=2020-01-01"' in html_of(client, "?x=big&y=near&as_of=2020-01-01")
    assert "A compass in an interview" not in html_of(client, "?x=big&y=near&as_of=2019-01-01")
