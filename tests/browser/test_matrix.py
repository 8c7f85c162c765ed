"""What readers do on the matrix, with a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

CELL = "#cell-agi-coherence--yann-lecun"
OTHER = "#cell-learning-objectives--yann-lecun"
MATRIX = "/matrix/?one=yann-lecun"
OPEN = f"{MATRIX}&cell=agi-coherence,yann-lecun"


pytestmark = pytest.mark.usefixtures("size")


@pytest.mark.main_act
def test_a_cell_opens_its_evidence_in_place_and_back_closes_it(page: Page):
    page.goto(MATRIX)
    page.evaluate("window.stayed = true")

    page.locator(CELL).click()

    title = page.locator("#open-title")
    expect(title).to_have_text("Yann LeCun: Is AGI a coherent concept?")
    expect(title).to_be_in_viewport()
    expect(title).to_be_focused()
    expect(page.locator("#open .c-claim").first).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape(OPEN) + "$"))
    assert page.evaluate("window.stayed === true")

    page.locator(OTHER).click()
    expect(title).to_have_text("Yann LeCun: Are new learning objectives the crucial step?")
    expect(page.locator(".c-opened")).to_have_count(1)

    page.go_back()
    expect(title).to_have_text("Yann LeCun: Is AGI a coherent concept?")
    page.go_back()
    expect(page.locator(".c-opened")).to_have_count(0)
    expect(page).to_have_url(re.compile(re.escape(MATRIX) + "$"))


def test_by_keyboard_a_cell_opens_takes_the_focus_and_gives_it_back(page: Page):
    page.goto(MATRIX)
    page.locator(CELL).focus()

    page.keyboard.press("Enter")
    expect(page.locator("#open-title")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Yann LeCun: Is AGI a coherent concept?")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Read on the comparison")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".c-opened")).to_have_count(0)
    expect(page.locator(CELL)).to_be_focused()


def test_a_second_press_closes_an_open_cell(page: Page):
    page.goto(OPEN)
    expect(page.locator("#open-title")).to_be_in_viewport()
    page.locator(CELL).click()
    expect(page.locator(".c-opened")).to_have_count(0)


def test_without_javascript_a_cell_leads_to_the_comparison_and_an_address_opens_it(
    browser: Browser, base_url: str, size: dict[str, int]
):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto(MATRIX)
    page.locator(CELL).click()
    expect(page).to_have_url(re.compile(r"/topics/agi-coherence/\?speakers=yann-lecun$"))
    expect(page.locator(".c-say--1").first).to_be_visible()

    page.goto(OPEN)
    expect(page.locator("#open-title")).to_be_in_viewport()
    expect(page.locator("#open .c-claim").first).to_be_visible()
    page.locator("#close").click()
    expect(page.locator(".c-opened")).to_have_count(0)
    context.close()


def test_heads_stay_in_view_or_cells_say_whose_they_are(page: Page, size: dict[str, int]):
    page.goto("/matrix/")
    if size["width"] < 992:
        expect(page.locator("td .c-who").first).to_have_text("Blake Richards")
        expect(page.locator("td .c-who").first).to_be_visible()
        return
    head = page.get_by_role("columnheader", name=re.compile("^Blake Richards"))
    page.locator("#grid").evaluate(
        """grid => {
            grid.scrollIntoView({block: "start", behavior: "instant"});
            window.scrollBy({top: grid.scrollHeight > grid.clientHeight ? 0 : 600, behavior: "instant"});
            grid.scrollTo({top: 400, behavior: "instant"});
        }"""
    )
    expect(head).to_be_in_viewport()


def test_what_is_open_fits_what_is_in_view(page: Page, size: dict[str, int]):
    page.goto(OPEN)
    box = page.locator("#open").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    page.locator("#grid").evaluate("grid => grid.scrollTo({left: 300, behavior: 'instant'})")
    moved = page.locator("#open").bounding_box()
    assert moved is not None
    assert moved["x"] == box["x"]


def test_a_narrow_screen_shows_one_person_or_one_question_and_scrolls_nowhere_sideways(
    page: Page, size: dict[str, int]
):
    page.goto("/matrix/")
    switch = page.get_by_label("Show one at a time")
    if size["width"] >= 704:
        expect(switch).to_be_hidden()
        expect(page.locator("td .c-cell:visible, td .c-cell__blank:visible")).not_to_have_count(0)
        return
    expect(page.locator("#grid tbody th:visible")).to_have_count(page.locator("#grid tbody th").count())
    expect(page.locator("#grid td:visible")).to_have_count(page.locator("#grid tbody th").count())
    # Other tests of the same site may have added people.
    people = page.locator("#grid tbody tr").first.locator("td").count()
    assert people >= 4

    switch.select_option(label="Is scale all you need?")
    page.get_by_role("button", name="Show").click()

    expect(page).to_have_url(re.compile(r"/matrix/\?one=scaling$"))
    expect(page.locator("#grid tbody th:visible")).to_have_count(1)
    expect(page.locator("#grid td:visible")).to_have_count(people)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("#grid").evaluate("grid => grid.scrollWidth <= grid.clientWidth")
