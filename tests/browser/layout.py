"""The faults of a page's layout: elements that overflow their boxes, are cut off, or lie over other words."""

from pathlib import Path

from playwright.sync_api import Page

SCROLLS = ".c-scroll, .c-masthead__nav, pre"
"""The elements that are meant to scroll sideways."""

PROBE = Path(__file__).with_suffix(".js").read_text()


def faults(page: Page) -> list[str]:
    """Return the layout faults of the page, in words."""
    return list(page.evaluate(PROBE, SCROLLS))
