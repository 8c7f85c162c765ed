"""What the admin refuses of stances, errata, contrasts, relations, passages and episodes, in words that help."""

import pytest
from django.urls import reverse

from explorer.coding.vocabulary import StanceCode
from explorer.models import Contrast, Erratum, Relation, Stance, Synonym
from explorer.models.versions import latest_version
from tests import factories as make

pytestmark = pytest.mark.django_db


def add(client, noun, **data):
    return client.post(reverse(f"admin:explorer_{noun}_add"), data)


def change(client, noun, row, **data):
    data.setdefault("version", latest_version(row))
    return client.post(reverse(f"admin:explorer_{noun}_change", args=[row.pk]), data)


def stance_data(like, **fields):
    """Return the form of a stance on the topic, speaker and episode of another."""
    ours = {"speaker": like.speaker_id, "topic": like.topic_id, "episode": like.episode_id}
    return ours | {"code": "position", "position": 1, "rationale": "Says so."} | fields


@pytest.fixture
def _alone(settings):
    settings.SINGLE_CURATOR = True


@pytest.mark.usefixtures("_alone")
def test_a_public_position_is_changed_to_one_that_its_claims_carry(admin_client):
    stance = make.make_stance()
    assert change(admin_client, "stance", stance, **stance_data(stance, position=2)).status_code == 302
    stance.refresh_from_db()
    assert stance.position == 2


@pytest.mark.usefixtures("_alone")
def test_a_public_position_that_nothing_carries_is_refused(admin_client):
    stance = make.make_stance(None, code=StanceCode.NO_CLEAR_ANSWER, claims=0)
    response = change(admin_client, "stance", stance, **stance_data(stance))
    assert "position 1 has no scoring evidence" in response.text


def test_a_position_that_nothing_carries_yet_may_wait_as_a_draft(admin_client):
    stance = make.StanceFactory.build(
        speaker=make.SpeakerFactory(), topic=make.TopicFactory(), episode=make.EpisodeFactory()
    )
    assert add(admin_client, "stance", **stance_data(stance)).status_code == 302
    assert Stance.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"position": 3}, "Give a position from −2 to 2"),
        ({"position": ""}, "Give a position from −2 to 2"),
        ({"code": "mixed"}, "This code has no number"),
    ],
)
@pytest.mark.usefixtures("_alone")
def test_a_number_that_does_not_fit_its_code_is_refused(admin_client, fields, message):
    stance = make.make_stance()
    response = change(admin_client, "stance", stance, **stance_data(stance, **fields))
    assert message in response.text
    stance.refresh_from_db()
    assert (stance.code, stance.position) == ("position", 1)


def erratum_data(source, exact, **fields):
    data = {"source": source.pk, "exact": exact, "prefix": "", "suffix": "", "reading": "temporal", "reason": "A slip."}
    return data | fields


def test_an_erratum_finds_its_words(admin_client):
    source = make.SourceFactory(text="A temple difference.")
    assert add(admin_client, "erratum", **erratum_data(source, "temple")).status_code == 302
    erratum = Erratum.objects.get()
    assert source.text[erratum.start : erratum.end] == "temple"


def test_an_erratum_about_words_that_are_not_there_is_refused(admin_client):
    source = make.SourceFactory(text="A temple difference.")
    response = add(admin_client, "erratum", **erratum_data(source, "template"))
    assert "Not saved: the words are not in the source" in response.text
    assert not Erratum.objects.exists()


def test_a_second_erratum_on_the_same_words_is_refused(admin_client):
    source = make.SourceFactory(text="A temple difference.")
    add(admin_client, "erratum", **erratum_data(source, "temple"))
    assert add(admin_client, "erratum", **erratum_data(source, "temple", reading="other")).status_code == 200
    assert Erratum.objects.count() == 1


def test_a_contrast_is_stored_in_the_order_of_slugs(admin_client):
    late, early = make.SpeakerFactory(slug="zoe"), make.SpeakerFactory(slug="abe")
    topic = make.TopicFactory()
    data = {"topic": topic.pk, "first": late.pk, "second": early.pk, "kind": "contradict", "reason": "Yes and no."}
    assert add(admin_client, "contrast", **data).status_code == 302
    assert Contrast.objects.get().first == early
    data |= {"first": early.pk, "second": late.pk}
    assert add(admin_client, "contrast", **data).status_code == 200
    assert "choose two different ones" in add(admin_client, "contrast", **(data | {"second": early.pk})).text


@pytest.mark.parametrize(
    ("term", "also", "narrower", "message"),
    [
        ("RL", "[]", "", "&#x27;RL&#x27; stands alone; give terms in also or in narrower"),
        ("RL", '["rl"]', "[]", "&#x27;rl&#x27; stands twice with &#x27;RL&#x27;"),
        ("RL", '["reward"]', '["Reward"]', "&#x27;Reward&#x27; stands twice"),
        (
            "RL",
            '["td"]',
            "[]",
            "&#x27;td&#x27; already stands in the group of &#x27;temporal difference learning&#x27;",
        ),
        ("TD", "[]", '["x"]', "&#x27;TD&#x27; already stands in the group of"),
        ("RL", '{"a": 1}', "[]", "Write a list of terms"),
        ("RL", "[1]", "[]", "Write a list of terms"),
        ("RL", '[" x"]', "[]", "Write a list of terms"),
        ("RL", "[", "[]", "Enter a valid JSON"),
        ("RL", f'["{"x" * 201}"]', "[]", "A term has at most 200 characters"),
    ],
)
def test_a_group_of_terms_that_makes_no_sense_is_refused(admin_client, term, also, narrower, message):
    make.SynonymFactory(term="temporal difference learning", also=["TD"])
    assert message in add(admin_client, "synonym", term=term, also=also, narrower=narrower).text
    assert Synonym.objects.count() == 1


def test_a_group_of_terms_is_saved_and_saved_again(admin_client):
    assert add(admin_client, "synonym", term="RL", also='["reward learning"]', narrower="").status_code == 302
    row = Synonym.objects.get()
    assert (row.also, row.narrower) == (["reward learning"], [])
    assert change(admin_client, "synonym", row, term="RL", also='["TD"]', narrower="[]").status_code == 302


def test_a_claim_does_not_bear_on_itself(admin_client):
    claim = make.ClaimFactory()
    data = {"from_claim": claim.pk, "to_claim": claim.pk, "kind": "agrees", "reason": "Says the same."}
    assert "choose two different ones" in add(admin_client, "relation", **data).text
    assert not Relation.objects.exists()


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ({"start_time": 5}, "A time and what it is based on go together"),
        ({"start_time": 5, "end_time": 4, "time_basis": "own"}, "The passage ends before it starts"),
    ],
)
def test_times_that_make_no_sense_are_refused(admin_client, times, message):
    passage = make.PassageFactory()
    data = {"kind": "turn", "grade": "transcript", "speaker": "", "section": "", "answers": "", "disposition": ""}
    assert message in change(admin_client, "passage", passage, **data, **times).text


def test_an_emptied_box_of_links_is_no_links(admin_client):
    episode = make.EpisodeFactory(links=[{"title": "Page", "url": "https://example.org/"}])
    empty = {f"{rows}-{form}_FORMS": 0 for rows in ("appearances", "labels") for form in ("TOTAL", "INITIAL")}
    data = {"title": "A", "slug": "a", "series": episode.series_id or "", "links": ""}
    response = change(admin_client, "episode", episode, **data, **empty)
    assert response.status_code == 302
    episode.refresh_from_db()
    assert episode.links == []


@pytest.mark.parametrize(
    "links",
    [
        '{"title": "A"}',
        '["https://example.org"]',
        '[{"title": "A", "url": "javascript:alert(1)"}]',
        '[{"url": "https://a.example"}]',
    ],
)
def test_links_that_are_no_links_are_refused(admin_client, links):
    data = {"title": "A", "slug": "a", "links": links}
    for prefix in ("appearances", "labels"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    response = add(admin_client, "episode", **data)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["links"]
    good = '[{"title": "A", "url": "https://a.example"}]'
    assert add(admin_client, "episode", **(data | {"links": good})).status_code == 302
