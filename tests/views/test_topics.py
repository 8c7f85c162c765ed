import datetime
import re
from urllib.parse import quote, urlencode

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, ContrastKind, Grade, Mode, StanceCode, Status
from explorer.models import Evidence, Passage, Source
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def topic():
    return make.TopicFactory(slug="scale", first_pole="Scale is a dead end", second_pole="Scale is enough")


def guest(slug):
    return make.SpeakerFactory(slug=slug, name=slug.title())


def get(client, query="", **headers):
    response = client.get(f"/topics/scale/{query}", headers=headers)
    assert response.status_code == 200
    return response


def html_of(client, query="", **headers):
    return folded(get(client, query, **headers).content.decode())


def shown(response):
    return [column.speaker.slug for column in response.context["selection"].columns]


def checked(html, name):
    return re.findall(rf'name="{name}" id="{name}-[\w-]+" value="([\w-]+)" checked', html)


def under_the_head(html):
    """Return what follows the words with which the page begins, which stand in a column again."""
    return html.partition('id="results"')[2]


def blockquotes(html):
    return re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", html, re.DOTALL)


def test_it_works(client, topic):
    make.TopicFactory(question="Another question?")
    make.make_stance(-2, speaker=guest("ada"), topic=topic, claims=2, rationale="Says no, twice.")
    html = html_of(client)
    assert f"<h1>{topic.question}</h1>" in html
    assert "1 of 2" in html
    assert "Next: Another question?" in html
    assert '<section class="c-column c-column--a" id="ada"' in html
    assert "Firmly: Scale is a dead end" in html
    assert "Says no, twice." in html
    assert "<li>High confidence</li>" in html
    assert 'as of <time datetime="2019-08-31">31 August 2019</time>' in html
    assert "2 claims, all in the guest’s own words" in html
    assert "1 guest compared, 2 claims shown" in html
    assert topic.first_means in html


def test_a_question_without_guests_is_shown(client, topic):
    assert "Nobody is chosen" in html_of(client)


def test_a_long_question_is_set_smaller(client, topic):
    assert "c-head__long" not in html_of(client)
    type(topic).objects.update(question="Is it so? " * 7)
    assert '<h1 class="c-head__long">' in html_of(client)


def test_nothing_is_inline(client, topic):
    make.make_stance(-2, topic=topic)
    response = get(client)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    html = folded(response.content.decode())
    assert not re.search(r"<style|\sstyle=|\s(?:data-)?hx-on|\son[a-z]+=|javascript:", html)
    scripts = [tag for tag in re.findall(r"<script[^>]*>", html) if tag != '<script type="application/ld+json">']
    assert all(' src="/static/' in tag for tag in scripts)


def test_the_page_and_its_fragment(client, topic):
    make.make_stance(-2, speaker=guest("ada"), topic=topic)
    page, fragment = get(client), get(client, **HTMX)
    assert page.content.startswith(b"<!doctype html>")
    assert "HX-Push-Url" not in page
    html = folded(fragment.content.decode())
    assert html.startswith('<div class="c-comparison" id="comparison">')
    assert "c-masthead" not in html
    assert html in folded(page.content.decode())
    assert fragment["HX-Push-Url"] == "/topics/scale/"
    for response in (page, fragment):
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_boosted_link_and_restored_history_get_the_page(client, topic, header):
    assert get(client, **HTMX, **{header: "true"}).content.startswith(b"<!doctype html>")


def test_the_address_pushed_is_the_shortest_one_of_what_is_known(client, topic):
    with open_edit():
        for slug in "abc":
            make.make_stance(1, speaker=guest(slug), topic=topic)
    query = "?speakers=&speakers=b&speakers=foo&speakers=a&grade=&grade=transcript&mode=&mode=asserted&order=position"
    pushed = get(client, query, **HTMX)["HX-Push-Url"]
    assert pushed == "/topics/scale/?speakers=b,a&grade=transcript&mode=asserted"


def test_the_address_leaves_out_what_the_page_shows_by_itself(client, topic):
    with open_edit():
        for slug in "ab":
            make.make_stance(1, speaker=guest(slug), topic=topic)
    assert get(client, "?speakers=&speakers=b&speakers=a", **HTMX)["HX-Push-Url"] == "/topics/scale/"


def test_an_address_that_names_nobody_known_gives_the_default(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic)
    assert shown(get(client, "?speakers=foo&grade=gossip")) == ["a"]


def test_a_long_column_opens_its_first_six_claims(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic, claims=8)
    html = html_of(client)
    before, _, rest = html.partition("2 more claims")
    assert (before.count('class="c-claim"'), rest.count('class="c-claim"')) == (6, 2)


def test_a_list_with_commas_equals_a_repeated_one(client, topic):
    with open_edit():
        for slug in "abc":
            make.make_stance(1, speaker=guest(slug), topic=topic)
    one, other = get(client, "?speakers=a,b"), get(client, "?speakers=a&speakers=b")
    assert one.content == other.content
    assert shown(one) == ["a", "b"]


def test_unknown_values_are_said_and_left_out(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic)
    html = html_of(client, "?speakers=a,%3Cfoo%3E&grade=gossip&mode=shouted&order=random&view=round&add=nobody")
    for said in ("speakers=&lt;foo&gt;", "grade=gossip", "mode=shouted", "order=random", "view=round", "add=nobody"):
        assert f"<code>{said}</code>" in html
    assert "are not known here and were left out" in html


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize(
    "value",
    ["%00", "a%00b", "%ff%fe", "%ED%A0%80", "%E2%80%AE", ",,,", "x" * 20000, "1,2," * 5000, "'\""],
)
def test_no_value_of_any_choice_breaks_the_page(client, topic, value):
    make.make_stance(1, speaker=guest("a"), topic=topic)
    asked = "&".join(f"{name}={value}" for name in ("speakers", "grade", "mode", "order", "view", "add", "anything"))
    html = folded(get(client, f"?{asked}").content.decode())
    assert "\x00" not in html
    assert len(html) < 60_000
    get(client, f"?{asked}", **HTMX)


def test_values_are_escaped(client, topic):
    assert "<script>alert" not in get(client, "?speakers=" + quote("<script>alert(1)</script>")).content.decode()


def test_the_fifth_of_five_speakers_is_left_out_and_named(client, topic):
    with open_edit():
        for slug in "abcde":
            make.make_stance(1, speaker=guest(slug), topic=topic)
    response = get(client, "?speakers=e,d,c,b,a")
    assert shown(response) == ["b", "c", "d", "e"]
    assert "Four at most side by side: A was left out." in folded(response.content.decode())
    assert "left out" not in folded(get(client).content.decode())


def test_those_who_say_most_are_shown_where_nobody_is_named(client, topic):
    with open_edit():
        for count, slug in enumerate("abcde", start=1):
            make.make_stance(1, speaker=guest(slug), topic=topic, claims=count)
    assert shown(get(client)) == ["b", "c", "d", "e"]


def test_choosing_nobody_is_possible_and_offers_a_way_back(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic)
    html = html_of(client, "?speakers=")
    assert "Nobody is chosen" in html
    assert '<a href="/topics/scale/">compare those who say most</a>' in html
    assert "c-column__head" not in html
    assert checked(html, "speakers") == []


def test_the_form_shows_what_was_chosen_and_works_without_scripts(client, topic):
    with open_edit():
        for slug in "ab":
            make.make_stance(1, speaker=guest(slug), topic=topic)
    html = html_of(client, "?speakers=b&grade=notes,transcript&mode=hedged&order=name")
    assert 'method="get" action="/topics/scale/"' in html
    assert '<input type="hidden" name="speakers" value="b">' in html
    assert checked(html, "grade") == ["transcript"], "what nothing is held of is not offered"
    assert checked(html, "mode") == []
    assert '<option value="name" selected>' in html
    assert '<button class="c-button c-apply" type="submit"' in html
    assert all(f'<input type="hidden" name="{name}" value="">' in html for name in ("grade", "mode"))


def test_filters_leave_out_evidence_and_say_how_many_claims(client, topic):
    speaker = guest("a")
    episode = make.make_episode(guest=speaker)
    make.make_stance(1, speaker=speaker, topic=topic, episode=episode)
    make.make_claim(speaker=speaker, topic=topic, episode=episode, grade=Grade.SUMMARY, words="A summary of it.")
    make.make_claim(speaker=speaker, topic=topic, episode=episode, mode=Mode.HEDGED, words="Perhaps so, I guess.")
    html = html_of(client, "?grade=transcript&mode=asserted")
    assert "1 guest compared, 1 claim shown, 2 hidden" in html
    assert "2 hidden by your choice of evidence" in html
    assert "A summary of it." not in html
    assert "Perhaps so, I guess." not in html
    assert "Leans: Scale is enough" in html
    assert '<span class="c-chip__n">2</span>' in html


def test_filters_that_hide_everything_offer_all_evidence(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic, claims=3)
    make.make_stance(1, speaker=guest("b"), topic=topic)
    html = html_of(client, "?speakers=a&grade=&order=name")
    assert "No evidence of these kinds" in html
    assert "3 claims hidden" in html
    assert '<a href="/topics/scale/?speakers=a&amp;order=name">Show all evidence</a>' in html


def test_columns_stand_in_the_order_asked_for(client, topic):
    make.make_stance(2, speaker=guest("a"), topic=topic, claims=1)
    make.make_stance(None, code=StanceCode.REJECTS_QUESTION, speaker=guest("b"), topic=topic, claims=2)
    make.make_stance(-1, speaker=guest("c"), topic=topic, claims=3)
    assert shown(get(client)) == ["c", "a", "b"]
    assert shown(get(client, "?order=name")) == ["a", "b", "c"]
    assert shown(get(client, "?order=evidence")) == ["c", "b", "a"]


def test_claims_of_position_go_before_context(client, topic):
    speaker = guest("a")
    episode = make.make_episode(guest=speaker)
    shared = {"speaker": speaker, "topic": topic, "episode": episode}
    make.make_claim(**shared, bearing=Bearing.CONTEXT, statement="Only context.")
    make.make_stance(1, speaker=speaker, topic=topic, episode=episode)
    html = html_of(client)
    assert html.index("Matter") < html.index("Background") < html.index("Only context.")


def test_speech_stands_in_quotation_marks_and_nothing_else_does(client, topic):
    speaker = guest("a")
    episode = make.make_episode(guest=speaker)
    make.StanceFactory(speaker=speaker, topic=topic, episode=episode)
    shared = {"speaker": speaker, "topic": topic, "episode": episode}
    with open_edit():
        for grade in Grade:
            make.make_claim(**shared, grade=grade, words=f"Words of grade {grade.value}.")
    make.make_claim(**shared, asserter=guest("b"), words="Words of a reporter.")
    html = under_the_head(html_of(client))
    assert blockquotes(html) == ["Words of grade transcript.", "Words of grade quotation."]
    for words in ("Words of grade summary.", "Words of grade notes.", "Words of a reporter."):
        assert f"<p>{words}</p></div>" in html
    assert html.count("c-ev__own") == 2
    assert html.count("as printed; may be shortened") == 1
    assert len(re.findall(r'<div class="c-ev__other( c-ev__other--reported)?">', html)) == 3
    reported = html.partition('<div class="c-ev__other c-ev__other--reported">')[2]
    assert reported.index("Words of a reporter.") < reported.index("</div>"), "dashed, what others report alone"
    assert "c-ev__other--reported" not in reported
    assert html.index("A’s view, as summarised by A Transcriber") < html.index("Words of grade summary.")
    assert html.index("Words of grade transcript.") < html.index("A’s words, as transcribed by A Transcriber")


def test_what_the_curator_infers_is_said(client, topic):
    make.make_claim(speaker=guest("a"), topic=topic, basis=Basis.INFERRED, mode=Mode.HEDGED)
    html = html_of(client)
    assert 0 < html.index("Voice inferred by the curator") < html.index("<blockquote")
    assert "1 claim, not in the guest’s own words" in html
    assert "<li>With a “maybe”</li>" in html
    assert "Speaks to the question, not placed" in html


def test_a_quotation_leads_to_its_passage_with_its_time(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic)
    evidence = Evidence.objects.get()
    path = evidence.passage.get_absolute_url()
    title = evidence.source.episode.short_title
    assert f'<a href="{path}">{title}</a><span>no timestamp in source</span>' in html_of(client)
    Passage.objects.update(start_time=145, time_basis="section")
    assert f'<a href="{path}">{title}, chapter at 2:25</a>' in html_of(client)


def test_words_that_point_back_are_shown_with_what_they_answer(client, topic):
    host, speaker = make.SpeakerFactory(name="Bob Host"), guest("a")
    episode = make.make_episode(guest=speaker, host=host, text="Is it so?\n\nI agree with that.\n\nIt is so.")
    source = episode.sources.get()
    asked = make.PassageFactory(source=source, speaker=host)
    with open_edit():
        for _ in range(2):
            passage = make.PassageFactory(source=source, speaker=speaker, answers=asked)
            make.make_claim(speaker=speaker, topic=topic, passage=passage)
    html = under_the_head(html_of(client))
    assert html.count("Answering Bob Host:") == 1
    assert '<q class="c-ev__said">Is it so?</q>' in html


def test_a_slip_is_shown_beside_the_words_and_changes_none(client, topic):
    make.make_claim(speaker=guest("a"), topic=topic, words="It is temple difference learning.")
    source = Evidence.objects.get().source
    make.ErratumFactory(source=source, exact="temple", reading="temporal", reason="Misheard.")
    html = under_the_head(html_of(client))
    assert blockquotes(html) == ["It is temple difference learning."]
    assert "“temple” reads “temporal”: Misheard." in html


def test_several_documents_are_one_event(client, topic):
    stance = make.make_stance(1, speaker=guest("a"), topic=topic)
    assert "same talk" not in html_of(client)
    make.make_claim(speaker=stance.speaker, episode=stance.episode, topic=topic, words="Elsewhere.")
    assert "2 write-ups of the same talk" in html_of(client)


def test_an_episode_without_a_date_is_undated(client, topic):
    speaker = guest("a")
    make.make_stance(1, speaker=speaker, topic=topic, episode=make.make_episode(guest=speaker, date=None))
    assert "<li>undated</li>" in html_of(client)


def test_earlier_stances_are_listed(client, topic):
    speaker = guest("a")
    with open_edit():
        for position, year in ((1, 2020), (-2, 2012)):
            episode = make.make_episode(guest=speaker, date=datetime.date(year, 1, 2))
            make.make_stance(position, speaker=speaker, topic=topic, episode=episode)
    html = html_of(client)
    assert "as of 2 January 2012" in html.partition("<h3>Earlier</h3>")[2]
    assert '<section class="c-column c-column--b" id="a"' in html


def test_what_others_report_places_nobody_and_has_a_lane_of_its_own(client, topic):
    holder, reporter = guest("holder"), guest("reporter")
    make.make_stance(1, speaker=reporter, topic=topic)
    make.make_episode(guest=holder)
    make.make_claim(speaker=holder, topic=topic, asserter=reporter, statement="Said of the holder.")
    html = html_of(client, "?speakers=holder,reporter")
    strip = html.partition('<ol class="c-strip__steps">')[2].partition("</ol>")[0]
    assert "Reporter" in strip
    assert "Holder" not in strip
    lane = html.partition("What others say they hold")[2]
    assert "Said of the holder." in lane
    assert "Reported by someone else" in lane
    assert "Holder’s view, as reported by Reporter" in lane


def test_what_is_reported_of_people_who_never_spoke_stands_under_the_columns(client, topic):
    reporter, absent = guest("reporter"), guest("absent")
    stance = make.make_stance(1, speaker=reporter, topic=topic)
    shared = {"speaker": absent, "topic": topic, "episode": stance.episode, "asserter": reporter}
    make.make_claim(**shared, statement="Said of the absent.", grade=Grade.NOTES, basis=Basis.NARRATED)
    make.make_claim(**shared, statement="A secret report.", status=Status.DRAFT)
    html = html_of(client)
    columns, _, lane = html.partition('id="others">People quoted only second-hand</h2>')
    assert '<a href="/speakers/absent/">Absent</a>' in lane
    assert "Said of the absent." in lane
    assert "Absent’s view, as reported by Reporter" in lane
    assert 'Quoted only second-hand: <a href="#absent">Absent</a>' in columns
    assert columns.count("Absent") == 1
    assert "secret" not in html
    assert "People quoted only second-hand" not in html_of(client, "?grade=transcript")
    assert "People quoted only second-hand" not in html_of(client, "?speakers=")


def test_one_who_never_spoke_and_is_asked_for_is_shown_once(client, topic):
    reporter, absent = guest("reporter"), guest("absent")
    stance = make.make_stance(1, speaker=reporter, topic=topic)
    make.make_claim(speaker=absent, topic=topic, episode=stance.episode, asserter=reporter, statement="Said of them.")
    html = html_of(client, "?speakers=reporter,absent")
    assert html.count("Said of them.") == 1
    assert "People quoted only second-hand" not in html


def test_what_a_host_claims_is_not_put_among_what_others_report(client, topic):
    stance = make.make_stance(1, speaker=guest("a"), topic=topic)
    make.make_claim(speaker=guest("host"), topic=topic, episode=stance.episode, statement="A host’s own view.")
    assert "People quoted only second-hand" not in html_of(client)


def test_a_definition_comes_before_what_is_claimed(client, topic):
    stance = make.make_stance(1, speaker=guest("a"), topic=topic)
    shared = {"speaker": stance.speaker, "episode": stance.episode, "topic": topic}
    make.make_claim(**shared, statement="Scale is size.", role=ClaimRole.DEFINITION)
    html = html_of(client)
    assert html.index("What they mean by their words") < html.index("Scale is size.") < html.index("Matter")
    assert "<li>Definition</li>" not in html


def test_names_lead_to_the_pages_of_people(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic)
    make.make_episode(guest=guest("silent"))
    html = html_of(client, "?speakers=a,silent")
    assert 'id="name-a"><a href="/speakers/a/">A</a></h2>' in html
    assert 'id="name-silent"><a href="/speakers/silent/">Silent</a></h3>' in html


def test_every_kind_of_silence_is_told_apart(client, topic):
    make.make_episode(guest=guest("read"))
    make.make_episode(guest=guest("unread"))
    make.mark_read(Source.objects.filter(episode__speakers__slug="unread"), None)
    make.AppearanceFactory(speaker=guest("unheard"))
    html = html_of(client)
    foot, section = html.partition("c-strip__foot")[2], html.partition('id="no-position"')[2]
    for words in ("Did not come up", "Not checked yet", "No interview with them"):
        assert f"<li>{words}: " in foot
        assert f"<strong>{words}.</strong>" in section
    assert section.count("c-silence__item") == 3
    assert "c-column__head" not in html


def test_a_silent_guest_has_the_nearest_passages(client, topic):
    speaker = guest("a")
    make.make_claim(speaker=speaker, topic=topic, bearing=Bearing.CONTEXT, statement="Something near.")
    html = html_of(client).partition('id="no-position"')[2]
    assert html.index("Remarks that touch on it") < html.index("Something near.")


def test_codes_without_a_number_are_under_the_strip(client, topic):
    make.make_stance(None, code=StanceCode.REJECTS_QUESTION, speaker=guest("a"), topic=topic)
    html = html_of(client)
    assert '<li>Rejects the question: <a href="#a">A</a>' in html
    assert '<section class="c-column c-column--m" id="a"' in html
    assert '<svg class="c-mini c-mini--' not in html


def test_a_mark_without_own_words_is_hollow(client, topic):
    make.make_stance(1, speaker=guest("a"), topic=topic, grade=Grade.SUMMARY)
    html = html_of(client)
    assert "c-glyph--b c-glyph--para" in html
    assert "c-mini--para" in html
    assert "(from a summary, said once)" in html


def test_contrasts_are_shown_among_the_chosen_only(client, topic):
    one, other, third = guest("a"), guest("b"), guest("c")
    with open_edit():
        for speaker in (one, other, third):
            make.make_stance(1, speaker=speaker, topic=topic)
    make.ContrastFactory(topic=topic, first=one, second=other, reason="They mean other things.")
    assert "They mean other things." in html_of(client, "?speakers=a,b")
    assert "How they differ" not in html_of(client, "?speakers=a,c")


def test_one_verdict_on_different_grounds_stands_under_where_they_agree(client, topic):
    one, other = guest("a"), guest("b")
    with open_edit():
        for speaker in (one, other):
            make.make_stance(1, speaker=speaker, topic=topic)
    kind = ContrastKind.SAME_VERDICT
    make.ContrastFactory(topic=topic, first=one, second=other, kind=kind, reason="They mean other things.")
    html = html_of(client, "?speakers=a,b")
    assert re.search(r"Where they agree</h2>.*Same verdict, on different grounds.*They mean other things", html)
    assert "Where they part" not in html
    with open_edit():
        for number in range(3):
            point = make.PointFactory(topic=topic, slug=f"point-{number}")
            make.change_links(make.make_claim(speaker=one, topic=topic), point=point)
    agreed, parted = html_of(client, "?speakers=a,b").split("Where they disagree")
    assert "They mean other things." in agreed
    assert "Where they part" not in parted


def test_guests_not_shown_are_on_the_strip_and_are_added_by_their_names(client, topic):
    with open_edit():
        for slug in "ab":
            make.make_stance(1, speaker=guest(slug), topic=topic)
    html = html_of(client, "?speakers=a&order=name")
    assert '<a href="#a">A</a>' in html
    assert 'id="b" href="/topics/scale/?speakers=a,b&amp;order=name">B' in html


@pytest.fixture
@open_edit()
def crowd(topic):
    """Return the slugs of so many guests that they are sought in a box: thirteen."""
    slugs = [f"g{number:02}" for number in range(13)]
    for slug in slugs:
        make.make_stance(1, speaker=guest(slug), topic=topic)
    return slugs


def test_the_box_that_adds_one_of_many_guests_keeps_what_was_chosen(client, crowd):
    chosen = {"speakers": "g02,g01", "grade": "transcript", "mode": "asserted", "order": "name", "view": "people"}
    html = html_of(client, f"?{urlencode(chosen)}&as_of=2019-12-31")
    form = html.partition('<form class="c-bar__find"')[2].partition("</form>")[0]
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    assert kept == {**chosen, "as_of": "2019-12-31"}


@pytest.mark.parametrize("added", ["g12", "G12"])
def test_a_guest_is_added_by_slug_or_name(client, crowd, added):
    response = get(client, f"?speakers=g00&add={added}")
    assert shown(response) == ["g00", "g12"]
    assert "not known here" not in response.content.decode()


def test_person_by_person_one_of_many_guests_can_be_taken_out(client, crowd):
    html = html_of(client, "?speakers=g00,g01&view=people")
    assert 'id="out-g01"' in html
    assert 'href="/topics/scale/?speakers=g00&amp;view=people"' in html
    assert 'id="add-g02"' not in html, "they are sought, not listed"


def test_a_speaker_who_is_no_guest_can_be_asked_for(client, topic):
    reporter = guest("reporter")
    make.make_stance(1, speaker=reporter, topic=topic)
    make.SpeakerFactory(slug="elsewhere", name="Elsewhere")
    assert "Elsewhere" not in html_of(client)
    for query in ("?speakers=elsewhere", "?add=elsewhere"):
        assert "<strong>No interview with them.</strong>" in html_of(client, query)


@pytest.mark.parametrize("status", [status for status in Status if status not in {Status.PUBLISHED, Status.RETRACTED}])
def test_drafts_are_never_shown(client, topic, status):
    stance = make.make_stance(2, speaker=guest("a"), topic=topic, rationale="A secret rationale.", status=status)
    make.make_claim(
        speaker=stance.speaker, episode=stance.episode, topic=topic, statement="A secret claim.", status=status
    )
    html = html_of(client, "?speakers=a")
    assert "secret" not in html
    assert "Speaks to the question, not placed" in html


def test_ids_are_unique_and_every_input_has_one(client, topic):
    with open_edit():
        for slug in ("a", "b", "c", "d", "e"):
            make.make_stance(1, speaker=guest(slug), topic=topic, claims=2)
    make.make_episode(guest=guest("f"))
    html = html_of(client, "?speakers=a,b,f")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    inputs = re.findall(r"<(?:input|select|button)[^>]*>", html.partition("<form")[2].partition("</form>")[0])
    assert all(' id="' in tag for tag in inputs if 'type="hidden"' not in tag)
    for target in re.findall(r'href="#([^"]+)"', html):
        assert target in {*ids, "g-a", "g-m", "g-b"} or target.startswith("e-")


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_queries_are_the_same_however_many_guests_and_claims(client, topic, headers, django_assert_max_num_queries):
    with open_edit():
        for number in range(12):
            stance = make.make_stance(number % 5 - 2, speaker=guest(f"g{number}"), topic=topic, claims=18)
            shared = {"speaker": stance.speaker, "topic": topic, "episode": stance.episode}
            make.make_claim(**shared, bearing=Bearing.CONTEXT, mode=Mode.HEDGED)
            make.make_claim(**shared, asserter=make.SpeakerFactory())
            make.ErratumFactory(source=stance.episode.sources.first())
            make.make_claim(**{**shared, "speaker": make.SpeakerFactory()}, asserter=stance.speaker)
    make.ContrastFactory(topic=topic, first=stance.speaker, second=guest("h"))
    make.TopicFactory()
    with django_assert_max_num_queries(25):
        response = get(client, "?speakers=g1,g2,g3,g4", **headers)
    html = folded(response.content.decode())
    assert html.count("c-column__head") == 4
    assert "4 guests compared, 40 claims shown" in html
    assert "1 to 40 of 80" in html
    with django_assert_max_num_queries(25):
        second = get(client, "?speakers=g1,g2,g3,g4&page=2", **headers).content.decode()
    assert "41 to 80 of 80" in second
    assert "4 guests compared, 40 claims shown" in folded(second)


@pytest.mark.parametrize("view", ["points", "people"])
def test_a_contrast_shows_what_it_rests_on(client, topic, view, django_assert_max_num_queries):
    one, other = guest("a"), guest("b")
    point = make.PointFactory(topic=topic)
    claims = [make.make_claim(topic=topic, speaker=speaker, statement=f"Of {speaker}.") for speaker in (one, other)]
    for claim in claims:
        make.change_links(claim, point=point)
    contrast = make.ContrastFactory(topic=topic, first=one, second=other)
    make.ContrastClaimFactory(contrast=contrast, claim=claims[0])
    with django_assert_max_num_queries(23):
        html = html_of(client, f"?view={view}&speakers=a,b")
    link = f'<a href="{claims[0].get_absolute_url()}">Of A.</a>'
    assert f"<summary>Rests on 1 claim</summary> <ul> <li> A: {link} </li> </ul>" in html


def test_a_question_leads_back_to_its_theme(client):
    bare, topic = make.TopicFactory(), make.TopicFactory(theme="Risk & society")
    crumb = '<a href="/topics/">Debates</a> / <a href="/topics/?theme=risk-society">Risk &amp; society</a> / 2 of 2'
    assert crumb in folded(client.get(topic.get_absolute_url()).text)
    assert '<a href="/topics/">Debates</a> / 1 of 2' in folded(client.get(bare.get_absolute_url()).text)


def test_the_three_furthest_apart_are_named_and_one_press_away(client):
    topic = make.TopicFactory(slug="scale")
    with open_edit():
        for position, slug in zip((-2, -1, 0, 1, 2), "abcde", strict=True):
            make.make_stance(position, topic=topic, speaker=make.SpeakerFactory(slug=slug, name=slug.upper()))
    html = html_of(client, "?view=people")
    assert 'id="furthest" href="/topics/scale/?speakers=a,c,e&amp;view=people"' in html
    assert "The three furthest apart</a>: A, C, E." in html
    shown = client.get("/topics/scale/?speakers=a,c,e")
    assert [column.speaker.slug for column in shown.context["selection"].shown] == ["a", "c", "e"]
    assert re.search(r'id="furthest"[^>]*aria-current="true"', shown.text)
