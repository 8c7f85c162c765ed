"""Whatever is changed, no page that is kept differs from the page made anew."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Mode, Status
from explorer.models import Claim, ClaimTopic, Episode, Topic
from explorer.views.freshness import KEPT
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answers_kept")]

OF_RECORDS = {
    "topics": [
        "/topics/{}/",
        "/topics/{}/?view=people",
        "/topics/{}.jsonld",
        "/topics/{}.argdown",
        "/feeds/topics/{}/",
    ],
    "claims": ["/claims/{}/", "/claims/{}.json", "/claims/{}.jsonld", "/api/v1/claims/{}/"],
    "episodes": ["/episodes/{}/"],
    "speakers": ["/feeds/speakers/{}/"],
    "sources": ["/sources/{}.txt", "/sources/{}.vtt"],
}
"""The addresses that depend on a part of the site; all others are made anew whatever changes."""


def list_addresses(client):
    """Return the addresses of every record whose answers depend on a part of the site."""
    slugs = {kind: [row["slug"] for row in client.get(f"/api/v1/{kind}/").json()["results"]] for kind in OF_RECORDS}
    return [form.format(slug) for kind, forms in OF_RECORDS.items() for form in forms for slug in slugs[kind]]


@pytest.fixture
@open_edit()
def hers():
    """Return a claim that everything else is bound to: by speaker, topic, episode, relation, stance and contrast."""
    scale, body = make.TopicFactory(slug="scale"), make.TopicFactory(slug="body")
    ada, bob = make.SpeakerFactory(slug="ada"), make.SpeakerFactory(slug="bob")
    stance = make.make_stance(-2, speaker=ada, topic=scale)
    make.make_stance(2, speaker=bob, topic=scale)
    hers = Claim.objects.get(speaker=ada)
    make.StanceClaimFactory(stance=stance, claim=hers)
    make.make_claim(speaker=ada, topic=scale, slug="later")
    beside = make.make_claim(speaker=bob, topic=body, slug="beside")
    make.RelationFactory(from_claim=hers, to_claim=beside)
    make.make_claim(speaker=ada, asserter=bob, episode=beside.episode, topic=body, slug="reported")
    merged = make.make_claim(
        speaker=bob, topic=body, status=Status.RETRACTED, retracted_on="2024-01-02", retraction_reason="One claim."
    )
    make.FormerSlugFactory(claim=hers, slug=merged.slug)
    contrast = make.ContrastFactory(topic=scale, first=ada, second=bob)
    make.ContrastClaimFactory(contrast=contrast, claim=hers)
    return hers


def save(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def reword(claim):
    save(claim, statement="All is otherwise.")


def retract(claim):
    save(claim, status=Status.RETRACTED, retracted_on="2024-01-02", retraction_reason="Misheard.")


def restore(claim):
    save(claim, status=Status.PUBLISHED, retracted_on=None, retraction_reason="")


def make_background(claim):
    save(claim.topic_links.get(), bearing="context")


def link_elsewhere(claim):
    ClaimTopic.objects.create(claim=claim, topic=Topic.objects.get(slug="body"), bearing="position")


def hedge(claim):
    save(claim.evidence.get(), mode=Mode.HEDGED)


def quote_more(claim):
    make.EvidenceFactory(claim=claim)


def relate_otherwise(claim):
    save(claim.relations_out.get(), kind="agrees")


def relate_more(claim):
    make.RelationFactory(from_claim=Claim.objects.get(slug="later"), to_claim=claim)


def take_back_what_was_taken_in(_):
    save(Claim.objects.get(status=Status.RETRACTED), retraction_reason="Another reason.", statement="Otherwise.")


def move(claim):
    save(claim.carried_stances.get().stance, position=1)


def take_back_stance(claim):
    save(claim.carried_stances.get().stance, status=Status.DRAFT)


def carry_otherwise(claim):
    save(claim.carried_stances.get(), claim=Claim.objects.get(slug="later"))


def give_to_another(claim):
    save(claim, speaker=Claim.objects.get(slug="beside").speaker, episode=Episode.objects.last())


def unlink(claim):
    claim.topic_links.first().delete()


def take_evidence_away(claim):
    claim.evidence.first().delete()


def give_theme(claim):
    save(claim.topics.first(), theme="What it is")


def delete(claim):
    claim.delete()


ACTS = [
    *(reword, retract, restore, make_background, hedge, quote_more, relate_otherwise, relate_more, move),
    *(link_elsewhere, take_back_what_was_taken_in, take_back_stance, carry_otherwise),
    give_theme,
    *(unlink, take_evidence_away, give_to_another, delete),
]


def find_stale(client, act, claim):
    """Act; return the addresses whose kept answers differ from those made anew, and how many were still kept."""
    addresses = list_addresses(client)
    before = {address: client.get(address).get("ETag") for address in addresses}
    act(claim)
    kept = {address: client.get(address) for address in addresses}
    KEPT.clear()
    # What has another tag was made just now.
    same = [address for address in addresses if before[address] and kept[address].get("ETag") == before[address]]
    return [address for address in same if client.get(address).content != kept[address].content], len(same)


def test_no_kept_page_shows_what_was_retracted_and_others_stay(client, hers):
    stale, still_kept = find_stale(client, retract, hers)
    assert not stale
    assert still_kept


@pytest.mark.slow  # makes every page of the records twice for each act
def test_no_kept_page_differs_from_the_page_made_anew(client, hers):
    # In one test, since the rows take as long to make as all pages.
    for act in ACTS:
        hers.refresh_from_db()
        assert find_stale(client, act, hers)[0] == [], act.__name__
