"""The admin of documents, their passages and the slips in them: words that were obtained are never edited."""

import pytest
from django.urls import reverse

from explorer.models import Erratum, Passage
from tests import factories as make
from tests.admin.conftest import add, change
from tests.people import logged_in

pytestmark = pytest.mark.django_db


def erratum_data(source, exact, **fields):
    data = {"source": source.pk, "exact": exact, "prefix": "", "suffix": "", "reading": "temporal", "reason": "A slip."}
    return data | fields


def test_an_erratum_finds_its_words(admin_client):
    source = make.SourceFactory(text="A temple difference.")
    assert add(admin_client, "erratum", **erratum_data(source, "temple")).status_code == 302
    erratum = Erratum.objects.get()
    assert source.text[erratum.start : erratum.end] == "temple"


def test_an_erratum_about_words_that_are_not_there_is_refused(admin_client):
    source = make.SourceFactory(text="A temple difference.")
    response = add(admin_client, "erratum", **erratum_data(source, "template"))
    assert "Not saved: the words are not in the source" in response.text
    assert not Erratum.objects.exists()


def test_a_second_erratum_on_the_same_words_is_refused(admin_client):
    source = make.SourceFactory(text="A temple difference.")
    add(admin_client, "erratum", **erratum_data(source, "temple"))
    assert add(admin_client, "erratum", **erratum_data(source, "temple", reading="other")).status_code == 200
    assert Erratum.objects.count() == 1


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ({"start_time": 5}, "A time and what it is based on go together"),
        ({"start_time": 5, "end_time": 4, "time_basis": "own"}, "The passage ends before it starts"),
    ],
)
def test_times_that_make_no_sense_are_refused(admin_client, times, message):
    passage = make.PassageFactory()
    data = {"kind": "turn", "grade": "transcript", "speaker": "", "section": "", "answers": "", "disposition": ""}
    assert message in change(admin_client, "passage", passage, **data, **times).text


def test_the_text_of_a_source_is_shown_and_cannot_be_changed(admin_client):
    source = make.SourceFactory(text="As it was obtained.")
    page = reverse("admin:explorer_source_change", args=[source.pk])
    assert "As it was obtained." in admin_client.get(page).text
    changed = {
        "title": "New",
        "writer": "W",
        "publisher": "",
        "published": "",
        "url": "",
        "rights": "R",
        "note": "",
        "read_in_full": "",
        "revisions-TOTAL_FORMS": 0,
        "revisions-INITIAL_FORMS": 0,
        "text": "Forged",
        "errata-TOTAL_FORMS": 0,
        "errata-INITIAL_FORMS": 0,
        "raw": "Forged",
        "sha256": "0" * 64,
    }
    assert admin_client.post(page, changed).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.text, bytes(source.raw)) == ("New", "As it was obtained.", b"As it was obtained.")


def test_a_curator_sets_a_disposition_in_the_list_and_not_on_evidence(people):
    make.make_claim()
    passage = make.PassageFactory()
    used = Passage.objects.exclude(pk=passage.pk).get()
    rows = [used, passage]
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for place, row in enumerate(sorted(rows, key=lambda row: (row.source.pk, row.ordinal))):
        data |= {f"form-{place}-id": row.pk, f"form-{place}-disposition": "joke"}
    client, address = logged_in(people["author"]), reverse("admin:explorer_passage_changelist")
    assert "leave this empty" in client.post(address, data).text
    assert not Passage.objects.exclude(disposition="").exists()


@pytest.mark.parametrize(("fate", "kept"), [("waiting", "waits"), ("evidence", "carries"), ("aside", "jokes")])
def test_passages_are_listed_by_what_became_of_them(admin_client, fate, kept):
    source = make.SourceFactory(slug="talk")
    passages = {name: make.PassageFactory(source=source) for name in ("waits", "carries", "jokes")}
    make.make_claim(passage=passages["carries"])
    passages["jokes"].disposition = "joke"
    passages["jokes"].save()
    page = admin_client.get(reverse("admin:explorer_passage_changelist"), {"fate": fate})
    assert list(page.context["cl"].result_list) == [passages[kept]]


def test_documents_are_listed_that_were_not_read_for_the_newest_topic(admin_client):
    make.TopicFactory(added="2024-02-01")
    make.SourceFactory(read_in_full="2024-03-01")
    unread = make.SourceFactory(read_in_full="2024-01-01")
    page = admin_client.get(reverse("admin:explorer_source_changelist"), {"read": "not"})
    assert list(page.context["cl"].result_list) == [unread]


def test_a_document_says_how_many_of_its_passages_wait_are_evidence_and_are_set_aside(admin_client):
    source = make.SourceFactory()
    for disposition in ("", "", "joke"):
        make.PassageFactory(source=source, disposition=disposition)
    make.make_claim(passage=source.passages.first())
    text = admin_client.get(reverse("admin:explorer_source_change", args=[source.pk])).text
    listed = f"{reverse('admin:explorer_passage_changelist')}?source__id__exact={source.pk}&amp;fate="
    for fate, words in (("waiting", "1 wait to"), ("evidence", "1 are evidence"), ("aside", "1 are disposed")):
        assert f'<a href="{listed}{fate}">{words}' in text


def test_a_passage_leads_to_the_claims_that_quote_it_and_to_what_answers_it(admin_client):
    claim = make.make_claim(statement="Scale ends.")
    passage = claim.evidence.get().passage
    answer = make.PassageFactory(source=passage.source, answers=passage)
    text = admin_client.get(reverse("admin:explorer_passage_change", args=[passage.pk])).text
    assert f'<a href="{reverse("admin:explorer_claim_change", args=[claim.pk])}">Scale ends.</a>' in text
    assert f'<a href="{reverse("admin:explorer_passage_change", args=[answer.pk])}">{answer.slug}: ' in text
