"""Every public answer has a tag, and who sends it back is told that nothing changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answers_kept")]


ADDRESSES = [
    *("/api/v1/", "/api/v1/claims/", "/api/v1/claims/one/", "/api/v1/matrix/", "/api/v1/compare/?topic=scaling"),
    *("/api/schema/", "/", "/topics/", "/topics/scaling/", "/claims/one/", "/matrix/", "/feeds/", "/sitemap.xml"),
]


SEARCHES = ["/api/v1/search/?q=settled", "/search/?q=settled"]


@pytest.fixture
@open_edit()
def claim():
    return make.make_claim(slug="one", topic=make.TopicFactory(slug="scaling"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_did_not_change_is_not_sent_again_and_costs_one_query(client, claim, address):
    tag = client.get(address)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"], len(queries)) == (304, b"", tag, 1)


@pytest.mark.parametrize("address", SEARCHES)
def test_a_search_is_not_sent_again_either(client, claim, address):
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_published_changes_every_tag(client, claim, address):
    tag = client.get(address)["ETag"]
    make.make_claim()
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again["ETag"] != tag) == (200, True)


def test_saving_a_draft_changes_no_tag(client, claim):
    addresses = [*ADDRESSES, *SEARCHES]
    draft = make.ClaimFactory(status=Status.DRAFT, speaker=claim.speaker, episode=claim.episode)
    before = {address: client.get(address)["ETag"] for address in addresses}
    draft.statement = "Settled otherwise."
    draft.save()
    make.ClaimTopicFactory(claim=draft, topic=claim.topics.get())
    make.ClaimFactory(status=Status.DRAFT, speaker=claim.speaker, episode=claim.episode)
    make.StanceFactory(status=Status.DRAFT, speaker=claim.speaker, episode=claim.episode, topic=claim.topics.get())
    assert {address: client.get(address)["ETag"] for address in addresses} == before


def test_addresses_fragments_and_formats_have_tags_of_their_own(client, claim):
    tags = [
        client.get("/topics/scaling/")["ETag"],
        client.get("/topics/scaling/?order=name")["ETag"],
        client.get("/topics/scaling/", headers={"hx-request": "true"})["ETag"],
        client.get("/topics/scaling/", headers={"hx-request": "true", "hx-boosted": "true"})["ETag"],
        client.get("/api/schema/")["ETag"],
        client.get("/api/schema/", headers={"accept": "application/json"})["ETag"],
    ]
    assert len(set(tags)) == len(tags)


def test_having_anything_at_all_does_not_make_an_answer(client):
    assert client.get("/api/v1/claims/nothing/", headers={"if-none-match": "*"}).status_code == 404


def test_refusals_have_no_tag(client):
    assert not client.get("/api/v1/claims/nothing/").has_header("ETag")
    assert not client.get("/api/v1/claims/?page_size=0").has_header("ETag")


def test_head_has_the_tag_of_get(client, claim):
    assert client.head("/api/v1/claims/")["ETag"] == client.get("/api/v1/claims/")["ETag"]


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/admin/login/", "/account/login/"])
def test_what_tells_of_this_moment_or_of_one_reader_has_no_tag(client, address):
    assert not client.get(address).has_header("ETag")


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_kept_is_the_answer_that_was_made_and_costs_one_query(client, claim, address):
    made = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        kept = client.get(address)
    assert kept["X-Request-ID"] != made["X-Request-ID"]
    del kept["X-Request-ID"], made["X-Request-ID"]
    assert (kept.content, dict(kept.items()), len(queries)) == (made.content, dict(made.items()), 1)


def test_what_stands_before_kept_answers_applies_to_them(client, claim):
    pages = [client.get("/topics/"), client.get("/topics/")]
    assert all("default-src 'none'" in page["Content-Security-Policy"] for page in pages)
    elsewhere = {"origin": "https://elsewhere.example"}
    data = [client.get("/api/v1/topics/", headers=elsewhere) for _ in range(2)]
    assert all(answer["Access-Control-Allow-Origin"] == "*" for answer in data)
    rooms = [client.get(claim.episode.get_absolute_url()) for _ in range(2)]
    assert all("frame-src https://" in room["Content-Security-Policy"] for room in rooms)
    assert client.get("/topics/", headers={"host": "elsewhere.example"}).status_code == 400


def test_kept_pages_of_lists_link_to_each_other_under_the_host_that_was_asked(client, claim):
    make.make_claim()
    for host in ("localhost", "127.0.0.1", "localhost"):
        assert (
            client.get("/api/v1/claims/?page_size=1", headers={"host": host})
            .json()["next"]
            .startswith(f"http://{host}/")
        )


def test_an_answer_to_head_is_not_taken_for_the_whole(client, claim):
    client.head("/topics/")
    assert b"</html>" in client.get("/topics/").content


def test_a_retracted_claim_is_on_no_kept_page(client, claim):
    shown = ["/", "/topics/scaling/", claim.episode.get_absolute_url(), "/api/v1/claims/", "/feeds/"]
    assert all(claim.statement in client.get(address).content.decode() for address in shown)
    claim.status, claim.retraction_reason, claim.retracted_on = Status.RETRACTED, "Misheard.", "2024-01-02"
    claim.save()
    assert not [address for address in shown if claim.statement in client.get(address).content.decode()]
