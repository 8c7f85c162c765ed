"""Twelve guests, sixty topics, long names and the longest texts: nothing overflows, is cut, or overlaps."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import own_environment, prepare, serving
from tests.browser.layout import faults

PAGES = {
    "home": "/",
    "topics": "/topics/",
    "comparison": "/topics/question-1/",
    "comparison under a long question": "/topics/question-4/",
    "comparison of the longest names": "/topics/question-2/?speakers=guest-1,guest-2,guest-3,guest-5",
    "comparison of the silent": "/topics/question-60/?speakers=guest-1,guest-11,guest-12,guest-4",
    "two compared": "/compare/?speakers=guest-1,guest-3",
    "four compared": "/compare/?speakers=guest-1,guest-2,guest-3,guest-5",
    "matrix": "/matrix/",
    "matrix with an open cell": "/matrix/?cell=question-1,guest-1",
    "compass with all in one place": "/compass/?x=question-2&y=question-3",
    "compass with all apart": "/compass/?x=question-1&y=question-4",
    "people": "/speakers/",
    "guest with a long name": "/speakers/guest-1/",
    "guest with a name from right to left": "/speakers/guest-2/",
    "guest never held": "/speakers/guest-12/",
    "host": "/speakers/host-1/",
    "only reported": "/speakers/absent-author/",
    "episodes": "/episodes/",
    "transcript": "/episodes/talk-1/",
    "transcript and notes": "/episodes/talk-2/",
    "summary": "/episodes/talk-3/",
    "text kept back": "/episodes/talk-4/",
    "no document": "/episodes/talk-12/",
    "claim of the longest statement": "/claims/talk-1-claim-6/",
    "claim reported": "/claims/talk-2-claim-15/",
    "method": "/method/",
}
WIDTHS = (320, 390, 1440)


SPOILT = """() => {
    const add = (words, style) => {
        const made = document.querySelector("main").appendChild(document.createElement("div"));
        made.textContent = words;
        Object.assign(made.style, style);
    };
    add("wide".repeat(20), { width: "4rem", overflowWrap: "normal" });
    add("cut off below", { height: "4px", overflow: "hidden" });
    add("one over", { height: "0px" });
    add("the other", {});
}"""


@pytest.fixture(scope="session")
def site_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return own_environment(tmp_path_factory.mktemp("stress"))


@pytest.fixture(scope="session")
def base_url(site_env: dict[str, str], for_all: Path) -> Iterator[str]:
    make_corpus = ["make_corpus", "--episodes=24", "--seed=1"]
    prepare(site_env, for_all / "stress", ["migrate"], ["collectstatic", "--noinput"], make_corpus)
    with serving(site_env) as address:
        yield address


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, str]:
    """Give every page this site's address: another module's site may have been asked before."""
    return {"base_url": base_url}


def faults_at(widths: Iterable[int], page: Page, path: str) -> list[tuple[int, str]]:
    response = page.goto(path)
    assert response is not None
    assert response.ok
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found.extend((width, fault) for fault in faults(page))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_is_cut_or_overlaps(page: Page, name: str):
    assert faults_at(WIDTHS, page, PAGES[name]) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_is_cut_or_overlaps_without_javascript(browser: Browser, base_url: str, name: str):
    """At one width each, in turn: what a script adds or takes away does not depend on it."""
    width = WIDTHS[list(PAGES).index(name) % len(WIDTHS)]
    with browser.new_context(base_url=base_url, java_script_enabled=False) as context:
        assert faults_at([width], context.new_page(), PAGES[name]) == []


def test_the_probe_sees_what_overflows_is_cut_and_overlaps(page: Page):
    page.goto("/method/")
    page.evaluate(SPOILT)

    found = "\n".join(faults(page))

    assert "wide, what is in it" in found
    assert 'cuts "cut off below"' in found
    assert 'lies over "the other"' in found
