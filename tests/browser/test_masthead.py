"""The masthead: one line at every width, with the links and the search field within reach, without JavaScript too."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES

LINE = 70
"""The most that the masthead may take in height, in pixels."""


@pytest.mark.parametrize("address", ["/", "/search/", "/topics/agi-coherence/"])
def test_the_masthead_is_one_line_with_the_search_field_where_there_is_room(page: Page, address: str):
    page.goto(address)

    for width in (320, 390, 820, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".c-masthead").bounding_box()["height"] <= LINE, width  # type: ignore[index]
        expect(page.locator("#site-search")).to_be_visible(visible=width > SIZES["phone"]["width"])


def test_on_a_phone_the_menu_is_opened_by_keyboard_without_javascript(browser: Browser, base_url: str):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=SIZES["phone"])
    page = context.new_page()
    page.goto("/topics/agi-coherence/")
    menu = page.locator(".c-menu")
    expect(menu.get_by_role("link", name="Matrix")).to_be_hidden()

    for _ in range(3):  # past the skip link and the name
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Matrix")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("no free lunch")
    page.keyboard.press("Enter")

    expect(page.locator("#q")).to_have_value("no free lunch")
    context.close()


def test_a_button_to_apply_stands_only_where_choices_do_not_act_at_once(browser: Browser, base_url: str):
    for has_scripts in (True, False):
        context = browser.new_context(base_url=base_url, java_script_enabled=has_scripts)
        page = context.new_page()
        page.goto("/compass/")
        expect(page.locator("#draw")).to_be_visible(visible=not has_scripts)
        expect(page.locator("#as_of-show")).to_be_visible()
        context.close()
