"""What holds for every page: accessible, no sideways scroll, a strict policy, spoken words in serif only."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.conftest import PASSWORD, SIZES

PAGES = {
    "home": "/",
    "topics": "/topics/",
    "comparison": "/topics/agi-coherence/",
    "comparison of one": "/topics/scaling/?speakers=yoshua-bengio",
    "comparison of nobody": "/topics/symbolic-vs-neural/?speakers=",
    "compass": "/compass/",
    "compass of two replaced": "/compass/?x=nothing&y=scaling",
    "episodes": "/episodes/",
    "transcript": "/episodes/inside-view-blake-richards/",
    "two documents": "/episodes/lex-fridman-36/",
    "preview and quotations": "/episodes/lex-fridman-4/",
    "people": "/speakers/",
    "guest": "/speakers/blake-richards/",
    "host": "/speakers/michael-trazzi/",
    "only reported": "/speakers/geoffrey-hinton/",
    "comparison with reports of others": "/topics/scaling/",
    "method": "/method/",
    "claim in own words": "/claims/richards-build-what-scales/",
    "claim reported": "/claims/hinton-replace-symbols-with-vectors/",
    "two compared": "/compare/",
    "four compared": "/compare/?speakers=yann-lecun,blake-richards,yoshua-bengio,juergen-schmidhuber",
    "one to compare": "/compare/?speakers=yann-lecun,nobody-at-all",
    "matrix": "/matrix/",
    "matrix with an open cell": "/matrix/?cell=agi-coherence,blake-richards",
    "comparison as of a day": "/topics/agi-coherence/?as_of=2019-12-31",
    "matrix as of a day": "/matrix/?as_of=2019-12-31",
    "search": "/search/",
    "search results": "/search/?q=credit+asignment",
    "search narrowed": "/search/?q=world+model&type=claim,passage&speaker=yann-lecun&page=2&kind=nothing",
    "search without results": "/search/?q=qqqqzx",
    "said": "/said/",
    "said nearly": "/said/?q=Scale+is+not+something+you+need&speaker=blake-richards",
    "said in a summary": "/said/?q=AGI+is+not+a+coherent+concept&speaker=nobody",
    "not found": "/nowhere/",
}
TEMPLATES = [
    *("comparison", "transcript", "claim in own words", "matrix with an open cell", "search results"),
]
"""The pages that readers are on most, which are looked at in every way."""

Way = tuple[str, Literal["light", "dark"]]
WAYS: list[Way] = [("desktop", "light"), ("phone", "dark"), ("phone", "light"), ("desktop", "dark")]
"""How a page may be looked at."""

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


KB = 1024
MOST_HTML, MOST_IN_ALL = 60 * KB, 170 * KB
"""What a first visit may weigh over the wire: the page itself, and with fonts, styles and scripts."""


def visit(page: Page, name: str) -> Response | None:
    if name == "not found":
        page.expected_messages = ("404",)  # type: ignore[attr-defined]
    return page.goto(PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(page: Page, name: str):
    response = visit(page, name)

    assert_strict(response)
    expect(page.locator("h1")).to_have_count(1)
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page, *way_of(name))


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_at_the_other_size_in_the_other_scheme(page: Page, name: str):
    """With the test above, every page is seen in both sizes and both schemes, those most read in all four ways."""
    visit(page, name)

    for way in WAYS:
        if differs(way, way_of(name)) or (name in TEMPLATES and way != way_of(name)):
            assert_accessible(page, *way)


def way_of(name: str) -> Way:
    """Return the way in which a page is looked at first, another one for each page in turn."""
    return WAYS[list(PAGES).index(name) % len(WAYS)]


def differs(one: Way, other: Way) -> bool:
    """Whether two ways have neither size nor scheme in common."""
    return one[0] != other[0] and one[1] != other[1]


def test_the_way_into_the_admin_is_strict(page: Page):
    assert_strict(page.goto("/admin/login/"))


def assert_strict(response: Response | None):
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def assert_accessible(page: Page, size: str, scheme: Literal["light", "dark"]):
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, f"{size}, {scheme}: {results.generate_report()}"


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light(page: Page, base_url: str, name: str):
    kinds: dict[str, str] = {}
    addresses: list[str] = []
    weights: dict[str, float] = {}

    def note(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        addresses.append(event["response"]["url"])

    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.responseReceived", note)
    network.on(
        "Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]})
    )
    visit(page, name)
    page.wait_for_load_state("networkidle")

    assert [address for address in addresses if not address.startswith((base_url, "data:"))] == []
    html = sum(weight for request, weight in weights.items() if kinds.get(request) == "Document")
    assert 1 * KB < html <= MOST_HTML
    assert 60 * KB < sum(weights.values()) <= MOST_IN_ALL


def test_serif_is_only_for_words_that_somebody_said(page: Page):
    page.goto("/topics/agi-coherence/")

    fonts = page.evaluate(
        """() => [...document.querySelectorAll("#comparison *")]
            .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
            .filter(one => getComputedStyle(one).fontFamily.includes("Newsreader"))
            .map(one => one.className)"""
    )

    assert "c-ev__own" in fonts
    assert set(fonts) <= {"c-ev__own", "c-ev__said", "c-legend1__serif"}, "and for the word that says what serif means"


def test_a_passage_in_the_address_is_scrolled_to(page: Page):
    page.goto("/episodes/inside-view-blake-richards/#blake-richards-transcript-100")

    expect(page.locator("#blake-richards-transcript-100")).to_be_in_viewport()


def test_marks_and_claims_lead_to_each_other(page: Page):
    page.goto("/episodes/inside-view-blake-richards/")

    page.locator(".c-ref").first.click()
    expect(page.locator(".c-margin__item:target")).to_be_in_viewport()
    page.locator(".c-margin__item:target a").first.click()
    expect(page.get_by_text("Matched character for character").first).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="The Inside View").first.click()
    expect(page.locator(".c-turn:target")).to_be_in_viewport()


@pytest.mark.parametrize(
    "name",
    ["comparison", "home", "compass", "transcript", "claim reported"],
)
def test_pages_read_without_javascript(browser: Browser, base_url: str, name: str):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES[name])

    expect(page.locator("main")).to_contain_text("Richards" if name != "claim reported" else "Hinton")
    context.close()


def test_a_curator_finds_claims_and_edits_one_under_the_strict_policy(page: Page):
    page.goto("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Claims", exact=True).first.click()
    page.locator("#searchbar").fill("toy domains")
    page.get_by_role("button", name="Search").click()
    page.locator("#result_list tbody th a").first.click()
    exact = page.locator("textarea[name=evidence-0-exact]")
    words = exact.input_value()

    exact.fill("Words that nobody ever said.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist").first).to_contain_text("Not saved")

    exact.fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".success")).to_be_visible()


def test_the_api_can_be_tried_under_the_strict_policy(page: Page):
    page.emulate_media(color_scheme="dark")
    page.goto("/api/docs/")
    expect(page.get_by_role("heading", name="Debate Explorer")).to_be_visible()
    expect(page.get_by_role("link", name="Debate Explorer")).to_have_attribute("href", "/")
    expect(page.locator(".swagger-ui")).to_have_css("background-color", "rgb(17, 21, 23)")
    page.locator("#operations-topics-topics_list").get_by_role("button").first.click()
    page.get_by_role("button", name="Try it out", exact=True).click()
    page.get_by_role("button", name="Execute", exact=True).click()
    expect(page.get_by_text('"symbolic-vs-neural"').first).to_be_visible()
