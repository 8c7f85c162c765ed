"""What readers do on the comparison, with a real browser: person by person, then point by point."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

POINTS = "/topics/agi-coherence/"
PEOPLE = f"{POINTS}?view=people"
RICHARDS, LECUN, SCHMIDHUBER, BENGIO = "blake-richards", "yann-lecun", "juergen-schmidhuber", "yoshua-bengio"
SLUGS = re.findall(r"^- slug: (.*)$", Path("fixtures/topics.yaml").read_text(encoding="utf-8"), re.MULTILINE)


pytestmark = pytest.mark.usefixtures("size")


def columns(page: Page) -> list[str]:
    return page.locator(".c-column").evaluate_all("all => all.map(column => column.id)")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def stay(page: Page) -> None:
    """Leave a mark that a reload would wipe out."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    return page.evaluate("window.stayed === true")


def take_out(page: Page, slug: str) -> None:
    page.locator(f"#out-{slug}").click()
    expect(page.locator(f".c-column#{slug}")).to_have_count(0)


def add(page: Page, slug: str) -> None:
    page.locator(f"#add-{slug}").click()
    expect(page.locator(f"#out-{slug}")).to_be_visible()


def unfold_filter(page: Page) -> None:
    page.locator("#more > summary").click()


@pytest.mark.main_act
def test_taking_guests_out_and_adding_them_changes_the_page_without_a_reload(page: Page):
    page.goto(PEOPLE)
    assert set(columns(page)) == {RICHARDS, LECUN, SCHMIDHUBER}
    stay(page)

    take_out(page, RICHARDS)
    assert RICHARDS not in query(page)["speakers"][0].split(",")

    add(page, RICHARDS)
    expect(page.locator(f".c-column#{RICHARDS}")).to_be_visible()
    assert query(page) == {"view": ["people"]}

    add(page, BENGIO)
    expect(page.locator(".c-silence__item")).to_have_id(BENGIO)
    assert stayed(page)


def test_a_name_pressed_on_the_strip_is_added(page: Page):
    page.goto(PEOPLE)
    page.locator(".c-strip").get_by_role("link", name="Yoshua Bengio").click()
    expect(page.locator(".c-silence__item")).to_have_id(BENGIO)
    assert set(columns(page)) == {RICHARDS, LECUN, SCHMIDHUBER}


def test_evidence_is_filtered_by_grade_and_mode(page: Page):
    page.goto(PEOPLE)
    unfold_filter(page)
    stay(page)

    page.get_by_role("checkbox", name=re.compile("^Transcript")).uncheck()
    expect(page.locator(f".c-column#{RICHARDS} .c-claim")).to_have_count(0)
    expect(page.locator(f".c-column#{RICHARDS}")).to_contain_text("hidden by your choice of evidence")
    expect(page.locator(f".c-column#{LECUN} .c-claim").first).to_be_visible()
    assert "transcript" not in query(page)["grade"][0]

    page.get_by_role("checkbox", name=re.compile("^Transcript")).check()
    expect(page.locator(f".c-column#{RICHARDS} .c-claim").first).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Stated")).uncheck()
    expect(page.locator(f".c-column#{RICHARDS}")).to_contain_text("hidden by your choice of evidence")
    expect(page.locator(f".c-column#{RICHARDS} .c-claim").first).to_be_visible()
    assert stayed(page)


def test_the_order_changes_the_columns(page: Page):
    page.goto(PEOPLE)
    expect(page.locator(".c-column").last).to_have_id(SCHMIDHUBER)

    unfold_filter(page)
    page.get_by_label("Order", exact=True).select_option("name")

    expect(page.locator(".c-column").first).to_have_id(RICHARDS)
    expect(page.locator(".c-column").last).to_have_id(LECUN)
    assert query(page) == {"order": ["name"], "view": ["people"]}


def test_back_and_forward_restore_the_columns(page: Page):
    page.goto(PEOPLE)
    take_out(page, RICHARDS)
    take_out(page, LECUN)

    page.go_back()
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()
    expect(page.locator(f"#out-{LECUN}")).to_be_visible()
    expect(page.locator(f"#add-{RICHARDS}")).to_be_visible()

    page.go_back()
    expect(page.locator(f".c-column#{RICHARDS}")).to_be_visible()
    assert query(page) == {"view": ["people"]}

    page.go_forward()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    expect(page.locator(f"#add-{RICHARDS}")).to_be_visible()


def test_leaving_for_a_passage_and_coming_back_restores_the_view(page: Page):
    page.goto(f"{PEOPLE}&speakers={RICHARDS}")
    add(page, LECUN)

    link = page.locator(f".c-column#{RICHARDS} .c-ev__src a").first
    target = urlsplit(link.get_attribute("href") or "").fragment
    link.click()
    expect(page.locator(f"#{target}")).to_be_in_viewport()

    page.go_back()
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()


def test_a_shared_address_gives_the_same_view_to_somebody_else(page: Page, browser: Browser, base_url: str):
    page.goto(PEOPLE)
    take_out(page, LECUN)
    unfold_filter(page)
    page.get_by_role("checkbox", name=re.compile("^Summary")).uncheck()
    page.wait_for_url("**grade=*")

    somebody = browser.new_context(base_url=base_url).new_page()
    somebody.goto(page.url)

    assert columns(somebody) == columns(page)
    unfold_filter(somebody)
    expect(somebody.get_by_role("checkbox", name=re.compile("^Summary"))).not_to_be_checked()
    somebody.context.close()


@pytest.mark.main_act
def test_the_same_choices_work_without_javascript(browser: Browser, base_url: str, size: dict[str, int]):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto(PEOPLE)

    take_out(page, LECUN)
    unfold_filter(page)
    page.locator("input[value=transcript]").uncheck()
    page.locator("#update").click()

    expect(page.locator(f".c-column#{LECUN}")).to_have_count(0)
    expect(page.locator(f".c-column#{RICHARDS} .c-claim")).to_have_count(0)
    page.go_back()
    expect(page.locator(f".c-column#{RICHARDS} .c-claim").first).to_be_visible()

    for slug in (RICHARDS, SCHMIDHUBER):
        take_out(page, slug)
    expect(page.get_by_role("heading", name="Nobody is chosen")).to_be_visible()
    context.close()


def test_by_keyboard_alone_focus_stays_on_what_was_changed(page: Page):
    page.goto(PEOPLE)

    page.keyboard.press("Tab")
    expect(page.locator(".c-skip")).to_be_focused()
    page.keyboard.press("Enter")
    name = page.locator(f"#out-{RICHARDS}")
    for _ in range(40):
        page.keyboard.press("Tab")
        if name.evaluate("link => link === document.activeElement"):
            break
    expect(name).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    expect(page.locator(f"#add-{RICHARDS}")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("compared")

    page.keyboard.press("Enter")
    expect(page.locator(f".c-column#{RICHARDS}")).to_be_visible()
    expect(page.locator(f"#out-{RICHARDS}")).to_be_focused()


def test_nobody_chosen_says_so_and_leads_back(page: Page):
    page.goto(f"{PEOPLE}&speakers={BENGIO}")
    page.locator(f"#out-{BENGIO}").click()
    expect(page.get_by_role("heading", name="Nobody is chosen")).to_be_visible()
    assert query(page)["speakers"] == [""]

    page.get_by_role("link", name="compare those who say most").click()
    expect(page.locator(".c-point").first).to_be_visible()


def test_a_late_answer_never_overwrites_a_newer_choice(page: Page):
    page.expected_messages = ("htmx:",)  # type: ignore[attr-defined]  (htmx reports the request that it gave up)
    page.goto(PEOPLE)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if not held:
            held.append(route)  # the answer comes only when the second choice has been shown
        else:
            route.continue_()

    page.route(re.compile(r"/topics/.*\?"), hold_the_first)
    page.locator(f"#out-{RICHARDS}").click()
    page.wait_for_timeout(200)
    page.locator(f"#out-{LECUN}").click()
    expect(page.locator(f".c-column#{LECUN}")).to_have_count(0)
    page.unroute_all(behavior="ignoreErrors")

    assert columns(page) == [RICHARDS, SCHMIDHUBER]


def test_a_slow_answer_shows_that_something_is_under_way(page: Page):
    page.goto(PEOPLE)
    held: list[Route] = []
    page.route(re.compile(r"/topics/.*\?"), lambda route: held.append(route))

    page.locator(f"#out-{RICHARDS}").click()

    expect(page.locator("#comparison")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#results")).to_have_css("opacity", "0.6")
    held[0].continue_()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)
    expect(page.locator("#comparison")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("failure", ["error", "offline"])
def test_a_failed_request_is_said_and_keeps_the_page(page: Page, failure: str):
    page.expected_messages = ("500", "ERR_", "htmx:")  # type: ignore[attr-defined]
    page.goto(PEOPLE)
    page.route(
        re.compile(r"/topics/.*\?"),
        lambda route: route.fulfill(status=500, body="") if failure == "error" else route.abort(),
    )

    page.locator(f"#out-{RICHARDS}").click()

    expect(page.get_by_role("alert")).to_contain_text("could not be updated")
    expect(page.locator(f".c-column#{LECUN}")).to_be_visible()
    page.unroute_all()
    page.get_by_role("link", name="Reload with your choices").click()
    expect(page.locator(f".c-column#{RICHARDS}")).to_have_count(0)


def test_unknown_guests_are_said_and_left_out(page: Page):
    page.goto(f"{PEOPLE}&speakers={RICHARDS},nobody-at-all&grade=hearsay")

    expect(page.locator("#results")).to_contain_text("nobody-at-all")
    expect(page.locator("#results")).to_contain_text("hearsay")
    assert columns(page) == [RICHARDS]


def test_one_switch_leads_from_points_to_people_and_back(page: Page):
    page.goto(POINTS)
    expect(page.locator(".c-point").first).to_be_visible()
    page.get_by_role("link", name="Person by person").click()
    expect(page.locator(".c-column").first).to_be_visible()
    assert query(page) == {"view": ["people"]}
    page.get_by_role("link", name="Point by point").click()
    expect(page.locator(".c-point").first).to_be_visible()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_words_are_near_the_top(page: Page, slug: str, size: dict[str, int]):
    page.goto(f"/topics/{slug}/")
    top = page.locator(".c-ev__own, .c-ev__other").first.bounding_box()["y"]
    assert top <= (1000 if size["width"] < 500 else 900)


def test_a_name_on_the_strip_leads_to_the_rows(page: Page):
    page.goto(f"{POINTS}?speakers={LECUN},{RICHARDS},{SCHMIDHUBER}")
    expect(page.locator("#rows-title")).not_to_be_in_viewport()
    page.locator(f".c-strip a[href='#{RICHARDS}']").click()
    expect(page.locator("#rows-title")).to_be_in_viewport()


def test_related_claims_of_one_point_stand_in_one_row_both_in_sight(page: Page, size: dict[str, int]):
    page.goto(f"{POINTS}?speakers={LECUN},{RICHARDS}")
    rows = page.locator(".c-point:has(.c-tie)").all()
    assert rows, "the two are related on some point"
    for row in rows:
        assert row.locator(".c-tie__word:visible").count() >= 1
        tied = row.locator(".c-say:visible .c-claim:has(.c-claim__tied)")
        assert tied.count() >= 2
        assert all(claim.is_visible() for claim in tied.all())


def test_the_rest_opens_under_the_row_in_its_whole_width(page: Page, size: dict[str, int]):
    page.goto(f"{POINTS}?speakers={LECUN},{RICHARDS}")
    row = page.locator(".c-point:has(.c-more)").first
    row.locator(".c-more > summary").first.click()
    opened, whole = (part.bounding_box()["width"] for part in (row.locator(".c-more[open]"), row.locator(".c-says")))
    assert opened >= whole - 1


@pytest.mark.parametrize(
    "asked",
    ["", f"?speakers={LECUN},{RICHARDS}", "?view=people"],
)
def test_no_target_is_under_24_pixels(page: Page, asked: str):
    small = {}
    for slug in SLUGS:
        page.goto(f"/topics/{slug}/{asked}")
        small[slug] = page.evaluate(
            """() => [...document.querySelectorAll("main :is(a, button, summary, select, .c-chip, .c-swap__go)")]
            .filter(part => part.checkVisibility() && !part.closest(".u-hide, .c-note"))
            .map(part => [part.getBoundingClientRect(), part.textContent.trim()])
            .filter(([box]) => box.width && box.height && box.height < 24)
            .map(([box, words]) => `${words.slice(0, 40)}: ${box.height}`)"""
        )
    assert {slug: found for slug, found in small.items() if found} == {}


def test_the_first_words_are_at_most_twelve_tabs_away(page: Page):
    page.goto(POINTS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.c-sharp, .c-say') !== null"):
            return
    pytest.fail("twelve tabs do not reach the first words")


@pytest.mark.parametrize("speakers", [f"{LECUN},{RICHARDS},{SCHMIDHUBER}"])
def test_a_phone_shows_two_people_and_another_one_instead(browser: Browser, base_url: str, speakers: str):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{POINTS}?speakers={speakers}")
    row = page.locator(".c-point").first
    expect(row.locator(".c-say:visible")).to_have_count(2)
    hidden = row.locator(".c-swap:visible").first
    place = (hidden.get_attribute("class") or "")[-1]
    hidden.locator("label").click()
    expect(row.locator(f".c-say--{place}")).to_be_visible()
    expect(row.locator(".c-say:visible")).to_have_count(2)
    context.close()
