"""Documents imported by programs: new ones, the same again, and what is refused with nothing stored."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from explorer.changes.edit import open_edit
from explorer.models import Passage, Source
from explorer.models.versions import versions
from tests import factories as make

pytestmark = pytest.mark.django_db

TRANSCRIPT = "# A talk\n\n**Ada One:** Scale is a dead end.\n\n**Bob:** Who says so?\n\n**Bob:** And why?\n"


def file(text=TRANSCRIPT, name="talk.md"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


@pytest.fixture
@open_edit()
def episode():
    return make.make_episode(guest=make.SpeakerFactory(name="Ada One"), slug="talk-2")


def test_a_document_is_imported_once_whoever_sends_it_again(cora, episode):
    before = Source.objects.count()
    response = cora.upload(file=file(), episode="talk-2", writer="A Scribe", rights="By permission.")
    assert response.status_code == 201
    shown = response.json()
    assert (shown["is_new"], shown["kinds"]) == (True, {"turn": 3})
    assert "Bob" in shown["warnings"][0]
    source = Source.objects.get(slug=shown["source"])
    assert (bytes(source.raw), source.writer, source.extension) == (TRANSCRIPT.encode(), "A Scribe", "md")
    assert response["Location"] == shown["url"]
    public = Client().get(shown["url"].removeprefix("http://127.0.0.1:8000"))
    assert public.json()["sha256"] == hashlib.sha256(TRANSCRIPT.encode()).hexdigest()
    assert versions(Source).get(id=source.pk).history_user == cora.user
    again = cora.upload(file=file(), episode="talk-2")
    assert (again.status_code, again.json()["source"], again.json()["is_new"]) == (200, source.slug, False)
    assert Source.objects.count() == before + 1


def test_who_speaks_has_a_part_and_the_host_may_be_named(cora):
    episode = make.EpisodeFactory(slug="talk-3")
    for name in ("Ada One", "Bob"):
        make.SpeakerFactory(slug=name.lower().replace(" ", "-"), name=name)
    refused = cora.upload(file=file(), episode="talk-3", host="Zoe")
    assert (refused.status_code, "it labels Ada One and Bob" in refused.json()["detail"]) == (422, True)
    shown = cora.upload(file=file(), episode="talk-3", host="ada-one").json()
    assert shown["appearances"] == [{"speaker": "ada-one", "role": "host"}, {"speaker": "bob", "role": "guest"}]
    assert dict(episode.appearances.values_list("speaker__slug", "role")) == {"ada-one": "host", "bob": "guest"}


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"episode": "nothing"}, 422, "no episode"),
        ({"episode": "\x00"}, 422, "Null characters"),
        ({"file": file("")}, 422, "empty"),
        ({"file": "words"}, 422, "not a file"),
        ({"file": file(b"\x00\x01\x02\xff")}, 422, ""),
        ({"format": "papyrus"}, 422, "not a valid choice"),
        ({"slug": "Not a slug"}, 422, "slug"),
        ({"slug": "talk-2"}, 422, "another record"),
        ({"url": "javascript:alert(1)"}, 422, ""),
        ({"show_text": "yes"}, 422, "not written here"),
    ],
)
def test_what_cannot_be_imported_is_refused_and_nothing_is_stored(cora, episode, fields, status, said):
    before = (Source.objects.count(), Passage.objects.count())
    response = cora.upload(**{"file": file(), "episode": "talk-2", **fields})
    assert response.status_code == status
    assert said in response.json()["detail"]
    assert (Source.objects.count(), Passage.objects.count()) == before


def test_another_encoding_is_read_once_it_is_named(cora, episode):
    raw = TRANSCRIPT.replace("Who", "Où est-ce écrit, et par qui ? Who").encode("cp1252")
    refused = cora.upload(file=file(raw), episode="talk-2")
    assert refused.status_code == 422
    assert "Windows-1252" in refused.text
    assert cora.upload(file=file(raw), episode="talk-2", encoding="windows-1252").status_code == 201
    assert "Où est-ce écrit" in Source.objects.filter(episode=episode).last().text


def test_an_import_that_breaks_off_stores_nothing(cora, episode, monkeypatch):
    def broken(*_, **__):
        raise IntegrityError("somebody was faster")

    before = Source.objects.count()
    monkeypatch.setattr(type(Passage.objects), "bulk_create", broken)
    response = cora.upload(file=file(), episode="talk-2")
    assert (response.status_code, "meanwhile" in response.json()["detail"]) == (422, True)
    assert Source.objects.count() == before


def test_a_document_that_is_too_large_is_not_read(cora, episode, settings):
    settings.LARGEST_DOCUMENT = 1000
    assert cora.upload(file=file("x" * 1001), episode="talk-2").status_code == 413
    assert cora.upload(file=file("x"), episode="talk-2", rights="x" * 101_001).status_code == 413


def test_what_the_virus_scanner_finds_or_cannot_look_at_is_not_stored(cora, episode, settings, monkeypatch):
    settings.VIRUS_SCANNER = "unix:/nowhere/clamd.ctl"
    answer = cora.upload(file=file(), episode="talk-2")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "the scanner does not answer" in answer.json()["detail"]
    monkeypatch.setattr("explorer.documents.virus_scan._ask", lambda *_: "stream: Test.Bad FOUND")
    answer = cora.upload(file=file(), episode="talk-2")
    assert (answer.status_code, "found Test.Bad in it" in answer.json()["detail"]) == (422, True)
    assert not Source.objects.filter(slug__startswith="talk-2").exists()


def test_importing_takes_a_curator_and_a_token_for_drafts(cora, rex, episode):
    assert rex.upload(file=file(), episode="talk-2").status_code == 403
    assert not Source.objects.filter(slug__startswith="talk-2").exists()
