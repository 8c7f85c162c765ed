"""The reading room: a player after a press, times that seek in it, the place kept in the address, links copied."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

ROOM = "/episodes/inside-view-blake-richards/"
PASSAGE = "#blake-richards-transcript-"


@pytest.fixture
def elsewhere(page: Page, base_url: str) -> list[Request]:
    """Answer for every other site, and note what is asked of it."""
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body="<!doctype html><title>A player</title>", content_type="text/html")

    page.route(lambda url: urlsplit(url).netloc != urlsplit(base_url).netloc, answer)
    return asked


def place(page: Page) -> str:
    return urlsplit(page.url).fragment


def test_nothing_leaves_the_site_before_a_press_and_then_times_seek(page: Page, elsewhere: list[Request]):
    page.goto(ROOM)
    page.mouse.wheel(0, 2000)
    page.wait_for_url(re.compile(PASSAGE))
    assert elsewhere == []

    steps = page.evaluate("history.length")
    page.get_by_role("link", name="Watch on YouTube").click()
    expect(page.locator("#announcer")).to_contain_text("Player opened")
    expect(page.frame_locator(".c-player iframe").locator("body")).to_be_attached()
    page.get_by_role("link", name="YouTube at 2:25").first.click()
    expect(page.locator("#announcer")).to_have_text("Playing from 2:25")
    expect(page.frame_locator(".c-player iframe").locator("body")).to_be_attached()

    assert [request.url for request in elsewhere] == [
        "https://www.youtube-nocookie.com/embed/kWsHS7tXjSU?autoplay=1&start=0",
        "https://www.youtube-nocookie.com/embed/kWsHS7tXjSU?autoplay=1&start=145",
    ]
    origin = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}/"
    assert {request.all_headers().get("referer") for request in elsewhere} == {origin}
    assert page.evaluate("history.length") == steps

    page.get_by_role("button", name="Close player").click()
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.get_by_role("link", name="Watch on YouTube")).to_be_focused()


def test_the_place_is_kept_and_links_and_back_are_not_overruled(page: Page):
    page.goto(ROOM)
    page.mouse.wheel(0, 3000)
    page.wait_for_url(re.compile(PASSAGE))
    read = place(page)
    expect(page.locator(".c-turn.is-here")).to_have_attribute("id", read)
    expect(page.locator(".c-toc [aria-current]")).to_have_count(1)

    page.get_by_role("link", name="Recursive Self-Improvement").click()
    chosen = place(page)
    expect(page.locator(".c-turn.is-here")).to_have_attribute("id", chosen)
    expect(page.locator(f"#{chosen}")).to_be_in_viewport()
    expect(page.locator(".c-toc [aria-current]")).to_have_text("Recursive Self-Improvement")
    assert place(page) == chosen

    page.go_back()
    expect(page.locator(".c-turn.is-here")).to_have_attribute("id", read)
    assert place(page) == read

    page.reload()
    expect(page.locator(f"#{read}")).to_be_in_viewport()

    last = str(page.locator(".c-turn").last.get_attribute("id"))  # too near the end to be scrolled to the top
    page.goto(f"{ROOM}#{last}")
    expect(page.locator(".c-turn.is-here")).to_have_attribute("id", last)
    assert place(page) == last


def test_a_link_to_a_quotation_is_copied_and_leads_to_it(page: Page, base_url: str):
    page.context.grant_permissions(["clipboard-write"], origin=base_url)
    page.goto("/claims/lecun-no-such-thing-as-agi/")
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.locator("#announcer")).to_have_text("Link copied")

    # Pasted, as the site's policy lets no page read the clipboard.
    page.locator("input[name=q]").first.click()
    page.keyboard.press("Control+V")
    copied = page.locator("input[name=q]").first.input_value()
    assert copied == f"{base_url}{ROOM}?claim=lecun-no-such-thing-as-agi{PASSAGE}12"
    page.goto(copied)
    expect(page.locator("mark.is-sought").last).to_be_in_viewport()


def test_without_a_script_or_a_clipboard_the_link_is_the_link(browser: Browser, base_url: str):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/claims/lecun-no-such-thing-as-agi/")
    page.get_by_role("link", name="Link to this quotation").first.click()
    expect(page.locator("mark.is-sought").last).to_be_in_viewport()
    expect(page.get_by_role("link", name="Watch on YouTube")).to_have_attribute("href", re.compile("youtube.com/watch"))
    context.close()

    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))")
    page.goto("/claims/lecun-no-such-thing-as-agi/")
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("alert")).to_contain_text("did not let the link be copied")
    expect(page.get_by_role("link", name="Link to this quotation")).to_be_focused()
    context.close()


@pytest.mark.main_act
def test_a_deep_link_is_there_at_once_and_names_who_speaks(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{ROOM}{PASSAGE}55")  # goes on with the turn before

    turn = page.locator(f"{PASSAGE}55")
    expect(turn).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    expect(turn.get_by_text("Blake Richards", exact=True).first).to_be_in_viewport()


def test_the_claims_beside_a_summary_leave_no_large_gap_under_it(page: Page):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/episodes/lex-fridman-36/")

    gaps = page.locator(".c-turn:has(> .c-margin)").evaluate_all(
        """all => all.map(turn => turn.querySelector(".c-margin").getBoundingClientRect().bottom
            - turn.querySelector(".c-turn__text").lastElementChild.getBoundingClientRect().bottom)"""
    )
    assert max(gaps) < 170  # 443 with the claims under each other
