"""Whether a sentence stands in a document, as programs are told."""

import pytest

from tests.talks import HIDDEN, QUOTED, make_talk


@pytest.fixture
def talk(db):
    return make_talk()


def test_a_sentence_that_stands_there_is_told_with_its_place(get, talk):
    answer = get("said/", q="“Scale is something you need”")
    assert answer == {
        "verdict": "exact",
        "matches": [
            {
                "verdict": "exact",
                "passage": "spoken-1",
                "source": "spoken",
                "episode": "talk",
                "speaker": "ada",
                "grade": "transcript",
                "exact": "Scale is something you need",
                "start": 0,
                "end": 27,
                "folds": [],
                "differences": [],
                "claims": ["ada-scale"],
                "url": "http://127.0.0.1:8000/episodes/talk/#spoken-1",
            }
        ],
    }


def test_folds_have_codes(get, talk):
    answer = get("said/", q="SCALE IS  something you need, but - I'd say")
    assert answer["verdict"] == "folded"
    assert answer["matches"][0]["folds"] == ["quotes", "white-space", "dashes", "case"]


def test_differences_have_their_place_in_the_document(get, talk):
    answer = get("said/", q="Scale is not something we need")
    assert answer["verdict"] == "near"
    assert answer["matches"][0]["differences"] == [
        {"kind": "added", "said": "", "quoted": "not", "start": 8, "end": 8},
        {"kind": "changed", "said": "you", "quoted": "we", "start": 19, "end": 22},
    ]


def test_nothing_is_an_answer(get, talk):
    assert get("said/", q="Nothing of the kind was said") == {"verdict": "none", "matches": []}


def test_the_speaker_asked_about_comes_first(get, talk):
    answer = get("said/", q="Scale is something you need", speaker="bob")
    assert [(match["speaker"], match["verdict"]) for match in answer["matches"]] == [("ada", "exact")]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({}, "q"),
        ({"q": " ?! "}, "q"),
        ({"q": "so " * 400}, "q"),
        ({"q": "said:nobody so it is"}, "q"),
        ({"q": "so it is", "speaker": "nobody"}, "speaker"),
        ({"q": "so it is", "speaker": "ada,bob"}, "speaker"),
        ({"q": "so it is", "speakers": "ada"}, "speakers"),
    ],
)
def test_what_makes_no_sense_is_refused(get, talk, query, parameter):
    problem = get("said/", status=400, **query)
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


def test_of_a_document_that_is_not_shown_only_what_is_public_is_confirmed(get, talk):
    (match,) = get("said/", q=QUOTED)["matches"]
    assert (match["passage"], match["exact"], match["claims"]) == ("hidden-1", QUOTED, ["ada-body"])
    for words in (HIDDEN, QUOTED.replace("must", "can"), f"{QUOTED} Nor"):
        assert get("said/", q=words) == {"verdict": "none", "matches": []}


def test_the_page_has_its_data_at_its_own_address(client, talk):
    assert client.get("/said.json", {"q": QUOTED}).json()["verdict"] == "exact"


def test_who_has_the_answer_is_not_sent_it_again(client, talk):
    first = client.get("/api/v1/said/", {"q": QUOTED})
    again = client.get("/api/v1/said/", {"q": QUOTED}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
