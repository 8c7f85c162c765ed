"""What readers do on the compass, with a real browser."""

import itertools
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

MAP = "/compass/?x=agi-coherence&y=existential-risk"
TEXTS = ".c-compass__map a text, .c-compass__steps text, .c-compass__pole > span"


pytestmark = pytest.mark.usefixtures("size")


def points(page: Page) -> list[str]:
    return page.locator(".c-compass__guest").evaluate_all("all => all.map(one => one.getAttribute('href'))")


def tab_to(page: Page, one: Locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if one.evaluate("one => one === document.activeElement"):
            return
    pytest.fail("the keyboard does not get there")


def test_another_axis_draws_another_map_without_a_reload(page: Page):
    page.goto(MAP)
    assert "#row-blake-richards" in points(page)
    page.evaluate("window.stayed = true")

    page.locator("#axis-x").focus()
    page.locator("#axis-x").select_option("causality-world-models")

    expect(page).to_have_url(re.compile(r"/compass/\?x=causality-world-models&y=existential-risk$"))
    expect(page.locator("#map-title")).to_contain_text("Does intelligence need models of the world? (across)")
    expect(page.locator("#axis-x")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("on the map")
    assert page.evaluate("window.stayed") is True

    page.go_back()
    expect(page.locator("#axis-x")).to_have_value("agi-coherence")
    expect(page.locator("#map-title")).to_contain_text("Is AGI a coherent concept?")


def test_the_axes_are_swapped_in_place(page: Page):
    page.goto(MAP)
    page.evaluate("window.stayed = true")

    page.get_by_role("link", name="Swap the axes").click()

    expect(page).to_have_url(re.compile(r"/compass/\?x=existential-risk&y=agi-coherence$"))
    expect(page.locator("#axis-x")).to_have_value("existential-risk")
    expect(page.get_by_role("link", name="Swap the axes")).to_be_focused()
    assert page.evaluate("window.stayed") is True


def test_the_same_form_works_without_javascript(browser: Browser, base_url: str, size: dict[str, int]):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto(MAP)

    page.locator("#axis-y").select_option("scaling")
    page.locator("#draw").click()
    expect(page).to_have_url(re.compile(r"/compass/\?x=agi-coherence&y=scaling&as_of=$"))
    expect(page.locator("#axis-y")).to_have_value("scaling")

    page.get_by_role("link", name="Swap the axes").click()
    expect(page.locator("#axis-x")).to_have_value("scaling")

    page.locator("#axis-y").select_option("scaling")
    page.locator("#draw").click()
    expect(page.locator("#drawing")).to_contain_text("two different questions")
    context.close()


@pytest.mark.main_act
def test_by_keyboard_a_point_leads_to_its_row_and_on_to_the_passages(page: Page):
    page.emulate_media(reduced_motion="reduce")  # Chromium drops a jump that begins while it scrolls to the focus
    page.goto(MAP)
    point = page.locator(".c-compass__guest[href='#row-blake-richards']")
    tab_to(page, point)
    page.keyboard.press("Enter")
    row = page.locator("#row-blake-richards:target")
    expect(row).to_be_in_viewport()

    page.keyboard.press("Tab")
    expect(row.get_by_role("link", name="Blake Richards")).to_be_focused()
    page.keyboard.press("Tab")
    expect(row.locator(".c-cell").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/topics/agi-coherence/\?speakers=blake-richards$"))
    expect(page.locator(".c-say--1").first).to_be_visible()


def test_every_point_has_a_name_that_says_where_it_stands(page: Page):
    page.goto(MAP)
    expect(page.locator("a[href='#row-blake-richards']")).to_have_accessible_name(
        re.compile(r"^Blake Richards\. Firmly: Not a coherent concept.* Firmly: No pressing concern")
    )


def test_no_writing_on_any_map_overlaps_or_is_cut(page: Page):
    page.goto("/compass/")
    topics = page.locator("#axis-x option").evaluate_all("all => all.map(one => one.value)")
    for x, y in itertools.pairwise([*topics, *topics[::2]]):
        page.goto(f"/compass/?x={x}&y={y}")
        boxes = page.locator(TEXTS).evaluate_all(
            "all => all.map(one => [one.textContent, one.getBoundingClientRect().toJSON()])"
        )
        for name, box in boxes:
            assert box["left"] >= 0, f"{x}, {y}: {name}"
            assert box["right"] <= page.evaluate("innerWidth"), f"{x}, {y}: {name}"
        for (one, a), (other, b) in itertools.combinations(boxes, 2):
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
            assert apart, f"{x}, {y}: {one} and {other}"
