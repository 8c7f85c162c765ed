from urllib.parse import quote

import pytest

from explorer.quotations.question import LONGEST_SENTENCE
from tests.indexes import index_everything
from tests.markup import folded
from tests.talks import HIDDEN, QUOTED, SUMMARY, make_talk

HTMX = {"HX-Request": "true"}


@pytest.fixture
def talk(db):
    return make_talk()


def html_of(client, *, status=200, headers=None, **query):
    response = client.get("/said/", query, headers=headers)
    assert response.status_code == status
    return folded(response.content.decode())


def test_without_a_sentence_the_page_asks_for_one(client, talk):
    html = html_of(client)
    assert '<form class="c-asked__form" method="get" action="/said/"' in html
    assert '<option value="ada">Ada Guest</option>' in html
    assert 'id="verdict"' not in html


def test_words_stand_where_they_stand_with_a_way_there_and_to_what_rests_on_them(client, talk):
    html = html_of(client, q="Scale is something you need")
    assert "Yes, to the letter</h2>" in html
    assert '<blockquote class="c-ev__own"><mark>Scale is something you need</mark>, but' in html
    assert 'href="/episodes/talk/#spoken-1"' in html
    assert '<a href="/claims/ada-scale/">Scale is not enough.</a>' in html


def test_what_differs_is_told_and_marked(client, talk):
    html = html_of(client, q="Scale is never something you need")
    assert "<li>“never” is added</li>" in html
    assert "Scale is <del>never</del> something you need" in html


def test_a_summary_is_labelled_before_it_is_read_and_never_quoted(client, talk):
    html = html_of(client, q=SUMMARY, speaker="ada")
    assert "but not as Ada Guest’s own words</h2>" in html
    assert "c-ev__own" not in html
    lead, _, _ = html.partition(f"<mark>{SUMMARY}</mark>")
    assert "As summarised by A Transcriber, on a conversation with Ada Guest" in lead


def test_somebody_elses_mouth_is_named(client, talk):
    html = html_of(client, q="said:bob Scale is something you need")
    assert "Not Bob Host, but Ada Guest said it, to the letter</h2>" in html
    assert '<option value="bob" selected>' in html


def test_not_at_all_says_what_was_looked_at(client, talk):
    html = html_of(client, q="Nothing of the kind was said")
    assert "It stands in no document here</h2>" in html
    assert "It may have been said elsewhere." in html
    assert 'href="/search/?q=Nothing%20of%20the%20kind%20was%20said"' in html


def test_what_is_too_long_stays_to_be_shortened_and_is_not_looked_up(client, talk):
    html = html_of(client, q="so " * LONGEST_SENTENCE)
    assert 'aria-describedby="said-fault"' in html
    assert "At most 1,000 characters" in html
    assert 'id="verdict"' not in html


def test_who_is_unknown_is_told_and_left_out(client, talk):
    html = html_of(client, q="Scale is something you need", speaker="nobody")
    assert "<code>speaker=nobody</code>" in html
    assert "Yes, to the letter" in html


@pytest.mark.parametrize("words", [HIDDEN, HIDDEN.upper(), f"preamble. {QUOTED}", QUOTED.replace("must", "can")])
def test_a_document_that_is_not_shown_leaks_nothing(client, talk, words):
    told = html_of(client, q=words, speaker="ada").partition('id="verdict"')[2].partition("<footer")[0]
    # What was asked is in the address of a search for it; all else is said of any sentence.
    nothing = html_of(client, q="zq", speaker="ada").partition('id="verdict"')[2].partition("<footer")[0]
    assert told.replace(quote(words), "zq") == nothing
    assert "It stands in no document here" in nothing


def test_what_is_public_of_it_is_confirmed_with_its_claim(client, talk):
    html = html_of(client, q=QUOTED).partition("</form>")[2]
    assert "Yes, to the letter" in html
    assert 'href="/claims/ada-body/"' in html
    assert "preamble" not in html
    assert "secret" not in html


def test_htmx_gets_the_part_and_its_address(client, talk):
    response = client.get("/said/", {"q": "“So you think”", "speaker": "bob"}, headers=HTMX)
    html = response.content.decode()
    assert "<html" not in html
    assert "<title>Did they say that?" in html
    assert response["HX-Push-Url"] == "/said/?q=So+you+think&speaker=bob"


def test_markup_in_a_sentence_is_text(client, talk):
    html = html_of(client, q='<zqx> Scale is <b onload="x">something</b> you need')
    assert "<zqx" not in html
    assert "<b onload" not in html


def test_the_page_costs_as_many_queries_for_one_match_as_for_many(client, talk, django_assert_max_num_queries):
    index_everything()
    with django_assert_max_num_queries(12):
        html_of(client, q="you")
    with django_assert_max_num_queries(16):
        html_of(client, q="Scale is not something you need", speaker="bob")


def test_who_has_the_answer_is_not_sent_it_again(client, talk):
    first = client.get("/said/", {"q": "Scale is something you need"})
    assert first["Cache-Control"] == "no-cache"
    again = client.get("/said/", {"q": "Scale is something you need"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_the_footer_and_the_sitemap_lead_there(client, talk):
    assert 'href="/said/"' in client.get("/").content.decode()
    assert "/said/</loc>" in client.get("/sitemap-list-1.xml").content.decode()


def test_a_long_quotation_in_the_search_box_is_answered_above_the_results(client, talk):
    html = folded(client.get("/search/", {"q": '"so you think that machines will learn to reason"'}).content.decode())
    line, _, results = html.partition('class="c-listhead"')
    assert "Did they say that? Yes, but for capital and small letters." in line
    assert 'href="/said/?q=so+you+think+that+machines+will+learn+to+reason"' in line
    assert results


def test_the_line_is_about_the_person_that_results_are_narrowed_to(client, talk):
    asked = {"q": '"So you think that machines will learn to reason"', "speaker": "ada"}
    html = folded(client.get("/search/", asked).content.decode())
    assert "Did they say that? Not Ada Guest, but Bob Host said it, to the letter." in html
    assert 'href="/said/?q=So+you+think+that+machines+will+learn+to+reason&amp;speaker=ada"' in html


def test_other_searches_have_no_such_line(client, talk):
    assert "Did they say that? Yes" not in client.get("/search/", {"q": "scale"}).content.decode()
