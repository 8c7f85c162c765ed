"""Documents tell of other rows than their own, and change with those."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.coding.vocabulary import Status
from explorer.search.indexing.dependents import CHUNK, add_dependents
from explorer.search_engine.types import DocumentKey, DocumentType
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    ada = make.SpeakerFactory(slug="ada")
    episode = make.make_episode(guest=ada, slug="talk")
    source = make.SourceFactory(episode=episode, slug="doc")
    passage = make.PassageFactory(source=source, speaker=ada, slug="doc-1")
    make.PassageFactory(source=source, slug="doc-2")
    make.make_claim(slug="other")
    return make.make_claim(
        speaker=ada, episode=episode, passage=passage, topic=make.TopicFactory(slug="scaling"), slug="enough"
    )


def told(type_, slug):
    return {f"{key.type} {key.id}" for key in add_dependents([DocumentKey(type_, slug)])}


@pytest.mark.parametrize(
    ("type_", "slug", "dependents"),
    [
        (DocumentType.SPEAKER, "ada", {"claim enough", "passage doc-1", "episode talk"}),
        (DocumentType.TOPIC, "scaling", {"claim enough", "passage doc-1"}),
        (DocumentType.EPISODE, "talk", {"claim enough", "passage doc-1", "passage doc-2"}),
        (DocumentType.PASSAGE, "doc-1", {"claim enough"}),
        (DocumentType.CLAIM, "enough", {"passage doc-1"}),
    ],
)
def test_a_document_comes_with_those_that_tell_of_it(claim, type_, slug, dependents):
    assert told(type_, slug) == {f"{type_} {slug}", *dependents}


def test_a_claim_that_is_not_public_is_no_document_and_one_that_is_gone_still_is(claim):
    claim.status = Status.DRAFT
    claim.save()
    assert told(DocumentType.SPEAKER, "ada") == {"speaker ada", "passage doc-1", "episode talk"}
    assert told(DocumentType.CLAIM, "gone") == {"claim gone"}


def test_so_many_at_once_are_asked_for_together():
    keys = [DocumentKey(DocumentType.SPEAKER, f"s-{number}") for number in range(CHUNK + 1)]
    with CaptureQueriesContext(connection) as queries:
        assert add_dependents(keys) == set(keys)
    assert len(queries) == 2 * 3
