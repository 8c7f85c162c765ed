"""Whoever holds a view of their own took part in its episode or wrote the document; whom others report need not."""

import pytest

from explorer.checks.database import check_corpus
from explorer.checks.participation import list_bereft, stance_absence
from explorer.checks.publication import publication_faults
from explorer.coding.vocabulary import Basis, Status
from tests import factories as make

pytestmark = pytest.mark.django_db

CURE = "add them to the episode's people with their role, or correct whose view it is"


@pytest.fixture
def ada():
    return make.SpeakerFactory(slug="ada-one", name="Ada One", aliases=["A. One"])


@pytest.fixture
def episode():
    return make.make_episode(slug="talk-1")


def absent(**fields):
    """Make a claim of somebody who has no part in the episode."""
    return make.make_claim(basis=Basis.NARRATED, **fields)


def test_a_claim_of_somebody_who_was_not_there_lacks_their_part(ada, episode):
    claim = absent(speaker=ada, episode=episode, status=Status.IN_REVIEW)
    [fault] = publication_faults(claim)
    assert fault == f"Ada One holds it in a conversation, 'talk-1', in which they have no part; {CURE}"
    make.AppearanceFactory(episode=episode, speaker=ada)
    assert publication_faults(claim) == []


def test_whom_somebody_else_reports_needs_no_part(ada, episode):
    guest = episode.appearances.get(role="guest").speaker
    assert publication_faults(absent(speaker=ada, asserter=guest, episode=episode)) == []


@pytest.mark.parametrize("name", ["Ada One", "A. One"])
def test_the_writer_of_a_document_needs_no_part_for_what_they_wrote(ada, episode, name):
    claim = absent(speaker=ada, episode=episode)
    stance = make.StanceFactory(speaker=ada, episode=episode, topic=claim.topics.get(), code="mixed")
    assert len(check_corpus()) == 2
    episode.sources.update(writer=name)
    assert publication_faults(claim) == []
    assert publication_faults(stance) == []
    assert check_corpus() == []


def test_a_stance_of_somebody_who_was_not_there_is_refused_saved_or_not(ada, episode):
    claim = absent(speaker=ada, episode=episode)
    stance = make.StanceFactory.build(speaker=ada, episode=episode, topic=claim.topics.get())
    assert CURE in next(stance_absence(stance.speaker, stance.episode))
    stance.save()
    assert [fault for fault in publication_faults(stance) if CURE in fault]


def test_the_check_of_the_database_finds_what_is_published_already_and_no_drafts(ada, episode):
    claim = absent(speaker=ada, episode=episode, slug="so")
    make.StanceFactory(speaker=ada, episode=episode, topic=claim.topics.get())
    absent(speaker=ada, episode=episode, status=Status.DRAFT)
    told = [str(problem) for problem in check_corpus()]
    assert [line.split(":")[0] for line in told] == ["claim", "stance"]
    assert all(CURE in line for line in told)
    make.AppearanceFactory(episode=episode, speaker=ada)
    assert check_corpus() == []


def test_nobody_on_whom_something_published_rests_goes(ada, episode, django_assert_max_num_queries):
    guest = episode.appearances.get(role="guest").speaker
    make.AppearanceFactory(episode=episode, speaker=ada)
    assert list_bereft(episode, []) == []
    absent(speaker=ada, episode=episode)
    make.StanceFactory(speaker=guest, episode=episode, code="no-clear-answer", position=None)
    with django_assert_max_num_queries(5):
        assert list_bereft(episode, []) == sorted([ada.name, guest.name])
    assert list_bereft(episode, [ada.pk, guest.pk]) == []
