from urllib.parse import urlencode

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Disposition, Grade, Status
from explorer.models import Passage, Source
from explorer.reading import episode_list
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest():
    return make.SpeakerFactory(slug="ada", name="Ada Guest")


@pytest.fixture
@open_edit()
def episode(guest):
    return make.make_episode(
        guest=guest,
        host=make.SpeakerFactory(slug="bob", name="Bob Host"),
        passages=2,
        slug="the-talk",
        title="The talk",
    )


def html_of(client, address="/episodes/the-talk/"):
    response = client.get(address)
    assert response.status_code == 200
    return folded(response.content.decode())


def test_the_list_shows_people_dates_and_documents(client, episode):
    html = html_of(client, "/episodes/")
    assert '<a href="/speakers/ada/">Ada Guest</a>, <a href="/speakers/bob/">Bob Host</a> (host)' in html
    assert "31 August 2019" in html
    assert f'href="/episodes/the-talk/#{episode.sources.get().slug}"' in html


def test_of_many_episodes_a_page_is_shown_by_year_with_ways_to_the_others(client, monkeypatch):
    monkeypatch.setattr(episode_list, "MOST_LISTED", 1)
    for year in (2019, 2020):
        make.EpisodeFactory(title=f"Of {year}", date=f"{year}-01-01")
    html = html_of(client, "/episodes/")
    assert '<h2 class="c-listing__group" id="year-2020">2020</h2>' in html
    assert "<h3" in html
    assert '<a rel="next" href="/episodes/?page=2"' in html
    assert "Of 2019" not in html
    assert "Of 2019" in html_of(client, "/episodes/?year=2019")
    assert "<code>series=none</code>" in html_of(client, "/episodes/?series=none")
    assert "No episode is like that." in html_of(client, "/episodes/?q=zebra")


def test_an_empty_list_says_so(client):
    assert "No episode has been added yet." in html_of(client, "/episodes/")


def test_an_unknown_episode_is_not_found(client):
    assert client.get("/episodes/nowhere/").status_code == 404


def test_every_passage_has_its_address_and_its_words(client, episode):
    html = html_of(client)
    for passage in Passage.objects.all():
        assert f'id="{passage.slug}"' in html
        assert passage.text in html


def test_a_quotation_is_marked_and_its_claim_stands_beside_it(client, episode, guest):
    claim = make.make_claim(speaker=guest, passage=Passage.objects.first())
    html = html_of(client)
    assert f"<mark>{claim.evidence.get().exact}</mark>" in html
    assert f'<a href="/claims/{claim.slug}/">1. {claim.statement}</a>' in html
    assert "1 claim drawn from it" in html


def test_a_draft_marks_nothing(client, episode, guest):
    claim = make.make_claim(speaker=guest, passage=Passage.objects.first(), status=Status.DRAFT, statement="Zebras do.")
    html = html_of(client)
    assert "<mark>" not in html
    assert claim.statement not in html


def test_summaries_are_not_set_as_speech(client, episode):
    make.PassageFactory(source=episode.sources.get(), grade=Grade.SUMMARY)
    assert html_of(client).count("c-turn__text--written") == 1


def test_a_speaker_whom_the_document_does_not_name_is_not_guessed(client, episode):
    make.PassageFactory(source=episode.sources.get())
    assert "Speaker not labelled in the document" in html_of(client)


def test_a_slip_is_shown_with_its_reading_and_the_text_stays(client, episode):
    first = Passage.objects.first()
    make.ErratumFactory(source=first.source, exact="This is what paragraph 1", reading="That is what paragraph 1")
    html = html_of(client)
    assert '<span class="c-slip__was">This is what paragraph 1</span><span class="c-slip"> [reads: That is' in html
    assert "“This is what paragraph 1” reads “That is what paragraph 1”. A slip of the transcriber." in html


def test_a_document_that_may_not_be_shown_gives_its_quotations_only(client, episode, guest):
    quoted, unquoted = Passage.objects.all()
    make.make_claim(speaker=guest, passage=quoted)
    Source.objects.update(show_text=False)
    html = html_of(client)
    assert quoted.text in html
    assert unquoted.text not in html
    assert "The full text of this document is not shown" in html


def test_a_hidden_document_leaks_nothing_by_its_headings_its_questions_or_its_slips(client, episode, guest):
    first, second = Passage.objects.all()
    Passage.objects.update(section="A secret heading", start_time=145, time_basis="section")
    Passage.objects.filter(pk=second.pk).update(answers=first)
    make.make_claim(speaker=guest, passage=second)
    make.ErratumFactory(source=first.source, exact="This is what paragraph 1", reading="A secret reading")
    Source.objects.update(show_text=False, url="https://a.example/x")
    html = html_of(client)
    assert second.text in html
    assert "secret" not in html
    assert first.text not in html
    assert first.slug not in html
    assert "what%20paragraph%201%20" not in html
    assert 'chapter at <time datetime="PT145S">2:25</time>' in html


def test_questions_and_assents_are_told_from_claims(client, episode):
    first, second = Passage.objects.all()
    third = make.PassageFactory(source=first.source, answers=first, disposition=Disposition.ASSENT)
    Passage.objects.filter(pk=second.pk).update(answers=first)
    html = html_of(client)
    assert html.count(f'answers <a href="#{first.slug}">#1</a>') == 1
    assert html.count("agrees in a word; no claim") == 1
    Passage.objects.filter(pk=second.pk).update(answers=None)
    assert f'Answers <a href="#{first.slug}">Ada Guest, #1</a>: <q>{first.text}</q>' in html_of(client)
    assert third.slug in html


def test_recordings_are_plain_links_and_so_is_every_time(client, episode):
    Passage.objects.update(start_time=63.9, end_time=70, time_basis="own")
    html = html_of(client)
    assert "c-facade" not in html
    assert '<time datetime="PT63.9S">1:03</time>–<time datetime="PT70S">1:10</time>' in html
    type(episode).objects.update(youtube_id="kWsHS7tXjSU", spotify_id="341MNqw4VWD48eRmiXdBFx")
    html = html_of(client)
    assert 'href="https://www.youtube.com/watch?v=kWsHS7tXjSU" rel="noreferrer" data-player=' in html
    assert 'href="https://open.spotify.com/episode/341MNqw4VWD48eRmiXdBFx" rel="noreferrer" data-player=' in html
    assert 'href="https://www.youtube.com/watch?v=kWsHS7tXjSU&amp;t=63s" rel="noreferrer" data-seek="63"' in html
    assert "Nothing is sent to YouTube or Spotify before you press play." in html


def test_only_the_reading_room_may_frame_players_and_only_two(client, episode):
    room = client.get("/episodes/the-talk/").headers["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com https://open.spotify.com;" in f"{room};"
    assert "frame-src" not in client.get("/episodes/").headers["Content-Security-Policy"]


def test_chapters_are_listed_with_their_times(client, episode):
    first, second = Passage.objects.all()
    Passage.objects.filter(pk=first.pk).update(section="Opening words", start_time=0, time_basis="section")
    Passage.objects.filter(pk=second.pk).update(section="Scale", start_time=145, time_basis="section")
    html = html_of(client)
    assert f'<a href="#{second.slug}">Scale</a>' in html
    assert html.count('<time datetime="PT145S">2:25</time>') == 2
    assert "are those at which chapters start" in html


def test_a_claim_in_the_address_stands_out(client, episode, guest):
    claim = make.make_claim(speaker=guest, passage=Passage.objects.first(), slug="wanted")
    html = html_of(client, "/episodes/the-talk/?claim=wanted")
    assert f'<mark class="is-sought">{claim.evidence.get().exact}</mark>' in html
    assert f'Marked below: the words behind <a href="/claims/wanted/">{claim.statement}</a>' in html
    assert f'<a href="?claim=wanted#{Passage.objects.first().slug}" data-copy>' in html


@pytest.mark.parametrize("name", ["unseen", "nowhere", "<b>\x00"])
def test_an_unknown_claim_in_the_address_is_said_and_left_out(client, episode, guest, name):
    make.make_claim(speaker=guest, passage=Passage.objects.first(), slug="unseen", status=Status.DRAFT)
    html = html_of(client, f"/episodes/the-talk/?{urlencode({'claim': name})}")
    assert "rests on the documents of this conversation." in html
    assert "is-sought" not in html
    assert "<b>" not in html


def test_several_documents_are_one_event(client, episode):
    make.SourceFactory(episode=episode)
    assert "2 write-ups of the same talk: they count as one" in html_of(client)


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_the_same_for_one_claim_and_for_twenty(client, guest, django_assert_num_queries, count):
    episode = make.make_episode(guest=guest, slug="the-talk", passages=count)
    for passage in Passage.objects.all():
        make.make_claim(speaker=guest, passage=passage)
        make.ErratumFactory(source=episode.sources.get(), exact=f"paragraph {passage.ordinal} of", suffix="")
    with django_assert_num_queries(9):
        html_of(client)


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_episode_and_for_twenty(client, django_assert_num_queries, count):
    with open_edit():
        for _ in range(count):
            make.make_episode()
    with django_assert_num_queries(9):
        html_of(client, "/episodes/")


def test_what_is_contextual_reads_as_paraphrased(client, episode, guest):
    passage = make.PassageFactory(source=episode.sources.get(), grade=Grade.NOTES)
    make.make_claim(speaker=guest, passage=passage, basis=Basis.CONTEXTUAL)
    assert "Ada Guest, as paraphrased" in html_of(client)
