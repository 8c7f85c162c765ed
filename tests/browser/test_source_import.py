"""A curator brings in a document that is not in the corpus, corrects a speaker, and readers see its passages."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, SIZES
from tests.browser.test_pages import assert_accessible, assert_strict

TALK = """\
Minds and machines

Host: Is scale enough?

(0:12) Yann LeCun: No. Scale helps, and <em>it is not enough</em>.

(1:30) Yan LeCun: A system that only predicts words has no model of the world.

(2:10) Yann LeCun: It does not know that a glass falls.

Host: Thank you.
"""


def log_in(page: Page):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_a_document_is_imported_a_speaker_corrected_and_its_passages_are_read(page: Page):
    log_in(page)
    page.goto("/admin/explorer/episode/?q=lex-fridman-36")
    page.locator("#result_list tbody th a").click()
    page.get_by_role("link", name="Import a document").click()
    tab = page.context.new_page()  # axe writes of the admin's style sheets to the console
    tab.goto(page.url)
    assert_accessible(tab, "phone", "light")
    page.get_by_label("Or its text").fill(TALK)
    page.get_by_role("button", name="Show what is in it").click()

    expect(page.get_by_role("heading", name="Passages 1 to 5 of 5")).to_be_visible()
    expect(page.locator(".c-import-words", has_text="it is not enough</em>")).to_be_visible()
    expect(page.locator("#decide").get_by_text("Did you mean 'Yann LeCun'?")).to_be_visible()
    assert_strict(page.reload())
    tab.emulate_media(color_scheme="dark")  # before the page is there: the admin's colours change gradually
    tab.goto(page.url)
    for size in SIZES:
        assert_accessible(tab, size, "dark")
        assert tab.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]

    page.get_by_label(re.compile("^Yan LeCun")).select_option("Yann LeCun")
    page.get_by_label(re.compile("^Host")).select_option("Somebody new: Host")
    page.get_by_label("Title").fill("Minds and machines, in words")
    page.get_by_role("button", name="Import 5 passages").click()
    expect(page.get_by_text("was imported: 5 passages")).to_be_visible()

    page.goto("/episodes/lex-fridman-36/")
    said = page.locator("#lex-fridman-36-plain-text-3")
    expect(said).to_contain_text("A system that only predicts words has no model of the world.")
    expect(said).to_contain_text("LeCun")


def test_a_long_document_and_a_newer_one_are_stored_while_a_bar_grows(page: Page):
    turns = "".join(f"**{'Ada' if n % 2 else 'Bob'}:** Turn {n} says so.\n\n" for n in range(2500))
    log_in(page)
    tab = page.context.new_page()  # axe writes of the admin's style sheets to the console
    page.goto("/admin/explorer/episode/?q=lex-fridman-36")
    page.locator("#result_list tbody th a").click()
    page.get_by_role("link", name="Import a document").click()
    for words in (turns, f"**Ada:** First.\n\n{turns}"):
        document = {"name": "talk.md", "mimeType": "text/markdown", "buffer": words.encode()}
        page.get_by_label("File").set_input_files(document)
        page.get_by_role("button", name="Show what is in it").click()
        tab.goto(page.url)
        for size in SIZES:
            assert_accessible(tab, size, "light")
        with page.expect_response(lambda response: response.request.method == "POST") as stored:
            page.get_by_role("button", name=re.compile("^(Import|Replace)")).click()
        assert_strict(stored.value)
        opening = page.get_by_role("link", name="Open the source")
        expect(opening).to_be_visible()
        expect(page.locator(".c-import-steps li:visible")).to_have_text(re.compile("passages stored"))
        expect(page.get_by_text("Leave this page open")).to_be_hidden()
        opening.click()
        page.get_by_role("link", name="Import a newer document").click()
