"""A reviewer goes through what waits by key: read, publish, send back with a reason, leave for later."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.test_desk import _shell, log_in, look

PREPARE = """
from django.contrib.auth.models import Group, User
from explorer.models import Claim
author = User.objects.create_user("nora", first_name="Nora", is_staff=True, password={password!r})
User.objects.create_user("roy", is_staff=True, password={password!r}).groups.add(Group.objects.get(name="Reviewer"))
rows = Claim.objects.filter(episode__slug="inside-view-blake-richards").order_by("pk")[:4]
Claim.objects.filter(pk__in=[row.pk for row in rows]).update(status="in-review", created_by=author, edited_by=author)
print(",".join(str(row.pk) for row in rows))
"""

CHECK = """
from explorer.models import Claim
for claim in Claim.objects.filter(created_by__username="nora").order_by("pk"):
    print(claim.status, claim.sent_back_because)
"""


@pytest.fixture(scope="module")
def waiting(base_url: str, site_env: dict[str, str]) -> str:
    """Give the site a reviewer and four claims that wait; return the address of the first one in their round."""
    keys = _shell(site_env, PREPARE.format(password=PASSWORD)).strip().splitlines()[-1]
    return f"/admin/explorer/claim/{keys.partition(',')[0]}/review/?ids={keys}"


@pytest.mark.main_act
def test_what_waits_is_read_and_decided_by_key(page: Page, site_env: dict[str, str], waiting: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    log_in(page, "roy")
    expect(page.get_by_role("link", name="Review the claims one by one")).to_be_visible()
    page.goto(waiting)
    expect(page.get_by_role("heading", name="Review, 1 of 4")).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    look(page, "by day")

    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Review, 2 of 4")).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Review, 3 of 4")).to_be_visible()
    expect(page.get_by_text("was published")).to_be_visible()

    page.keyboard.press("b")
    expect(page.get_by_label("Says more than the words")).to_be_focused()
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Review, 3 of 4")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Says more than the words")).to_be_hidden()
    page.keyboard.press("b")
    page.get_by_label("Already there").check()
    page.get_by_label("A word to Nora").fill("Please join the two.")
    look(page, "by night")
    page.get_by_role("group").get_by_role("button", name="Send back").click()
    expect(page.get_by_role("heading", name="Review, 4 of 4")).to_be_visible()

    page.get_by_text("Keyboard").click()
    page.get_by_label("Single keys act").uncheck()
    page.keyboard.press("p")
    page.reload()
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Review, 4 of 4")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Review, 1 of 4")).to_be_visible()

    printed = _shell(site_env, CHECK).strip().splitlines()[-4:]
    assert [line.strip() for line in printed] == [
        "in-review",
        "published",
        "draft Already there. Please join the two.",
        "published",
    ]


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_width_scrolls_sideways(page: Page, waiting: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    log_in(page, "roy")
    page.goto(waiting)
    expect(page.get_by_role("button", name="Publish")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
