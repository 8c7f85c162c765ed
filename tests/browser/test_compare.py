"""What readers do where people are compared on every question, with a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

RICHARDS, LECUN, SCHMIDHUBER, BENGIO = "blake-richards", "yann-lecun", "juergen-schmidhuber", "yoshua-bengio"
PAIR = f"/compare/?speakers={LECUN},{RICHARDS}"
QUESTIONS = Path("fixtures/topics.yaml").read_text(encoding="utf-8").count("slug: ")

pytestmark = pytest.mark.usefixtures("size")


def rows(page: Page) -> Locator:
    return page.locator(".c-table--pair tbody")


@pytest.mark.main_act
def test_choosing_a_third_person_changes_the_page_without_a_reload(page: Page):
    page.goto(PAIR)
    expect(page.locator(".c-duel").first).to_be_visible()
    page.evaluate("window.stayed = true")

    page.get_by_role("checkbox", name="Yoshua Bengio").check()

    expect(page.get_by_role("heading", level=1)).to_have_text("Blake Richards, Yann LeCun and Yoshua Bengio")
    expect(page.locator(".c-duel")).to_have_count(0)
    expect(page.locator(".c-table--pair .c-mini").first).to_be_visible()
    expect(page).to_have_title("Blake Richards, Yann LeCun and Yoshua Bengio · Debate Explorer")
    expect(page.get_by_role("status")).to_contain_text(f"{QUESTIONS} of {QUESTIONS} questions shown")
    expect(page).to_have_url(re.compile(rf"\?speakers={RICHARDS},{LECUN},{BENGIO}$"))
    assert page.evaluate("window.stayed === true")

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yann LeCun and Blake Richards")
    expect(page.get_by_role("checkbox", name="Yoshua Bengio")).not_to_be_checked()
    expect(page.locator(".c-duel").first).to_be_visible()


def test_only_where_they_differ(page: Page):
    page.goto(PAIR)
    differing = rows(page).filter(has_text="Differ, ").count()
    assert 0 < differing < rows(page).count()

    page.get_by_role("checkbox", name="Only where they differ").check()

    expect(rows(page)).to_have_count(differing)
    expect(page).to_have_url(re.compile("differ=1$"))
    page.get_by_role("link", name="Show all").click()
    expect(rows(page)).to_have_count(QUESTIONS)


def test_the_same_form_works_without_javascript(browser: Browser, base_url: str, size: dict[str, int]):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto(PAIR)

    page.locator(f"input[value={BENGIO}]").check()
    page.locator("input[name=differ][type=checkbox]").check()
    page.locator("#update").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Blake Richards, Yann LeCun and Yoshua Bengio")
    expect(page.locator("input[name=differ][type=checkbox]")).to_be_checked()
    for slug in (BENGIO, LECUN):
        page.locator(f"input[value={slug}]").uncheck()
    page.locator("#update").click()
    expect(page.get_by_role("heading", name="needs somebody to stand beside")).to_be_visible()
    page.get_by_role("link", name="compare the two furthest apart").click()
    expect(rows(page)).to_have_count(QUESTIONS)
    context.close()


def test_by_keyboard_alone_focus_stays_on_what_was_changed(page: Page):
    page.goto(PAIR)
    box = page.get_by_role("checkbox", name="Blake Richards")
    for _ in range(20):
        page.keyboard.press("Tab")
        if box.evaluate("one => one === document.activeElement"):
            break
    expect(box).to_be_focused()

    page.keyboard.press("Space")

    expect(page.get_by_role("heading", name="Yann LeCun needs somebody to stand beside")).to_be_visible()
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(rows(page)).to_have_count(QUESTIONS)


def test_a_row_leads_to_the_comparison_of_the_two_and_a_contrast_back(page: Page):
    page.goto(PAIR)
    page.get_by_role("link", name="Is AGI a coherent concept?").click()
    expect(page).to_have_url(re.compile(rf"/topics/agi-coherence/\?speakers={LECUN},{RICHARDS}$"))

    page.goto("/topics/agi-coherence/")
    page.get_by_role("link", name="Both on every question").first.click()
    expect(rows(page)).to_have_count(QUESTIONS)


def test_marks_and_names_never_overlap(page: Page):
    for one, other in ((LECUN, RICHARDS), (RICHARDS, SCHMIDHUBER), (LECUN, BENGIO), (RICHARDS, BENGIO)):
        page.goto(f"/compare/?speakers={one},{other}")
        overlaps = page.locator(".c-duel").evaluate_all(
            """all => all.filter(duel => {
                const [a, b] = [...duel.querySelectorAll("text")].map(text => text.getBoundingClientRect());
                return a && b && a.left < b.right && b.left < a.right;
            }).length"""
        )
        assert overlaps == 0
