"""A document is given, shown as it would be stored, and stored as it was shown; what is no document is refused."""

import io
import re
import zipfile
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from explorer.admin.documents import source_import as pages
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.curation.history import list_versions
from explorer.models import PendingUpload, Source, Speaker, SpeakerLabel
from explorer.models.kept.uploads import KEPT_FOR
from tests import factories as make
from tests.markup import folded
from tests.people import person
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

TALK = """\
# On scale

**Ada One:** Scale is a dead end.

**Bob:** I suspect that <b>scale</b> is all you need.

**Ada One:** Listen & learn.

**Bob:** Yes.
"""


ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY file SYSTEM "file:///etc/passwd">]>
<p><b>Ada:</b> &d;</p>
<p><b>Bob:</b> &file;</p>
<p><b>Ada:</b> Yes.</p>
<p><b>Bob:</b> No.</p>
"""
NASTY = re.compile(r"<script>alert|onerror=|onload=|href=[\"']?javascript:", re.IGNORECASE)
OF_A_SOURCE = ("change", "annotate", "history")


@pytest.fixture
def episode():
    return make.EpisodeFactory(slug="talk-1", title="A talk", series=None, number=None)


def give(client, record, content: bytes | str = TALK, *, name="talk.md", **fields):
    """Give a document as a file, or with no name as pasted text."""
    page = reverse(f"admin:explorer_{record._meta.model_name}_import", args=[record.pk])
    if not name:
        return client.post(page, {"words": content} | fields)
    raw = content if isinstance(content, bytes) else content.encode()
    return client.post(page, {"file": SimpleUploadedFile(name, raw)} | fields)


def preview(client, record, content: bytes | str = TALK, **options):
    """Give a document and return the address of its preview."""
    response = give(client, record, content, **options)
    assert response.status_code == 302, response.text
    return response["Location"]


def confirm(client, address, **fields):
    return client.post(address, {"save": "1"} | fields, follow=True)


def test_what_was_shown_is_what_is_stored(admin_client, episode):
    ada = make.SpeakerFactory(name="Ada One")
    address = preview(admin_client, episode)
    before = snapshot()
    page = admin_client.get(address)
    assert snapshot() == before
    shown = [one.passage for one in page.context["passages"]]
    assert "Scale is a dead end." in folded(page.text)
    response = confirm(admin_client, address, **{"voice-0": ada.pk, "voice-1": "new"}, title="Words", writer="W")
    source = Source.objects.get()
    assert response.redirect_chain[-1][0] == reverse("admin:explorer_source_change", args=[source.pk])
    assert "“Words” was imported: 4 passages." in folded(response.text)
    assert (source.title, source.writer, source.extension, bytes(source.raw)) == ("Words", "W", "md", TALK.encode())
    stored = source.passages.values_list("text", "start", "end", "kind")
    assert list(stored) == [(one.text, one.start, one.end, one.kind) for one in shown]
    assert set(source.passages.values_list("speaker__name", flat=True)) == {"Ada One", "Bob"}


def test_the_people_of_a_talk_have_the_parts_that_the_curator_gives_them(admin_client, episode):
    address = preview(admin_client, episode)
    told = confirm(admin_client, address, **{"voice-0": "new", "voice-1": "new", "part-1": "host"}).text
    assert "New among the episode’s people: Ada One, guest and Bob, host." in told
    assert dict(episode.appearances.values_list("speaker__name", "role")) == {"Ada One": "guest", "Bob": "host"}


def test_labels_are_matched_and_the_nearest_name_is_only_named(admin_client, episode):
    make.SpeakerFactory(name="Ada Onne")
    bob = make.SpeakerFactory(name="Robert", aliases=["bob"])
    page = admin_client.get(preview(admin_client, episode))
    rows = {voice.label: field for voice, field in page.context["form"].voice_rows()}
    assert rows["Bob"].value() == str(bob.pk)
    assert rows["Ada One"].value() == ""
    assert "Did you mean &#x27;Ada Onne&#x27;?" in folded(page.text)


def test_whom_a_label_means_is_remembered_for_the_episode(admin_client, episode):
    carol = make.SpeakerFactory(name="Carol")
    confirm(admin_client, preview(admin_client, episode), **{"voice-1": carol.pk})
    [label] = SpeakerLabel.objects.all()
    assert (label.label, label.speaker) == ("Bob", carol)
    assert Source.objects.get().passages.filter(speaker=None).count() == 2


def test_another_format_may_be_chosen_before_and_after(admin_client, episode):
    address = preview(admin_client, episode, format="notes")
    assert admin_client.get(address).context["seen"].parsed.format == "notes"
    again = admin_client.get(urlsplit(address).path, {"format": "plain-text"})
    assert again.context["seen"].parsed.format == "plain-text"


def test_what_was_typed_stays_when_the_page_of_passages_is_turned(admin_client, episode):
    words = "".join(f"**Ada One:** Number {n}.\n\n**Bob:** And {n}.\n\n" for n in range(30))
    address = preview(admin_client, episode, words)
    page = admin_client.post(address, {"page": "2", "title": "Mine"})
    assert "Passages 26 to 50 of 60" in folded(page.text)
    assert 'value="Mine"' in folded(page.text)
    assert not Source.objects.exists()


def test_nothing_from_a_document_is_shown_unescaped(admin_client, episode):
    nasty = TALK.replace("**Bob", "**<i>Bob</i>").replace("# On scale", "# <script>alert(1)</script>")
    page = admin_client.get(preview(admin_client, episode, nasty, format="markdown-transcript"))
    assert "&lt;b&gt;scale&lt;/b&gt;" in folded(page.text)
    assert "<script>alert" not in folded(page.text)
    assert "<i>" not in folded(page.text)
    assert "unsafe" not in page["Content-Security-Policy"]


def test_scripts_of_a_page_are_left_out_and_none_of_its_marks_reaches_anybody(admin_client, episode):
    html = """<html><body onload="alert(2)"><script>alert(1)</script><p><b>Ada One:</b> <img src=x onerror="alert(3)">
    One &lt;script&gt;alert(4)&lt;/script&gt;.</p><p><b>Bob:</b> <a href="javascript:alert(5)">Two.</a></p>
    <p><b>Ada One:</b> 3.</p></body></html>"""
    address = preview(admin_client, episode, html, name="page.html", format="html-transcript")
    shown = admin_client.get(address).text
    confirm(admin_client, address)
    source = Source.objects.get()
    pages = [shown, admin_client.get(episode.get_absolute_url()).text]
    pages += [admin_client.get(reverse(f"admin:explorer_source_{name}", args=[source.pk])).text for name in OF_A_SOURCE]
    assert "alert(1)" not in folded(source.text)
    for page in pages:
        assert not NASTY.search(page)
    for page in pages[:4]:
        assert "&lt;script&gt;alert(4)" in page


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize("name", ["x.xml", "x.html", "x.json", "x.txt"])
@pytest.mark.parametrize("format", ["", "html-transcript", "plain-text", "webvtt", "podcast-json"])
def test_entities_of_a_document_are_never_expanded(admin_client, episode, name, format):  # noqa: A002
    response = give(admin_client, episode, ENTITIES, name=name, format=format)
    if response.status_code == 200:
        assert response.context["form"].non_field_errors()
        return
    confirm(admin_client, response["Location"])
    text = folded(Source.objects.get().text)
    assert len(text) <= len(ENTITIES)
    assert "root:" not in text


@pytest.mark.parametrize("name", ["talk.zip", "talk.md", "talk.docx"])
def test_an_archive_is_refused_whatever_it_is_called(admin_client, episode, name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("talk.md", TALK)
    response = give(admin_client, episode, packed.getvalue(), name=name)
    assert "It cannot be read" in folded(response.text)
    assert not Source.objects.exists()


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize(
    ("content", "fields", "message"),
    [
        (b"", {}, "the document is empty"),
        (b" \n\n", {}, "the document is empty"),
        (b"\x00\x01\x02", {}, "holds a NUL character"),
        (b"\x89PNG\r\n\x1a\n\x00", {}, "is not UTF-8"),
        ("Ada: é".encode("latin-1"), {}, "is not UTF-8"),
        ("**Ada:** a".encode("utf-16"), {}, "is not UTF-8"),
        (b"a\n" * 1_000_000, {}, "more than 500000 lines"),
        (b"\x1f\x8b\x08\x00\x00", {}, "is not UTF-8"),
        (b"nothing in particular", {}, "no format is recognised"),
        (b'{"version": 1}', {"format": "podcast-json"}, "It cannot be read"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', {"format": "podcast-json"}, "It cannot be read"),
        (b"Ada: x", {"words": "Ada: y"}, "one of the two"),
        (b"Ada: x", {"format": "nonsense"}, "Select a valid choice"),
    ],
)
def test_what_is_no_document_is_refused_and_nothing_is_kept(admin_client, episode, tmp_path, content, fields, message):
    before = snapshot()
    response = give(admin_client, episode, content, name="x.txt", **fields)
    assert response.status_code == 200
    assert message in folded(response.text)
    assert snapshot() == before
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_neither_file_nor_text_is_refused(admin_client, episode):
    assert "one of the two" in folded(give(admin_client, episode, "", name="").text)


def test_a_document_that_is_too_large_is_refused(admin_client, episode, settings):
    settings.LARGEST_DOCUMENT = 1_000_000
    for name in ("x.txt", ""):
        assert "at most 1 MB are taken" in folded(give(admin_client, episode, "a" * 1_000_001, name=name).text)


def test_what_the_virus_scanner_finds_or_cannot_look_at_is_not_kept(admin_client, episode, settings, monkeypatch):
    settings.VIRUS_SCANNER = "unix:/nowhere/clamd.ctl"
    page = give(admin_client, episode)
    assert (page.status_code, page["Retry-After"]) == (503, "60")
    assert "the scanner does not answer. Nothing was saved" in folded(page.text)
    monkeypatch.setattr("explorer.documents.virus_scan._ask", lambda *_: "stream: Test.Bad FOUND")
    assert "It is not taken: the virus scanner found Test.Bad in it" in folded(give(admin_client, episode).text)
    assert not PendingUpload.objects.exists()


def test_pasted_text_has_line_ends_of_one_kind(admin_client, episode):
    confirm(admin_client, preview(admin_client, episode, TALK.replace("\n", "\r\n"), name=""))
    assert Source.objects.get().text == TALK


def test_the_same_document_again_changes_nothing_and_says_so(admin_client, episode):
    confirm(admin_client, preview(admin_client, episode))
    before = snapshot()
    response = give(admin_client, episode)
    page = admin_client.get(response["Location"], follow=True)
    assert "this very document already: nothing was changed" in folded(page.text)
    assert snapshot() == before


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"slug": "A b"}, "is no slug"),
        ({"slug": "talk-1"}, "is that of another record"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "ftp://example.org/"}, "is no web address"),
        ({"voice-1": "new", "voice-0": "99999"}, "Select a valid choice"),
        ({"voice-0": "new"}, "is taken already"),
    ],
)
def test_a_decision_that_is_not_in_order_is_refused_with_nothing_saved(admin_client, episode, fields, message):
    make.SpeakerFactory(slug="ada-one", name="Another")
    address = preview(admin_client, episode)
    before = snapshot()
    response = confirm(admin_client, address, **fields)
    assert response.status_code == 200
    assert message in folded(response.text)
    assert snapshot() == before


@pytest.mark.parametrize("name", ["0" * 64, "..", "x"])
def test_a_document_that_is_not_kept_any_more_has_to_be_given_again(admin_client, episode, name):
    page = admin_client.get(reverse("admin:explorer_episode_import_preview", args=[episode.pk, name]), follow=True)
    assert "an upload waits for a day, so give it again" in folded(page.text)


def test_uploads_are_removed_once_imported_and_after_a_day(admin_client, episode):
    waiting = preview(admin_client, episode, TALK + "\n**Bob:** More.\n")
    PendingUpload.objects.update(kept_at=timezone.now() - KEPT_FOR)
    confirm(admin_client, preview(admin_client, episode))
    assert not PendingUpload.objects.exists()
    assert "give it again" in folded(admin_client.get(waiting, follow=True).text)


def test_only_those_who_may_add_sources_import(client, episode):
    person = User.objects.create_user("bob", is_staff=True)
    client.force_login(person)
    page = reverse("admin:explorer_episode_import", args=[episode.pk])
    assert client.get(page).status_code == 403
    assert give(client, episode).status_code == 403
    person.user_permissions.set(Permission.objects.filter(codename__in=["add_source", "view_source"]))
    address = preview(client, episode)
    assert "Somebody new:" not in folded(client.get(address).text)
    assert "Select a valid choice" in folded(confirm(client, address, **{"voice-0": "new"}).text)
    assert not Speaker.objects.exists()


def test_both_records_lead_to_the_import_and_none_that_is_missing_does(admin_client, episode):
    source = make.SourceFactory(episode=episode)
    for record in (episode, source):
        name = record._meta.model_name
        change = admin_client.get(reverse(f"admin:explorer_{name}_change", args=[record.pk]))
        assert reverse(f"admin:explorer_{name}_import", args=[record.pk]) in folded(change.text)
        assert admin_client.get(reverse(f"admin:explorer_{name}_import", args=[9999])).status_code == 404


DOUBTFUL = """\
**Ada One:** Scale is a dead end.

**Bob:** I suspect that it is not.

Ada One It is.

*Who said so?*

**Bob:** Nobody.
"""


def test_the_preview_shows_what_is_doubtful_and_says_so_before_the_import(admin_client, episode):
    shown = admin_client.get(preview(admin_client, episode, DOUBTFUL, format="markdown-transcript")).text
    assert "<code>**Name**: words</code>" in shown
    assert "2 names" in shown
    assert "1 line nearly so" in shown
    assert "It opens with the name of a speaker, “Ada One”, without what marks a label" in shown
    assert shown.index("Look at what is doubtful") < shown.index('name="save"')


def test_a_document_without_doubt_says_nothing_before_the_import(admin_client, episode):
    shown = admin_client.get(preview(admin_client, episode)).text
    assert "100 % of the words are under a label" in shown
    assert "Look at what is doubtful" not in shown


def test_one_press_says_who_speaks_what_is_nobodys_and_so_it_is_stored(admin_client, episode):
    address = preview(admin_client, episode, DOUBTFUL, format="markdown-transcript")
    assert 'name="say" value="5:Ada One"' in admin_client.get(address).text
    address = f"{address}&say=5:Ada+One"
    assert '<input type="hidden" name="say" value="5:Ada One">' in admin_client.get(address).text
    address = f"{address}&say=7:Bob"
    shown = admin_client.get(address).text
    assert "Look at what is doubtful" not in shown
    confirm(admin_client, address, **{"voice-0": "new", "voice-1": "new"})
    assert list(Source.objects.get().passages.order_by("ordinal").values_list("speaker__name", "text")) == [
        ("Ada One", "Scale is a dead end."),
        ("Bob", "I suspect that it is not."),
        ("Ada One", "It is."),
        ("Bob", "*Who said so?*"),
        ("Bob", "Nobody."),
    ]


def test_another_encoding_is_refused_with_what_it_is_and_read_once_that_is_confirmed(admin_client, episode):
    words = "**Zoë:** Où est Noël ?\n\n**Ada One:** Là.\n\n**Zoë:** Ça va.\n".encode("cp1252")
    refused = give(admin_client, episode, words, name="talk.md")
    assert "it looks like Windows-1252" in refused.text
    address = preview(admin_client, episode, words, is_confirmed="on")
    assert "encoding=windows-1252" in address
    confirm(admin_client, address)
    source = Source.objects.get()
    assert "Où est Noël ?" in source.text
    assert bytes(source.raw) == words


@pytest.fixture
@open_edit()
def claim(admin_client, episode):
    """A published claim on words of an imported document."""
    ada = make.SpeakerFactory(name="Ada One")
    confirm(admin_client, preview(admin_client, episode), **{"voice-0": ada.pk})
    return make.make_claim(speaker=ada, passage=Source.objects.get().passages.first())


def test_a_newer_document_shows_what_would_be_lost_and_asks_for_leave(admin_client, claim):
    source = Source.objects.get()
    address = preview(admin_client, source, TALK.replace("dead end", "dead-end"))
    ada = {"voice-0": claim.speaker.pk}
    before = snapshot()
    page = admin_client.get(address)
    assert "Quotations that are lost" in folded(page.text)
    assert f'value="{claim.slug} "' in folded(page.text)
    refused = confirm(admin_client, address, **ada)
    assert f"published claims would lose their words: {claim.slug}" in folded(refused.text)
    assert snapshot() == before
    done = confirm(admin_client, address, **ada, accepted=f"{claim.slug} ")
    assert "is at revision 2: 3 passages kept, 1 new, 1 removed; 1 quotation lost" in folded(done.text)
    claim.refresh_from_db()
    assert claim.status == Status.DRAFT
    assert claim.get_absolute_url() not in folded(admin_client.get("/topics/").text)
    desk = admin_client.get(reverse("admin:index"))
    [queue] = [queue for queue in desk.context["queues"] if queue.label == "Quotations lost"]
    assert queue.number == 1
    listed = f"{reverse('admin:explorer_evidence_changelist')}?source__id__exact={source.pk}&amp;place=lost"
    assert f'<a href="{listed}">1 quotation is lost</a>' in folded(done.text)
    for address in (queue.address, listed.replace("&amp;", "&")):
        assert list(admin_client.get(address).context["cl"].result_list) == [claim.evidence.get()]


def test_a_lost_quotation_leads_to_where_its_words_may_stand_and_takes_none_of_them(admin_client, claim):
    source, evidence = Source.objects.get(), claim.evidence.get()
    new = "**Ada One:** Listen.\n\n" + TALK.replace("dead end", "dead-end")
    confirm(admin_client, preview(admin_client, source, new), **{"voice-0": claim.speaker.pk}, accepted=claim.slug)
    page = admin_client.get(reverse("admin:explorer_evidence_change", args=[evidence.pk]))
    passage = source.passages.get(text__contains="dead-end")
    beside = f"{reverse('admin:explorer_source_annotate', args=[source.pk])}?passage={passage.slug}"
    assert f'<a href="{beside}#{passage.slug}">' in folded(page.text)
    assert "These come nearest; they may say something else." in folded(page.text)
    assert page.context["adminform"].form["exact"].value() == evidence.exact
    shown = admin_client.get(beside)
    assert shown.context["current"] == passage
    assert not shown.context["form"]["exact"].value()
    evidence.refresh_from_db()
    assert evidence.exact == "Scale is a dead end."


def test_a_newer_document_that_cannot_take_the_place_says_why(admin_client, claim):
    make.SpeakerFactory(slug="talk-1-markdown-transcript-r2-1")
    address = preview(admin_client, Source.objects.get(), TALK.replace("dead end", "dead-end"))
    for page in (admin_client.get(address), confirm(admin_client, address)):
        assert page.status_code == 200
        assert "a new passage would have the slug" in folded(page.text)
    assert Source.objects.get().text == TALK


@pytest.mark.django_db(transaction=True)
def test_a_long_document_is_stored_while_the_page_says_how_far_it_is(admin_client, episode, monkeypatch):
    monkeypatch.setattr(pages, "LONG", 4)
    monkeypatch.setattr("explorer.documents.source_import.BATCH", 2)
    address = preview(admin_client, episode)
    response = admin_client.post(address, {"save": "1"})
    text = response.getvalue().decode()
    assert re.findall(r"<li>(.*?) <progress", text) == [f"{done} of 4 passages stored" for done in (0, 2, 4)]
    assert "was imported: 4 passages" in text
    assert Source.objects.get().passages.count() == 4


@pytest.mark.django_db(transaction=True)
def test_what_is_stored_in_view_says_who_imported_it(client, episode, monkeypatch):
    ada = person("ada", "Curator")
    client.force_login(ada)
    monkeypatch.setattr(pages, "LONG", 4)
    b"".join(client.post(preview(client, episode), {"save": "1"}).streaming_content)
    source = Source.objects.get()
    newer = preview(client, source, TALK.replace("Yes.", "No."))
    b"".join(client.post(newer, {"save": "1"}).streaming_content)
    said = [(version.by, version.reason) for version in list_versions(source)]
    assert said == [(ada, "revised"), (ada, "imported")]
    assert [version.by for version in list_versions(source.passages.get(text="No."))] == [ada]


@pytest.mark.django_db(transaction=True)
def test_who_leaves_a_long_import_stops_it(admin_client, episode, monkeypatch):
    monkeypatch.setattr(pages, "LONG", 4)
    monkeypatch.setattr("explorer.documents.source_import.BATCH", 1)
    response = admin_client.post(preview(admin_client, episode), {"save": "1"})
    lines = iter(response.streaming_content)
    assert any(b"2 of 4 passages stored" in line for line in lines)
    response.close()
    assert not Source.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_of_a_long_import_is_told_on_the_page(admin_client, episode, monkeypatch):
    monkeypatch.setattr(pages, "LONG", 4)
    response = admin_client.post(preview(admin_client, episode), {"save": "1", "slug": "talk-1"})
    assert b"Nothing was imported: the slug" in response.getvalue()


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("factory", [make.EpisodeFactory, make.SourceFactory])
def test_every_page_costs_as_many_queries_for_many_labels_and_passages_as_for_few(admin_client, factory):
    costs = []
    for number in (2, 20):
        record = factory()
        with open_edit():
            for n in range(number):
                make.SpeakerFactory(name=f"Speaker {n} of {number}", aliases=[f"Alias {n} of {number}"])
        people = [f"Speaker {n} of {number}" for n in range(number)]
        words = "".join(f"**{one}:** Number {n}.\n\n" for n in range(2) for one in people)
        costs.append([])
        page = reverse(f"admin:explorer_{record._meta.model_name}_import", args=[record.pk])
        address = preview(admin_client, record, words)
        for act in (
            lambda page=page: admin_client.get(page),
            lambda record=record, words=words: give(admin_client, record, words),
            lambda address=address: admin_client.get(address),
            lambda address=address: admin_client.post(address, {"save": "1"}),
        ):
            ContentType.objects.clear_cache()
            with CaptureQueriesContext(connection) as queries:
                assert act().status_code in {200, 302}
            costs[-1].append(len(queries))
        admin_client.get(reverse("admin:index"))  # shows what was said of the import, which the session keeps till then
    assert costs[0] == costs[1]
