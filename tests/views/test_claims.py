import pytest

from explorer.coding.vocabulary import Basis, Grade, RelationKind, Status
from explorer.models import Passage, Source
from tests.factories import EvidenceFactory, RelationFactory, SpeakerFactory, make_claim, make_episode

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    guest = SpeakerFactory(name="Ada Guest")
    episode = make_episode(guest=guest, passages=1, slug="the-talk")
    return make_claim(
        speaker=guest, episode=episode, passage=Passage.objects.get(), slug="it-is-so", statement="It is so."
    )


def html_of(client, slug="it-is-so"):
    response = client.get(f"/claims/{slug}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_shows_the_words_in_context_and_where_they_come_from(client, claim):
    html = html_of(client)
    evidence = claim.evidence.get()
    assert "<h1" in html
    assert "It is so." in html
    assert f"<mark>{evidence.exact}</mark>" in html
    assert "Ada Guest’s words, as transcribed by A Transcriber." in html
    assert f'href="/episodes/the-talk/#{evidence.passage.slug}"' in html
    assert "Matched character for character" in html
    assert evidence.source.sha256[:16] in html


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_is_not_published_is_not_found(client, status):
    make_claim(slug="unseen", status=status)
    assert client.get("/claims/unseen/").status_code == 404


def test_a_reported_view_says_that_the_holders_own_words_are_missing(client):
    make_claim(
        slug="reported",
        speaker=SpeakerFactory(name="Absent Person"),
        asserter=SpeakerFactory(name="Ada Guest"),
        grade=Grade.NOTES,
        basis=Basis.NARRATED,
    )
    html = html_of(client, "reported")
    assert "A view that others report of <strong>Absent Person</strong>" in html
    assert "Absent Person’s view, as reported by Ada Guest, as noted by A Transcriber" in html
    assert "Absent Person’s own words" in html
    assert "c-context--written" in html


def test_a_quotation_that_no_longer_stands_in_its_document_is_withheld(client, claim):
    exact = claim.evidence.get().exact
    Source.objects.update(text="Something else altogether. " * 200)
    html = html_of(client)
    assert "These words are withheld" in html
    assert "Matched character for character" not in html
    assert exact not in html


def test_relations_are_listed_and_those_with_drafts_are_not(client, claim):
    other = RelationFactory(from_claim=claim, kind=RelationKind.DISPUTES).to_claim
    unseen = RelationFactory(from_claim=claim, to_claim=make_claim(status=Status.DRAFT)).to_claim
    html = html_of(client)
    assert f'Disputes</span> <div> <h3><a href="/claims/{other.slug}/">' in html
    assert unseen.statement not in html


@pytest.mark.parametrize("count", [1, 10])
def test_it_costs_the_same_for_one_quotation_and_for_ten(client, claim, django_assert_num_queries, count):
    for _ in range(count - 1):
        RelationFactory(from_claim=claim)
        EvidenceFactory(claim=claim)
    with django_assert_num_queries(8):
        html_of(client)


def test_it_can_be_cited_by_its_outside_address(client, claim, settings):
    settings.PUBLIC_URL = "https://debate.example"
    html = html_of(client)
    assert "Debate Explorer: “It is so.” Drawn from Ada Guest in" in html
    assert "https://debate.example/claims/it-is-so/ (version of" in html
    assert "@misc{it-is-so," in html
    assert "&quot;id&quot;: &quot;it-is-so&quot;" in html
