"""A long document is imported and revised in view of whoever waits, and memory grows with its bytes, not its rows."""

import gc
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from explorer.changes import outbox
from explorer.models import Passage, Source
from tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SMALL, LARGE = 500_000, 1_500_000
"""Sizes of documents, in bytes; both have more passages than are stored at once."""

AT_MOST = (10, 7, 7, 10.5, 10, 10.5)
"""How many bytes more giving, previewing and storing may hold at once, of a first document and then of a newer one, for
each byte by which the document is longer.

It is there as bytes and as text, as it was and as it is, with its passages as they were parsed. Rows of all passages at
once would come to half as much again.
"""


def transcript(size, begins=""):
    turns = "".join(
        f"**{'Ada' if number % 2 else 'Bob'}:** {f'Turn {number} says so. '.ljust(388, 'x')}\n\n"
        for number in range(size // 400)
    )
    return (begins + turns).encode()


@pytest.fixture(autouse=True)
def _garbage_of_others_left_alone():
    """Have garbage collected as soon as in a fresh process, however much other tests of this one have left behind."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def peak_of(act):
    gc.collect()
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    result = act()
    return result, tracemalloc.get_traced_memory()[1] - before


def peaks(client, record, raw):
    """Return what giving, previewing and storing a document hold at most, and how many lines told of the last."""
    page = reverse(f"admin:explorer_{record._meta.model_name}_import", args=[record.pk])
    given, giving = peak_of(lambda: client.post(page, {"file": SimpleUploadedFile("talk.md", raw)}))
    address = given["Location"]
    _, previewing = peak_of(lambda: client.get(address).status_code)

    def store():
        response = client.post(address, {"save": "1"})
        return b"".join(response.streaming_content) if response.streaming else b""

    page, storing = peak_of(store)
    return (giving, previewing, storing), page.decode()


def test_a_megabyte_and_a_half_is_imported_and_revised_in_little_memory(admin_client, monkeypatch):
    monkeypatch.setattr(outbox, "LISTENERS", [])  # the index has its own thread and its own memory
    tracemalloc.start()
    try:
        few, _ = peaks(admin_client, make.EpisodeFactory(), transcript(SMALL))
        many, page = peaks(admin_client, make.EpisodeFactory(), transcript(LARGE))
        small, large = Source.objects.without_text().order_by("pk")
        few += peaks(admin_client, small, transcript(SMALL, "**Ada:** First.\n\n"))[0]
        newer, told = peaks(admin_client, large, transcript(LARGE, "**Ada:** First.\n\n"))
    finally:
        tracemalloc.stop()
    assert "<li>3750 of 3750 passages stored " in page
    assert "<li>3750 of 3750 passages put in their places " in told
    assert Passage.objects.in_source(large).count() == 3_751
    times = [(more - less) / (LARGE - SMALL) for less, more in zip(few, many + newer, strict=True)]
    assert all(held < most for held, most in zip(times, AT_MOST, strict=True)), times
