"""What readers do on the comparison, with a real browser."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

TOPIC = "/topics/agi-coherence/"
RICHARDS, LECUN, SCHMIDHUBER, BENGIO = "blake-richards", "yann-lecun", "juergen-schmidhuber", "yoshua-bengio"


pytestmark = pytest.mark.usefixtures("size")


def columns(page: Page) -> list[str]:
    return page.locator(".c-column").evaluate_all("all => all.map(one => one.id)")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def stay(page: Page) -> None:
    """Leave a mark that a reload would wipe out."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    return page.evaluate("window.stayed === true")


def test_removing_and_choosing_guests_changes_the_page_without_a_reload(page: Page):
    page.goto(TOPIC)
    assert set(columns(page)) == {RICHARDS, LECUN, SCHMIDHUBER}
    expect(page.locator(".c-silence__item")).to_have_id(BENGIO)
    stay(page)

    page.get_by_role("checkbox", name="Blake Richards").uncheck()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    assert RICHARDS not in query(page)["speakers"][0].split(",")

    page.get_by_role("checkbox", name="Blake Richards").check()
    expect(page.locator(f".c-column#{RICHARDS}")).to_be_visible()
    assert query(page) == {}
    assert stayed(page)


def test_evidence_is_filtered_by_grade_and_mode(page: Page):
    page.goto(TOPIC)
    stay(page)

    page.get_by_role("checkbox", name=re.compile("^Transcript")).uncheck()
    expect(page.locator(f".c-column#{RICHARDS} .c-claim")).to_have_count(0)
    expect(page.locator(f".c-column#{RICHARDS}")).to_contain_text("hidden by your choice of evidence")
    expect(page.locator(f".c-column#{LECUN} .c-claim").first).to_be_visible()
    assert query(page) == {"grade": ["quotation,summary,notes"]}

    page.get_by_role("checkbox", name=re.compile("^Transcript")).check()
    expect(page.locator(f".c-column#{RICHARDS} .c-claim").first).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Asserted")).uncheck()
    expect(page.locator(f".c-column#{RICHARDS}")).to_contain_text("hidden by your choice of evidence")
    expect(page.locator(f".c-column#{RICHARDS} .c-claim").first).to_be_visible()
    assert stayed(page)


def test_the_order_changes_the_columns(page: Page):
    page.goto(TOPIC)
    expect(page.locator(".c-column").last).to_have_id(SCHMIDHUBER)

    page.get_by_label("Order").select_option("name")

    expect(page.locator(".c-column").first).to_have_id(RICHARDS)
    expect(page.locator(".c-column").last).to_have_id(LECUN)
    assert query(page) == {"order": ["name"]}


def test_back_and_forward_restore_columns_and_boxes(page: Page):
    page.goto(TOPIC)
    page.get_by_role("checkbox", name="Blake Richards").uncheck()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    page.get_by_role("checkbox", name="Yann LeCun").uncheck()
    expect(page.locator(f".c-column#{LECUN}")).to_have_count(0)

    page.go_back()
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Yann LeCun")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Blake Richards")).not_to_be_checked()

    page.go_back()
    expect(page.locator(f".c-column#{RICHARDS}")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Blake Richards")).to_be_checked()
    assert query(page) == {}

    page.go_forward()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Blake Richards")).not_to_be_checked()


def test_leaving_for_a_passage_and_coming_back_restores_the_view(page: Page):
    page.goto(f"{TOPIC}?speakers={RICHARDS}")
    page.get_by_role("checkbox", name="Yann LeCun").check()
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()

    link = page.locator(f".c-column#{RICHARDS} .c-ev__src a").first
    target = urlsplit(link.get_attribute("href") or "").fragment
    link.click()
    expect(page.locator(f"#{target}")).to_be_in_viewport()

    page.go_back()
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Yann LeCun")).to_be_checked()


def test_a_shared_address_gives_the_same_view_to_somebody_else(page: Page, browser: Browser, base_url: str):
    page.goto(TOPIC)
    page.get_by_role("checkbox", name="Yann LeCun").uncheck()
    expect(page.locator(f".c-column#{LECUN}")).to_have_count(0)
    page.get_by_role("checkbox", name=re.compile("^Notes")).uncheck()
    page.wait_for_url("**grade=*")

    somebody = browser.new_context(base_url=base_url).new_page()
    somebody.goto(page.url)

    assert columns(somebody) == columns(page)
    expect(somebody.get_by_role("checkbox", name="Yann LeCun")).not_to_be_checked()
    expect(somebody.get_by_role("checkbox", name=re.compile("^Notes"))).not_to_be_checked()
    somebody.context.close()


def test_the_same_form_works_without_javascript(browser: Browser, base_url: str, size: dict[str, int]):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto(TOPIC)

    page.locator(f"input[value={LECUN}]").uncheck()
    page.locator("input[value=transcript]").uncheck()
    page.get_by_role("button", name="Update").click()

    expect(page.locator(f".c-column#{LECUN}")).to_have_count(0)
    expect(page.locator(f".c-column#{RICHARDS} .c-claim")).to_have_count(0)
    expect(page.locator(f"input[value={LECUN}]")).not_to_be_checked()
    page.go_back()
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()

    for slug in [RICHARDS, LECUN, SCHMIDHUBER, BENGIO]:
        page.locator(f"input[value={slug}]").uncheck()
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_role("heading", name="Nobody is chosen")).to_be_visible()
    context.close()


def test_by_keyboard_alone_focus_stays_on_what_was_changed(page: Page):
    page.goto(TOPIC)

    page.keyboard.press("Tab")
    expect(page.locator(".c-skip")).to_be_focused()
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox", name="Blake Richards")
    for _ in range(40):
        page.keyboard.press("Tab")
        if box.evaluate("one => one === document.activeElement"):
            break
    expect(box).to_be_focused()

    page.keyboard.press("Space")
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    expect(box).to_be_focused()
    expect(box).not_to_be_checked()
    expect(page.get_by_role("status")).to_contain_text("compared")

    page.keyboard.press("Space")
    expect(page.locator(f".c-column#{RICHARDS}")).to_be_visible()


def test_nobody_chosen_says_so_and_leads_back(page: Page):
    page.goto(f"{TOPIC}?speakers={BENGIO}")
    page.get_by_role("checkbox", name="Yoshua Bengio").uncheck()
    expect(page.get_by_role("heading", name="Nobody is chosen")).to_be_visible()
    assert query(page) == {"speakers": [""]}

    page.get_by_role("link", name="compare those who say most").click()
    expect(page.locator(".c-column")).to_have_count(3)


def test_a_late_answer_never_overwrites_a_newer_choice(page: Page):
    page.expected_messages = ("htmx:",)  # type: ignore[attr-defined]  (htmx reports the request that it gave up)
    page.goto(TOPIC)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if not held:
            held.append(route)  # the answer comes only when the second choice has been shown
        else:
            route.continue_()

    page.route(re.compile(r"/topics/.*\?"), hold_the_first)
    page.get_by_role("checkbox", name="Blake Richards").uncheck()
    page.wait_for_timeout(200)
    page.get_by_role("checkbox", name="Yann LeCun").uncheck()
    expect(page.locator(f".c-column#{LECUN}")).to_have_count(0)
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    page.unroute_all(behavior="ignoreErrors")

    assert columns(page) == [SCHMIDHUBER]
    expect(page.get_by_role("checkbox", name="Yann LeCun")).not_to_be_checked()


def test_a_slow_answer_shows_that_something_is_under_way(page: Page):
    page.goto(TOPIC)
    held: list[Route] = []
    page.route(re.compile(r"/topics/.*\?"), lambda route: held.append(route))

    page.get_by_role("checkbox", name="Blake Richards").uncheck()

    expect(page.locator("#comparison")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#results")).to_have_css("opacity", "0.6")
    held[0].continue_()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    expect(page.locator("#comparison")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("failure", ["error", "offline"])
def test_a_failed_request_is_said_and_keeps_the_page(page: Page, failure: str):
    page.expected_messages = ("500", "ERR_", "htmx:")  # type: ignore[attr-defined]
    page.goto(TOPIC)
    page.route(
        re.compile(r"/topics/.*\?"),
        lambda route: route.fulfill(status=500, body="") if failure == "error" else route.abort(),
    )

    page.get_by_role("checkbox", name="Blake Richards").uncheck()

    expect(page.get_by_role("alert")).to_contain_text("could not be updated")
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()
    page.unroute_all()
    page.get_by_role("link", name="Reload with your choices").click()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)


def test_unknown_guests_are_said_and_left_out(page: Page):
    page.goto(f"{TOPIC}?speakers={RICHARDS},nobody-at-all&grade=hearsay")

    expect(page.locator("#results")).to_contain_text("nobody-at-all")
    expect(page.locator("#results")).to_contain_text("hearsay")
    assert columns(page) == [RICHARDS]
