"""A site at an https address is closed to other websites by every header, and open where programs read it."""

import runpy

import pytest

from explorer.changes.edit import open_edit
from explorer.models import Episode
from explorer.recordings import PLAYERS
from explorer.web.headers import describe_permissions
from tests import factories as make
from tests.observatory import score
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db
SET_BY_THE_ADDRESS = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "DEVICE_COOKIE_", "PUBLIC_URL", "ALLOWED_HOSTS")


@pytest.fixture
def https(client, monkeypatch, settings, tmp_path):
    """Return a reader of the site at an https address, with the settings that the settings file derives from it."""
    monkeypatch.setenv("PUBLIC_URL", "https://debate.example")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for name, value in runpy.run_path(str(settings.BASE_DIR / "config" / "settings.py")).items():
        if name.startswith(SET_BY_THE_ADDRESS):
            setattr(settings, name, value)

    def get(path, **options):
        return client.get(path, secure=True, headers={"host": "debate.example"}, **options)

    get.client = client
    return get


@pytest.fixture
@open_edit()
def claim():
    return make.make_claim(slug="scale", topic=make.TopicFactory(slug="scaling"))


@pytest.mark.parametrize(
    "path",
    ["/", "/topics/", "/topics/scaling/", "/claims/scale/", "/matrix/", "/search/?q=a", "/episodes/", "/method/"],
)
def test_a_page_has_150_points_of_the_observatory(claim, https, path):
    response = https(path)
    assert response.status_code == 200
    assert score(response) >= 150


def test_the_page_that_frames_players_has_140_points_and_embeds_nothing_else(claim, https):
    response = https(Episode.objects.get().get_absolute_url())
    assert score(response) >= 140
    assert not response.has_header("Cross-Origin-Embedder-Policy")
    assert response["Permissions-Policy"] == describe_permissions(PLAYERS)


def test_the_admin_has_140_points_with_its_cookies(https):
    login = https("/account/login/")
    assert score(login) >= 140
    person("root", is_superuser=True)
    fields = {"login": "root", "password": "a-curator's-own-password"}
    response = https.client.post("/account/login/", fields, secure=True, headers={"host": "debate.example"})
    assert set(response.cookies) == {"__Host-sessionid", "__Host-csrftoken", "__Host-device"}
    assert {cookie["path"] for cookie in response.cookies.values()} == {"/"}
    assert {cookie["domain"] for cookie in response.cookies.values()} == {""}
    assert score(response) >= 140
    assert score(https("/admin/")) >= 140


def test_a_page_asks_nothing_of_the_browser(claim, https):
    for asked in https("/")["Permissions-Policy"].split(", "):
        assert asked.endswith("=()")


def test_subdomains_are_asked_for_over_https_too(claim, https):
    assert https("/")["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    "path", ["/api/v1/topics/", "/topics.json", "/topics.csv", "/claims/scale.jsonld", "/feeds/", "/robots.txt"]
)
def test_what_programs_read_other_websites_may_use(claim, client, path):
    response = client.get(path, headers={"origin": "https://elsewhere.example"})
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/static/explorer/favicon.svg", "/admin/login/", "/api/v1/desk/", "/nowhere/"])
def test_everything_else_is_for_this_site_alone(client, path):
    response = client.get(path)
    response.close()
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"


@pytest.mark.parametrize("path", ["/", "/account/login/"])
def test_the_policy_names_what_its_default_does_not_cover(claim, client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} <= set(
        policy.split("; ")
    )


@pytest.mark.parametrize("path", ["/static/explorer/favicon.svg", "/nowhere/", "/api/v1/topics/", "/account/"])
def test_no_answer_may_be_framed(client, path):
    response = client.get(path)
    response.close()
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_what_is_refused_or_led_on_may_not_be_framed_either(https, settings):
    settings.API_RATE = "1/day"
    https("/topics/", REMOTE_ADDR="203.0.113.9")
    refused = https("/topics/", REMOTE_ADDR="203.0.113.9")
    led_on = https.client.get("/topics/", headers={"host": "debate.example"})
    assert (refused.status_code, led_on.status_code) == (429, 301)
    for response in (refused, led_on):
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_with_what_a_client_has_its_policy_stays(claim, client):
    tag = client.get("/topics/")["ETag"]
    known = client.get("/topics/", headers={"If-None-Match": tag})
    assert (known.status_code, known.has_header("Content-Security-Policy")) == (304, False)


def test_a_message_sets_no_cookie_of_its_own(https):
    editor = logged_in(person("root", is_superuser=True))
    topic = make.TopicFactory()
    response = editor.post(
        f"/admin/explorer/topic/{topic.pk}/delete/", {"post": "yes"}, secure=True, headers={"host": "debate.example"}
    )
    assert (response.status_code, "messages" in response.cookies) == (302, False)
