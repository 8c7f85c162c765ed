"""Results of a search as programs read them."""

import pytest

from tests import factories as make
from tests.indexes import index_everything

pytestmark = pytest.mark.django_db


def test_a_search_has_its_shape(get, zebras):
    answer = get("search/", q="zebra")
    assert list(answer) == ["query", "total", "suggestion", "facets", "results", "near"]
    assert (answer["query"], answer["total"], answer["suggestion"]) == ("zebra", 2, None)
    assert list(answer["facets"]) == ["type", "speaker", "topic", "episode", "kind", "grade"]
    assert answer["facets"]["speaker"] == [{"value": "ada", "label": "Ada Guest", "count": 1}]
    assert answer["facets"]["type"] == [
        {"value": "claim", "label": "Claims", "count": 1},
        {"value": "passage", "label": "Passages", "count": 2},
    ]
    claim, passage = sorted(answer["results"], key=lambda result: result["type"])
    assert claim.pop("score") > 0
    assert claim == {
        "type": "claim",
        "id": "ada-zebra",
        "title": "A zebra is a horse.",
        "snippet": "My zebra is a horse.",
        "found_by": "words",
        "speaker": "ada",
        "episode": "talk",
        "url": "https://debates.example.org/claims/ada-zebra/",
    }
    assert (passage["id"], passage["title"], passage["speaker"]) == ("sum-1", "Zebras", None)
    assert passage["url"] == "https://debates.example.org/episodes/talk/#sum-1"


def test_what_is_close_where_nobody_speaks_of_it_is_set_apart(get, zebras):
    answer = get("search/", q="xylophone zebra")
    assert (answer["total"], answer["results"], answer["facets"]["type"]) == (0, [], [])
    assert {result["found_by"] for result in answer["near"]} == {"meaning"}
    assert "No document held here has “xylophone”." in answer["notices"]


def test_text_is_plain(get):
    make.make_claim(statement="A <b>zebra</b> & more.")
    index_everything()
    assert get("search/", q="zebra")["results"][0]["title"] == "A <b>zebra</b> & more."


def test_a_query_without_a_word_says_that_everything_is_listed(get, zebras):
    answer = get("search/", q="???")
    assert answer["total"] == get("search/", type="claim,passage,topic,speaker,episode")["total"] > 0
    assert answer["notices"] == ["There is no word in this to search for; everything is listed."]
    assert "notices" not in get("search/", q="zebra ???")
    assert "notices" not in get("search/", type="claim")
