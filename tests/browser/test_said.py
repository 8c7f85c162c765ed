"""A reader pastes a sentence, learns what was changed in it, and goes to where it stands."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_pages import AXE

pytestmark = pytest.mark.usefixtures("size")


@pytest.mark.main_act
def test_a_reader_looks_a_changed_sentence_up_and_opens_its_passage(page: Page):
    page.goto("/")
    page.get_by_role("link", name="Did they say that?").click()
    page.get_by_label(re.compile("^The sentence")).fill("“Scale is not something you need”")
    page.get_by_label("Said by").select_option(label="Blake Richards")
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="Look it up").click()
    expect(page).to_have_url(re.compile(r"/said/\?q=Scale\+is\+not\+something\+you\+need&speaker=blake-richards$"))
    expect(page.get_by_role("heading", level=2)).to_have_text("Nearly: the words of Blake Richards differ from these")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Nearly: the words of Blake Richards"))
    expect(page.locator(".c-hit").first.locator("del")).to_have_text("not")
    assert page.evaluate("window.stayed === true")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options=AXE)
        assert results.violations_count == 0, results.generate_report()

    page.locator(".c-hit").first.get_by_role("link", name=re.compile("^The Inside View")).click()
    expect(page).to_have_url(re.compile(r"/episodes/inside-view-blake-richards/#blake-richards-transcript-\d+$"))
    page.go_back()
    expect(page.get_by_role("heading", level=2)).to_have_text("Nearly: the words of Blake Richards differ from these")
