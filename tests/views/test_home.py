import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import RelationKind, Status
from explorer.views import debates as debates_view
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db


def page(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return folded(response.content.decode())


@pytest.mark.parametrize("path", ["/", "/topics/"])
def test_it_works_on_an_empty_database(client, path):
    assert "There are no questions yet." in page(client, path)


@pytest.mark.parametrize("path", ["/", "/topics/"])
def test_every_question_is_listed_with_who_stands_where(client, path):
    topic = make.TopicFactory(question="Is scale enough?")
    make.make_stance(-2, topic=topic, speaker=make.SpeakerFactory(name="Ada Lovelace", slug="ada"))
    html = page(client, path)
    assert f'<a href="{topic.get_absolute_url()}">Is scale enough?</a>' in html
    assert f'<a href="{topic.get_absolute_url()}#ada">Lovelace</a>' in html
    assert "1 claim, 1 guest placed<" in html


def test_what_the_first_page_counts_is_real(client):
    make.make_stance(1)
    make.make_stance(2)
    assert "Compare 2 guests of AI podcasts on 2 questions." in page(client)


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize(("path", "queries"), [("/", 15), ("/topics/", 6)])
def test_the_queries_are_the_same_for_seven_questions_and_for_twenty(client, path, queries, django_assert_num_queries):
    with open_edit():
        for _ in range(7):
            dispute(make.TopicFactory(), -1, 1)
    with django_assert_num_queries(queries):
        page(client, path)
    with open_edit():
        for _ in range(13):
            dispute(make.TopicFactory(), -1, 1)
    with django_assert_num_queries(queries):
        page(client, path)


def test_drafts_place_nobody(client):
    ada = make.SpeakerFactory(name="Ada Lovelace")
    stance = make.make_stance(2, speaker=ada, status=Status.DRAFT, claims=0)
    make.make_claim(speaker=ada, episode=stance.episode, topic=stance.topic, status=Status.DRAFT)
    html = page(client)
    assert "Did not come up: <a" in html
    assert "c-strip__guest" not in html


def dispute(topic, first, second, kind=RelationKind.DISPUTES, **claim):
    """Place two guests on a topic, with two claims of which the second disputes the first."""
    claims = []
    with open_edit():
        for position in (first, second):
            stance = make.make_stance(position, topic=topic)
            shared = {"speaker": stance.speaker, "episode": stance.episode, "topic": topic}
            claims.append(make.make_claim(**shared, **claim))
    return make.RelationFactory(from_claim=claims[1], to_claim=claims[0], kind=kind, reason="Says the opposite.")


def test_the_two_furthest_apart_open_the_page_first_pole_first(client):
    relation = dispute(make.TopicFactory(), 2, -1)
    html = page(client)
    assert "The sharpest disagreement in these sources" in html
    assert "Says the opposite." in html
    assert html.index(relation.from_claim.statement) < html.index(relation.to_claim.statement)


def test_without_opposites_there_is_no_disagreement_to_open_with(client):
    make.make_stance(2)
    assert "The sharpest disagreement" not in page(client)


def questions(client, query=""):
    response = client.get(f"/{query}")
    return [debate.topic.question for debate in response.context["list"].debates.page.rows]


@pytest.fixture
@open_edit()
def debates():
    """One question with the most claims, one with the largest distance, one that comes first in the alphabet."""
    for number, (question, positions, claims) in enumerate([("B?", (1, 2), 3), ("C?", (-2, 2), 1), ("A?", (1,), 1)]):
        topic = make.TopicFactory(question=question, ordinal=number)
        for position in positions:
            make.make_stance(position, topic=topic, claims=claims)


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["C?", "B?", "A?"]),
        ("?order=distance", ["C?", "B?", "A?"]),
        ("?order=evidence", ["B?", "C?", "A?"]),
        ("?order=name", ["A?", "B?", "C?"]),
    ],
)
def test_the_debates_come_in_the_order_asked_for(client, debates, query, order):
    assert questions(client, query) == order
    assert page(client, f"/{query}").count('aria-current="true">') == 1


def test_an_unknown_order_is_said_and_left_out(client, debates):
    assert questions(client, "?order=<b>") == questions(client)
    assert "<code>order=&lt;b&gt;</code>" in page(client, "/?order=<b>")


def test_another_order_is_a_fragment_under_its_address(client, debates):
    response = client.get("/?order=name", headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/?order=name"
    html = folded(response.content.decode())
    assert html.startswith('<section class="l-section" id="debates"')
    assert "Debates ordered: A to Z" in html
    assert "Newest claims" not in html
    assert client.get("/?order=distance", headers={"HX-Request": "true"})["HX-Push-Url"] == "/"


def test_the_newest_published_claims_are_shown_with_whose_they_are_on_what_and_how_we_know(client):
    claims = [make.make_claim(speaker=make.SpeakerFactory(name=f"Ada {n}")) for n in range(6)]
    make.make_claim(statement="A secret claim.", status=Status.DRAFT)
    html = page(client).partition('id="newest"')[2]
    shown = [claim for claim in claims if f'<a href="{claim.get_absolute_url()}">{claim.statement}</a>' in html]
    assert shown == claims[1:]
    assert html.index(claims[5].statement) < html.index(claims[1].statement)
    assert '<a href="/speakers/' in html
    assert f">{claims[5].topics.get().question}</a>" in html
    assert "Ada 5’s words, as transcribed by A Transcriber" in html
    assert "secret" not in html


def test_without_claims_there_is_no_list_of_the_newest(client):
    assert "Newest claims</h2>" not in page(client)


def test_the_search_box_leads_to_the_search_page(client):
    html = page(client)
    assert html.partition("</header>")[2].count('role="search"') == 1
    assert 'method="get" action="/search/">' in html


def test_topics_without_any_guest_are_listed(client):
    topic = make.TopicFactory()
    assert topic.question in page(client)


@pytest.fixture
@open_edit()
def themed():
    """Make three questions on two themes, and one on none."""
    for question, theme in (("Risk?", "Risk & society"), ("Mind?", "Mind"), ("Bare?", ""), ("Harm?", "Risk & society")):
        make.TopicFactory(question=question, theme=theme)


def chips(html):
    """Return the themes to choose from: address, whether it is the current one, words and number."""
    found = re.findall(
        r'<a class="c-theme" [^>]*?href="([^"]*)"[^>]*?(aria-current="true")?>(.*?)<span>(\d+)</span>', html
    )
    return [(address, bool(current), words.strip(), int(number)) for address, current, words, number in found]


def test_themes_are_links_with_their_numbers_that_keep_words_and_order(client, themed):
    assert chips(page(client, "/topics/")) == [
        ("/topics/", True, "All", 4),
        ("/topics/?theme=risk-society", False, "Risk &amp; society", 2),
        ("/topics/?theme=mind", False, "Mind", 1),
    ]
    assert chips(page(client, "/?q=harm&theme=risk-society&order=name")) == [
        ("/?q=harm&amp;order=name", False, "All", 1),
        ("/?q=harm&amp;theme=risk-society&amp;order=name", True, "Risk &amp; society", 1),
    ]


def test_one_theme_alone_is_no_choice_and_no_order(client):
    make.TopicFactory(theme="Risk")
    make.TopicFactory()
    html = page(client)
    assert "c-themes" not in html
    assert "By theme" not in html
    assert [words for _, _, words, _ in chips(page(client, "/?theme=risk"))] == ["All", "Risk"], "the way back"


def test_a_theme_narrows_the_debates_and_the_other_orders_keep_it(client, themed):
    assert questions(client, "?theme=risk-society") == ["Risk?", "Harm?"]
    html = page(client, "/?theme=risk-society")
    assert 'href="/?theme=risk-society&amp;order=name"' in html
    assert 'id="order-distance" href="/?theme=risk-society" data' in html


def test_debates_by_theme_stand_under_its_heading(client, themed):
    assert questions(client, "?order=theme") == ["Risk?", "Harm?", "Mind?", "Bare?"]
    html = page(client, "/?order=theme")
    assert re.findall(r'<h3 class="c-group c-group--theme">(.*?)<span>(\d)</span></h3>', html) == [
        ("Risk &amp; society", "2"),
        ("Mind", "1"),
        ("Other questions", "1"),
    ]
    assert html.count('<h4 class="c-debate__q">') == 4


def test_an_unknown_theme_is_said_and_left_out(client, themed):
    response = client.get("/?theme=<b>&order=name", headers={"HX-Request": "true"})
    assert "<code>theme=&lt;b&gt;</code>" in response.text
    assert response["HX-Push-Url"] == "/?order=name"
    assert questions(client, "?theme=%00") == questions(client)


def test_a_theme_without_the_words_says_so(client, themed):
    html = page(client, "/?q=harm&theme=mind")
    assert "0 of 4 questions with “harm” on “Mind”." in html
    assert "No question on this theme has these words." in html


def test_a_list_of_many_themes_names_some_and_the_one_chosen(client, monkeypatch):
    monkeypatch.setattr(debates_view, "MOST_THEMES", 2)
    for theme in ("One", "Two", "Three", "Four"):
        make.TopicFactory(theme=theme)
    words = [words for _, _, words, _ in chips(page(client, "/topics/?theme=four"))]
    assert words == ["All", "One", "Two", "Four"]
