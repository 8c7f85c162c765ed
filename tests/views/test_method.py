import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding import vocabulary
from explorer.coding.manual import MEANINGS
from explorer.coding.vocabulary import Disposition, Status
from explorer.formats.web_annotation import LINKS, WORDS
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db


def html_of(client):
    response = client.get("/method/")
    assert response.status_code == 200
    return folded(response.content.decode())


def coverage(html):
    """Return the cells of the first document's row."""
    body = html.partition("c-coverage")[2].partition("<tbody>")[2].partition("</tr>")[0]
    return [re.sub(r"<[^>]+>", " ", cell).strip() for cell in re.findall(r"<td>(.*?)</td>", body)]


def test_it_works_without_documents(client):
    html = html_of(client)
    assert "<h1>How positions are assigned</h1>" in html
    assert "No document is held yet." in html


@pytest.mark.parametrize("name", ["Basis", "Mode", "Confidence", "Silence", "RelationKind", "ContrastKind"])
def test_every_code_of_the_vocabulary_is_explained(client, name):
    html = html_of(client)
    for code in getattr(vocabulary, name):
        assert f'<th scope="row">{code.label}</th><td>{MEANINGS[type(code)][code]}</td>' in html


@pytest.mark.parametrize("word", [*WORDS, *LINKS, "Digest"])
def test_every_word_that_annotations_add_is_explained_where_it_leads(client, word):
    assert f'<dt id="{word}">' in html_of(client)


def test_grades_are_drawn_and_dispositions_and_codes_without_a_number_are_explained(client):
    html = html_of(client)
    for code in [*vocabulary.Grade, *Disposition, *list(vocabulary.StanceCode)[1:]]:
        assert code.label in html
        assert f"<td>{MEANINGS[type(code)][code]}</td>" in html
    assert html.count('<span class="c-grade">') == len(vocabulary.Grade)


def test_positions_scoring_and_confidence_come_from_the_rules(client):
    html = html_of(client)
    for label in ("Firmly: the first pole", "Leans: the first pole", "In between", "Firmly: the second pole"):
        assert f"<td>{label}</td>" in html
    row = html.partition("The passage says by name or pronoun who holds it</th><td><strong>")[2].partition("</tr>")[0]
    assert re.findall(r"Scores|Shown only", row) == ["Scores", "Scores", "Shown only"]
    assert "One passage of transcript, quoted twice</th><td>Medium confidence</td>" in html
    assert "Only what others report</th><td>No number</td>" in html


def test_the_coverage_of_a_document_says_what_became_of_its_passages(client):
    guest = make.SpeakerFactory()
    episode = make.make_episode(guest=guest)
    source = episode.sources.get()
    for disposition in (Disposition.QUESTION, Disposition.QUESTION, Disposition.JOKE, ""):
        make.PassageFactory(source=source, disposition=disposition)
    make.make_claim(speaker=guest, passage=make.PassageFactory(source=source, disposition=Disposition.JOKE))
    make.make_claim(speaker=guest, passage=make.PassageFactory(source=source), status=Status.DRAFT)
    html = html_of(client)
    assert coverage(html) == ["6", "1", "3 Question 2, Joke 1", "2", "2 January 2024"]
    assert f'<a href="{source.get_absolute_url()}">{source.title}</a>' in html
    assert "1 published claim rests on 1 quotation from 1 document" in html


def test_the_documents_are_shown_a_page_at_a_time(client, monkeypatch):
    monkeypatch.setattr("explorer.debate.coverage.MOST_LISTED", 2)
    sources = [make.SourceFactory(title=f"Document {number}") for number in range(3)]
    html = html_of(client)
    assert sum(source.title in html for source in sources) == 2
    assert "from 3 documents" in html
    assert 'href="/method/?page=2#coverage"' in html
    last = folded(client.get("/method/?page=9").text)
    assert "<code>page=9</code>" in last
    assert sum(source.title in last for source in sources) == 1


def test_a_document_not_read_in_full_says_so(client):
    make.SourceFactory(read_in_full=None)
    assert coverage(html_of(client)) == ["0", "0", "0", "0", "not yet"]


def test_errors_are_reported_to_the_contact(client, settings):
    settings.CONTACT = "curator@example.org"
    section = html_of(client).partition('id="errors"')[2]
    assert 'href="mailto:curator@example.org' in section.partition("</section>")[0]
    settings.CONTACT = ""
    assert "This site has given no address to write to." in html_of(client)


def test_every_page_leads_to_it(client):
    assert '<a href="/method/">How positions are assigned</a>' in folded(client.get("/").content.decode())


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_the_same_for_one_document_and_for_twenty(client, count, django_assert_num_queries):
    with open_edit():
        for _ in range(count):
            make.make_stance(1)
    with django_assert_num_queries(10):
        html_of(client)


def test_the_rates_of_judgements_are_shown_once_there_are_some(client):
    assert "Do the words carry it?" not in client.get("/method/").text
    make.JudgementFactory(claim=make.make_claim(), verdicts={"reader-1": "carried", "reader-2": "partly"})
    text = folded(client.get("/method/").text)
    assert '<th scope="row">Carried by the words</th> <td>1</td> <td>1</td> <td>0</td>' in text
    assert "At first 50.0 % of 2 judgements were “carried”." in text
    assert "The readers were reader-1, reader-2." in text
