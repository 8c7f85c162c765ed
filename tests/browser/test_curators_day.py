"""A whole day: a new document comes in, is coded, reviewed and read, and leaves as a corpus for a new site."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, ROOT, own_environment
from tests.browser.test_annotation import drag
from tests.browser.test_desk import _shell, log_in

TALK = """\
Tom Reed (0:05): Is scale enough, and does a mind need a body?

Mira Stone (0:12): No. Scale will never give a machine an understanding of the world. 🧠 I have said so for years.

Myra Stone (1:02): A machine that never touched anything does not know what its words mean.

Mira Stone (2:10): More data only hides the problem.

Tom Reed (2:30): Thank you.
"""

PREPARE = """
from django.contrib.auth.models import Group, User
from explorer.models import Appearance, Episode, Speaker
for name, role in (("clara", "Curator"), ("ruth", "Reviewer")):
    User.objects.create_user(name, is_staff=True, password={password!r}).groups.add(Group.objects.get(name=role))
episode = Episode.objects.create(slug="an-invented-talk", title="An invented talk")
for slug, name, role in (("mira-stone", "Mira Stone", "guest"), ("tom-reed", "Tom Reed", "host")):
    Appearance.objects.create(episode=episode, speaker=Speaker.objects.create(slug=slug, name=name), role=role)
"""

FOUND = """
from explorer.models import Claim, Passage, Stance
for row in Claim.objects.filter(episode__slug="an-invented-talk").order_by("statement"):
    piece = row.evidence.get()
    assert piece.source.text[piece.start:piece.end] == piece.exact
    print(row.status, row.statement, "|", piece.exact, "|", piece.passage.slug)
for row in Stance.objects.filter(episode__slug="an-invented-talk").order_by("topic__slug"):
    print(row.status, row.topic.slug, row.position)
for row in Passage.objects.filter(source__episode__slug="an-invented-talk").exclude(disposition=""):
    print(row.ordinal, row.disposition)
"""

WORDS = "Scale will never give a machine an understanding of the world."
PUBLISHED = "Scale does not give machines an understanding of the world."
GROUNDED = "Machines without touch do not know what words mean."
SENT_BACK = "More data is useless."

SCALE, BODY = "Is scale all you need?", re.compile("body|embod", re.IGNORECASE)


@pytest.fixture(scope="module", autouse=True)
def _prepared(base_url: str, site_env: dict[str, str]) -> None:
    """Give the site a curator, a reviewer and an episode without documents."""
    _shell(site_env, PREPARE.format(password=PASSWORD))


def manage(env: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, capture_output=True)


def bring_in(page: Page) -> None:
    """Import the document into the episode; one label is misspelt and is set right."""
    page.goto("/admin/explorer/episode/?q=an-invented-talk")
    page.locator("#result_list tbody th a").click()
    page.get_by_role("link", name="Import a document").click()
    page.get_by_label("Or its text").fill(TALK)
    page.get_by_role("button", name="Show what is in it").click()
    expect(page.get_by_role("heading", name="Passages 1 to 5 of 5")).to_be_visible()
    page.get_by_label(re.compile("^Myra Stone")).select_option("Mira Stone")
    page.get_by_role("button", name="Import 5 passages").click()
    expect(page.get_by_text("was imported: 5 passages")).to_be_visible()


def claim_of(page: Page, passage: int, words: str, statement: str, topic: str | re.Pattern[str]) -> None:
    """Draw a claim from selected words, and submit it."""
    drag(page, passage, words)
    expect(page.locator("#claim").get_by_text("Matches the text of the document exactly.")).to_be_visible()
    expect(page.get_by_label("Holder").locator("option:checked")).to_have_text("Mira Stone")
    page.get_by_label("Claim, in your words").fill(statement)
    choose(page, topic)
    page.get_by_label("Submit for review at once").check()
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("#claim").get_by_text("The claim waits for review.")).to_be_visible()


def choose(page: Page, topic: str | re.Pattern[str]) -> None:
    """Choose a topic, and the first of its points."""
    field = page.get_by_label("Topic", exact=True)
    question = field.locator("option").filter(has_text=topic).first.inner_text()
    field.select_option(label=question)
    points = page.get_by_label("Point", exact=True)
    points.select_option(label=points.locator(f'optgroup[label="{question}"] option').first.inner_text())


def code(page: Page, topic: str | re.Pattern[str], place: int, rationale: str) -> None:
    """Code the stance to which the topic leads, and submit it."""
    page.get_by_role("link", name=re.compile("^Code the stance")).filter(has_text=topic).click()
    page.locator(f"input[name=position][value='{place}']").check()
    page.get_by_label("carries this side").first.check()
    page.get_by_label("Rationale").fill(rationale)
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.get_by_text("It waits for review.")).to_be_visible()


def choose_to_publish(page: Page, records: str) -> None:
    """Tick everything of a list that the reviewer did not write, and ask to publish it."""
    page.goto(f"/admin/explorer/{records}/?whose=others&status__exact=in-review&q=Mira+Stone")
    page.get_by_label("Select all objects").check()
    page.get_by_role("combobox", name="Action").select_option(label="Publish …")
    page.get_by_role("button", name="Go", exact=True).or_(page.get_by_role("button", name="Run")).click()


def read_and_publish(page: Page) -> None:
    """Publish the claim that nobody has read yet, with its words before the reviewer's eyes."""
    choose_to_publish(page, "claim")
    page.get_by_role("link", name="Read them one by one").click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("was published")).to_be_visible()


def publish_all(page: Page, records: str, number: str) -> None:
    """Publish everything of the list that the reviewer did not write."""
    choose_to_publish(page, records)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text(f"{number} published.")).to_be_visible()


def test_a_day_from_a_new_document_to_a_new_site(page: Page, site_env: dict[str, str], tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    log_in(page, "clara")
    bring_in(page)

    page.goto("/admin/")
    row = page.get_by_role("region", name="To read").get_by_role("row", name="An invented talk")
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Passage 1")).to_be_visible()
    page.get_by_label("Why the passage carries no claim").select_option("question")
    page.get_by_role("button", name="No claim here").click()
    expect(page.get_by_role("heading", name="Passage 2")).to_be_visible()
    claim_of(page, 2, WORDS, PUBLISHED, SCALE)
    claim_of(page, 3, "does not know what its words mean", GROUNDED, BODY)
    claim_of(page, 4, "More data only hides the problem.", SENT_BACK, SCALE)
    code(page, SCALE, -2, "Says that scale never gives understanding.")
    page.goto(f"/admin/explorer/claim/?q={GROUNDED}")
    page.get_by_role("link", name=GROUNDED).click()
    code(page, BODY, 2, "Says that meaning needs touch.")

    log_in(page, "ruth")
    page.get_by_role("region", name="Waits for your review").get_by_role("link", name=SENT_BACK).click()
    page.locator("[data-back] summary").click()
    page.get_by_label("A word to").fill("She says it hides the problem, not that it is useless.")
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_text("was sent back.")).to_be_visible()
    read_and_publish(page)
    publish_all(page, "claim", "1 claim")  # it followed the one that was sent back, and was read then
    publish_all(page, "stance", "2 stances")

    page.context.clear_cookies()
    page.goto("/speakers/mira-stone/")
    for rationale in ("Says that scale never gives understanding.", "Says that meaning needs touch."):
        expect(page.get_by_text(rationale)).to_be_visible()
    page.goto("/topics/scaling/?speakers=mira-stone,blake-richards")
    expect(page.get_by_text(WORDS).first).to_be_visible()
    expect(page.get_by_text("More data only hides the problem.")).to_have_count(0)

    before = _shell(site_env, FOUND).splitlines()
    assert before[-6:] == [
        f"published {GROUNDED} | does not know what its words mean | an-invented-talk-plain-text-3",
        f"draft {SENT_BACK} | More data only hides the problem. | an-invented-talk-plain-text-4",
        f"published {PUBLISHED} | {WORDS} | an-invented-talk-plain-text-2",
        "published embodiment-grounding 2",
        "published scaling -2",
        "1 question",
    ]
    manage(site_env, "dump_corpus", str(tmp_path / "corpus"))
    (tmp_path / "data").mkdir()
    other = own_environment(tmp_path / "data")
    manage(other, "migrate")
    manage(other, "load_corpus", str(tmp_path / "corpus"))
    manage(other, "check_corpus")
    assert _shell(other, FOUND).splitlines() == before
