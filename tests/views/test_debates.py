"""A list of debates links to its other orders and pages, and keeps what a reader asked for."""

import pytest

from explorer.changes.edit import open_edit
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def questions():
    for number in range(23):
        make.TopicFactory(question=f"Is it number {number:02}?", ordinal=number)


@pytest.mark.parametrize("path", ["/", "/topics/"])
def test_a_long_list_is_read_a_page_at_a_time_and_narrowed_by_words(client, questions, path):
    first, second = (folded(client.get(f"{path}{query}").content.decode()) for query in ("", "?page=2"))
    assert "Is it number 19?" in first
    assert "Is it number 20?" not in first
    assert f'rel="next" href="{path}?page=2"' in first
    assert "Is it number 22?" in second
    html = folded(client.get(f"{path}?q=number+21&order=name").content.decode())
    assert html.count('class="c-debate"') == 1
    assert "1 of 23 questions with “number 21”" in html
    assert '<input type="hidden" name="order" value="name">' in html


def test_a_short_list_has_no_field_to_narrow_it(client):
    make.TopicFactory()
    assert "debates-q" not in client.get("/topics/").content.decode()


def test_a_page_beyond_the_last_is_said(client, questions):
    assert "<code>page=9</code>" in client.get("/topics/?page=9").content.decode()


def test_a_fragment_is_the_list_under_its_address(client, questions):
    response = client.get("/topics/?page=2", headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/topics/?page=2"
    assert folded(response.content.decode()).startswith('<section class="l-section" id="debates"')
