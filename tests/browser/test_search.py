"""What readers do to find who said it, with a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_pages import AXE

pytestmark = pytest.mark.usefixtures("size")


def masthead_field(page: Page) -> Locator:
    """Return the masthead's field, out of the menu on a phone."""
    menu = page.locator(".c-menu > summary")
    if menu.is_visible():
        menu.click()
    return page.get_by_role("combobox", name="Search the site")


def unfold(page: Page) -> None:
    """Open what is folded on a phone."""
    summary = page.locator("#facets > summary")
    if summary.is_visible():
        summary.click()


@pytest.mark.main_act
def test_a_reader_searches_narrows_sorts_turns_and_goes_back(page: Page):
    page.goto("/matrix/")
    field = masthead_field(page)
    field.fill("credit assignment")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=credit\+assignment$"))
    expect(page.locator(".c-hit mark").first).to_have_text(re.compile("credit|assign", re.IGNORECASE))
    page.evaluate("window.stayed = true")

    unfold(page)
    page.locator("#speaker-yoshua-bengio").check()
    expect(page).to_have_url(re.compile(r"speaker=yoshua-bengio$"))
    expect(page.locator("#speaker-yoshua-bengio")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ results"))
    expect(page.locator(".c-hit__kind").first).to_contain_text("Yoshua Bengio")
    expect(page.locator("#speaker-blake-richards")).to_be_visible()

    page.locator("#sort").select_option("date")
    expect(page).to_have_url(re.compile(r"sort=date$"))
    page.get_by_role("link", name="Yoshua Bengio , remove").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=credit\+assignment&sort=date$"))
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page).to_have_url(re.compile(r"page=2$"))
    expect(page.locator("#found-title")).to_be_focused()
    expect(page).to_have_title(re.compile("^credit assignment: search"))
    assert page.evaluate("window.stayed === true")

    page.go_back()
    expect(page).to_have_url(re.compile(r"sort=date$"))
    expect(page.locator(".c-listhead")).to_contain_text("page 1 of")
    page.go_back()
    expect(page.locator("#speaker-yoshua-bengio")).to_be_checked()


def test_suggestions_are_moved_in_by_keyboard_and_closed_by_escape(page: Page):
    page.goto("/search/")
    field = page.get_by_role("combobox", name="Search what was said")
    field.press_sequentially("schmid")
    person = page.get_by_role("option", name="Jürgen Schmidhuber")
    expect(person).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("suggestion")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_be_focused()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options=AXE)
        assert results.violations_count == 0, results.generate_report()

    field.press("ArrowDown")
    expect(person).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", person.get_attribute("id") or "")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("schmid")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/speakers/juergen-schmidhuber/$"))


def test_a_suggested_word_is_searched_for_and_enter_alone_searches_what_was_typed(page: Page):
    page.goto("/topics/")
    field = masthead_field(page)
    field.press_sequentially("consciousn")
    word = page.get_by_role("option", name="consciousness", exact=True)
    expect(word).to_be_visible()
    while word.get_attribute("aria-selected") != "true":
        field.press("ArrowDown")
    expect(word).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")  # only the search has its own sheet
    word.click()
    expect(page).to_have_url(re.compile(r"/search/\?q=consciousness$"))
    expect(page.locator(".c-hit mark").first).to_be_visible()

    page.locator("#q").fill("world model")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=world\+model$"))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_javascript_nothing_is_lost(browser: Browser, base_url: str, size: dict[str, int]):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto("/episodes/inside-view-blake-richards/")
    page.locator("#within").fill("credit asignment")
    page.locator("#within").press("Enter")
    expect(page).to_have_url(re.compile(r"episode=inside-view-blake-richards&q=credit\+asignment$"))
    expect(page.get_by_text("Showing results for credit assignment")).to_be_visible()

    unfold(page)
    page.locator("#type-claim").check()
    page.locator("#facets-go").click()
    expect(page).to_have_url(re.compile("type=claim"))
    expect(page.locator("#type-claim")).to_be_checked()
    kinds = page.locator(".c-hit__kind").all_text_contents()
    assert kinds
    assert all(kind.strip().startswith(("Claim", "View")) for kind in kinds)

    page.goto("/search/?q=qqqqzx")
    page.get_by_role("link", name='"credit assignment"').click()
    expect(page.locator(".c-hit").first).to_be_visible()
    context.close()
