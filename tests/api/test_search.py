import pytest

from tests import factories as make
from tests.indexes import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def zebras(settings):
    settings.PUBLIC_URL = "https://debates.example.org"
    ada = make.SpeakerFactory(slug="ada", name="Ada Guest")
    topic = make.TopicFactory(slug="stripes", question="Do stripes matter?")
    episode = make.make_episode(guest=ada, slug="talk", title="A talk")
    make.make_claim(
        speaker=ada,
        topic=topic,
        episode=episode,
        slug="ada-zebra",
        statement="A zebra is a horse.",
        words="My zebra is a horse.",
    )
    source = make.SourceFactory(text="Nobody saw the zebra.", episode=episode)
    make.PassageFactory(source=source, slug="sum-1", section="Zebras")
    index_everything()


def test_a_search_has_its_shape(get, zebras):
    answer = get("search/", q="zebra")
    assert list(answer) == ["query", "total", "suggestion", "facets", "results"]
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
        "speaker": "ada",
        "episode": "talk",
        "url": "https://debates.example.org/claims/ada-zebra/",
    }
    assert (passage["id"], passage["title"], passage["speaker"]) == ("sum-1", "Zebras", None)
    assert passage["url"] == "https://debates.example.org/episodes/talk/#sum-1"


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
        ({"q": "zebra", "grade": "\x00"}, "grade"),
        ({"q": "zebra", "sort": "worst"}, "sort"),
        ({"q": "zebra", "spelling": "free"}, "spelling"),
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
