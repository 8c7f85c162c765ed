import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import AppearanceRole, Bearing, ClaimRole, Grade, StanceCode, Status
from explorer.debate.directory import speakers
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make.SpeakerFactory(slug="ada", name="Ada Guest", description="Works on engines.")


def html_of(client, path="/speakers/ada/"):
    response = client.get(path)
    assert response.status_code == 200
    return folded(response.content.decode())


def section(html, heading):
    """Return the part of a page from a heading to the next of its kind."""
    assert f">{heading}</h2>" in html
    return html.partition(f">{heading}</h2>")[2].partition("<h2")[0]


def test_the_list_is_empty_and_says_so(client):
    assert "Nobody has been added yet." in html_of(client, "/speakers/")


def test_the_list_tells_guests_hosts_and_those_only_reported_apart(client, ada):
    host, absent = make.SpeakerFactory(name="Bob Host"), make.SpeakerFactory(name="Absent Person")
    episode = make.make_episode(guest=ada, host=host)
    make.make_stance(1, speaker=ada, episode=episode, claims=2)
    make.make_claim(speaker=absent, episode=episode, asserter=ada)
    html = html_of(client, "/speakers/")
    assert "Ada Guest" in section(html, "Guests")
    assert "1 question with a stance</li><li>2 claims in their own name" in section(html, "Guests")
    assert "Bob Host" in section(html, "Hosts and writers")
    assert "Absent Person" in section(html, "Only reported by others")
    assert "1 view reported by others" in section(html, "Only reported by others")
    assert 'href="/speakers/ada/"' in html


def test_a_writer_without_a_conversation_stands_with_the_hosts(client):
    writer = make.SpeakerFactory(name="Ida Writer")
    make.make_claim(speaker=writer, episode=make.make_episode(), grade=Grade.NOTES)
    assert "Ida Writer" in section(html_of(client, "/speakers/"), "Hosts and writers")


def test_drafts_are_not_counted(client, ada):
    make.make_stance(1, speaker=ada, status=Status.DRAFT, claims=0)
    make.make_claim(speaker=ada, status=Status.DRAFT)
    html = html_of(client, "/speakers/")
    assert "with a stance" not in html
    assert "in their own name" not in html


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_person_and_for_twenty(client, count, django_assert_num_queries):
    with open_edit():
        for _ in range(count):
            make.make_stance(1)
    with django_assert_num_queries(6):
        html_of(client, "/speakers/")


def test_of_many_a_page_is_shown_with_ways_to_the_others(client, monkeypatch):
    monkeypatch.setattr(speakers, "MOST_LISTED", 2)
    for name in ("Ada A", "Bob B", "Cy C"):
        make.AppearanceFactory(speaker=make.SpeakerFactory(name=name))
    html = html_of(client, "/speakers/")
    assert '<a rel="next" href="/speakers/?page=2"' in html
    assert "1 to 2 of 3" in html
    assert "Cy C" not in html
    assert 'name="q"' in html
    assert '<a class="c-theme" id="letter-C" href="/speakers/?letter=C"' in html
    assert "Cy C" in html_of(client, "/speakers/?page=2")
    assert "Ada A" not in html_of(client, "/speakers/?q=cy")


def test_a_few_people_stand_without_a_field_to_find_them(client, ada):
    assert 'name="q" type="search" value="" placeholder="Find a person"' not in html_of(client, "/speakers/")
    assert "Nobody here is called that." in html_of(client, "/speakers/?q=zoe")


def test_what_is_not_known_of_the_list_is_said(client, ada):
    html = html_of(client, "/speakers/?who=host&letter=Q&page=7")
    for value in ("who=host", "letter=Q", "page=7"):
        assert f"<code>{value}</code>" in html
    assert "Ada Guest" in html


def test_htmx_gets_the_list_alone_with_the_address_that_gives_it_again(client, ada):
    response = client.get("/speakers/?q=ada&who=&page=4", headers={"hx-request": "true"})
    assert response["HX-Push-Url"] == "/speakers/?q=ada"
    assert response.content.decode().lstrip().startswith('<div class="c-listing" id="people"')


def test_an_unknown_person_is_not_found(client):
    assert client.get("/speakers/nobody/").status_code == 404


def test_a_person_has_a_row_for_what_they_speak_to(client, ada):
    topic = make.TopicFactory(slug="scale", question="Is scale enough?", first_pole="A dead end")
    make.make_stance(-2, speaker=ada, topic=topic, claims=2, rationale="Says no, twice.")
    html = html_of(client)
    assert "<h1>Ada Guest</h1>" in html
    assert "Works on engines." in html
    row = section(html, "Where they stand")
    assert '<a href="/topics/scale/#ada">Is scale enough?</a>' in row
    assert 'class="c-mini c-mini--a"' in row
    assert "<span>Firmly: A dead end</span>" in row
    assert "Says no, twice." in row
    assert "<li>High confidence</li>" in row
    assert 'as of <time datetime="2019-08-31">31 August 2019</time>' in row
    assert '<a href="/topics/scale/?speakers=ada">2 claims<' in row
    assert "No position found" not in html


def test_a_code_without_a_number_has_no_mark(client, ada):
    make.make_stance(None, code=StanceCode.REJECTS_QUESTION, speaker=ada)
    row = section(html_of(client), "Where they stand")
    assert "Rejects the question" in row
    assert "c-mini" not in row


def test_a_position_on_summaries_is_hollow(client, ada):
    make.make_stance(1, speaker=ada, grade=Grade.SUMMARY)
    assert "c-mini--para" in section(html_of(client), "Where they stand")


def test_those_with_whom_they_part_lead_to_the_comparison_of_the_two(client, ada):
    topic = make.TopicFactory(slug="scale")
    make.make_stance(1, speaker=ada, topic=topic)
    for slug in ("aaron", "zoe"):
        make.ContrastFactory(topic=topic, first=ada, second=make.SpeakerFactory(slug=slug, name=slug.title()))
    row = section(html_of(client), "Where they stand")
    for slug in ("aaron", "zoe"):
        link = f'<a href="/topics/scale/?speakers=ada,{slug}">With {slug.title()}</a>'
        assert f"{link}: They contradict each other" in row


def test_the_kinds_of_silence_are_told_apart(client, ada):
    make.TopicFactory(question="Not discussed?")
    make.TopicFactory(question="Not yet read for?", added="2030-01-01")
    make.make_episode(guest=ada)
    make.make_claim(speaker=ada, topic=make.TopicFactory(question="Touched on?"), bearing=Bearing.CONTEXT)
    silent = section(html_of(client), "No position found in these sources")
    assert re.search(r"Did not come up</h3>.*does not come up.*Not discussed\?", silent)
    assert re.search(r"Not checked yet</h3>.*have not yet been read.*Not yet read for\?", silent)
    assert re.search(r"Came up, took no side</h3>.*without answering it.*Touched on\?", silent)


def test_a_guest_without_documents_says_so(client, ada):
    make.TopicFactory()
    make.AppearanceFactory(speaker=ada)
    assert "No interview with them</h3>" in html_of(client)


def test_the_silence_of_a_host_is_not_put_as_silence_on_the_question(client, ada):
    make.TopicFactory()
    make.make_episode(host=ada)
    silent = section(html_of(client), "Without a position of their own")
    assert "Read in full, nothing in their own name</h3>" in silent
    assert "What a host asks or restates is no view of theirs." in silent
    assert "does not come up" not in silent


def test_definitions_predictions_and_what_would_change_their_mind_have_their_places(client, ada):
    headings = {
        ClaimRole.DEFINITION: "What they mean by their words",
        ClaimRole.PREDICTION: "What they expect",
        ClaimRole.WOULD_CHANGE_MIND: "What would change their mind",
    }
    with open_edit():
        for role in headings:
            claim = make.make_claim(speaker=ada, role=role, statement=f"A {role}.", bearing=Bearing.CONTEXT)
            make.ClaimTopicFactory(claim=claim)
    html = html_of(client)
    for role, heading in headings.items():
        assert f"A {role}.</a>" in section(html, heading)
    assert "Background" not in html
    assert html.count("A definition.</a>") == 1


def test_what_others_report_stands_apart_with_who_reports(client, ada):
    make.make_claim(speaker=ada, statement="Ada’s own.", topic=make.TopicFactory(slug="scale"))
    make.make_claim(speaker=ada, statement="Said of Ada.", asserter=make.SpeakerFactory(name="Rex Reporter"))
    lane = section(html_of(client), "What others say they hold")
    assert "Said of Ada." in lane
    assert "Reported by someone else" in lane
    assert "Ada Guest’s view, as reported by Rex Reporter" in lane
    assert "Ada’s own." not in lane


def test_one_who_never_spoke_here_is_said_to_be_known_from_others_only(client, ada):
    make.make_claim(speaker=ada, episode=make.make_episode(), asserter=make.SpeakerFactory(name="Rex Reporter"))
    html = html_of(client)
    assert "No document of Ada Guest’s own is held" in html
    assert "none of it gives a position" in html
    assert "What others say they hold" in html
    assert "Where they stand" not in html
    assert "c-silence" not in html


def test_what_they_report_of_others_is_shown_with_their_own_reports_only(client, ada):
    holder = make.SpeakerFactory(name="Hal Holder")
    claim = make.make_claim(speaker=holder, asserter=ada, statement="Said of Hal.")
    make.EvidenceFactory(claim=claim, asserter=make.SpeakerFactory(name="Someone Else"))
    make.make_claim(speaker=holder, asserter=ada, statement="A secret report.", status=Status.DRAFT)
    lane = section(html_of(client), "What they say others hold")
    assert "Said of Hal." in lane
    assert "Hal Holder’s view, as reported by Ada Guest" in lane
    assert "Someone Else" not in lane
    assert "secret" not in lane


def test_the_episodes_they_took_part_in_are_listed_with_their_part(client, ada):
    make.make_episode(guest=ada, slug="talk", title="The talk")
    other = make.make_episode(slug="show", title="The show")
    make.AppearanceFactory(episode=other, speaker=ada, role=AppearanceRole.HOST)
    html = section(html_of(client), "Took part in")
    assert re.search(r'<a href="/episodes/talk/">The talk</a></p><p class="c-note">Guest, ', html)
    assert re.search(r'<a href="/episodes/show/">The show</a></p><p class="c-note">Host, ', html)


NOT_HELD = ("No conversation with", "No document of", "None is held", "We hold no document", "No interview with them")


def test_nothing_is_said_not_to_be_held_of_somebody_whom_a_document_labels(client, ada):
    make.TopicFactory()
    assert "None is held in which Ada Guest speaks." in html_of(client)
    passage = make.PassageFactory(speaker=ada, source__episode__title="The talk")
    html = html_of(client)
    assert [said for said in NOT_HELD if said in html] == []
    assert passage.source.episode.title in section(html, "Episodes")


def test_nor_of_somebody_with_a_stance_and_no_part_in_the_talk(client, ada):
    stance = make.make_stance(1, speaker=ada)
    make.TopicFactory()
    stance.episode.appearances.filter(speaker=ada).delete()
    stance.episode.sources.get().passages.update(speaker=None)
    html = html_of(client)
    assert [said for said in NOT_HELD if said in html] == []
    assert stance.episode.title in section(html, "Episodes")


def test_of_a_writer_no_conversation_is_held(client, ada):
    claim = make.make_claim(speaker=ada, episode=make.make_episode(), basis="inferred", grade=Grade.NOTES)
    claim.episode.sources.update(writer="Ada Guest")
    assert "No conversation with Ada Guest is held" in html_of(client)


def test_drafts_are_not_shown(client, ada):
    make.make_stance(1, speaker=ada, rationale="A secret rationale.", status=Status.DRAFT)
    ada.claims.update(status=Status.DRAFT, statement="A secret claim.")
    assert "secret" not in html_of(client)


def test_ids_are_unique(client, ada):
    topic = make.TopicFactory()
    claim = make.make_claim(speaker=ada, role=ClaimRole.DEFINITION, topic=topic)
    make.ClaimTopicFactory(claim=claim)
    reported = make.make_claim(speaker=ada, asserter=make.SpeakerFactory(), topic=topic)
    make.ClaimTopicFactory(claim=reported)
    ids = re.findall(r'\sid="([^"]+)"', html_of(client))
    assert len(ids) == len(set(ids))


def test_who_is_furthest_and_who_nearest_lead_to_the_pair(client, ada):
    topic = make.TopicFactory(question="Far or near?")
    make.make_stance(2, speaker=ada, topic=topic)
    with open_edit():
        for slug, position in (("zoe", -2), ("bob", 2), ("cleo", 1)):
            make.make_stance(position, speaker=make.SpeakerFactory(slug=slug, name=slug.title()), topic=topic)
    html = html_of(client)
    far, near = html.split("Nearest to")
    assert re.search(r'Furthest from</span> ?<a href="/compare/\?speakers=ada,zoe">Zoe</a>', far)
    assert "Differ on 1 of 1 question that both answer, 4 steps in all." in far
    assert '<a href="/compare/?speakers=ada,bob">Bob</a>' in near
    assert "Agree on 1 of 1 question that both answer, 0 steps in all." in near
    assert '<a href="/compare/?speakers=ada,cleo">Cleo</a>, agree on 1 of 1, 1 step in all.' in near


def test_those_in_between_are_listed_a_page_at_a_time(client, ada, monkeypatch):
    monkeypatch.setattr("explorer.views.speakers.MOST_BETWEEN", 4)
    topic = make.TopicFactory()
    make.make_stance(2, speaker=ada, topic=topic)
    with open_edit():
        for number in range(8):
            make.make_stance(-2 if number == 7 else 1, speaker=make.SpeakerFactory(name=f"Guest {number}"), topic=topic)
    html = html_of(client)
    assert '<a href="?between=1#between">All 6 between these two</a>' in html
    assert 'id="between"' not in html
    first, last = (html_of(client, f"/speakers/ada/?between={number}") for number in (1, 2))
    assert 'href="?between=2#between">Next 2</a>' in first
    assert [sum(f">Guest {number}</a>, agree" in page for number in range(8)) for page in (first, last)] == [4, 2]
    assert "All 6 between" not in first
    beyond = html_of(client, "/speakers/ada/?between=9")
    assert "<code>between=9</code>" in beyond
    assert '<ol class="c-between" start="5">' in beyond


def test_nobody_is_far_or_near_where_nothing_is_compared(client, ada):
    make.make_stance(2, speaker=ada)
    assert "Furthest from" not in html_of(client)


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_it_costs_the_same_for_one_topic_and_for_twenty(client, ada, django_assert_max_num_queries):
    def more(count):
        with open_edit():
            for _ in range(count):
                topic = make.TopicFactory()
                stance = make.make_stance(1, speaker=ada, topic=topic)
                make.make_claim(speaker=ada, topic=topic, episode=stance.episode, role=ClaimRole.DEFINITION)
                make.make_claim(speaker=ada, topic=topic, asserter=make.SpeakerFactory())
                make.make_claim(topic=topic, asserter=ada)
                make.ContrastFactory(topic=topic, first=ada)
                make.ErratumFactory(source=stance.episode.sources.get())

    more(1)
    with django_assert_max_num_queries(26):
        html_of(client)
    more(19)
    with django_assert_max_num_queries(26):
        html_of(client)


def test_where_somebody_stands_is_parted_by_theme(client, ada):
    with open_edit():
        for question, theme in (("Risk?", "Risk"), ("Mind?", "Mind"), ("Bare?", ""), ("Harm?", "Risk")):
            make.make_stance(1, speaker=ada, topic=make.TopicFactory(question=question, theme=theme))
    stands = section(html_of(client), "Where they stand")
    assert re.findall(r'<h3 class="c-group c-group--theme">(.*?)<span>(\d)</span></h3>', stands) == [
        ("Risk", "2"),
        ("Mind", "1"),
        ("Other questions", "1"),
    ]
    assert re.findall(r'<h4 class="c-stand__q"><a [^>]*>(.*?)</a>', stands) == ["Risk?", "Harm?", "Mind?", "Bare?"]


def test_one_theme_alone_parts_no_page_of_a_person(client, ada):
    with open_edit():
        for _ in range(2):
            make.make_stance(1, speaker=ada, topic=make.TopicFactory(theme="Risk"))
    stands = section(html_of(client), "Where they stand")
    assert "c-group" not in stands
    assert stands.count('<h3 class="c-stand__q">') == 2
