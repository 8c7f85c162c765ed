"""Lists in pages that follow each other, and what is refused of them."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_pages_follow_each_other_to_the_end(get, client):
    for _ in range(5):
        make.TopicFactory()
    page, seen = get("topics/", page_size=2), []
    assert page["count"] == 5
    assert page["previous"] is None
    while True:
        seen += [row["slug"] for row in page["results"]]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert page["previous"] is not None
    assert len(seen) == len(set(seen)) == 5


def test_a_page_has_fifty_rows_when_nothing_is_said(get):
    for _ in range(51):
        make.SpeakerFactory()
    assert len(get("speakers/")["results"]) == 50
    assert len(get("speakers/", page_size=200)["results"]) == 51


@pytest.mark.parametrize("size", ["0", "-1", "201", "1000", "many", "", "²", "1" * 5000])
def test_a_page_size_out_of_range_is_refused(get, size):
    problem = get("topics/", status=400, page_size=size)
    assert problem["errors"] == [{"parameter": "page_size", "detail": "Use a number of rows from 1 to 200."}]


@pytest.mark.parametrize("page", ["0", "2", "-1", "first", "9" * 5000])
def test_a_page_that_does_not_exist_is_a_404(get, page):
    make.TopicFactory()
    assert get("topics/", status=404, page=page)["detail"].startswith("There is no such page;")
