"""The desk names what waits, leads to it, and costs the same however much there is."""

import datetime
import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from explorer.accounts import sessions
from explorer.admin.curation.desk import list_address
from explorer.changes.edit import open_edit
from explorer.curation.worklist import LISTED
from explorer.models import Claim, Evidence
from explorer.models.versions import TABLES
from tests import factories as make
from tests.markup import folded
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db

DESK = reverse("admin:index")


@pytest.fixture
def ada():
    return person("ada", "Curator")


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


def queues(client):
    response = client.get(DESK)
    assert response.status_code == 200
    return {queue.label: queue for queue in response.context["queues"]}


def test_a_curator_sees_their_drafts_and_what_was_sent_back_with_the_reason(ada):
    make.make_claim(status="draft", created_by=ada)
    back = make.make_claim(status="draft", created_by=ada, sent_back_because="Says too much.")
    make.make_claim(status="draft")
    client = logged_in(ada)
    found = queues(client)
    assert (found["My drafts: claims"].number, found["Sent back to me: claims"].number) == (2, 1)
    assert "Says too much." in folded(client.get(DESK).text)
    listed = client.get(found["Sent back to me: claims"].address)
    assert [row.pk for row in listed.context["cl"].result_list] == [back.pk]
    assert client.get(found["My drafts: claims"].address).context["cl"].result_count == 2


def test_a_reviewer_sees_what_others_submitted_and_not_their_own(ada, rex):
    theirs = make.make_claim(status="in-review", created_by=ada)
    make.make_claim(status="in-review", created_by=ada, edited_by=rex)
    loaded = make.make_claim(status="in-review")
    client = logged_in(rex)
    queue = queues(client)["To review: claims"]
    assert queue.number == 2
    listed = client.get(queue.address).context["cl"].result_list
    assert {row.pk for row in listed} == {theirs.pk, loaded.pk}
    assert "To review: claims" not in queues(logged_in(ada))


def test_passages_that_wait_are_counted_by_document_and_listed(ada):
    make.make_claim()
    source = make.PassageFactory().source
    make.PassageFactory(source=source)
    make.PassageFactory(source=source, disposition="joke")
    client = logged_in(ada)
    assert queues(client)["Passages to read"].number == 2
    [one] = client.get(DESK).context["to_read"]
    assert (one.what.source, one.what.passages) == (source, 2)
    assert client.get(one.address).context["cl"].result_count == 2


def test_of_many_documents_to_read_the_first_are_listed_with_the_number_of_the_others(ada):
    make.PassageFactory()
    with open_edit():
        for _ in range(LISTED + 1):
            make.PassageFactory(source=make.PassageFactory().source)
    response = logged_in(ada).get(DESK)
    assert [one.what.passages for one in response.context["to_read"]] == [2] * LISTED
    assert "2 more documents" in folded(response.text)
    assert queues(logged_in(ada))["Passages to read"].number == 2 * (LISTED + 2) - 1


def test_blanks_are_those_that_a_document_held_could_fill(ada):
    guest = make.SpeakerFactory()
    read = make.make_episode(guest=guest).sources.get()
    topic = make.TopicFactory(added=datetime.date(2025, 1, 1))
    assert queues(logged_in(ada))["Blanks to fill"].number == 1
    listed = logged_in(ada).get(queues(logged_in(ada))["Blanks to fill"].address)
    assert list(listed.context["cl"].result_list) == [read]
    read.read_in_full = topic.added
    read.save()
    assert queues(logged_in(ada))["Blanks to fill"].number == 0
    read.read_in_full = None
    read.save()
    make.make_stance(speaker=guest, topic=topic, episode=read.episode)
    assert queues(logged_in(ada))["Blanks to fill"].number == 0


def test_lost_quotations_are_counted_and_listed(ada):
    make.make_claim()
    lost = make.make_claim().evidence.get()
    Evidence.objects.filter(pk=lost.pk).update(exact="Words that are gone.")
    queue = queues(logged_in(ada))["Quotations lost"]
    assert queue.number == 1
    assert list(logged_in(ada).get(queue.address).context["cl"].result_list) == [lost]


@pytest.mark.parametrize("move", [{"start": 0}, {"end": 10_000}])
def test_a_quotation_that_leaves_its_passage_is_lost(move):
    make.PassageFactory(source=(evidence := make.make_claim().evidence.get()).source)
    Evidence.objects.filter(pk=evidence.pk).update(**{"start": 40, "end": 60, **move})
    assert Evidence.objects.lost().exists()


def test_the_desk_is_answered_anew_each_time(ada):
    assert "ETag" not in logged_in(ada).get(DESK)


def test_the_last_changes_name_records_and_people(ada):
    speaker = make.SpeakerFactory(name="Ada Lovelace")
    speaker._history_user = ada
    speaker.delete()
    text = folded(logged_in(ada).get(DESK).text)
    assert "A record that is no more" in text
    assert "speaker deleted by ada" in text


def test_what_one_edit_added_is_one_line_with_its_number(ada):
    with open_edit(by=ada, reason="imported"):
        for _ in range(3):
            make.SpeakerFactory()
    text = " ".join(re.sub(r"<[^>]+>", " ", logged_in(ada).get(DESK).text).split())
    assert "3 speakers added by ada" in text
    assert text.count("imported") == 1


def test_every_record_with_versions_has_a_list_to_link_to():
    for model in TABLES:
        assert list_address(model).startswith("/admin/explorer/")


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_desk_costs_as_many_queries_for_twenty_of_everything_as_for_one(ada):
    client, counts = logged_in(ada), []
    client.get(DESK)
    for number in (1, 19):
        with open_edit():
            for _ in range(number):
                make.make_stance(status="in-review")
                make.make_claim(status="draft", created_by=ada, sent_back_because="Why?")
                make.PassageFactory()
                make.RelationFactory()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_ten_thousand_claims_cost_no_list_more_queries_than_ten(rex, monkeypatch):
    monkeypatch.setattr(sessions, "NOTED_EVERY", 3600)  # or a request now and then writes down that its session is used
    likes = [make.make_claim(status="in-review") for _ in range(10)]
    lists = [list_address(model) for model in admin.site._registry if model._meta.app_label == "explorer"]
    pages = [DESK, *lists, *[f"{address}?q=matter" for address in lists]]
    clients = [logged_in(person("eve", "Curator", "Editor")), logged_in(rex)]

    def cost():
        counts = []
        for client in clients:
            for page in pages:
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(page).status_code == 200
                counts.append(len(queries))
        return counts

    cost()
    before = cost()
    like, piece = likes[0], likes[0].evidence.get()
    fields = {"speaker_id": like.speaker_id, "episode_id": like.episode_id, "status": "in-review"}
    rows = Claim.objects.bulk_create(
        Claim(slug=f"many-{n}", statement=f"Matter {n} is settled.", **fields) for n in range(10_000)
    )
    place = {name: getattr(piece, name) for name in ("source_id", "passage_id", "exact", "start", "end", "asserter_id")}
    Evidence.objects.bulk_create(Evidence(claim=row, basis="labelled", **place) for row in rows)
    assert cost() == before
