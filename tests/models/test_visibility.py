"""What is not published is in no public answer: not listed, counted, named, found, ordered by, exported or refused."""

import io
import zipfile

import pytest
from django.urls import reverse

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.models import Claim, Stance
from tests import factories as make
from tests.people import person
from tests.programs import program

pytestmark = pytest.mark.django_db

WORD = "Xylograph"
NOUNS = [
    "claims",
    "stances",
    "relations",
    "contrasts",
    "speakers",
    "topics",
    "episodes",
    "sources",
    "passages",
    "series",
]

ORDERED = [
    *("/api/v1/claims/?ordering=-slug", "/api/v1/claims/?fields=slug,statement", "/api/v1/claims/?speaker=ada"),
    *(
        "/api/v1/claims/?topic=scaling",
        "/api/v1/stances/?ordering=-position&speaker=ada",
        "/api/v1/stances/?fields=claims",
    ),
]
QUESTIONS = [
    *("/api/v1/matrix/", "/api/v1/compare/?topic=scaling&as_of=2020-01-01", "/api/v1/compass/?x=scaling&y=other"),
    *(f"/api/v1/search/?q={word}" for word in ("need", "scaling", "ada")),
    *("/api/schema/", "/search/suggest.json?q=xylo"),
]
PAGES = [
    *("/", "/topics/", "/topics/scaling/", "/topics/scaling.json", "/topics/scaling.csv", "/topics.csv", "/matrix/"),
    *("/matrix.json", "/matrix.csv", "/compare/", "/compare.csv", "/compass/", "/compass.json?x=scaling&y=other"),
    *("/speakers/", "/speakers/ada/", "/speakers/ada.json", "/speakers.csv", "/episodes/", "/episodes.csv", "/method/"),
    *("/claims/public/", "/claims/public.json", "/search/?q=need", "/search.csv?q=need", "/feeds/", "/sitemap.xml"),
    *("/feeds/topics/scaling/", "/feeds/speakers/ada/"),
    *("/topics/scaling.argdown", "/topics/scaling.jsonld", "/claims/public.jsonld"),
]

HIDDEN = [one for one in Status if one != Status.PUBLISHED]
hidden = pytest.mark.parametrize("status", HIDDEN)


def hide(row, status):
    """Give a row a status, with what the status needs."""
    row.status = status
    if status == Status.RETRACTED and isinstance(row, Claim):
        row.retracted_on, row.retraction_reason = "2024-01-01", f"{WORD}."
    row.save()


@pytest.fixture
@open_edit()
def debate():
    """Return the claim and stance that will be hidden, in a debate where everything else is public.

    Their words are in the document, which is public; what is coded about them carries the unique word.
    """
    speaker, topic = make.SpeakerFactory(slug="ada"), make.TopicFactory(slug="scaling")
    make.TopicFactory(slug="other")
    episode = make.make_episode(guest=speaker)
    public = make.make_claim(speaker=speaker, topic=topic, episode=episode, slug="public")
    claim = make.make_claim(
        speaker=speaker, topic=topic, episode=episode, slug=WORD.lower(), statement=f"{WORD} is all we need."
    )
    claim.evidence.update(prefix=WORD)
    make.RelationFactory(from_claim=public, to_claim=claim, reason=f"{WORD} out.")
    make.RelationFactory(from_claim=claim, to_claim=public, reason=f"{WORD} in.")
    stance = make.StanceFactory(speaker=speaker, topic=topic, episode=episode, rationale=f"{WORD}, they say.")
    return claim, stance


def answers(client):
    """Yield the path and the text of every public answer there is about the debate."""
    for noun in NOUNS:
        path = f"/api/v1/{noun}/"
        listing = client.get(path, {"page_size": 200})
        yield path, listing.text
        for row in listing.json()["results"]:
            detail = f"{path}{row.get('slug', row.get('id'))}/"
            yield detail, client.get(detail).text
    for query in ("topic=scaling", "topic=scaling&speakers=ada"):
        yield query, client.get(f"/api/v1/compare/?{query}").text
    for path in (*ORDERED, *QUESTIONS, *PAGES):
        response = client.get(path)
        yield path, (b"".join(response.streaming_content) if response.streaming else response.content).decode()
    yield "lines", b"".join(client.get("/api/v1/export/").streaming_content).decode()
    archive = io.BytesIO(b"".join(client.get("/api/v1/export/corpus.zip").streaming_content))
    with zipfile.ZipFile(archive) as folder:
        yield from ((name, folder.read(name).decode()) for name in folder.namelist())


def mentions(client):
    return {path for path, text in answers(client) if WORD.lower() in text.lower()}


@pytest.mark.slow  # takes seconds
def test_what_is_published_is_shown(client, debate):
    claim, stance = debate
    shown = {
        "/api/v1/claims/",
        "/api/v1/stances/",
        "/api/v1/relations/",
        "topic=scaling",
        "lines",
        "/topics/scaling.csv",
    }
    assert shown <= mentions(client)
    assert any(path.endswith("claims.yaml") for path in mentions(client))
    assert {path for path in ORDERED if "fields=claims" not in path} <= mentions(client)
    assert f"/api/v1/claims/{claim.slug}/" in mentions(client)
    assert f"/api/v1/stances/{stance.pk}/" in mentions(client)


# Every answer there is, for each status: quick for drafts, of which there are most.
@pytest.mark.parametrize(
    "status", [one if one == Status.DRAFT else pytest.param(one, marks=pytest.mark.slow) for one in HIDDEN]
)
def test_a_claim_and_a_stance_that_are_not_published_are_nowhere(client, debate, status):
    for row in debate:
        hide(row, status)
    assert mentions(client) == set()


@hidden
def test_they_are_not_counted(client, debate, status):
    for row in debate:
        hide(row, status)
    counts = {noun: client.get(f"/api/v1/{noun}/").json()["count"] for noun in ("claims", "stances", "relations")}
    assert counts == {"claims": 1, "stances": 0, "relations": 0}
    assert client.get("/api/v1/claims/?speaker=ada").json()["count"] == 1


@hidden
def test_they_have_no_address(client, debate, status):
    claim, stance = debate
    relation = claim.relations_in.get()
    for row in debate:
        hide(row, status)
    assert client.get(reverse("api-claim-detail", args=[claim.slug])).status_code == 404
    assert client.get(reverse("api-stance-detail", args=[stance.pk])).status_code == 404
    assert client.get(reverse("api-relation-detail", args=[relation.pk])).status_code == 404


@hidden
def test_a_filter_does_not_tell_that_a_claim_exists(client, debate, status):
    claim, _ = debate
    hide(claim, status)
    real = client.get("/api/v1/relations/", {"claim": claim.slug})
    made_up = client.get("/api/v1/relations/", {"claim": "made-up"})
    assert real.status_code == made_up.status_code == 400
    assert real.text.replace(claim.slug, "made-up") == made_up.text


@hidden
def test_an_address_or_refusal_does_not_tell_that_a_claim_exists(client, debate, status):
    claim, stance = debate
    hide(claim, status)
    hide(stance, status)
    real, made_up = claim.slug, "made-up"
    for address in ("/api/v1/claims/{}/", "/claims/{}.json", "/api/v1/relations/?claim={}", "/api/v1/search/?topic={}"):
        answers = [client.get(address.format(slug)) for slug in (real, made_up)]
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].text.replace(real, made_up) == answers[1].text


@hidden
def test_a_published_stance_does_not_rest_on_a_claim_that_is_not(client, debate, status):
    claim, stance = debate
    assert client.get(f"/api/v1/stances/{stance.pk}/").json()["confidence"] == "high"
    hide(claim, status)
    shown = client.get(f"/api/v1/stances/{stance.pk}/").json()
    assert (shown["confidence"], shown["claims"]) == ("medium", ["public"])


@pytest.mark.slow  # every answer there is, and every tag twice
def test_what_programs_draft_is_nowhere_and_leaves_every_tag_as_it_was(client, debate):
    claim, stance = debate
    for row in debate:
        hide(row, Status.DRAFT)
    other = make.make_episode(guest=claim.speaker, passages=1)
    passage = other.sources.get().passages.get()
    desk = program(person("both", "Curator", "Reviewer"), "draft")
    before = tags(client)
    words = f"{WORD} it is."
    evidence = [{"source": passage.source.slug, "exact": passage.text, "asserter": "ada", "basis": "labelled"}]
    said = {"speaker": "ada", "episode": other.slug, "bearings": {"scaling": "position"}, "evidence": evidence}
    drafted = desk.post("claims/", {**said, "statement": words})
    path = f"claims/{drafted.json()['slug']}/"
    coded = {"speaker": "ada", "topic": "scaling", "episode": other.slug, "position": 1, "rationale": words}
    related = {"from": drafted.json()["slug"], "to": "public", "kind": "agrees", "reason": words}
    answers_of = [
        drafted,
        desk.post("stances/", coded),
        desk.post("relations/", related),
        desk.change(path, {"statement": f"{WORD} it was."}),
        desk.act(path, "submit"),
        desk.act(path, "send-back", f"{WORD}?"),
        desk.send("delete", path, if_match=desk.tag(path)),
    ]
    assert [one.status_code for one in answers_of] == [201, 201, 201, 200, 200, 200, 204]
    refused = [
        desk.post("claims/", {**said, "statement": words, "evidence": [{**evidence[0], "exact": "lost"}]}),
        desk.post("stances/", coded),
        desk.act(f"stances/{stance.pk}/", "publish"),
    ]
    assert [one.status_code for one in refused] == [422, 422, 403]
    assert mentions(client) == set()
    assert tags(client) == before


def tags(client):
    """Return the tag of every public address that has one."""
    nouns = [f"/api/v1/{noun}/" for noun in NOUNS]
    addresses = [*nouns, *ORDERED, *QUESTIONS, *PAGES, "/api/v1/", "/api/v1/export/", "/api/v1/claims/public/"]
    return {address: client.get(address).headers.get("ETag") for address in addresses}


@pytest.mark.slow  # every answer there is, once more
def test_publishing_again_shows_again(client, debate):
    claim, stance = debate
    for row in debate:
        hide(row, Status.DRAFT)
        hide(row, Status.PUBLISHED)
    assert Claim.objects.published().filter(pk=claim.pk).exists()
    assert Stance.objects.published().filter(pk=stance.pk).exists()
    assert "/api/v1/claims/" in mentions(client)
