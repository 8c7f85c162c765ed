"""A claim's way to readers through two people's hands, and the curators' pages without anything axe objects to."""

import os
import re
import subprocess
import sys
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, ROOT

STATEMENT = "Whether machines can be wise is left open."

PEOPLE = """
from django.contrib.auth.models import Group, User
for name, role in (("cora", "Curator"), ("rex", "Reviewer")):
    user = User.objects.create_user(name, is_staff=True, password={password!r})
    user.groups.add(Group.objects.get(name=role))
"""

DRAFT = """
from django.contrib.auth.models import User
from explorer.models import Claim, ClaimTopic, Evidence
from explorer.changes.edit import open_edit
cora = User.objects.get(username="cora")
like = Claim.objects.get(slug="{like}")
with open_edit(by=cora):
    fields = dict(speaker=like.speaker, episode=like.episode, created_by=cora, edited_by=cora)
    claim = Claim.objects.create(slug="machines-wise", statement="Machines can be wise.", **fields)
    ClaimTopic.objects.create(claim=claim, topic=like.topics.first(), bearing="context")
    piece = like.evidence.first()
    piece.pk, piece.claim = None, claim
    piece.save()
"""


@pytest.fixture(scope="module", autouse=True)
def _people(base_url: str, site_env: dict[str, str]) -> None:
    """Give the site a curator with a draft, and a reviewer."""
    for script in (PEOPLE.format(password=PASSWORD), DRAFT.format(like=_any_claim(site_env))):
        _shell(site_env, script)


def _any_claim(env: dict[str, str]) -> str:
    printed = _shell(env, "from explorer.models import Claim; print(Claim.objects.published().first().slug)")
    return printed.split()[-1]


def _shell(env: dict[str, str], script: str) -> str:
    manage = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", script]
    done = subprocess.run(manage, cwd=ROOT, env={**os.environ, **env}, check=True, capture_output=True, text=True)
    return done.stdout


def log_in(page: Page, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Curating")).to_be_visible()


LOOKS: dict[str, tuple[int, Literal["light", "dark"]]] = {"by day": (1440, "light"), "by night": (390, "dark")}


def look(page: Page, when: str) -> None:
    """Hold the page to WCAG on a desk by day or on a phone by night; in a tab whose console axe may write to."""
    width, scheme = LOOKS[when]
    tab = page.context.new_page()
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(page.url)
    found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, f"{when}: {found.generate_report()}"
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    tab.close()


def test_a_claim_is_submitted_sent_back_mended_published_and_read(page: Page) -> None:
    log_in(page, "cora")
    look(page, "by day")
    page.get_by_role("link", name="My drafts: claims").click()
    page.get_by_role("link", name="Machines can be wise.").click()
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.get_by_text("saved and submitted for review")).to_be_visible()

    log_in(page, "rex")
    page.get_by_role("link", name="Machines can be wise.").first.click()
    look(page, "by night")
    look(page, "by day")
    page.locator("[data-back] summary").click()
    page.get_by_label("A word to").fill("The words leave it open.")
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_text("“Machines can be wise.” was sent back.")).to_be_visible()

    log_in(page, "cora")
    expect(page.get_by_text("The words leave it open.").first).to_be_visible()
    page.get_by_role("region", name="Sent back to you").get_by_role("link").click()
    expect(page.get_by_text("Sent back: The words leave it open.")).to_be_visible()
    page.get_by_label("Statement").fill(STATEMENT)
    page.get_by_role("button", name="Save and submit for review").click()

    log_in(page, "rex")
    page.get_by_role("link", name=STATEMENT).first.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("was published")).to_be_visible()
    page.goto(f"/admin/explorer/claim/?q={STATEMENT}")
    page.get_by_role("link", name=STATEMENT).click()
    page.get_by_role("link", name="History").click()
    look(page, "by night")

    page.context.clear_cookies()
    page.goto("/claims/machines-wise/")
    expect(page.get_by_role("heading", name=STATEMENT)).to_be_visible()


def test_a_token_is_made_and_shown_once(page: Page) -> None:
    log_in(page, "cora")
    page.goto("/admin/explorer/token/add/")
    look(page, "by day")
    page.get_by_label("Name").fill("Notebook")
    page.get_by_role("checkbox", name="Import documents").check()
    page.get_by_role("button", name="Make the token").click()
    words = page.get_by_label("Token", exact=True)
    expect(words).to_have_text(re.compile("^debate_[0-9a-f]{64}$"))
    said = words.inner_text()
    page.get_by_role("link", name="All tokens").click()
    expect(page.get_by_role("link", name="Notebook")).to_be_visible()
    look(page, "by night")
    assert said not in page.content()
