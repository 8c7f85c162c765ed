"""The debate as of a day, with a real browser: by a press, by typing, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.usefixtures("size")


@pytest.mark.main_act
def test_a_day_is_pressed_or_typed_in_place_and_back_returns(page: Page):
    page.goto("/topics/scaling/")
    page.evaluate("window.stayed = true")

    page.locator("#more > summary").click()
    page.locator("#as_of-2018-10-20").click()
    expect(page.get_by_role("status")).to_contain_text("As of 20 October 2018: only what was said")
    expect(page).to_have_url(re.compile(r"/topics/scaling/\?as_of=2018-10-20$"))
    expect(page.locator("#as_of-2018-10-20")).to_be_focused()
    expect(page.locator(".c-strip__foot")).to_contain_text("No dated interview by then: Blake Richards")

    page.get_by_label("As of", exact=True).fill("2018-11-01")
    page.wait_for_timeout(300)
    expect(page).to_have_url(re.compile("2018-10-20$"))
    page.get_by_label("As of", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("As of 1 November 2018")
    expect(page.locator(".c-strip__foot")).to_contain_text("Yann LeCun")
    assert page.evaluate("window.stayed === true")

    page.go_back()
    expect(page.locator("#results")).to_contain_text("As of 20 October 2018")


def test_a_day_and_another_choice_go_together_on_the_matrix(page: Page):
    page.goto("/matrix/?one=yann-lecun&as_of=2019-12-31")  # on a phone one person is shown at a time
    page.locator("#cell-agi-coherence--yann-lecun").click()
    expect(page.locator("#open-title")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/matrix/\?one=yann-lecun&cell=agi-coherence,yann-lecun&as_of=2019-12-31$"))
    page.locator("#as_of-all").click()
    expect(page).to_have_url(re.compile(r"/matrix/\?one=yann-lecun&cell=agi-coherence,yann-lecun$"))
    expect(page.locator("#open-title")).to_be_visible()


def test_without_javascript_the_form_sends_the_day_with_the_rest(browser: Browser, base_url: str):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/compare/?speakers=yann-lecun,blake-richards")
    page.get_by_label("As of", exact=True).fill("2019-12-31")
    page.locator("#as_of-show").click()
    expect(page).to_have_url(re.compile(r"speakers=blake-richards&speakers=yann-lecun&differ=0&as_of=2019-12-31$"))
    expect(page.locator("#results")).to_contain_text("As of 31 December 2019")
    expect(page.locator("h1")).to_contain_text("Yann LeCun")
    context.close()


def test_the_debates_change_their_order_in_place(page: Page):
    page.goto("/")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="A to Z").click()
    expect(page.get_by_role("status")).to_have_text("Debates ordered: A to Z")
    expect(page).to_have_url(re.compile(r"/\?order=name$"))
    expect(page.locator("#order-name")).to_be_focused()
    expect(page.locator(".c-debate__q").first).to_have_text("Are new learning objectives the crucial step?")
    assert page.evaluate("window.stayed === true")
