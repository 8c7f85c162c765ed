import pytest

from explorer.coding.vocabulary import Bearing, Grade, RelationKind, Status
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


@pytest.mark.parametrize(("path", "queries"), [("/", 8), ("/topics/", 7)])
def test_the_queries_are_the_same_for_one_question_and_for_twenty(client, path, queries, django_assert_num_queries):
    make.make_stance(1)
    with django_assert_num_queries(queries):
        page(client, path)
    for _ in range(19):
        dispute(make.TopicFactory(), -1, 1)
    with django_assert_num_queries(queries):
        page(client, path)


def test_drafts_place_nobody(client):
    stance = make.make_stance(2, speaker=make.SpeakerFactory(name="Ada Lovelace"), status=Status.DRAFT)
    stance.speaker.claims.update(status=Status.DRAFT)
    html = page(client)
    assert "Read in full, not discussed: <a" in html
    assert "c-strip__guest" not in html


def clash(client):
    return client.get("/").context["clash"]


def dispute(topic, first, second, kind=RelationKind.DISPUTES, **claim):
    """Place two guests on a topic, with two claims of which the second disputes the first."""
    claims = []
    for position in (first, second):
        stance = make.make_stance(position, topic=topic)
        shared = {"speaker": stance.speaker, "episode": stance.episode, "topic": topic}
        claims.append(make.make_claim(**shared, **claim))
    return make.RelationFactory(from_claim=claims[1], to_claim=claims[0], kind=kind, reason="Says the opposite.")


def test_two_whose_claims_dispute_each_other_open_the_first_page_first_pole_first(client):
    dispute(make.TopicFactory(), 1, -1)
    relation = dispute(make.TopicFactory(), 2, -1)
    assert [side.column.position for side in clash(client).sides] == [-1, 2]
    assert [side.item.claim for side in clash(client).sides] == [relation.from_claim, relation.to_claim]
    html = page(client)
    assert "Says the opposite." in html
    assert relation.to_claim.statement in html


def test_own_words_go_before_summaries_where_two_pairs_are_as_far_apart(client):
    dispute(make.TopicFactory(ordinal=1), -2, 2, grade=Grade.SUMMARY)
    spoken = dispute(make.TopicFactory(ordinal=2), -2, 2)
    assert clash(client).sides[0].item.claim == spoken.to_claim


@pytest.mark.parametrize(
    ("first", "second", "options"),
    [
        (0, 1, {}),
        (-2, 2, {"kind": RelationKind.QUALIFIES}),
        (-2, 2, {"bearing": Bearing.CONTEXT}),
        (-2, 2, {"status": Status.DRAFT}),
    ],
)
def test_what_is_no_dispute_of_opposites_opens_nothing(client, first, second, options):
    dispute(make.TopicFactory(), first, second, **options)
    assert clash(client) is None
    assert "One disagreement" not in page(client)


def test_topics_without_any_guest_are_listed(client):
    topic = make.TopicFactory()
    assert topic.question in page(client)
