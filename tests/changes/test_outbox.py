"""Whatever readers see change raises the revision and leaves word for the index; what they do not see leaves both."""

import datetime

import pytest
from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, transaction
from simple_history.models import HistoricalChanges

from explorer.changes.affected import TOUCHED
from explorer.changes.outbox import noted_together
from explorer.coding.vocabulary import Format, Status
from explorer.corpus.load import load_corpus
from explorer.documents.source_import import import_source
from explorer.models import Bearer, Change, Claim, Passage, Revision, SourceRevision, Token
from explorer.models.outbox import is_of_one_database
from tests import corpora
from tests import factories as make

pytestmark = pytest.mark.django_db


def noted():
    """Return what was noted since the last call, and that the revision rose exactly if anything was."""
    rows = list(Change.objects.order_by("pk"))
    assert not rows or Revision.objects.current() == rows[-1].revision
    Change.objects.all().delete()
    return {f"{row.type} {row.slug}".rstrip() for row in rows}


@pytest.fixture
def claim():
    """Return a public claim, of which everything was noted before."""
    ada = make.SpeakerFactory(slug="ada", aliases=["Countess"])
    topic = make.TopicFactory(slug="scaling")
    episode = make.make_episode(guest=ada, slug="talk")
    made = make.make_claim(speaker=ada, topic=topic, episode=episode, slug="enough")
    Passage.objects.update(slug="talk-1")
    noted()
    return made


@pytest.fixture
def draft(claim):
    claim.status = Status.DRAFT
    claim.save()
    noted()
    return claim


def test_every_model_of_the_site_says_what_readers_see_of_it():
    models = {one for one in apps.get_app_config("explorer").get_models() if not issubclass(one, HistoricalChanges)}
    assert set(TOUCHED) == models - {Revision, Change, SourceRevision, Token, Bearer}


def test_a_database_starts_at_a_revision_of_its_own():
    assert Revision.objects.current() == 0
    one = Revision.objects.first_or_current()
    assert Revision.objects.first_or_current() == Revision.objects.current() == one
    Revision.objects.all().delete()
    assert not is_of_one_database(one, Revision.objects.first_or_current())


def test_every_public_change_raises_the_revision_by_one(claim):
    before = Revision.objects.current()
    claim.save()
    claim.speaker.save()
    assert Revision.objects.current() == before + 2


def test_publishing_and_withdrawing_are_noted(draft):
    for status in (Status.PUBLISHED, Status.RETRACTED, Status.PUBLISHED, Status.IN_REVIEW):
        draft.status = status
        is_retracted = status == Status.RETRACTED
        draft.retracted_on = datetime.date(2024, 1, 1) if is_retracted else None
        draft.retraction_reason = "Wrong." if is_retracted else ""
        draft.save()
        assert noted() == {"claim enough"}


def test_a_draft_changes_nothing_that_readers_see(draft):
    topic = make.TopicFactory()
    noted()
    before = Revision.objects.current()
    draft.statement = "Scale is hardly enough."
    draft.status = Status.IN_REVIEW
    draft.save()
    draft.topic_links.all().delete()
    draft.topics.add(topic)
    draft.evidence.get().save()
    draft.delete()
    assert noted() == set()
    assert Revision.objects.current() == before


def test_what_hangs_on_a_claim_is_noted_with_it(claim):
    piece = claim.evidence.get()
    piece.mode = "hedged"
    piece.save()
    assert noted() == {"claim enough", "passage talk-1"}
    claim.topic_links.get().delete()
    assert noted() == {"claim enough"}
    piece.delete()
    assert noted() == {"claim enough", "passage talk-1"}


def test_links_made_without_rows_of_their_own_are_noted_from_either_end(claim):
    topic = make.TopicFactory(slug="limits")
    noted()
    claim.topics.add(topic)
    assert noted() == {"claim enough"}
    topic.claims.remove(claim)
    assert noted() == {"claim enough"}
    topic.claims.clear()
    assert noted() == {"everything"}


def test_evidence_that_moves_is_noted_at_both_ends(claim):
    other = make.make_claim(episode=claim.episode, slug="other")
    noted()
    piece = claim.evidence.get()
    piece.claim = other
    piece.save()
    assert noted() == {"claim enough", "claim other", "passage talk-1"}


def test_a_new_slug_leaves_word_of_the_old_one_too(claim):
    claim.slug = "plenty"
    claim.save()
    assert noted() == {"claim enough", "claim plenty"}


def test_people_questions_conversations_and_documents_are_noted(claim):
    claim.speaker.save()
    assert noted() == {"speaker ada"}
    claim.speaker.aliases.get().save()
    assert noted() == {"speaker ada"}
    claim.topics.get().save()
    assert noted() == {"topic scaling"}
    for row in (claim.episode, claim.episode.series, claim.episode.sources.get(), claim.episode.appearances.first()):
        row.save()
        assert noted() == {"episode talk"}
    Passage.objects.get().save()
    assert noted() == {"passage talk-1"}


def test_what_readers_see_and_no_search_finds_raises_the_revision(claim):
    other = make.make_claim(status=Status.DRAFT)
    noted()
    for factory in (make.StanceFactory, make.ContrastFactory, make.ErratumFactory):
        row = factory()
        noted()
        row.save()
        assert noted() == {"nothing"}
        row.delete()
        assert noted() == {"nothing"}
    make.RelationFactory(from_claim=claim, to_claim=other)
    make.StanceFactory(status=Status.DRAFT, speaker=claim.speaker, topic=claim.topics.get(), episode=claim.episode)
    assert noted() == set()


def test_what_goes_with_a_deleted_row_is_noted(claim):
    claim.delete()
    claim.episode.sources.get().delete()
    assert noted() == {"claim enough", "passage talk-1", "episode talk"}


def test_what_is_undone_was_never_noted(claim):
    before = Revision.objects.current()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ClaimFactory(slug=claim.slug)
    assert noted() == set()
    assert Revision.objects.current() == before


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_by_itself_is_not_noted_either(claim):
    before = Revision.objects.current()
    Change.objects.all().delete()
    with pytest.raises(IntegrityError):
        Claim(slug=claim.slug, speaker=claim.speaker, episode=claim.episode, statement="x", status="published").save()
    assert Revision.objects.current() == before


def test_work_noted_together_raises_the_revision_once(claim):
    before = Revision.objects.current()
    with noted_together():
        claim.save()
        claim.speaker.save()
        assert Revision.objects.current() == before
    assert noted() == {"claim enough", "speaker ada"}
    assert Revision.objects.current() == before + 1
    with noted_together():
        pass
    assert Revision.objects.current() == before + 1


def test_a_loading_is_noted_once_with_all_that_it_wrote(tmp_path):
    folder = corpora.make_corpus(tmp_path)
    load_corpus(folder)
    assert {row.revision for row in Change.objects.all()} == {Revision.objects.current()}
    assert {"claim ada-scale-dead-end", "passage talk-1-transcript-4", "topic scaling", "speaker bob-two"} <= noted()
    load_corpus(folder)
    assert noted() == set()
    corpora.edit(folder, f"{corpora.EPISODE}/claims.yaml", "exact: I suspect that scale", "exact: that scale")
    load_corpus(folder)
    assert "claim bob-scale-enough" in noted()


def test_an_import_is_noted(claim):
    noted()
    import_source(b"Ada: More.\n\nBob: Less.\n", episode_slug="talk", format_name=Format.MARKDOWN_TRANSCRIPT)
    assert noted() == {"episode talk"}


def test_a_fixture_of_djangos_has_everything_built_anew(claim):
    for row in serializers.deserialize("json", serializers.serialize("json", [claim])):
        row.save()
    assert noted() == {"everything"}
