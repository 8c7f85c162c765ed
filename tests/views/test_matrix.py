import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, Grade, StanceCode, Status
from explorer.models import Source, Topic
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def topic():
    return make.TopicFactory(slug="scale", question="Is scale enough?", first_pole="It is not", second_pole="It is")


def guest(slug):
    return make.SpeakerFactory(slug=slug, name=slug.title())


def get(client, query="", **headers):
    response = client.get(f"/matrix/{query}", headers=headers)
    assert response.status_code == 200
    return response


def html_of(client, query="", **headers):
    return folded(get(client, query, **headers).content.decode())


def test_it_works(client, topic):
    make.make_stance(-2, speaker=guest("ada"), topic=topic, claims=3)
    html = html_of(client)
    assert "<h1>Everyone on every question</h1>" in html
    assert '<th scope="col"><a href="/speakers/ada/">Ada</a><span class="c-poles">placed on 1 of 1</span></th>' in html
    assert '<a href="/topics/scale/">Is scale enough?</a>' in html
    assert 'id="cell-scale--ada" href="/topics/scale/?speakers=ada" data-hx-get="/matrix/?cell=scale,ada"' in html
    assert html.count('data-focus="open-title"') == 1
    assert '<svg class="c-mini c-mini--a" aria-hidden="true"><use href="#m-2"/></svg>' in html
    assert '<span class="c-cell__word">Firmly: It is not</span>' in html
    assert "3 claims" in html
    assert 'role="region" aria-label="Guests by question" tabindex="0"' in html
    assert "c-opened" not in html


@pytest.mark.parametrize("kind", ["nothing", "questions", "guests"])
def test_it_works_on_a_database_without(client, kind):
    if kind == "questions":
        make.make_episode(guest=guest("ada"))
    elif kind == "guests":
        make.TopicFactory()
    html = html_of(client)
    assert "There are no questions yet" in html if kind == "questions" else "There are no guests yet" in html
    assert "<table" not in html


def test_a_mark_without_own_words_is_hollow_and_says_so(client, topic):
    make.make_stance(1, speaker=guest("ada"), topic=topic, grade=Grade.SUMMARY)
    html = html_of(client)
    assert "c-mini c-mini--b c-mini--para" in html
    assert "1 claim</span>, from a summary" in html


def test_codes_without_a_number_are_in_words(client, topic):
    make.make_stance(None, code=StanceCode.NO_CLEAR_ANSWER, speaker=guest("ada"), topic=topic)
    html = html_of(client)
    assert '<span class="c-cell__word">Asked, no clear answer</span>' in html
    assert '<svg class="c-mini c-mini--' not in html


def test_the_kinds_of_blank_are_told_apart_in_words_and_pattern(client, topic):
    make.make_episode(guest=guest("read"))
    make.make_episode(guest=guest("unread"))
    make.mark_read(Source.objects.filter(episode__speakers__slug="unread"), None)
    make.AppearanceFactory(speaker=guest("unheard"))
    make.make_claim(speaker=guest("near"), topic=topic, bearing=Bearing.CONTEXT)
    html = html_of(client)
    cells = re.findall(r'<td class="is-silent is-silent--([\w-]+)">(.*?)</td>', html)
    said = {(kind, re.search(r"c-cell__blank\">([^<]+)", cell).group(1)) for kind, cell in cells}
    assert said == {
        ("not-discussed", "Did not come up"),
        ("took-no-side", "Came up, took no side"),
        ("not-read", "Not checked yet"),
        ("no-source", "No interview with them"),
    }
    assert sum("<a " in cell for _, cell in cells) == 1
    assert "1 remark touches on it" in html
    assert html.count("c-key__swatch") == 4


def test_an_open_cell_shows_its_evidence_under_the_row(client, topic):
    speaker = guest("ada")
    make.make_stance(-2, speaker=speaker, topic=topic, claims=8, rationale="Says no, often.")
    make.make_claim(speaker=speaker, topic=topic, asserter=guest("bob"), words="As Bob tells it.")
    make.make_stance(1, speaker=guest("cleo"), topic=topic)
    html = html_of(client, "?cell=scale,ada")
    before, _, opened = html.partition('<tr class="c-opened">')
    assert (
        'id="cell-scale--ada" href="/topics/scale/?speakers=ada" data-hx-get="/matrix/" data-focus aria-current="true"'
        in before
    )
    assert '<td colspan="3">' in opened
    assert ">Ada: Is scale enough?</h2>" in opened
    assert "Says no, often." in opened
    assert "8 claims, high confidence, <time" in opened
    assert opened.partition("2 more claims")[0].count('class="c-claim"') == 6
    assert "As Bob tells it." in opened.partition("What others say they hold")[2]
    assert '<a href="/topics/scale/?speakers=ada">Read on the comparison</a>' in opened
    assert 'id="close" href="/matrix/" data-hx-get="/matrix/" data-focus="cell-scale--ada"' in opened
    assert html.count("autofocus") == 1


def test_an_open_blank_says_which_kind_it_is(client, topic):
    make.make_episode(guest=guest("ada"))
    opened = html_of(client, "?cell=scale,ada").partition('<tr class="c-opened">')[2]
    assert "<strong>Did not come up.</strong> Our documents were read in full" in opened


@pytest.mark.parametrize("cell", ["scale,nobody", "scale", "scale,ada,bob", "ada,scale", "%3Cb%3E,ada"])
def test_an_unknown_cell_is_said_and_opens_nothing(client, topic, cell):
    make.make_stance(1, speaker=guest("ada"), topic=topic)
    html = html_of(client, f"?cell={cell}")
    assert f"<code>cell={cell.replace('%3C', '&lt;').replace('%3E', '&gt;')}</code>" in html
    assert "c-opened" not in html


@pytest.mark.parametrize("value", ["", "%00", "a%00b", "%ff%fe", "%E2%80%AE", ",,,", "x" * 20000, "1,2," * 5000])
def test_no_value_breaks_the_page(client, topic, value):
    html = folded(get(client, f"?cell={value}").content.decode())
    assert "\x00" not in html
    assert len(html) < 60_000


def test_the_page_and_its_fragment(client, topic):
    make.make_stance(1, speaker=guest("ada"), topic=topic)
    page, fragment = get(client, "?cell=scale,ada"), get(client, "?cell=scale,ada", **HTMX)
    assert page.content.startswith(b"<!doctype html>")
    html = folded(fragment.content.decode())
    assert html.startswith('<div class="c-comparison c-matrix" id="matrix"')
    assert html in folded(page.content.decode()).replace(" autofocus", "")
    assert fragment["HX-Push-Url"] == "/matrix/?cell=scale,ada"
    assert get(client, "?cell=foo", **HTMX)["HX-Push-Url"] == "/matrix/"
    for response in (page, fragment):
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(response["Vary"].split(", "))


def test_drafts_are_never_shown(client, topic):
    stance = make.make_stance(2, speaker=guest("ada"), topic=topic, rationale="A secret.", status=Status.DRAFT)
    stance.speaker.claims.update(status=Status.DRAFT)
    html = html_of(client, "?cell=scale,ada")
    assert "secret" not in html
    assert "Did not come up" in html


def test_nothing_is_inline_and_ids_are_unique(client, topic):
    make.make_stance(1, speaker=guest("ada"), topic=topic, claims=8)
    response = get(client, "?cell=scale,ada")
    assert "unsafe" not in response["Content-Security-Policy"]
    html = folded(response.content.decode())
    assert not re.search(r"<style|\sstyle=|\s(?:data-)?hx-on|\son[a-z]+=|javascript:", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize(("query", "queries"), [("", 10), ("?cell=scale,ada", 15)])
def test_the_queries_are_the_same_for_one_question_and_for_many(
    client, topic, django_assert_num_queries, query, queries
):
    ada = guest("ada")
    episode = make.make_episode(guest=ada)
    make.make_stance(1, speaker=ada, topic=topic, episode=episode)
    with django_assert_num_queries(queries):
        get(client, query)
    with open_edit():
        for _ in range(17):
            make.make_stance(1, speaker=ada, topic=make.TopicFactory(), episode=episode)
    with django_assert_num_queries(queries):
        assert html_of(client, query).count('<th scope="row"') == 18


def test_of_many_guests_twelve_are_shown_and_the_others_can_be_added(client, topic):
    with open_edit():
        for number in range(14):
            make.make_stance(1, speaker=make.SpeakerFactory(slug=f"p{number}", name=f"Person {number:02}"), topic=topic)
    html = html_of(client)
    assert "12 of 14 people on 1 of 1 questions." in html
    assert '<option value="Person 13"></option>' in html
    assert html.count('<th scope="col">') == 13
    html = html_of(client, "?speakers=p0,p13&keep=p13&as_of=2020-01-01")
    assert html.count('<th scope="col">') == 3
    assert 'c-table--grid c-table--kept"' in html
    assert 'href="/matrix/?speakers=p0&amp;keep=p13&amp;as_of=2020-01-01"' in html
    assert 'data-hx-get="/matrix/?speakers=p13,p0&amp;keep=p13&amp;as_of=2020-01-01&amp;cell=scale,p0"' in html


@pytest.fixture
@open_edit()
def themed():
    """Place a guest on three questions on two themes."""
    ada = guest("ada")
    for slug, theme in (("risk", "Risk"), ("mind", "Mind"), ("harm", "Risk")):
        make.make_stance(1, speaker=ada, topic=make.TopicFactory(slug=slug, theme=theme))
    return ada


def rows_of(client, query):
    return [row.topic.slug for row in get(client, query).context["grid"].rows]


def test_a_theme_narrows_the_rows_and_stays_in_every_address(client, themed):
    assert rows_of(client, "?theme=risk") == ["risk", "harm"]
    html = html_of(client, "?theme=risk")
    assert 'data-hx-get="/matrix/?theme=risk&amp;cell=risk,ada"' in html
    assert '<option value="risk" selected>Risk (2)</option><option value="mind">Mind (1)</option>' in html
    assert '<input type="hidden" name="theme" value="risk">' in html


def test_rows_by_theme_stand_under_its_heading(client, themed):
    assert rows_of(client, "?order=theme") == ["risk", "harm", "mind"]
    html = html_of(client, "?order=theme")
    heading = '<tbody><tr class="c-grouprow"><th scope="rowgroup" colspan="2"><span>{}</span></th></tr>'
    assert [html.count(heading.format(theme)) for theme in ("Risk", "Mind")] == [1, 1]
    assert html.index("/topics/harm/") < html.index(heading.format("Mind")) < html.index("/topics/mind/")
    assert "c-grouprow" not in html_of(client)


def test_an_unknown_theme_of_the_matrix_is_said_and_left_out(client, themed):
    html = html_of(client, "?theme=%3Cb%3E")
    assert "<code>theme=&lt;b&gt;</code>" in html
    assert "theme=%3Cb%3E" not in html
    assert rows_of(client, "?theme=%3Cb%3E") == ["risk", "mind", "harm"]


def test_a_theme_without_the_words_leaves_the_matrix_empty_and_says_so(client, themed):
    html = html_of(client, "?theme=mind&q=nothing")
    assert "No question on this theme has these words" in html
    assert '<option value="mind" selected>' in html


def test_a_theme_that_is_alone_can_be_left_again(client, themed):
    Topic.objects.filter(slug="mind").update(theme="")
    assert '<option value="">All</option><option value="risk" selected>Risk (2)</option>' in html_of(
        client, "?theme=risk"
    )


def test_a_narrow_screen_shows_who_or_what_is_asked_for_and_leads_to_the_next(client, topic):
    other = make.TopicFactory(slug="other", question="Other?")
    with open_edit():
        for slug in ("ada", "bob", "cleo"):
            make.make_stance(1, speaker=guest(slug), topic=topic)
    html = html_of(client)
    assert "c-table--alone-1" in html
    assert '<option value="ada" selected>' in html
    assert 'id="one-after" href="/matrix/?one=bob"' in html
    assert "one-before" not in html
    html = html_of(client, "?one=cleo")
    assert "c-table--alone-3" in html
    assert 'id="one-before" href="/matrix/?one=bob"' in html
    assert "one-after" not in html
    html = html_of(client, "?one=scale&order=listed")
    assert "c-table--alone-0" in html
    assert html.count(" data-alone>") == 1
    assert f'<option value="{topic.slug}" selected>' in html
    assert (
        f'id="one-{"after" if topic.ordinal < other.ordinal else "before"}" href="/matrix/?order=listed&amp;one=other"'
        in html
    )


def test_the_person_whose_cell_is_open_is_the_one_shown(client, topic):
    with open_edit():
        for slug in ("ada", "bob"):
            make.make_stance(1, speaker=guest(slug), topic=topic)
    assert "c-table--alone-2" in html_of(client, "?cell=scale,bob")
    assert "c-table--alone-1" in html_of(client, "?cell=scale,bob&one=ada")
    html = html_of(client, "?one=nobody")
    assert "<code>one=nobody</code>" in html
    assert "c-table--alone-1" in html


def test_another_page_of_questions_keeps_the_person_and_drops_the_question(client, topic, monkeypatch):
    monkeypatch.setattr("explorer.debate.overviews.matrix.MOST_QUESTIONS", 1)
    make.TopicFactory(slug="other")
    with open_edit():
        for slug in ("ada", "bob"):
            make.make_stance(1, speaker=guest(slug), topic=topic)
    assert 'rel="next" href="/matrix/?one=bob&amp;page=2"' in html_of(client, "?one=bob")
    assert 'rel="next" href="/matrix/?page=2"' in html_of(client, "?one=scale")
