"""As of a day, on every view that has one: the control, what is said of it, and links that keep it."""

import datetime
import re

import pytest

from explorer.changes.edit import open_edit
from explorer.views.as_of import MOST_DAYS
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
VIEWS = ("/topics/scale/?", "/compare/?", "/matrix/?", "/compass/?x=scale&y=body&")
DATED = re.compile(r"^(/topics/[a-z]+/|/compare/|/matrix/|/compass/)(\?|#|$)")


def guest(slug):
    return make.SpeakerFactory(slug=slug, name=slug.title())


@pytest.fixture(scope="module", autouse=True)
@open_edit()
def debate(rows_of_module):
    """Two who spoke in 2019, one in 2022, one at a time that nobody knows, on two questions."""
    topics = [make.TopicFactory(slug="scale"), make.TopicFactory(slug="body")]
    days = {"ada": 2019, "bob": 2019, "cy": 2022, "dee": None}
    for slug, year in days.items():
        speaker = guest(slug)
        episode = make.make_episode(guest=speaker, date=year and datetime.date(year, 8, 31))
        for topic in topics:
            position = -1 if slug == "ada" else 2
            make.make_stance(position, speaker=speaker, topic=topic, episode=episode, rationale=f"Why {slug} says so.")


def html_of(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return folded(response.content.decode())


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("view", VIEWS)
def test_it_works(client, view):
    people = "speakers=ada,bob,cy,dee&" if view[1:6] in {"topic", "compa"} else ""
    html = html_of(client, f"{view}{people}as_of=2019-12-31")
    assert 'As of <time datetime="2019-12-31">31 December 2019</time>' in html
    assert " left out, and " in html
    assert "No dated interview by then" in html
    fence = html.partition("Undated: not placed in time")[2]
    assert fence.count('<p class="c-who">Dee</p>') == (1 if "topics" in view else 2)
    assert "cannot be told" in fence
    assert 'name="as_of" id="as_of"' in html
    assert 'value="2019-12-31"' in html
    assert "Why cy says so." not in html
    assert "Why dee says so." not in html


@pytest.mark.parametrize("view", VIEWS)
def test_without_a_day_everything_counts_and_the_days_are_offered(client, view):
    html = html_of(client, view)
    assert 'aria-current="true">All dates</a>' in html
    # The two furthest apart, who are compared where nobody is named, spoke on one day.
    days = ["2019-08-31"] if view.startswith("/compare/") else ["2019-08-31", "2022-08-31"]
    assert re.findall(r'<time datetime="([\d-]+)">\d+ \w\w\w \d{4}</time></a>', html) == days
    assert "As of <time" not in html
    assert "not placed in time" not in html
    assert "by then" not in html


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "word", ["tomorrow", "2019-02-30", "20191231", "2019-12", "<b>", "２０１９-12-31", "0000-01-01"]
)
def test_what_is_no_day_is_said_and_left_out(client, view, word):
    html = html_of(client, f"{view}as_of={word}")
    assert "This is no day and was left out: <code>as_of=" in html
    assert "As of <time" not in html
    assert "<b>" not in html
    pushed = client.get(f"{view}as_of={word}", headers=HTMX)["HX-Push-Url"]
    assert "as_of" not in pushed


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_field_asks_for_every_day(client, view):
    html = html_of(client, f"{view}as_of=")
    assert "This is no day" not in html
    assert 'aria-current="true">All dates</a>' in html


@pytest.mark.parametrize("view", VIEWS)
def test_a_fragment_is_pushed_under_its_day(client, view):
    response = client.get(f"{view}as_of=2019-12-31", headers=HTMX)
    assert response["HX-Push-Url"].endswith("as_of=2019-12-31")
    assert "c-masthead" not in folded(response.content.decode())
    assert html_of(client, response["HX-Push-Url"]).count(' aria-current="true">All dates</a>') == 0


@pytest.mark.parametrize("view", [*VIEWS, "/topics/scale/?speakers=ada&grade=notes&", "/matrix/?cell=scale,ada&"])
def test_every_link_to_a_view_with_days_keeps_the_day(client, view):
    html = re.sub(r"<form[^>]*>", "", main_of(html_of(client, f"{view}as_of=2019-12-31")))
    links = {link.replace("&amp;", "&") for link in re.findall(r'(?:href|hx-get)="([^"]+)"', html)}
    everything = re.search(r'id="as_of-all" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert {link for link in links if DATED.match(link) and "as_of=" not in link} == {everything}
    assert any("as_of=2019-12-31" in link for link in links)


def test_the_choice_of_evidence_and_people_is_kept_with_the_day(client):
    html = html_of(client, "/topics/scale/?speakers=bob&order=name&as_of=2019-12-31")
    assert 'href="/topics/scale/?speakers=bob&amp;order=name&amp;as_of=2019-08-31"' in html
    assert '<a href="/topics/scale/?speakers=bob&amp;order=name">Show all dates</a>' in html


def test_the_field_for_the_day_belongs_to_a_form_that_keeps_the_open_cell(client):
    html = html_of(client, "/matrix/?cell=scale,ada&as_of=2019-12-31")
    assert '<form id="day" method="get" action="/matrix/"' in html
    assert '<input type="hidden" name="cell" value="scale,ada">' in html
    assert 'id="as_of" form="day"' in html


def test_a_cell_that_holds_nothing_by_then_is_no_link(client):
    assert 'id="cell-scale--cy"' in html_of(client, "/matrix/")
    assert 'id="cell-scale--cy"' not in html_of(client, "/matrix/?as_of=2019-12-31")


def test_one_undated_or_later_claim_is_worded_as_one(client):
    html = html_of(client, "/topics/scale/?speakers=cy,dee&as_of=2019-12-31")
    assert "1 later claim is left out, and 1 without a date stands apart." in html
    assert "1 claim comes from episodes or documents of which no date is known. Whether it was made by" in html


def test_nothing_is_left_out_as_of_a_late_day(client):
    assert "No later claim is left out." in html_of(client, "/topics/scale/?speakers=ada,bob&as_of=2030-01-01")


def test_of_many_days_the_years_are_offered(client):
    eve = guest("eve")
    with open_edit():
        for number in range(MOST_DAYS + 1):
            make.make_episode(guest=eve, date=datetime.date(2000 + number // 2, 1 + number % 2, 1))
    html = html_of(client, "/matrix/")
    assert 'id="as_of-2012-12-31"' in html
    assert '<time datetime="2012-12-31">2012</time>' in html
    assert 'id="as_of-2012-01-01"' not in html


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("view", VIEWS)
def test_a_day_costs_no_query_but_to_count_and_show_what_it_leaves_out(client, view, django_assert_num_queries):
    with django_assert_num_queries(
        {"/compass/?x=scale&y=body&": 16, "/matrix/?": 16, "/topics/scale/?": 20, "/compare/?": 14}.get(view, 10)
    ):
        html_of(client, f"{view}as_of=2019-12-31")
