"""Who may take a corpus out or bring one in, and what of one: nothing that they may not do by hand."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.corpus.permissions import list_refusals, list_review_permissions, may_bring_in, may_take_out, name_kind
from explorer.corpus_format.differences import KindChanges, RecordChange
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


def changes(kind, *, added=(), changed=(), removed=()):
    return KindChanges(kind, tuple(added), tuple(changed), tuple(removed), 0)


def record(name, *, was=None, becomes=None, **content):
    before, after = ({"status": status, **content} if status else {} for status in (was, becomes))
    return RecordChange(name, name, before, after)


def draft(name):
    return record(name, was="draft", becomes="draft")


@pytest.mark.parametrize(
    ("roles", "out", "into"),
    [
        ([], False, False),
        (["Curator"], True, False),
        (["Reviewer"], True, False),
        (["Editor"], True, True),
    ],
)
def test_whoever_sees_everything_takes_it_out_and_whoever_keeps_the_lists_brings_it_in(roles, out, into):
    somebody = person("somebody", *roles)
    assert (may_take_out(somebody), may_bring_in(somebody)) == (out, into)


def test_what_is_not_in_a_persons_roles_is_refused_with_the_first_names():
    removed = [RecordChange(f"ada-{number}", "", {"name": "Ada"}, {}) for number in range(5)]
    [why] = list_refusals([changes("speaker", removed=removed)], {}, by=person("cora", "Curator"))
    assert why == "to delete speakers is not in your roles (ada-0, ada-1, ada-2 and 2 more)"


def test_drafts_take_a_curator_and_what_is_more_a_reviewer():
    cora, rex = person("cora", "Curator"), person("rex", "Curator", "Reviewer")
    submitted = changes("claim", changed=[draft("a"), record("b", was="draft", becomes="in-review")])
    assert list_refusals([changes("claim", changed=[draft("a")])], {}, by=cora) == ()
    [why] = list_refusals([submitted], {}, by=cora)
    assert why == "claims that are or become anything but drafts take a reviewer (b)"
    assert list_refusals([submitted], {}, by=rex) == ()


def test_the_draft_of_somebody_else_takes_a_reviewer():
    cora, rex = person("cora", "Curator"), person("rex", "Curator", "Reviewer")
    make.ClaimFactory(slug="theirs", status=Status.DRAFT, created_by=rex)
    make.ClaimFactory(slug="mine", status=Status.DRAFT, created_by=cora)
    both = [changes("claim", changed=[draft("theirs"), draft("mine")])]
    [why] = list_refusals(both, list_review_permissions(cora), by=cora)
    assert why == "claims that are somebody else's drafts take a reviewer (theirs)"
    assert list_refusals(both, list_review_permissions(rex), by=rex) == ()


def test_nobody_publishes_their_own_by_a_loading_unless_they_are_alone(settings):
    rex = person("rex", "Curator", "Reviewer")
    stance = make.StanceFactory(status=Status.DRAFT, edited_by=rex)
    name = f"{stance.speaker.slug} {stance.topic.slug} {stance.episode.slug}"
    published = [changes("stance", changed=[record(name, was="draft", becomes="published")])]
    [why] = list_refusals(published, list_review_permissions(rex), by=rex)
    assert why == f"nobody publishes their own, and you wrote or last changed stances that would be ({name})"
    settings.SINGLE_CURATOR = True
    assert list_refusals(published, list_review_permissions(rex), by=rex) == ()


def test_a_relation_that_readers_see_at_once_takes_a_reviewer():
    cora, rex = person("cora", "Curator"), person("rex", "Curator", "Reviewer")
    for slug, status in (("a", Status.PUBLISHED), ("b", Status.PUBLISHED), ("c", Status.DRAFT)):
        make.ClaimFactory(slug=slug, status=status)
    seen, unseen = ({"from": "a", "to": other} for other in ("b", "c"))
    added = [changes("relation", added=[RecordChange(" ".join(one.values()), "", {}, one) for one in (seen, unseen)])]
    assert list_refusals(added, {}, by=cora) == ("relations between published claims take a reviewer (a b)",)
    assert list_refusals(added, {}, by=rex) == ()


def test_kinds_are_called_what_readers_call_them():
    assert [name_kind("series"), name_kind("erratum"), name_kind("claim", 1)] == ["series", "errata", "claim"]
