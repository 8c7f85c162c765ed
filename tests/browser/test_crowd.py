"""Sixty questions and thirty people: who differs most on a question is three acts away, and themes part the list."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES, own_environment, prepare, serving

QUESTION = "Is it so that a common kitchen yields to an old ferry?"


@pytest.fixture(scope="session")
def site_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return own_environment(tmp_path_factory.mktemp("crowd"))


@pytest.fixture(scope="session")
def base_url(site_env: dict[str, str], for_all: Path) -> Iterator[str]:
    make_corpus = ["make_corpus", "--episodes=40", "--speakers=30", "--topics=60", "--seed=1"]
    prepare(site_env, for_all / "crowd", ["migrate"], ["collectstatic", "--noinput"], make_corpus)
    with serving(site_env) as address:
        yield address


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, str]:
    """Give every page this site's address: another module's site may have been asked before."""
    return {"base_url": base_url}


@pytest.fixture
def places(page: Page) -> dict[str, int]:
    """Return where everybody with a place stands on the question, by slug."""
    cells = page.request.get("/api/v1/matrix/").json()["cells"]
    return {
        cell["speaker"]: cell["position"]
        for cell in cells
        if cell["topic"] == "question-1" and cell["position"] is not None
    }


def read_shown(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query)["speakers"][0].split(",")


def assert_furthest(shown: list[str], places: dict[str, int]) -> None:
    """Assert that three are shown, those at the ends and one as near to the middle of these as anybody is."""
    assert len(places) > len(shown) == 3
    first, middle, last = (places[slug] for slug in shown)
    assert (first, last) == (min(places.values()), max(places.values()))
    assert abs(2 * middle - first - last) == min(abs(2 * place - first - last) for place in places.values())


def walk(page: Page) -> None:
    """Go from the first page to the three who differ most on a question: filter, open, compare."""
    page.goto("/")
    page.get_by_placeholder("Filter these questions").fill("kitchen yields ferry")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("link", name=QUESTION).last.click()
    expect(page.get_by_role("heading", level=1, name=QUESTION)).to_be_visible()
    page.get_by_role("link", name="The three furthest apart").click()
    page.wait_for_url("**speakers=**")


def test_who_differs_most_on_a_question_is_found_in_three_acts(
    page: Page, size: dict[str, int], places: dict[str, int]
):
    walk(page)
    shown = read_shown(page)
    assert_furthest(shown, places)
    heads = page.locator(".c-heads__name, .c-column__name")
    expect(heads).to_have_count(len(shown))
    expect(page.get_by_role("link", name="The three furthest apart")).to_be_focused()


def test_who_differs_most_is_found_without_javascript(browser: Browser, base_url: str, places: dict[str, int]):
    with browser.new_context(base_url=base_url, java_script_enabled=False, viewport=SIZES["phone"]) as context:
        page = context.new_page()
        walk(page)
        assert_furthest(read_shown(page), places)


def test_a_theme_is_chosen_and_left_again_with_the_keyboard(page: Page, size: dict[str, int]):
    page.goto("/topics/")
    page.get_by_role("navigation", name="Themes").get_by_role("link", name="Harbours").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/?theme=harbours")
    expect(page.locator(".c-debate")).to_have_count(8)
    expect(page.get_by_role("link", name="Harbours 8")).to_be_focused()
    page.get_by_role("link", name="All 60").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/")
    expect(page.get_by_role("heading", level=3, name="Gardens and what grows in them 8")).to_be_visible()
    page.go_back()
    expect(page.locator(".c-debate")).to_have_count(8)
