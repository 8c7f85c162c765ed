import pytest

pytestmark = pytest.mark.django_db


def test_a_search_is_narrowed_by_lists(get, zebras):
    assert get("search/", q="zebra", type="passage", speaker="")["total"] == 2
    assert get("search/", q="zebra", type="claim")["total"] == 1
    assert get("search/", q="zebra", speaker="ada", episode="talk", topic="stripes")["total"] == 1
    assert get("search/", speaker="ada", type="claim")["total"] == 1


def test_a_corrected_spelling_is_the_suggestion(get, zebras):
    answer = get("search/", q="zebar")
    assert (answer["query"], answer["suggestion"], answer["total"]) == ("zebar", "zebra", 2)


def test_pages_are_as_long_as_asked(get, zebras):
    first, second = (get("search/", q="zebra", page_size=1, page=page)["results"] for page in (1, 2))
    assert len(first) == len(second) == 1
    assert first != second
    assert get("search/", q="zebra", page_size=200)["total"] == 2


@pytest.mark.parametrize("query", [{"page": "3", "page_size": "1"}, {"page": "0"}, {"page": "x"}, {"page": "99999"}])
def test_a_page_that_does_not_exist_is_a_404(get, zebras, query):
    problem = get("search/", status=404, q="zebra", **query)
    assert problem["title"] == "Not Found"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({}, "q"),
        ({"q": " "}, "q"),
        ({"q": "zebra", "page_size": "201"}, "page_size"),
        ({"q": "zebra", "page_size": "many"}, "page_size"),
        ({"q": "zebra", "speaker": "nobody"}, "speaker"),
        ({"q": "zebra", "topic": "stripes,nothing"}, "topic"),
        ({"q": "zebra", "episode": "never"}, "episode"),
        ({"q": "zebra", "type": "gossip"}, "type"),
        ({"q": "zebra", "kind": "gossip"}, "kind"),
        ({"q": "zebra", "kind": ","}, "kind"),
        ({"q": "zebra", "type": "claim,,passage"}, "type"),
        ({"q": "zebra", "grade": "\x00"}, "grade"),
        ({"q": "zebra", "sort": "worst"}, "sort"),
        ({"q": "zebra", "spelling": "free"}, "spelling"),
        ({"q": "zebra", "read": "aloud"}, "read"),
    ],
)
def test_what_makes_no_sense_is_refused(get, zebras, query, parameter):
    problem = get("search/", status=400, **query)
    assert [error["parameter"] for error in problem["errors"]] == [parameter]
    assert problem["detail"]


def test_nothing_found_is_an_answer(get, zebras):
    answer = get("search/", q="xylophone")
    assert (answer["total"], answer["results"]) == (0, [])
    assert answer["facets"] == {name: [] for name in ("type", "speaker", "topic", "episode", "kind", "grade")}


def test_people_are_read_out_of_a_question_as_on_the_page_unless_the_words_are_wanted(get, zebras):
    asked = get("search/", q="what does Ada Guest say about a zebra")
    assert (asked["query"], asked["total"]) == ("speaker:ada a zebra", 1)
    assert asked["results"][0]["id"] == "ada-zebra"
    words = get("search/", q="what does Ada Guest say about a zebra", read="words")
    assert words["query"] == "what does Ada Guest say about a zebra"
    assert get("search/", q="zebra")["total"] > asked["total"]
