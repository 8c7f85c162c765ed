"""The comparison on paper: what is folded stays folded, and each sheet says whose words are on it."""

import io

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

DEBATE = "/topics/agi-coherence/"
GUESTS = ("Blake Richards", "Yann LeCun", "Jürgen Schmidhuber")


def print_sheets(page: Page, address: str) -> list[str]:
    """Return the topmost words of each sheet of A4."""
    page.goto(address)
    return [find_top(sheet) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


def find_top(sheet: PageObject) -> str:
    words: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], line: list[float], *_: object) -> None:
        words.append((matrix[3] * line[5] + matrix[5], text.strip()))

    sheet.extract_text(visitor_text=note)
    return max((height, text) for height, text in words if text)[1]


def test_point_by_point_a_debate_takes_few_sheets(page: Page):
    sheets = print_sheets(page, DEBATE)

    assert len(sheets) <= 8  # 11 with every drawer open


def test_person_by_person_every_sheet_begins_with_a_name(page: Page):
    sheets = print_sheets(page, f"{DEBATE}?view=people")

    assert len(sheets) <= 7  # 13 with every drawer open
    assert set(sheets[1:-1]) <= set(GUESTS)


def test_three_columns_stand_in_one_row_at_820_pixels(page: Page):
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(f"{DEBATE}?view=people")

    tops = page.locator(".c-column").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == len(GUESTS)
    assert len(set(tops)) == 1
