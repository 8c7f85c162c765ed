import datetime
import html as entities
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Grade, PassageKind
from explorer.search_engine.backends.memory import MemoryBackend
from explorer.views import search
from tests import factories as make
from tests.indexes import index_everything
from tests.markup import folded

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
@open_edit()
def zebras():
    """Make a claim of Ada's, a passage of Bob's and a summary of nobody's that speak of zebras."""
    ada, bob = make.SpeakerFactory(slug="ada", name="Ada Guest"), make.SpeakerFactory(slug="bob", name="Bob Host")
    topic = make.TopicFactory(slug="stripes", question="Do stripes matter?")
    make.make_claim(
        speaker=ada, topic=topic, slug="ada-zebra", statement="A zebra is a horse.", words="My zebra is a horse."
    )
    spoken = make.SourceFactory(text="I saw a zebra run away.", episode__slug="talk")
    make.PassageFactory(source=spoken, speaker=bob, slug="bob-1")
    written = make.SourceFactory(text="They speak of a zebra.")
    make.PassageFactory(source=written, slug="sum-1", grade=Grade.SUMMARY, kind=PassageKind.SUMMARY)
    index_everything()


def html_of(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return folded(response.content.decode())


def words_of(html):
    return re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]+>", "", html)))


def test_without_a_query_the_page_tells_how_to_ask(client, zebras):
    html = html_of(client, "/search/")
    assert "How to ask" in html
    assert "<dt>" in html
    assert 'href="/topics/stripes/"' in html
    assert html.partition("</header>")[2].count('role="search"') == 1


def test_results_are_shown_with_their_words_marked(client, zebras):
    html = html_of(client, "/search/?q=zebra")
    assert "<strong>3 results</strong>" in html
    assert '<a href="/claims/ada-zebra/">A <mark>zebra</mark> is a horse.</a>' in html
    assert '<blockquote class="c-ev__own">My <mark>zebra</mark> is a horse.</blockquote>' in html
    assert 'href="/episodes/talk/#bob-1"' in html
    assert '<blockquote class="c-ev__own">I saw a <mark>zebra</mark> run away.</blockquote>' in html
    assert "Ada Guest’s words, as transcribed by A Transcriber" in html
    assert '<a href="/topics/stripes/#ada">Do stripes matter?</a>' in html


def test_a_paraphrase_is_labelled_before_it_is_read_and_never_quoted(client, zebras):
    html = html_of(client, "/search/?q=zebra&grade=summary")
    assert "c-ev__own" not in html
    lead, _, rest = html.partition("<p>They speak of a <mark>zebra</mark>.</p>")
    assert lead.endswith("<span>As summarised by A Transcriber</span></p>")
    assert rest


def test_a_facet_lists_as_many_records_as_one_can_read_and_counts_the_others(client, zebras, monkeypatch):
    monkeypatch.setattr(search, "MOST_LISTED", 1)
    html = html_of(client, "/search/?q=zebra")
    assert html.count('name="episode"') == 1
    assert "And 2 more: add a name to the words to narrow to one." in html
    assert html_of(client, "/search/?q=zebra&episode=talk").count('name="episode"') == 2


def test_facets_are_check_boxes_with_counts(client, zebras):
    html = html_of(client, "/search/?q=zebra&speaker=ada")
    box = re.search(r'<input type="checkbox" form="find" id="speaker-bob"[^>]*>.*?</label>', html)
    assert box
    assert '<span class="c-facet__n">1</span>' in box[0]
    assert "checked" not in box[0]
    assert re.search(r'id="speaker-ada"[^>]*checked', html)
    assert "<strong>1 result</strong>" in html


def test_what_is_chosen_can_be_taken_away_one_by_one_and_all_at_once(client, zebras):
    html = html_of(client, "/search/?q=zebra&speaker=ada&grade=transcript")
    assert 'href="/search/?q=zebra&amp;grade=transcript"' in html
    assert 'href="/search/?q=zebra&amp;speaker=ada"' in html
    assert 'href="/search/?q=zebra"' in html


def test_a_list_may_be_repeated_or_joined(client, zebras):
    for query in ("speaker=ada,bob", "speaker=ada&speaker=bob"):
        assert "<strong>2 results</strong>" in html_of(client, f"/search/?q=zebra&{query}")


def test_unknown_values_are_said_and_left_out(client, zebras):
    html = html_of(client, "/search/?q=zebra+topic:nothing&speaker=nobody&kind=gossip&sort=random&page=0")
    for said in ("speaker=nobody", "kind=gossip", "sort=random", "page=0", "topic=nothing"):
        assert f"<code>{said}</code>" in html
    assert "<strong>3 results</strong>" in html


def test_nothing_found_offers_ways_on(client, zebras):
    html = html_of(client, "/search/?q=xylophone")
    assert re.search(r"<h1[^>]*>\s*Nobody here speaks of “xylophone”\s*</h1>", html)
    assert "No document held here has “xylophone”." in html
    assert "Ways to ask" in html
    assert 'href="/topics/stripes/"' in html


def test_nothing_found_within_a_choice_offers_to_search_everything(client, zebras):
    html = html_of(client, "/search/?q=horse&speaker=bob")
    assert "Only <strong>Bob Host</strong> was searched." in html
    assert '<a href="/search/?q=horse" data-hx-get="/search/?q=horse">Search everything</a>' in html
    assert 'id="speaker-bob"' in html


def test_spelling_is_corrected_with_a_way_back(client, zebras):
    html = html_of(client, "/search/?q=zebar")
    assert "Nothing matches “zebar”. Showing results for <strong>zebra</strong>." in html
    assert 'href="/search/?q=zebar&amp;spelling=kept"' in html
    kept = html_of(client, "/search/?q=zebar&spelling=kept")
    assert 'Did you mean <a href="/search/?q=zebra"' in kept


def test_a_query_that_was_loosened_says_so(client, zebras):
    assert "these have at least half of them" in html_of(client, "/search/?q=saw+away+horse")
    assert "these have the rarest of them" in html_of(client, "/search/?q=horse+away")


def test_a_query_that_was_cut_says_so(client, zebras):
    assert "first 200 characters" in html_of(client, f"/search/?q={'zebra+' * 100}")
    assert "first twelve words" in html_of(client, f"/search/?q={'zebra+' * 13}")


def test_results_come_in_pages(client, zebras):
    with open_edit():
        for number in range(40):
            make.make_claim(statement=f"Zebra {number} runs.")
    index_everything()
    html = html_of(client, "/search/?q=zebra&page=2")
    assert "<strong>43 results</strong>, page 2 of 3" in html
    assert '<a rel="prev" href="/search/?q=zebra"' in html
    assert '<a rel="next" href="/search/?q=zebra&amp;page=3"' in html
    assert '<ol class="c-hits" start="21">' in html
    beyond = html_of(client, "/search/?q=zebra&page=9")
    assert "There is no page 9" in beyond
    assert 'href="/search/?q=zebra&amp;page=3"' in beyond


def test_results_are_sorted_as_asked(client, zebras):
    html = html_of(client, "/search/?q=zebra&sort=speaker")
    assert re.search(r'<option value="speaker" selected>', html)
    places = [html.index(words) for words in ("My <mark>zebra", "I saw a", "They speak")]
    assert places == sorted(places)


def test_the_fragment_is_part_of_the_page_and_brings_its_title_and_address(client, zebras):
    fragment = client.get("/search/?speaker=ada&speaker=bob&q=+zebra++&sort=best", headers=HTMX)
    html = folded(fragment.content.decode())
    assert "<html" not in html
    assert "<title>zebra: search · Debate Explorer</title>" in html
    assert fragment["HX-Push-Url"] == "/search/?q=zebra&speaker=ada,bob"
    assert "HX-Request" in fragment["Vary"]
    page = html_of(client, "/search/?q=zebra&speaker=ada,bob")
    assert page.count("<title>") == 1


@pytest.mark.parametrize("where", ["q", "speaker", "sort", "page", "kind"])
def test_nothing_that_is_typed_reaches_the_page_unescaped(client, zebras, where):
    evil = '"><script>alert(1)</script><img src=x onerror=y>'
    html = folded(client.get("/search/", {"q": "zebra", where: evil}).content.decode())
    assert "<script>alert" not in html
    assert "<img" not in html


def test_what_stands_in_the_documents_is_escaped(client):
    source = make.SourceFactory(text="<b>Zebra</b> & <script>alert(1)</script> run.")
    make.PassageFactory(source=source)
    index_everything()
    html = html_of(client, "/search/?q=zebra+script")
    assert "&lt;b&gt;<mark>Zebra</mark>&lt;/b&gt; &amp; &lt;<mark>script</mark>&gt;" in html


def test_while_the_index_is_away_the_page_says_so(client, zebras, monkeypatch):
    monkeypatch.setattr("explorer.search.indexing.is_usable", lambda: False)
    html = html_of(client, "/search/?q=zebra")
    assert "The search index is not ready." in html
    assert "<strong>3 results</strong>" in html


def test_a_search_that_was_cut_short_says_so(client, zebras, monkeypatch):
    whole = MemoryBackend.search
    monkeypatch.setattr(MemoryBackend, "search", lambda self, request: replace(whole(self, request), complete=False))
    assert "was cut short" in html_of(client, "/search/?q=zebra")


def test_within_an_episode_and_within_what_somebody_says(client, zebras):
    ada = html_of(client, "/speakers/ada/")
    assert '<input type="hidden" name="speaker" value="ada">' in ada
    talk = html_of(client, "/episodes/talk/")
    assert '<input type="hidden" name="episode" value="talk">' in talk
    assert "<strong>1 result</strong>" in html_of(client, "/search/?episode=talk&q=zebra")


def test_every_page_has_a_search_box_and_names_the_description(client, zebras):
    for path in ("/", "/topics/", "/speakers/ada/", "/claims/ada-zebra/", "/method/"):
        html = html_of(client, path)
        assert html.partition("</header>")[0].count('role="search"') == 2, "in the line, and in the menu of phones"
        assert '<link rel="search" href="/opensearch.xml"' in html


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_page_costs_the_same_queries_for_one_result_and_for_twenty(client, zebras):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            html = html_of(client, "/search/?q=horse")
        return len(queries), html.count('class="c-hit"')

    first, one = cost()
    with open_edit():
        for _ in range(19):
            make.make_claim(statement="A horse runs.", words="It runs, the horse.")
    index_everything()
    then, twenty = cost()
    assert (one, twenty) == (1, 20)
    assert first == then


def test_suggestions_are_the_options_of_the_list_that_asks(client, zebras):
    html = html_of(client, "/search/suggest/?list=q-list&q=ad", **HTMX)
    option = re.search(r'<div class="c-suggest__option" role="option" id="q-list-1-1"([^>]*)>([^<]*)</div>', html)
    assert option
    assert option[2] == "Ada Guest"
    assert 'data-address="/speakers/ada/"' in option[1]
    assert "<html" not in html
    evil = html_of(client, '/search/suggest/?list="><script>&q=ad', **HTMX)
    assert "<script>" not in evil


def test_suggestions_without_htmx_lead_to_the_search(client, zebras):
    response = client.get("/search/suggest/?q=ad")
    assert (response.status_code, response["Location"]) == (302, "/search/?q=ad")


def test_browsers_are_given_suggestions_of_their_own_kind(client, zebras):
    response = client.get("/search/suggest.json?q=ad")
    assert response["Content-Type"] == "application/x-suggestions+json"
    assert response.json() == ["ad", ["Ada Guest", "ada"]]


def test_the_description_says_where_to_search(client, settings):
    settings.PUBLIC_URL = "https://debates.example.org"
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(response.content)  # noqa: S314  (our own)
    urls = {url.get("type"): url.get("template") for url in root.iter(f"{space}Url")}
    assert urls["text/html"] == "https://debates.example.org/search/?q={searchTerms}"
    assert len(root.find(f"{space}ShortName").text) <= 16


def test_a_query_without_a_word_says_that_everything_is_listed(client, zebras):
    said = "There is no word in this to search for; everything is listed."
    assert said in html_of(client, "/search/?q=???")
    assert said not in html_of(client, "/search/?q=zebra+???")
    assert said not in html_of(client, "/search/?type=claim")


@pytest.fixture
@open_edit()
def debate():
    """Make a question on which Ada and Bob differ, with a point that both speak to, and what Ada reports of Cyd."""
    topic = make.TopicFactory(
        slug="stripes", question="Do stripes matter?", first_pole="Stripes are idle", second_pole="Stripes are all"
    )
    point = make.PointFactory(topic=topic, slug="hide", question="Can zebras hide among trees?")
    for slug, name, position in (("ada", "Ada Lovelace", -2), ("bob", "Bob Stone", -1)):
        stance = make.make_stance(position, topic=topic, speaker=make.SpeakerFactory(slug=slug, name=name))
        make.change_links(stance.speaker.claims.get(), point=point)
    ada = stance.speaker.claims.model.objects.get(speaker__slug="ada")
    make.make_claim(
        speaker=make.SpeakerFactory(slug="cyd", name="Cyd Byrne"),
        episode=ada.episode,
        asserter=ada.speaker,
        topic=topic,
        statement="Stripes are everything.",
        slug="everything",
    )
    index_everything()


def spoken(html):
    """Return the words of a page with a space where a tag stands."""
    text = re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]+>", " ", html)))
    return re.sub(r"\s+(?=[.,:;?)”])|(?<=[(“])\s+", "", text)


def card(html):
    """Return the words of the answer, empty without one."""
    found = re.search(r'<section class="c-answer".*?</section>', html)
    return spoken(found[0]) if found else ""


def test_a_question_of_the_site_is_answered_above_what_is_found(client, debate):
    html = html_of(client, "/search/?q=Do+stripes+matter")
    said = card(html)
    assert '<h2 class="c-answer__q" id="answer"><a href="/topics/stripes/">Do stripes matter?</a></h2>' in html
    assert html.index('class="c-answer"') < html.index('class="c-hits"')
    assert "Lovelace" in said
    assert "Nobody in these sources stands at “Stripes are all”." in said
    assert "Cyd Byrne is reported to hold: Stripes are everything. (reported by Ada Lovelace)" in said
    assert "Read as" not in spoken(html)


def test_a_point_is_answered_by_what_each_says_on_it(client, debate):
    html = html_of(client, "/search/?q=can+zebras+hide+among+trees")
    assert 'href="/topics/stripes/#point-hide"' in html
    assert card(html).count("as transcribed by") == 2
    assert "A point of Do stripes matter?" in card(html)


def test_what_somebody_says_of_something_is_read_and_answered_by_them_alone(client, debate):
    html = html_of(client, "/search/?q=what+does+Ada+say+about+stripes")
    assert "Read as: Ada Lovelace on stripes. Search for the words as typed" in spoken(html)
    assert "/search/?q=what+does+Ada+say+about+stripes&amp;read=words" in html
    assert 'href="/topics/stripes/?speakers=ada"' in html
    assert "Stone" not in card(html)
    assert 'value="what does Ada say about stripes"' in html
    assert 'id="speaker-bob"' not in html


def test_the_words_as_typed_can_be_searched_instead(client, debate):
    html = html_of(client, "/search/?q=Lovelace+on+stripes&read=words")
    assert "Only the words were searched, as typed. Read them as a question" in spoken(html)
    assert html.count("""data-hx-vals='{"read": "words"}'""") == html.count('name="read" value="words"') == 2
    assert "c-answer" not in html


def test_two_people_are_set_side_by_side(client, debate):
    html = html_of(client, "/search/?q=Lovelace+vs+Stone")
    assert "Ada Lovelace and Bob Stone" in card(html)
    assert 'href="/compare/?speakers=ada,bob"' in html


def test_who_disagrees_with_somebody_is_told(client, debate):
    assert "Who disagrees most with Ada Lovelace" in card(html_of(client, "/search/?q=who+disagrees+with+Lovelace"))
    said = card(html_of(client, "/search/?q=who+disagrees+with+Lovelace+about+stripes"))
    assert "On another side: nobody in these sources." in said
    assert "On the same side: Bob Stone (1 of 4 steps apart)." in card(
        html_of(client, "/search/?q=who+agrees+with+Lovelace+about+stripes")
    )


def test_nobody_is_turned_into_somebody_else(client, debate):
    html = html_of(client, "/search/?q=What+does+Lovelase+say+about+stripes")
    assert "Nobody here is called “Lovelase”: the words are searched, whoever said them." in spoken(html)
    assert "Did you mean Ada Lovelace?" in spoken(html)
    assert "/search/?q=What+does+Ada+Lovelace+say+about+stripes" in html


def test_of_somebody_who_says_nothing_on_it_that_is_said(client, debate):
    make.SpeakerFactory(slug="dan", name="Dan Moore")
    html = html_of(client, "/search/?q=Moore+on+stripes")
    assert "No interview with them: Moore" in card(html)
    assert "Only what Dan Moore says, or others report of them, was searched." in spoken(html)


def test_a_bare_year_is_all_that_was_said_in_it(client, zebras):
    make.make_claim(statement="A zebra of May.", episode=make.make_episode(date=datetime.date(2018, 5, 3)))
    index_everything()
    for typed in ("2018", "May 2018", "2018-05-03"):
        html = html_of(client, f"/search/?q={typed}")
        assert "Read as: everything of " in spoken(html)
        assert "A zebra of May." in spoken(html)
        assert "I saw a" not in spoken(html)
    assert "Nothing held here is of 1985." in spoken(html_of(client, "/search/?q=1985"))
    assert "/search/?q=zebra+during%3A2018" in html_of(client, "/search/?q=zebra+2018")


def test_a_fragment_brings_the_answer_along(client, debate):
    fragment = client.get("/search/?q=Lovelace+on+stripes", headers=HTMX)
    assert "c-answer" in fragment.content.decode()
    assert fragment["HX-Push-Url"] == "/search/?q=Lovelace+on+stripes"


def test_only_the_first_page_has_the_answer(client, debate):
    assert "c-answer" not in html_of(client, "/search/?q=do+stripes+matter&page=2")


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_an_answer_costs_a_fixed_number_of_queries_and_nothing_where_nothing_is_asked(client, debate):
    def cost(query):
        html_of(client, f"/search/?q={query}")
        with CaptureQueriesContext(connection) as queries:
            html_of(client, f"/search/?q={query}")
        return len(queries)

    plain = cost("stripes+everything")
    assert cost("stripes+everything&read=words") == plain
    assert cost("stripes+are+everything") - plain in {0, 8}
    assert cost("do+stripes+matter+everything&read=words") == plain
    asked = cost("what+does+Byrne+say+about+stripes")
    for _ in range(3):
        make.make_stance(1, topic=make.TopicFactory._meta.model.objects.get(slug="stripes"))
    index_everything()
    assert cost("what+does+Byrne+say+about+stripes") == asked


def test_the_count_of_results_says_how_the_types_add_up(client, zebras):
    html = spoken(html_of(client, "/search/?q=zebra"))
    claim_with_passage = spoken(html_of(client, "/search/?q=horse"))
    assert "1 result (2 with those that share a passage)" in claim_with_passage
    assert "3 results (4 with those that share a passage)" in html
    assert "share a passage" not in spoken(html_of(client, "/search/?q=zebra&type=claim"))


def test_people_chosen_together_lead_back_to_their_comparison(client, zebras):
    assert 'href="/compare/?speakers=ada,bob"' in html_of(client, "/search/?speaker=ada,bob")
    both = html_of(client, "/search/?speaker=ada,bob&topic=stripes")
    assert 'href="/topics/stripes/?speakers=ada,bob"' in both
    assert "Compare them side by side" not in html_of(client, "/search/?speaker=ada")


def test_a_comparison_leads_to_what_its_people_say(client, zebras):
    compared = html_of(client, "/compare/?speakers=ada,bob")
    assert '<input type="hidden" name="speaker" value="ada,bob">' in compared
    assert 'href="/search/?speaker=ada&amp;topic=stripes"' in html_of(client, "/topics/stripes/?speakers=ada")


def test_each_claim_and_each_passage_leads_to_its_place_in_the_document(client, zebras):
    html = html_of(client, "/search/?q=zebra")
    hits = html.split('<li class="c-hit">')[1:]
    assert len(hits) == 3
    assert all(re.search(r'href="/episodes/[\w-]+/#[\w-]+"', hit) for hit in hits)
