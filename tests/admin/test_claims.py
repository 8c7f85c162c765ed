"""The admin of claims fails closed: words that are not in a source exactly once are never saved as evidence."""

import pytest
from django.urls import reverse

from explorer.changes.edit import open_edit
from explorer.models import Claim, Evidence, Relation
from explorer.models.versions import latest_version
from tests import factories as make
from tests.admin.conftest import add
from tests.people import logged_in

pytestmark = pytest.mark.django_db

TEXT = "Scale is all you need. I said so. I said so."
ADD = reverse("admin:explorer_claim_add")


@pytest.fixture
@open_edit()
def source():
    speaker = make.SpeakerFactory()
    source = make.SourceFactory(slug="talk", text=f"{TEXT}\n\nAnother turn.")
    make.PassageFactory(source=source, speaker=speaker)
    make.PassageFactory(source=source, speaker=speaker)
    return source


def posted(source, *quotations, topics=1, **fields):
    """Return the form of a new claim with one piece of evidence for each quotation."""
    speaker = source.passages.first().speaker
    data = {
        "statement": "Scale suffices.",
        "slug": "scale-suffices",
        "speaker": speaker.pk,
        "episode": source.episode_id,
        "role": "plain",
        "topic_links-TOTAL_FORMS": topics,
        "topic_links-INITIAL_FORMS": 0,
        "evidence-TOTAL_FORMS": len(quotations),
        "evidence-INITIAL_FORMS": 0,
        "relations_out-TOTAL_FORMS": 0,
        "relations_out-INITIAL_FORMS": 0,
        "former_slugs-TOTAL_FORMS": 0,
        "former_slugs-INITIAL_FORMS": 0,
    }
    with open_edit():
        for n in range(topics):
            data |= {f"topic_links-{n}-topic": make.TopicFactory().pk, f"topic_links-{n}-bearing": "position"}
    for n, quotation in enumerate(quotations):
        evidence = {"source": source.pk, "asserter": speaker.pk, "basis": "labelled", "mode": "asserted"}
        evidence |= {"prefix": "", "suffix": ""} | ({"exact": quotation} if isinstance(quotation, str) else quotation)
        data |= {f"evidence-{n}-{name}": value for name, value in evidence.items()}
    return data | fields


def refused(client, data):
    """Post a new claim that must be refused, and return the page that says why."""
    response = client.post(ADD, data)
    assert response.status_code == 200
    assert not Claim.objects.exists()
    assert not Evidence.objects.exists()
    return response.text


def test_words_that_stand_in_the_source_once_are_saved_with_their_place(admin_client, source):
    assert admin_client.post(ADD, posted(source, "Scale is all you need.")).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.start, evidence.end, evidence.passage.slug) == (0, 22, "talk-1")


def test_words_are_kept_as_the_source_writes_them(admin_client, source):
    assert admin_client.post(ADD, posted(source, "Scale  is all\r\nyou need.")).status_code == 302
    assert Evidence.objects.get().exact == "Scale is all you need."


def test_a_wrong_word_is_refused_with_the_nearest_passage(admin_client, source):
    page = refused(admin_client, posted(source, "Scale is not all you need."))
    assert "Not saved: the words are not in the source" in page
    assert "talk-1" in page


def test_repeated_words_are_refused_with_the_cure(admin_client, source):
    assert "the words stand 2 times in the source; add a prefix or suffix" in refused(
        admin_client, posted(source, "I said so.")
    )


def test_white_space_of_a_prefix_counts(admin_client, source):
    quotation = {"exact": "I said so.", "prefix": "so. "}
    assert admin_client.post(ADD, posted(source, quotation)).status_code == 302
    assert Evidence.objects.get().start == TEXT.rindex("I said")


def test_words_across_passages_are_refused(admin_client, source):
    page = refused(admin_client, posted(source, {"exact": "so.\n\nAnother turn."}))
    assert "the words go beyond passage talk-1 and talk-2" in page


def test_one_wrong_quotation_keeps_the_right_one_from_being_saved(admin_client, source):
    refused(admin_client, posted(source, "Scale is all you need.", "Scale is nothing."))


def test_the_same_words_twice_are_refused(admin_client, source):
    page = refused(admin_client, posted(source, "Another turn.", "Another  turn."))
    assert "The same words stand here twice" in page


def test_a_source_about_another_episode_is_refused(admin_client, source):
    other = make.EpisodeFactory()
    page = refused(admin_client, posted(source, "Another turn.", episode=other.pk))
    assert "about another episode than the claim" in page


@pytest.mark.parametrize("name", ["Bob", None])
def test_a_label_that_names_somebody_else_is_refused(admin_client, source, name):
    data = posted(source, "Another turn.")
    source.passages.update(speaker=name and make.SpeakerFactory(name=name))
    page = refused(admin_client, data)
    assert f"Passage talk-2 is labelled with {name or 'nobody'}: choose another basis." in page


def test_the_same_topic_twice_is_refused(admin_client, source):
    data = posted(source, "Another turn.", topics=2)
    data["topic_links-1-topic"] = data["topic_links-0-topic"]
    assert "Please correct the duplicate" in refused(admin_client, data)


def test_a_draft_may_lack_evidence_and_topics(admin_client, source):
    assert admin_client.post(ADD, posted(source, topics=0)).status_code == 302
    assert Claim.objects.get().status == "draft"


@pytest.mark.parametrize("forged", [{"status": "published"}, {"status": "retracted", "retraction_reason": "Misheard."}])
def test_a_form_cannot_set_a_status(admin_client, source, forged):
    assert admin_client.post(ADD, posted(source, "Another turn.", **forged)).status_code == 302
    claim = Claim.objects.get()
    assert (claim.status, claim.retraction_reason) == ("draft", "")


def test_removing_the_only_evidence_of_a_published_claim_is_refused(admin_client, settings):
    settings.SINGLE_CURATOR = True
    claim = make.make_claim()
    evidence, link = claim.evidence.get(), claim.topic_links.get()
    data = posted(evidence.source, {"exact": evidence.exact, "id": evidence.pk, "DELETE": "on"})
    data |= {"evidence-INITIAL_FORMS": 1, "topic_links-INITIAL_FORMS": 1, "topic_links-0-id": link.pk}
    data["version"] = latest_version(claim)
    response = admin_client.post(reverse("admin:explorer_claim_change", args=[claim.pk]), data)
    assert "A published claim needs evidence" in response.text
    assert Evidence.objects.filter(pk=evidence.pk).exists()


def test_words_of_a_passage_that_was_set_aside_are_refused(admin_client, source):
    source.passages.update(disposition="joke")
    assert "is disposed of as joke" in refused(admin_client, posted(source, "Another turn."))


def test_a_claim_does_not_bear_on_itself(admin_client):
    claim = make.ClaimFactory()
    data = {"from_claim": claim.pk, "to_claim": claim.pk, "kind": "agrees", "reason": "Says the same."}
    assert "choose two different ones" in add(admin_client, "relation", **data).text
    assert not Relation.objects.exists()


def test_a_curator_relates_a_draft_and_leaves_published_claims_to_reviewers(people):
    client = logged_in(people["author"])
    one, two, draft = (make.make_claim(status=status) for status in ("published", "published", "draft"))
    data = {"from_claim": one.pk, "to_claim": two.pk, "kind": "agrees", "reason": "Says the same."}
    address = reverse("admin:explorer_relation_add")
    assert "ask a reviewer" in client.post(address, data).text
    assert not Relation.objects.exists()
    assert client.post(address, {**data, "from_claim": draft.pk}).status_code == 302
    assert logged_in(people["root"]).post(address, data).status_code == 302
