"""Everything at once: as lines, held a few at a time, and as a folder that loads again; nothing that is not public."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.corpus.load import load_corpus
from explorer.models import Claim
from tests import corpora
from tests import factories as make

pytestmark = pytest.mark.django_db

DETAILS = {
    "series": "series",
    "speaker": "speakers",
    "topic": "topics",
    "episode": "episodes",
    "source": "sources",
    "passage": "passages",
    "claim": "claims",
    "stance": "stances",
    "relation": "relations",
    "contrast": "contrasts",
}


def lines(client):
    response = client.get("/api/v1/export/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/x-ndjson"
    assert response.streaming
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def archive(client):
    response = client.get("/api/v1/export/corpus.zip")
    assert response["Content-Type"] == "application/zip"
    assert response.streaming
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


@pytest.mark.slow  # a sweep
def test_every_line_is_a_record_as_its_own_address_has_it(client, tmp_path):
    load_corpus(corpora.make_corpus(tmp_path / "corpus"))
    exported = lines(client)
    assert {line["type"] for line in exported} == set(DETAILS)
    for line in exported:
        kind = line.pop("type")
        assert client.get(f"/api/v1/{DETAILS[kind]}/{line.get('slug', line.get('id'))}/").json() == line


def test_the_folder_loads_as_the_corpus_that_it_is(client, tmp_path):
    load_corpus(corpora.make_corpus(tmp_path / "corpus"))
    before = lines(client)
    archive(client).extractall(tmp_path / "out")
    Claim.objects.all().delete()
    load_corpus(tmp_path / "out" / "debate-explorer", replace=True)
    kept = [{**line, "id": 0} if "id" in line else line for line in before]
    assert [{**line, "id": 0} if "id" in line else line for line in lines(client)] == kept


def test_a_document_leaves_without_a_text_that_is_not_to_be_shown(client):
    claim = make.make_claim(words="Scale is all you need. Nobody may read Xylograph.")
    evidence = claim.evidence.get()
    evidence.exact, evidence.end = "Scale is all you need.", evidence.start + 22
    evidence.save()
    make.ErratumFactory(source=evidence.source, exact="Xylograph", start=39, end=48, suffix=".")
    evidence.source.show_text = False
    evidence.source.save()
    [source] = [line for line in lines(client) if line["type"] == "source" and line["slug"] == evidence.source.slug]
    assert source["text"] is None
    assert "Xylograph" not in json.dumps(lines(client))
    folder = archive(client)
    assert not any(b"Xylograph" in folder.read(name) for name in folder.namelist())
    assert any(b"Scale is all you need." in folder.read(name) for name in folder.namelist())


def test_what_is_not_published_is_in_neither(client):
    stance = make.make_stance(1)
    claim = stance.speaker.claims.get()
    draft = make.make_claim(slug="xylograph", statement="Xylograph.", episode=claim.episode, speaker=claim.speaker)
    make.RelationFactory(from_claim=claim, to_claim=draft, reason="Xylograph.")
    stance.status, stance.rationale = Status.IN_REVIEW, "Xylograph."
    draft.status = Status.DRAFT
    stance.save()
    draft.save()
    assert "xylograph" not in json.dumps(lines(client)).lower()
    folder = archive(client)
    assert not any(b"xylograph" in folder.read(name).lower() for name in folder.namelist())
    assert any(claim.slug.encode() in folder.read(name) for name in folder.namelist())


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_queries_are_the_same_for_one_and_for_twenty(client):
    counts = []
    for rows in (1, 19):
        with open_edit():
            for _ in range(rows):
                make.make_stance(1)
                make.RelationFactory()
                make.ContrastFactory()
        with CaptureQueriesContext(connection) as queries:
            lines(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_only_reading_is_allowed(client):
    response = client.post("/api/v1/export/")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")


def test_what_did_not_change_is_not_sent_again(client, kept_connection):
    for address in ("/api/v1/export/", "/api/v1/export/corpus.zip"):
        answer = client.get(address)
        tag = answer["ETag"]
        answer.close()
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
