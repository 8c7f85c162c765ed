"""Each role at each action, by page and by forged request: what is not allowed is refused and changes nothing."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from explorer.coding.vocabulary import Status
from explorer.documents.uploads import keep_upload
from explorer.models import Appearance, Claim, Contrast, Source, Speaker, SpeakerLabel, Topic
from explorer.models.versions import latest_version
from tests import factories as make
from tests.admin.conftest import PEOPLE, form_of
from tests.people import logged_in, person
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db


def of_author(people, status):
    return make.make_claim(status=status, created_by=people["author"], edited_by=people["author"])


READ_BEFORE = {"publish", "restore"}


def act(client, claim, name, reason="Because."):
    """Do an act by its page; a claim that it shows to readers is read for review before."""
    if name in READ_BEFORE:
        client.get(reverse("admin:explorer_claim_read", args=[claim.pk]))
    address = reverse("admin:explorer_claim_review", args=[name])
    return client.post(address, {"ids": claim.pk, "reason": reason})


ACTS = [
    ("submit", Status.DRAFT, "in-review", "author root"),
    ("send-back", Status.IN_REVIEW, "draft", "author reviewer root"),
    ("publish", Status.IN_REVIEW, "published", "reviewer root"),
    ("send-back", Status.PUBLISHED, "draft", "reviewer root"),
    ("retract", Status.PUBLISHED, "retracted", "reviewer root"),
    ("restore", Status.RETRACTED, "published", "reviewer root"),
    ("publish", Status.DRAFT, "published", ""),
    ("retract", Status.DRAFT, "retracted", ""),
]


def with_status(people, status):
    claim = of_author(people, Status.PUBLISHED)
    retraction = {"retracted_on": "2024-01-01", "retraction_reason": "Misheard."}
    fields = retraction if status == Status.RETRACTED else {}
    Claim.objects.filter(pk=claim.pk).update(status=status, **fields)
    return Claim.objects.get(pk=claim.pk)


@pytest.mark.parametrize(("name", "start", "end", "allowed"), ACTS, ids=str)
def test_each_act_of_review_is_done_by_those_and_no_others(people, name, start, end, allowed):
    for who in PEOPLE:
        claim = with_status(people, start)
        act(logged_in(people[who]), claim, name)
        claim.refresh_from_db()
        assert (who, claim.status) == (who, end if who in allowed.split() else start.value)


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize(("name", "start", "end", "allowed"), ACTS, ids=str)
def test_the_page_of_a_claim_offers_the_acts_that_are_open_and_no_others(people, name, start, end, allowed):
    for who in PEOPLE[1:]:
        claim = with_status(people, start)
        text = logged_in(people[who]).get(reverse("admin:explorer_claim_change", args=[claim.pk])).text
        page = f"{reverse('admin:explorer_claim_review', args=[name])}?ids={claim.pk}"
        read = reverse("admin:explorer_claim_read", args=[claim.pk])
        offered = (read if name in READ_BEFORE else page) in text
        assert (who, offered) == (who, who in allowed.split())


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (Status.DRAFT, {"author", "root"}),
        (Status.IN_REVIEW, set()),
        (Status.PUBLISHED, set()),
        (Status.RETRACTED, set()),
    ],
)
def test_what_a_claim_says_is_changed_by_those_and_no_others(people, status, allowed):
    for who in PEOPLE:
        claim = with_status(people, status)
        client, address = logged_in(people[who]), reverse("admin:explorer_claim_change", args=[claim.pk])
        data = form_of(claim, statement="Forged.", status="published", created_by=people[who].pk)
        assert (who, client.post(address, data).status_code) == (who, 302 if who in allowed else 403)
        claim.refresh_from_db()
        assert claim.statement == ("Forged." if who in allowed else claim.statement)
        assert (claim.statement == "Forged.") == (who in allowed)
        assert (claim.status, claim.created_by) == (status.value, people["author"])
        version = latest_version(claim)
        restored = client.post(reverse("admin:explorer_claim_restore", args=[claim.pk, version]))
        assert (who, restored.status_code) == (who, 302 if who in allowed else 403)
        assert client.get(address).status_code == (403 if who == "nobody" else 200)


@pytest.mark.parametrize(
    ("status", "allowed"), [(Status.DRAFT, {"author", "root"}), (Status.IN_REVIEW, set()), (Status.PUBLISHED, set())]
)
def test_only_ones_own_unpublished_draft_is_deleted(people, status, allowed):
    for who in PEOPLE:
        claim = of_author(people, status)
        address = reverse("admin:explorer_claim_delete", args=[claim.pk])
        logged_in(people[who]).post(address, {"post": "yes"})
        assert (who, Claim.objects.filter(pk=claim.pk).exists()) == (who, who not in allowed)


def test_no_list_of_claims_deletes_in_bulk(people):
    claim = of_author(people, Status.PUBLISHED)
    data = {"action": "delete_selected", "_selected_action": claim.pk, "post": "yes"}
    logged_in(people["root"]).post(reverse("admin:explorer_claim_changelist"), data)
    assert Claim.objects.filter(pk=claim.pk).exists()


OTHERS = [
    ("topic", "change", "editor root"),
    ("topic", "add", "editor root"),
    ("speaker", "change", "editor root"),
    ("speaker", "delete", "editor root"),
    ("series", "add", "editor root"),
    ("synonym", "change", "editor root"),
    ("contrast", "add", "reviewer root"),
    ("contrast", "change", "reviewer root"),
    ("relation", "change", "reviewer root"),
    ("relation", "delete", "reviewer root"),
    ("erratum", "add", "author curator root"),
    ("passage", "change", "author curator root"),
    ("source", "change", "author curator root"),
    ("episode", "change", "author curator root"),
    ("claim", "add", "author curator root"),
    ("stance", "add", "author curator root"),
]


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize(("noun", "form", "allowed"), OTHERS, ids=str)
def test_each_kind_of_record_is_written_by_those_and_no_others(people, noun, form, allowed):
    rows = [] if form == "add" else [getattr(make, f"{noun.capitalize()}Factory")().pk]
    address = reverse(f"admin:explorer_{noun}_{form}", args=rows)
    answers = {who: logged_in(people[who]).post(address, {}).status_code for who in PEOPLE}
    assert {who for who, status in answers.items() if status != 403} == set(allowed.split())


TALK = b"**Ada:** Scale is a dead end.\n\n**Bob:** Is it?\n\n**Ada:** It is.\n\n**Bob:** Why?\n"


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize("noun", ["episode", "source"])
def test_documents_are_imported_by_curators_and_no_others(people, noun):
    allowed = {"author", "curator", "root"}
    for who in PEOPLE:
        record = {"episode": make.EpisodeFactory, "source": make.SourceFactory}[noun]()
        client = logged_in(people[who])
        page = reverse(f"admin:explorer_{noun}_import", args=[record.pk])
        shown = reverse(f"admin:explorer_{noun}_import_preview", args=[record.pk, keep_upload(TALK, by=people[who])])
        answers = [client.get(page), client.get(shown), client.post(page, {"words": TALK.decode()})]
        before = snapshot()
        answers.append(client.post(shown, {"save": "1", "accepted": "every-claim"}))
        assert (who, [one.status_code for one in answers]) == (
            who,
            [200, 200, 302, 302] if who in allowed else [403] * 4,
        )
        assert (snapshot() == before) == (who not in allowed)
        link = client.get(reverse(f"admin:explorer_{noun}_change", args=[record.pk])).text
        assert (page in link) == (who in allowed)


@pytest.mark.slow  # every role, act by act
def test_people_are_added_under_a_label_by_those_who_may_add_people(people):
    people["both"] = person("both", "Curator", "Editor")
    for who, allowed in [("author", False), ("both", True), ("root", True)]:
        client, episode = logged_in(people[who]), make.EpisodeFactory()
        shown = reverse("admin:explorer_episode_import_preview", args=[episode.pk, keep_upload(TALK, by=people[who])])
        page = client.get(shown).text
        assert ("Somebody new: Ada" in page, "Somebody new is added by an editor" in page) == (allowed, not allowed)
        forged = client.post(shown, {"save": "1", "voice-0": "new"})
        assert (who, forged.status_code) == (who, 302 if allowed else 200)
        assert (Speaker.objects.exists(), episode.sources.exists()) == (allowed, allowed)
        if not allowed:
            assert client.post(shown, {"save": "1", "voice-0": ""}).status_code == 302
            assert not episode.sources.get().passages.exclude(speaker=None).exists()
        SpeakerLabel.objects.all().delete()
        Source.objects.all().delete()
        Appearance.objects.all().delete()
        Speaker.objects.all().delete()


@pytest.mark.slow  # every role, act by act
def test_a_newer_document_takes_claims_from_readers_by_a_reviewer_who_imports(people):
    people["both"] = person("both", "Curator", "Reviewer")
    claim = of_author(people, Status.PUBLISHED)
    source = claim.evidence.get().source
    shown = reverse("admin:explorer_source_import_preview", args=[source.pk, keep_upload(TALK, by=people["both"])])
    for who, allowed in [("author", False), ("curator", False), ("reviewer", False), ("editor", False), ("both", True)]:
        page = logged_in(people[who]).get(shown).text
        assert (who, "I accept that" in page) == (who, allowed)
        assert ("It takes a reviewer to take these from readers" in page) == (who in {"author", "curator"})
        logged_in(people[who]).post(shown, {"save": "1", "accepted": claim.slug})
        claim.refresh_from_db()
        assert (who, claim.status) == (who, "draft" if allowed else "published")
        assert source.revisions.exists() == allowed


def test_nobody_but_staff_sees_the_desk(people):
    User.objects.filter(username="nobody").update(is_staff=False)
    assert logged_in(people["nobody"]).get(reverse("admin:index")).status_code == 302
    assert Client().get(reverse("admin:index")).status_code == 302
    assert not Contrast.objects.exists()
    assert not Topic.objects.exists()
