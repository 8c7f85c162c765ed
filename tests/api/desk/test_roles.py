"""Each role with each scope at each action: what its owner may do in the admin and its scopes open, and no more."""

import pytest
from django.test import Client
from django.urls import reverse

from explorer.coding.vocabulary import Status
from explorer.errors import ForbiddenError
from explorer.models import Claim, Contrast, Relation, Source, Stance
from explorer.models.versions import versions
from tests import factories as make
from tests.admin.conftest import PEOPLE
from tests.admin.conftest import people as people
from tests.admin.test_roles import ACTS, OTHERS, act, with_status
from tests.api.desk.conftest import quoted
from tests.people import logged_in, person
from tests.programs import program

pytestmark = pytest.mark.django_db

SCOPES = ("read", "draft", "review")
WRITTEN = {"claim": Claim, "stance": Stance, "relation": Relation, "contrast": Contrast}

WITH_ONE_SCOPE = {
    ("submit", Status.DRAFT): {("author", "draft")},
    ("send-back", Status.IN_REVIEW): {("author", "draft"), ("reviewer", "review"), ("root", "review")},
    ("publish", Status.IN_REVIEW): {("reviewer", "review"), ("root", "review")},
    ("send-back", Status.PUBLISHED): {("reviewer", "review"), ("root", "review")},
    ("retract", Status.PUBLISHED): {("reviewer", "review"), ("root", "review")},
    ("restore", Status.RETRACTED): {("reviewer", "review"), ("root", "review")},
    ("publish", Status.DRAFT): set(),
    ("retract", Status.DRAFT): set(),
}
"""Who does each act with which scope alone; a superuser submits the drafts of others only with both."""


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize(("name", "start", "end", "allowed"), ACTS, ids=str)
def test_each_act_of_review_is_done_by_those_who_may_and_with_the_scope_for_it(people, name, start, end, allowed):
    assert {who for who, _ in WITH_ONE_SCOPE[name, start]} <= set(allowed.split())
    for who in PEOPLE[1:]:
        for scope in SCOPES:
            claim = with_status(people, start)
            response = program(people[who], scope).act(f"claims/{claim.slug}/", name, "Because.")
            claim.refresh_from_db()
            done = (who, scope) in WITH_ONE_SCOPE[name, start]
            assert (who, scope, claim.status) == (who, scope, end if done else start.value), response.text
            assert response.status_code in ({200} if done else {403, 422})


def test_who_has_no_role_has_no_token(people):
    with pytest.raises(ForbiddenError):
        program(people["nobody"])


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize(("name", "start", "end", "allowed"), ACTS, ids=str)
def test_with_all_scopes_a_token_does_what_its_owner_does_in_the_admin(people, name, start, end, allowed):
    for who in PEOPLE[1:]:
        by_hand, by_program = with_status(people, start), with_status(people, start)
        act(logged_in(people[who]), by_hand, name)
        response = program(people[who], *SCOPES).act(f"claims/{by_program.slug}/", name, "Because.")
        by_hand.refresh_from_db()
        by_program.refresh_from_db()
        assert (who, by_program.status) == (who, by_hand.status)
        assert (response.status_code == 200) == (who in allowed.split())


def bodies(noun):
    """Return what is sent to add a record of a kind, and the address of one that is there with what changes it."""
    passage = make.make_episode(passages=1).sources.get().passages.get()
    topic, other = make.TopicFactory(), make.SpeakerFactory()
    if noun == "claim":
        words = quoted(passage, passage.text)
        told = {"speaker": passage.speaker.slug, "episode": passage.source.episode.slug, "statement": "It is so."}
        return {**told, "bearings": {topic.slug: "position"}, "evidence": [words]}
    if noun == "stance":
        told = {"speaker": other.slug, "topic": topic.slug, "episode": passage.source.episode.slug}
        return {**told, "position": 1, "rationale": "Says so."}
    if noun == "relation":
        one, two = make.make_claim(), make.make_claim()
        return {"from": one.slug, "to": two.slug, "kind": "agrees", "reason": "Says the same."}
    return {"topic": topic.slug, "speakers": [other.slug, passage.speaker.slug], "kind": "contradict", "reason": "So."}


ADDED = [
    ("claim", "author curator root", {"draft"}),
    ("stance", "author curator root", {"draft"}),
    ("relation", "reviewer root", {"review"}),
    ("contrast", "reviewer root", {"review"}),
]


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize(("noun", "allowed", "scopes"), ADDED, ids=str)
def test_each_kind_of_record_is_added_by_those_who_may_and_with_the_scope_for_it(people, noun, allowed, scopes):
    table = {(name, form): by for name, form, by in OTHERS}
    assert table.get((noun, "add"), allowed) == allowed  # the same people as in the admin
    for who in PEOPLE[1:]:
        for scope in SCOPES:
            body, before = bodies(noun), WRITTEN[noun].objects.count()
            response = program(people[who], scope).post(f"{noun}s/", body)
            done = who in allowed.split() and scope in scopes
            assert (who, scope, response.status_code) == (who, scope, 201 if done else 403)
            assert WRITTEN[noun].objects.count() == before + done


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize("noun", ["relation", "contrast"])
@pytest.mark.parametrize("method", ["patch", "delete"])
def test_what_readers_see_is_changed_and_deleted_by_reviewers_alone(people, noun, method):
    for who in PEOPLE[1:]:
        for scope in SCOPES:
            row = make.RelationFactory() if noun == "relation" else make.ContrastFactory()
            sender, path = program(people[who], scope), f"{noun}s/{row.pk}/"
            body = {"reason": "Changed."} if method == "patch" else None
            response = sender.send(method, path, body, if_match="*")
            done = who in {"reviewer", "root"} and scope == "review"
            assert (who, scope, response.status_code < 300) == (who, scope, done)
            assert response.status_code in {200, 204, 403}


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED, Status.RETRACTED])
@pytest.mark.parametrize("method", ["patch", "delete"])
def test_what_a_claim_says_is_changed_by_those_who_may_and_with_the_scope_for_it(people, status, method):
    for who in PEOPLE[1:]:
        for scope in SCOPES:
            claim = with_status(people, status)
            if method == "delete":
                versions(Claim).filter(id=claim.pk).delete()  # as if it had never been public
            body = {"statement": "Forged."} if method == "patch" else None
            response = program(people[who], scope).send(method, f"claims/{claim.slug}/", body, if_match="*")
            # Without the scope for reviewing, a superuser is a curator: somebody else's draft is not theirs.
            done = status == Status.DRAFT and scope == "draft" and who == "author"
            assert (who, scope, response.status_code < 300) == (who, scope, done), response.text
            assert Claim.objects.filter(pk=claim.pk, statement="Forged.").exists() == (done and method == "patch")
            assert Claim.objects.filter(pk=claim.pk).exists() == (not done or method == "patch")


def test_a_superuser_with_both_scopes_mends_the_drafts_of_others(people):
    claim = with_status(people, Status.DRAFT)
    root = program(people["root"], "draft", "review")
    assert root.change(f"claims/{claim.slug}/", {"statement": "Mended."}).status_code == 200


@pytest.mark.slow  # every role, act by act
@pytest.mark.parametrize("noun", ["claims", "stances", "relations", "contrasts"])
def test_every_role_reads_with_every_scope_what_it_sees_in_the_admin(people, noun):
    for who in PEOPLE[1:]:
        for scope in SCOPES:
            assert program(people[who], scope).get(f"{noun}/").status_code == 200
        page = logged_in(people[who]).get(reverse(f"admin:explorer_{noun.removesuffix('s')}_changelist"))
        assert page.status_code == 200


def test_no_scope_opens_the_admin(people):
    sender = program(people["root"])
    headers = {"authorization": f"Bearer {sender.words}"}
    assert Client().get("/admin/", headers=headers).status_code == 302
    assert Client().post("/admin/explorer/token/add/", {"name": "x"}, headers=headers).status_code == 302
    assert not Source.objects.exists()


def test_a_superusers_token_does_no_more_than_its_scopes(said):
    root = person("root", is_superuser=True)
    for scopes in (["read"], ["review"]):
        assert program(root, *scopes).post("claims/", said()).status_code == 403
    assert program(root, "draft").post("claims/", said()).status_code == 201
