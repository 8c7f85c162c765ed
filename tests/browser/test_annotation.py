"""A curator reads a document that nobody has read: claims by selecting words, by keys and by pasting, then a stance."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, ROOT
from tests.browser.test_desk import _shell, log_in, look

DOCUMENT = """\
Blake Richards: 🧠 Scale is a dead end. I mean it.

Michaël Trazzi: What about transformers?

Blake Richards: My guess is that they need memory.

Blake Richards: 🧠 Scale is a dead end. So I said.
"""

PREPARE = """
from django.contrib.auth.models import Group, User
from explorer.models import Appearance, Episode, Speaker
User.objects.create_user("anna", is_staff=True, password={password!r}).groups.add(Group.objects.get(name="Curator"))
episode = Episode.objects.create(slug="unread-talk", title="A talk that nobody has read")
for slug, role in (("blake-richards", "guest"), ("michael-trazzi", "host")):
    Appearance.objects.create(episode=episode, speaker=Speaker.objects.get(slug=slug), role=role)
"""

CHECK = """
from explorer.models import Evidence
for one in Evidence.objects.filter(source__episode__slug="unread-talk").order_by("start"):
    assert one.source.text[one.start:one.end] == one.exact
    print(one.passage.ordinal, one.mode, one.claim.status, one.exact)
"""

DRAG = """([element, words]) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  walker.nextNode();
  const node = walker.currentNode, start = node.data.indexOf(words), range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, start + words.length);
  element.scrollIntoView({ block: "center" });
  const { left, right, top, height } = range.getBoundingClientRect();
  return { left, right, middle: top + height / 2 };
}"""


@pytest.fixture(scope="module", autouse=True)
def _unread(base_url: str, site_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give the site a curator and a document that nobody has read."""
    _shell(site_env, PREPARE.format(password=PASSWORD))
    document = Path(tmp_path_factory.mktemp("unread")) / "unread-talk.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    manage = [sys.executable, "manage.py", "import_source", str(document), "--episode", "unread-talk"]
    subprocess.run([*manage, "--format", "plain-text"], cwd=ROOT, env=site_env, check=True, capture_output=True)


def drag(page: Page, passage: int, words: str) -> None:
    """Select words with the mouse."""
    element = page.locator("[data-words]").nth(passage - 1).element_handle()
    place = page.evaluate(DRAG, [element, words])
    page.mouse.move(place["left"] + 1, place["middle"])
    page.mouse.down()
    page.mouse.move(place["right"] + 1, place["middle"], steps=5)
    page.mouse.up()


def write(page: Page, statement: str) -> None:
    page.get_by_label("Claim, in your words").fill(statement)
    page.get_by_label("Topic", exact=True).select_option(label="Is scale all you need?")
    page.get_by_label("Point", exact=True).select_option(label="Is scale all that AI needs?")


def press(page: Page, passage: int, key: str) -> None:
    """Press a key once the document has the focus, at a passage."""
    expect(page.get_by_role("heading", name=f"Passage {passage}")).to_be_visible()
    expect(page.locator("[data-start]").nth(passage - 1)).to_be_focused()
    page.keyboard.press(key)


@pytest.mark.main_act
def test_a_document_is_read_and_a_stance_is_coded(page: Page, site_env: dict[str, str]) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    log_in(page, "anna")
    page.get_by_role("region", name="To read").get_by_role("row", name="A talk that nobody has read").get_by_role(
        "link"
    ).first.click()
    expect(page.get_by_role("heading", name="Passage 1")).to_be_visible()
    look(page, "by day")
    claim = page.locator("#claim")

    drag(page, 1, "I mean it.")
    expect(claim.get_by_text("Matches the text of the document exactly.")).to_be_visible()
    expect(page.get_by_label("Holder").locator("option:checked")).to_have_text("Blake Richards")
    write(page, "Scale leads nowhere.")
    expect(claim.get_by_text("180 left")).to_be_visible()
    page.get_by_role("button", name="Save and next").click()
    expect(claim.get_by_text("The claim is a draft of yours.")).to_be_visible()

    press(page, 2, "1")
    expect(claim.get_by_text("is set aside: question.")).to_be_visible()

    press(page, 3, "s")
    expect(claim.get_by_text("“My guess” speaks for hedged")).to_be_visible()
    expect(page.get_by_label("Mode").locator("option:checked")).to_have_text("With a “maybe”")
    write(page, "Transformers may need memory.")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", name="Passage 4")).to_be_visible()
    expect(page.locator("[data-start][aria-current]")).to_be_focused()  # so that the next key is about the document
    page.get_by_label("Quotation").fill("Scale is a dead end.")
    page.get_by_role("button", name="Look the words up").click()
    expect(claim.get_by_text("The words stand 2 times in the source")).to_be_visible()
    drag(page, 4, "Scale is a dead end.")
    expect(claim.get_by_text("what stands around them tells this place apart")).to_be_visible()
    write(page, "Scale is a dead end.")
    page.get_by_label("Submit for review at once").check()
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("none left to read")).to_be_visible()

    printed = _shell(site_env, CHECK).strip().splitlines()
    assert printed[-3:] == [
        "1 asserted draft I mean it.",
        "3 hedged draft My guess is that they need memory.",
        "4 asserted in-review Scale is a dead end.",
    ]

    page.get_by_role("link", name="Code the stance: Is scale all you need?").click()
    page.get_by_label("Leans: Scale is not the answer").check()
    expect(page.get_by_text("Cannot be published yet: position -1 has no scoring evidence")).to_be_visible()
    expect(page.get_by_text("Once the claims below are all published: Leans: Scale is not the answer")).to_be_visible()
    look(page, "by night")
    page.get_by_label("Rationale").fill("Says that scale leads nowhere.")
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.get_by_text("Tick at least one claim whose words carry this side.")).to_be_visible()
    page.get_by_label("carries this side").first.check()
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.get_by_text("It waits for review.")).to_be_visible()
