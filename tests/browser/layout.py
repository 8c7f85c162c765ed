"""What is wrong with how a page is laid out: what overflows its box, is cut off, or lies over other words."""

from pathlib import Path

from playwright.sync_api import Page

SCROLLS = ".c-scroll, .c-chips, .c-masthead__nav, pre"
"""What is made to be scrolled sideways."""

PROBE = Path(__file__).with_suffix(".js").read_text()


def faults(page: Page) -> list[str]:
    """Return the faults of the page as it is shown, in words."""
    return list(page.evaluate(PROBE, SCROLLS))
