"""Lists in pages that follow each other, and what is refused of them."""

import pytest

from explorer.changes.edit import open_edit
from explorer.models import Stance
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


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_pages_of_stances_go_through_one_topic_after_the_other(get, size):
    topics = [make.TopicFactory(ordinal=ordinal) for ordinal in (3, 1, 2)]
    with open_edit():
        for topic, number in zip(topics, (1, 3, 2), strict=True):
            for _ in range(number):
                make.make_stance(1, topic=topic)
    ids = [row["id"] for row in get("stances/")["results"]]
    in_order = Stance.objects.order_by("topic__ordinal", "speaker__name", "speaker__slug")
    assert ids == list(in_order.values_list("pk", flat=True))
    pages = [get("stances/", page_size=size, page=number + 1) for number in range(-(-6 // size))]
    assert [row["id"] for page in pages for row in page["results"]] == ids
    assert {page["count"] for page in pages} == {6}


def test_a_page_has_fifty_rows_when_nothing_is_said(get):
    with open_edit():
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


def test_a_whole_list_has_the_number_that_is_kept_and_a_narrowed_one_is_counted(get):
    first, second = make.make_claim(), make.make_claim()
    make.RelationFactory(from_claim=first, to_claim=second)
    make.RelationFactory(from_claim=second, to_claim=make.make_claim())
    assert get("relations/")["count"] == 2
    assert get("relations/", claim=first.slug)["count"] == 1
    source = first.evidence.get().source
    assert get("passages/")["count"] == 3
    assert get("passages/", source=source.slug)["count"] == 1


def test_passages_come_document_by_document_and_cost_the_same_for_twenty(get, django_assert_num_queries):
    later = make.make_episode(passages=2, date="2019-01-01").sources.get()
    make.make_episode(passages=20, date="2024-01-01")
    slugs = [row["id"] for row in get("passages/", page_size=2)["results"]]
    assert slugs == list(later.passages.order_by("ordinal").values_list("slug", flat=True))
    for size in (1, 20):
        with django_assert_num_queries(5):
            assert len(get("passages/", page_size=size)["results"]) == size
