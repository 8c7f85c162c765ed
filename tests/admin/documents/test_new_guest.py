"""A guest whom nobody knew is imported, coded, reviewed and published, and is in every view: by page and by command."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from explorer.admin.curation.stance_coding import code_address
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.models import Claim, Source, Speaker, Stance, Topic
from tests import factories as make
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db

TALK = """\
# On scale

**Sam Host:** Is scale enough?

**Grace Hopperfield:** Scale is a dead end. Machines need bodies.

**Sam Host:** Why is that?

**Grace Hopperfield:** A body is the only teacher of meaning.
"""
WORDS = {"scaling": "Scale is a dead end.", "bodies": "A body is the only teacher of meaning."}


@pytest.fixture
def cora():
    return logged_in(person("cora", "Curator", "Editor"))


@pytest.fixture
def rex():
    return logged_in(person("rex", "Reviewer"))


@pytest.fixture
@open_edit()
def debate():
    """Return a conversation without documents, beside questions on which somebody else has spoken."""
    ada = make.SpeakerFactory(slug="ada", name="Ada Other")
    for slug in WORDS:
        make.make_stance(2, speaker=ada, topic=make.TopicFactory(slug=slug, question=f"Is it {slug}?"))
    return make.EpisodeFactory(slug="talk-1", title="On scale", series=None, number=None)


def import_by_page(cora, episode, _):
    given = {"file": SimpleUploadedFile("talk.md", TALK.encode())}
    shown = cora.post(reverse("admin:explorer_episode_import", args=[episode.pk]), given)["Location"]
    rows = cora.get(shown).context["form"].voice_rows()
    voices = {field.html_name: "new" for _, field in rows}
    assert cora.post(shown, {"save": "1"} | voices).status_code == 302


def import_by_command(_, episode, folder):
    for name in ("Grace Hopperfield", "Sam Host"):
        make.SpeakerFactory(name=name, slug=name.lower().replace(" ", "-"))
    (folder / "talk.md").write_text(TALK)
    call_command("import_source", str(folder / "talk.md"), "--episode", episode.slug)


def code(cora, guest, source):
    """Draw a claim on each question from the guest's words, and code where she stands."""
    page = reverse("admin:explorer_source_annotate", args=[source.pk])
    for slug, words in WORDS.items():
        typed = {"exact": words, "statement": words, "speaker": guest.pk, "asserter": guest.pk, "basis": "labelled"}
        coding = {"mode": "asserted", "role": "plain", "topic": Topic.objects.get(slug=slug).pk, "bearing": "position"}
        cora.post(page, {"act": "save", "submit": "on"} | typed | coding)


def review(rex):
    """Read every claim that waits, and publish it."""
    address = rex.get(reverse("admin:explorer_claim_round"))["Location"]
    while "review" in address:
        read = rex.get(address).context["read"]
        address = rex.post(address, {"do": "publish", "checksum": read.checksum})["Location"]


def take_stances(cora, rex, guest, episode):
    for slug in WORDS:
        topic = Topic.objects.get(slug=slug)
        claim = Claim.objects.get(speaker=guest, topics=topic)
        said = {"act": "submit", "code": "position", "position": "-1", "rationale": "Says so.", "version": "0"}
        cora.post(code_address(guest, topic, episode), said | {"carried_by": [claim.pk]})
    keys = list(Stance.objects.with_status(Status.IN_REVIEW).values_list("pk", flat=True))
    rex.post(reverse("admin:explorer_stance_review", args=["publish"]), {"ids": keys})


VIEWS = {
    "strip": "/topics/",
    "columns": "/topics/scaling/",
    "matrix": "/matrix/",
    "compass": "/compass/?x=scaling&y=bodies",
    "comparison": "/compare/?speakers=grace-hopperfield,ada",
    "people": "/speakers/",
    "person": "/speakers/grace-hopperfield/",
}


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize("bring_in", [import_by_page, import_by_command])
def test_a_new_guest_is_in_every_view(bring_in, cora, rex, debate, client, tmp_path):
    bring_in(cora, debate, tmp_path)
    guest, source = Speaker.objects.get(slug="grace-hopperfield"), Source.objects.get(episode=debate)
    assert dict(debate.appearances.values_list("speaker__slug", "role")) == {
        "grace-hopperfield": "guest",
        "sam-host": "host",
    }
    code(cora, guest, source)
    assert Claim.objects.with_status(Status.IN_REVIEW).count() == len(WORDS)
    review(rex)
    take_stances(cora, rex, guest, debate)
    assert Stance.objects.published().filter(speaker=guest).count() == len(WORDS)
    for name, address in VIEWS.items():
        page = html.unescape(client.get(address).text)
        assert "Hopperfield" in page, name
    placed = {
        point["speaker"]: (point["x"], point["y"])
        for point in client.get("/api/v1/compass/?x=scaling&y=bodies").json()["points"]
    }
    assert placed["grace-hopperfield"] == (-1, -1)
    page = client.get("/speakers/grace-hopperfield/").text
    for said in ("No conversation", "is held in which", "No interview with them"):
        assert said not in page
