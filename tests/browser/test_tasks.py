"""What first-time readers came for, walked from the first page: answered where they arrive, near the top."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

SCREENS = {"desktop": 1, "phone": 2}
"""The screens within which the answer must stand, by size: on phones people stand below one another."""


@pytest.fixture
def near(page: Page, size: dict[str, int]) -> Callable[[Locator], None]:
    """Return a function that asserts that a part of the page ends within the screens that its size allows."""
    allowed = SCREENS["phone" if size["width"] < 500 else "desktop"] * size["height"]

    def assert_near(part: Locator) -> None:
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box is not None
        assert page.evaluate("scrollY") == 0
        assert box["y"] + box["height"] <= allowed

    return assert_near


def open_topic(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=question).first.click()
    expect(page.get_by_role("heading", level=1, name=question)).to_be_visible()
    page.goto(page.url.partition("#")[0])


@pytest.mark.main_act
def test_what_two_people_say_on_one_point_stands_side_by_side(page: Page, near: Callable[[Locator], None]):
    open_topic(page, "Is AGI a coherent concept?")
    sides = page.locator(".c-sharp__side")
    assert {name.split("\n")[0] for name in sides.all_inner_texts()} == {"Blake Richards", "Yann LeCun"}
    for number in range(2):
        near(sides.nth(number).locator(".c-ev__own, .c-ev__other"))


def test_that_nobody_holds_a_pole_is_said(page: Page, near: Callable[[Locator], None]):
    open_topic(page, "Is scale all you need?")
    near(page.get_by_text("Nobody here stands at “Scale is all you need”"))
    near(page.locator(".c-strip").get_by_role("link", name="Caballero"))


def test_whose_words_they_are_and_where_they_come_from(page: Page, near: Callable[[Locator], None]):
    open_topic(page, "Is AGI a coherent concept?")
    page.locator(".c-sharp .c-ev__src a").first.click()
    expect(page.locator(".c-passage:target, .is-target, :target").first).to_be_in_viewport()
    open_topic(page, "Is AGI a coherent concept?")
    page.locator(".c-claim__say > a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    near(page.locator("mark").first)
    near(page.get_by_text("Where this comes from").first)


@pytest.mark.main_act
def test_who_disagrees_most_with_somebody(page: Page, near: Callable[[Locator], None]):
    page.goto("/speakers/")
    page.get_by_role("link", name="Jürgen Schmidhuber").first.click()
    near(page.get_by_text("Furthest from"))
    near(page.get_by_role("link", name="Schmidhuber and Richards on every question"))


def test_what_they_mean_by_a_word_is_told_at_once_by_the_search(page: Page, near: Callable[[Locator], None]):
    page.goto("/search/")
    page.locator("#q").fill("what do they mean by intelligence")
    page.locator("#q").press("Enter")
    answer = page.locator(".c-answer")
    near(answer.get_by_role("heading", name="Can intelligence itself be defined?"))
    richards = answer.locator("li", has_text="Blake Richards")
    near(richards.get_by_text("Intelligence is insufficiently defined"))
    near(richards.locator(".c-ev__own"))
    near(answer.get_by_text("Nick Bostrom is reported to hold:"))
    silent = answer.locator("p", has_text="Nothing on this point:")
    near(silent.get_by_role("link", name="Jürgen Schmidhuber"))
    answer.get_by_role("link", name="All that is said on this point").click()
    expect(page.locator("#point-defining-intelligence")).to_be_in_viewport()


def test_who_holds_something_is_told_at_once_by_the_search(page: Page, near: Callable[[Locator], None]):
    page.goto("/search/?q=Who+thinks+scale+is+enough%3F")
    near(page.get_by_text("Nobody in these sources stands at “Scale is all you need”."))
    near(page.get_by_text("Ethan Caballero is reported to hold:"))
    page.get_by_role("link", name="Search for the words as typed").click()
    expect(page.locator(".c-dym")).to_contain_text("Only the words were searched, as typed.")
    expect(page.locator(".c-answer")).to_have_count(0)
    page.go_back()
    expect(page.locator(".c-answer")).to_be_visible()
