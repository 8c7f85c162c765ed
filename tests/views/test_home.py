import pytest

from explorer.coding.vocabulary import Basis, Bearing, Grade, Mode, Status
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", ["/", "/topics/"])
def test_it_works_on_an_empty_database(client, path):
    assert "There are no questions yet." in page(client, path)


@pytest.mark.parametrize("path", ["/", "/topics/"])
def test_every_question_is_listed_with_who_stands_where(client, path):
    topic = make.TopicFactory(question="Is scale enough?")
    make.make_stance(-2, topic=topic, speaker=make.SpeakerFactory(name="Ada Lovelace", slug="ada"))
    html = page(client, path)
    assert f'<a href="{topic.get_absolute_url()}">Is scale enough?</a>' in html
    assert f'<a href="{topic.get_absolute_url()}#ada">Lovelace</a>' in html
    assert "1 claim<" in html


def test_what_the_first_page_counts_is_real(client):
    make.make_stance(1)
    make.make_stance(2)
    assert "Compare 2 guests of AI podcasts on 2 questions." in page(client)


@pytest.mark.parametrize("path", ["/", "/topics/"])
def test_the_queries_are_the_same_for_one_question_and_for_twenty(client, path, django_assert_num_queries):
    make.make_stance(1)
    with django_assert_num_queries(7):
        page(client, path)
    for _ in range(19):
        make.make_stance(-1, claims=2)
    with django_assert_num_queries(7):
        page(client, path)


def test_drafts_place_nobody(client):
    stance = make.make_stance(2, speaker=make.SpeakerFactory(name="Ada Lovelace"), status=Status.DRAFT)
    stance.speaker.claims.update(status=Status.DRAFT)
    html = page(client)
    assert "Read in full, not discussed: <a" in html
    assert "c-strip__guest" not in html


def clash(client):
    return client.get("/").context["clash"]


def test_the_two_furthest_apart_open_the_first_page_first_pole_first(client):
    topic = make.TopicFactory()
    for position in (2, 0, -1):
        make.make_stance(position, topic=topic)
    make.make_stance(-2)
    assert [side.column.position for side in clash(client).sides] == [-1, 2]
    assert clash(client).topic == topic


def test_own_words_go_before_summaries_where_two_pairs_are_as_far_apart(client):
    summarised, spoken = make.TopicFactory(ordinal=1), make.TopicFactory(ordinal=2)
    for topic, grade in ((summarised, Grade.SUMMARY), (spoken, Grade.TRANSCRIPT)):
        make.make_stance(-2, topic=topic, grade=grade)
        make.make_stance(2, topic=topic, grade=grade)
    assert clash(client).topic == spoken


def test_neighbours_are_no_clash(client):
    topic = make.TopicFactory()
    make.make_stance(0, topic=topic)
    make.make_stance(1, topic=topic)
    assert clash(client) is None


def test_a_clash_quotes_what_carries_the_position(client):
    topic = make.TopicFactory()
    stance = make.make_stance(-2, topic=topic)
    make.make_stance(2, topic=topic)
    shared = {"speaker": stance.speaker, "episode": stance.episode, "topic": topic}
    make.make_claim(**shared, bearing=Bearing.CONTEXT, words="Only context. " * 10)
    make.make_claim(**shared, basis=Basis.INFERRED, words="Only inferred. " * 10)
    make.make_claim(**shared, mode=Mode.CONDITIONAL, words="Only conditional. " * 8)
    assert "Only" not in clash(client).sides[0].quoted.evidence.exact


def test_topics_without_any_guest_are_listed(client):
    topic = make.TopicFactory()
    assert topic.question in page(client)
