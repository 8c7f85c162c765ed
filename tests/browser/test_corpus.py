"""The corpus downloaded from the desk, changed outside, and brought in again after a look at what is different."""

import io
import zipfile

from playwright.sync_api import Page, expect

from tests.browser.test_desk import log_in, look

BEFORE, AFTER = b"description: ", b"description: Somebody else. "


def changed(raw: bytes) -> bytes:
    """Return an archive with another description of the first person who has one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            content = given.read(name)
            archive.writestr(name, content.replace(BEFORE, AFTER, 1) if name.endswith("/speakers.yaml") else content)
    return made.getvalue()


def test_the_corpus_goes_out_and_comes_in_changed(page: Page) -> None:
    log_in(page, "ada")
    page.get_by_role("link", name="Take the corpus out, or bring one in").click()
    look(page, "by day")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the corpus").click()
    raw = download.value.path().read_bytes()
    archive = {"name": "corpus.zip", "mimeType": "application/zip", "buffer": changed(raw)}
    page.get_by_label("Zip of a corpus folder").set_input_files(archive)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="1 record would be different.")).to_be_visible()
    expect(page.get_by_role("insertion")).to_contain_text("Somebody else.")
    look(page, "by night")
    page.get_by_role("button", name="Load").click()
    expect(page.get_by_text("The archive was loaded. 1 speaker changed.")).to_be_visible()
