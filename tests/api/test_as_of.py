"""As of a day, for programs: the same cut on comparison, matrix and compass, and a refusal of what is no day."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.models import Episode, Topic
from tests import factories as make

pytestmark = pytest.mark.django_db

ENDPOINTS = ["compare/?topic=scaling", "matrix/?", "compass/?x=scaling&y=body"]


@pytest.fixture(scope="module", autouse=True)
@open_edit()
def debate(rows_of_module):
    topics = [make.TopicFactory(slug=slug) for slug in ("scaling", "body")]
    for slug, year in {"ada": 2019, "bob": 2022, "cy": None}.items():
        speaker = make.SpeakerFactory(slug=slug)
        episode = make.make_episode(guest=speaker, date=year and datetime.date(year, 1, 1))
        for topic in topics:
            make.make_stance(2, speaker=speaker, topic=topic, episode=episode)


def test_columns_are_those_of_then(get):
    answer = get("compare/", topic="scaling", as_of="2019-12-31")
    ada, bob, cy = answer["columns"]
    assert (ada["stance"]["position"], ada["silence"]) == (2, None)
    for column in (bob, cy):
        assert (column["stance"], column["claims"], column["silence"]) == (None, [], "no-source")
    assert answer["as_of"] == "2019-12-31"
    assert answer["undated"] == get("compare/", topic="scaling", speakers="cy")["columns"][0]["claims"]


def test_cells_and_points_are_those_of_then(get):
    matrix = get("matrix/", as_of="2019-12-31")
    assert [cell["position"] for cell in matrix["cells"]] == [2, None, None] * 2
    assert [cell["label"] for cell in matrix["cells"]][1] == "No dated interview by then"
    compass = get("compass/", x="scaling", y="body", as_of="2019-12-31")
    assert [point["speaker"] for point in compass["points"]] == ["ada"]
    assert compass["unplaced"] == ["bob", "cy"]
    assert (matrix["as_of"], compass["as_of"]) == ("2019-12-31", "2019-12-31")
    assert len(matrix["undated"]) == len(compass["undated"]) == 2


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_without_a_day_the_answer_says_nothing_of_days(client, endpoint):
    answer = client.get(f"/api/v1/{endpoint}").json()
    assert not {"as_of", "undated"} & set(answer)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("word", ["tomorrow", "2019-02-30", "20191231", "", "2019-01-01,2020-01-01"])
def test_what_is_not_one_day_is_refused(client, endpoint, word):
    response = client.get(f"/api/v1/{endpoint}&as_of={word}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    [error] = response.json()["errors"]
    assert error["parameter"] == "as_of"
    assert "2019-12-31" in error["detail"]


def test_undated_claims_cost_the_same_queries_for_one_and_for_many(client, django_assert_num_queries):
    address = "/api/v1/compare/?topic=scaling&as_of=2019-12-31"
    with django_assert_num_queries(13):
        assert len(client.get(address).json()["undated"]) == 1
    cy = make.SpeakerFactory(slug="dee")
    episode = make.make_episode(guest=cy, date=None)
    topic = make.TopicFactory._meta.model.objects.get(slug="scaling")
    make.make_stance(1, speaker=cy, topic=topic, episode=episode, claims=9)
    with django_assert_num_queries(13):
        assert len(client.get(address).json()["undated"]) == 10


def test_what_was_written_later_about_an_episode_of_then_is_left_out(get):
    writer = make.SpeakerFactory(slug="vi")
    make.make_writing(
        writer=writer, topic=Topic.objects.get(slug="scaling"), episode=Episode.objects.get(date="2019-01-01")
    )
    then = get("compare/", topic="scaling", speakers="vi", as_of="2019-12-31")["columns"][0]
    assert (then["claims"], then["silence"]) == ([], "no-source")
    later = get("compare/", topic="scaling", speakers="vi", as_of="2021-12-31")["columns"][0]
    assert [claim["origin"]["date"] for claim in later["claims"]] == ["2021-04-09"]
