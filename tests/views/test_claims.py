import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Grade, RelationKind, Status
from explorer.models import Passage, Source
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def claim():
    guest = make.SpeakerFactory(name="Ada Guest")
    episode = make.make_episode(guest=guest, passages=1, slug="the-talk")
    return make.make_claim(
        speaker=guest, episode=episode, passage=Passage.objects.get(), slug="it-is-so", statement="It is so."
    )


def html_of(client, slug="it-is-so"):
    response = client.get(f"/claims/{slug}/")
    assert response.status_code == 200
    return folded(response.content.decode())


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
    make.make_claim(slug="unseen", status=status)
    assert client.get("/claims/unseen/").status_code == 404


def test_a_retracted_claim_is_gone_and_says_when_and_why(client, claim):
    words = claim.evidence.get().exact
    type(claim).objects.update(
        status=Status.RETRACTED, retracted_on="2024-03-01", retraction_reason="The host said it."
    )
    response = client.get("/claims/it-is-so/")
    html = folded(response.content.decode())
    assert response.status_code == 410
    assert "This claim was withdrawn" in html
    assert '<time datetime="2024-03-01">1 March 2024</time>:</strong> The host said it.' in html
    assert "<del>It is so.</del>" in html
    assert '<meta name="robots" content="noindex">' in html
    assert words not in html
    assert "Matched character for character" not in html


def test_a_retracted_claim_is_on_no_other_page(client, claim):
    type(claim).objects.update(
        status=Status.RETRACTED, retracted_on="2024-03-01", retraction_reason="The host said it."
    )
    topic = claim.topics.get()
    for address in (topic.get_absolute_url(), claim.speaker.get_absolute_url(), claim.episode.get_absolute_url()):
        assert "It is so." not in folded(client.get(address).content.decode())


def test_with_whom_the_holder_parts_on_the_topics_of_the_claim_is_listed(client, claim):
    topic, other = claim.topics.get(), make.SpeakerFactory(slug="zed", name="Zed Other")
    make.ContrastFactory(topic=topic, first=claim.speaker, second=other, reason="One says yes, the other no.")
    make.ContrastFactory(first=claim.speaker, reason="On another topic.")
    make.ContrastFactory(topic=topic, reason="Between other people.")
    html = html_of(client)
    assert f'href="{topic.get_absolute_url()}?speakers={claim.speaker.slug},zed">Zed Other, on: ' in html
    assert "They contradict each other" in html
    assert "One says yes, the other no." in html
    assert "On another topic." not in html
    assert "Between other people." not in html


def test_reporting_an_error_carries_the_address_of_the_claim(client, claim, settings):
    settings.CONTACT, settings.PUBLIC_URL = "curator@example.org", "https://debates.example"
    assert html_of(client).count("body=https%3A%2F%2Fdebates.example%2Fclaims%2Fit-is-so%2F") == 2
    settings.CONTACT = ""
    assert "Report a misattribution" not in html_of(client)


def test_a_reported_view_says_that_the_holders_own_words_are_missing(client):
    make.make_claim(
        slug="reported",
        speaker=make.SpeakerFactory(slug="absent", name="Absent Person"),
        asserter=make.SpeakerFactory(name="Ada Guest"),
        grade=Grade.NOTES,
        basis=Basis.NARRATED,
    )
    html = html_of(client, "reported")
    link = '<a href="/speakers/absent/">Absent Person</a>'
    assert f"A view that others report of <strong>{link}</strong>" in html
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
    other = make.RelationFactory(from_claim=claim, kind=RelationKind.DISPUTES).to_claim
    unseen = make.RelationFactory(from_claim=claim, to_claim=make.make_claim(status=Status.DRAFT)).to_claim
    html = html_of(client)
    assert f'Disputes</span> <div> <h3><a href="/claims/{other.slug}/">' in html
    assert unseen.statement not in html


def test_what_a_related_claim_rests_on_is_said(client, claim):
    reported = make.make_claim(asserter=make.SpeakerFactory(), basis=Basis.NARRATED, grade=Grade.NOTES)
    noted = make.make_claim(grade=Grade.NOTES, basis=Basis.NARRATED)
    summed_up = make.PassageFactory(source=noted.episode.sources.first(), grade=Grade.SUMMARY)
    make.EvidenceFactory(claim=noted, passage=summed_up, basis=Basis.NARRATED)
    for other in (reported, noted):
        make.RelationFactory(from_claim=claim, to_claim=other)
    _, *related = html_of(client).split('class="c-rel"')
    assert ["Reported by someone else" in part for part in related] == [True, False]
    assert "</svg>Summary</span>" in related[1]


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 10])
def test_it_costs_the_same_for_one_quotation_and_for_ten(client, claim, django_assert_num_queries, count):
    for _ in range(count):
        make.RelationFactory(from_claim=claim)
        make.EvidenceFactory(claim=claim)
        make.ContrastFactory(topic=claim.topics.get(), first=claim.speaker)
        make.make_stance(speaker=claim.speaker, topic=claim.topics.get())
    with django_assert_num_queries(12):
        html_of(client)


def test_its_words_can_be_linked_to_here_and_on_their_publishers_page(client, claim):
    passage = claim.evidence.get().passage
    html = html_of(client)
    assert f'<a href="/episodes/the-talk/?claim=it-is-so#{passage.slug}" data-copy>' in html
    assert ":~:text=" not in html
    Source.objects.update(url="https://a.example/x", publisher="The Talks")
    assert 'href="https://a.example/x#:~:text=This%20is%20what' in html_of(client)


def test_it_says_where_its_holder_stands_on_what_it_bears_on(client, claim):
    make.make_stance(-2, speaker=claim.speaker, topic=claim.topics.get(), episode=claim.episode, claims=0)
    assert "Ada Guest stands there: Firmly: It is not" in html_of(client)


def test_its_time_leads_to_the_recording(client, claim):
    Passage.objects.update(start_time=63.5, time_basis="section")
    claim.episode.youtube_id = "kWsHS7tXjSU"
    claim.episode.save()
    html = html_of(client)
    assert 'chapter at <a class="c-time" href="https://www.youtube.com/watch?v=kWsHS7tXjSU&amp;t=63s"' in html
    assert '<time datetime="PT63.5S">1:03</time>' in html


def test_its_history_says_what_became_of_it_in_public(client, claim):
    assert "<span>Published</span> <time" in html_of(client)
    claim.statement = "It is still so."
    claim.save()
    assert re.search(r"<span>Reworded</span><time [^>]+>[^<]+</time>. Until then: It is so.", html_of(client))


def test_it_can_be_cited_by_its_outside_address(client, claim, settings):
    settings.PUBLIC_URL = "https://debate.example"
    html = html_of(client)
    assert "Debate Explorer: “It is so.” Drawn from Ada Guest in" in html
    assert "https://debate.example/claims/it-is-so/ (version of" in html
    assert "@misc{it-is-so," in html
    assert "&quot;id&quot;: &quot;it-is-so&quot;" in html


def test_what_was_written_was_not_said_in_the_episode(client):
    writer = make.SpeakerFactory(slug="vi", name="Vi Noter")
    make.make_writing(slug="noted", writer=writer, episode=make.make_episode(slug="the-talk"))
    html = html_of(client, "noted")
    assert "Said in" not in html
    assert '<h2 class="c-hit__title">Written in</h2>' in html
    assert '<time datetime="2021-04-09">9 April 2021</time>' in html
    assert 'A view held by <strong><a href="/speakers/vi/">Vi Noter</a></strong>, in writing of their own.' in html
    assert "Written by Vi Noter" in html
    assert "Not in this document" not in html


@pytest.mark.parametrize(
    ("basis", "heading"),
    [
        (Basis.CONTEXTUAL, "Stated by a summary of an interview with"),
        (Basis.INFERRED, "Words in which a curator infers the voice of"),
    ],
)
def test_nobody_is_headed_as_the_holder_of_what_names_nobody(client, basis, heading):
    make.make_claim(slug="unnamed", grade=Grade.SUMMARY, basis=basis)
    html = html_of(client, "unnamed")
    assert f"{heading} <strong>" in html
    assert "A view held by" not in html


def test_what_a_curator_notes_of_a_document_stands_where_its_words_come_from(client, claim):
    Source.objects.update(note="It runs wild sometimes.")
    assert "Curator’s note on the document: It runs wild sometimes." in html_of(client)


@pytest.mark.parametrize("form", ["claims/{}/", "claims/{}.json", "claims/{}.jsonld", "api/v1/claims/{}/"])
def test_a_claim_that_was_renamed_is_found_at_its_old_address(client, claim, form):
    make.FormerSlugFactory(slug="it-was-so", claim=claim)
    response = client.get("/" + form.format("it-was-so"))
    assert (response.status_code, response["Location"]) == (301, "/" + form.format("it-is-so"))
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("form", ["claims/{}/", "claims/{}.json", "claims/{}.jsonld", "api/v1/claims/{}/"])
def test_a_claim_that_became_part_of_another_leads_there_where_its_notice_stands(client, claim, form):
    make.make_claim(
        slug="part",
        statement="It is partly so.",
        status=Status.RETRACTED,
        retracted_on="2024-03-01",
        retraction_reason="The two are one claim now.",
    )
    make.FormerSlugFactory(slug="part", claim=claim)
    response = client.get("/" + form.format("part"))
    assert (response.status_code, response["Location"]) == (301, "/" + form.format("it-is-so"))
    html = html_of(client)
    assert "Took in another claim" in html
    assert "It is partly so. The two are one claim now." in html
