"""A quotation is anchored in its source exactly once and inside one passage, or refused with what to do."""

import datetime

import pytest
from django.db import models

from explorer.anchoring import Fold, TextQuote
from explorer.changes.edit import open_edit
from explorer.errors import AnchoringError
from explorer.models import Source
from tests import factories as make
from tests.models.breaches import check_refused, second, twice, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("source_format_known", lambda: update(make.SourceFactory, format="papyrus")),
    ("source_bytes_once_per_episode", lambda: second(make.SourceFactory, ["episode", "text"])),
    ("passage_ordinal_once_per_source", lambda: second(make.PassageFactory, ["source", "ordinal"], slug="other")),
    ("passage_ends_after_start", lambda: update(make.PassageFactory, end=models.F("start"))),
    ("passage_ends_after_start", lambda: update(make.PassageFactory, start=9, end=8)),
    ("passage_times_in_order", lambda: update(make.PassageFactory, start_time=5, end_time=4, time_basis="own")),
    ("passage_time_has_a_basis", lambda: update(make.PassageFactory, start_time=5)),
    ("passage_time_has_a_basis", lambda: update(make.PassageFactory, time_basis="own")),
    ("passage_time_has_a_basis", lambda: update(make.PassageFactory, start_time=-1, time_basis="own")),
    ("passage_kind_known", lambda: update(make.PassageFactory, kind="song")),
    ("passage_grade_known", lambda: update(make.PassageFactory, grade="rumour")),
    ("passage_time_basis_known", lambda: update(make.PassageFactory, start_time=5, time_basis="guess")),
    ("passage_disposition_known", lambda: update(make.PassageFactory, disposition="boring")),
    ("erratum_once_per_span", lambda: twice(make.ErratumFactory)),
    ("erratum_ends_after_start", lambda: update(make.ErratumFactory, end=models.F("start"))),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


TEXT = "Talk\n\nScale is all you need. Or so I said.\n\nI never said so. I never said so.\n\nEnd"


@pytest.fixture
@open_edit()
def source():
    source = make.SourceFactory(slug="talk", text=TEXT)
    for words in ("Scale is all you need. Or so I said.", "I never said so. I never said so."):
        start = TEXT.index(words)
        make.PassageFactory(source=source, start=start, end=start + len(words))
    return source


def test_words_that_stand_once_are_anchored_in_their_passage(source):
    passage, found = source.anchor(TextQuote("all you need"))
    assert passage.slug == "talk-1"
    assert TEXT[found.start : found.end] == "all you need"


def test_the_folds_that_were_needed_are_named(source):
    _, found = source.anchor(TextQuote("all  you\nneed"))
    assert found.folds == (Fold.WHITE_SPACE,)
    assert TEXT[found.start : found.end] == "all you need"


def test_words_may_be_all_of_a_passage(source):
    passage, found = source.anchor(TextQuote("Scale is all you need. Or so I said."))
    assert (found.start, found.end) == (passage.start, passage.end)


def test_missing_words_are_refused_with_the_nearest_passage(source):
    with pytest.raises(AnchoringError, match=r"not in the source.*nearly: “not” is added, in passage talk-1"):
        source.anchor(TextQuote("Scale is not all you need."))


def test_words_like_nothing_in_the_source_are_refused_without_a_hint(source):
    with pytest.raises(AnchoringError, match=r"not in the source; quote it character by character$"):
        source.anchor(TextQuote("zzzz qqqq xxxx"))


def test_repeated_words_are_refused_with_their_number_and_the_cure(source):
    with pytest.raises(AnchoringError, match=r"stand 2 times.*prefix or suffix"):
        source.anchor(TextQuote("I never said so."))


def test_a_prefix_tells_repeated_words_apart(source):
    _, found = source.anchor(TextQuote("I never said so.", prefix="so. "))
    assert found.start == TEXT.rindex("I never")


def test_words_across_two_passages_are_refused_with_both(source):
    with pytest.raises(AnchoringError, match=r"beyond passage talk-1 and talk-2"):
        source.anchor(TextQuote("Or so I said.\n\nI never"))


def test_words_partly_outside_their_passage_are_refused(source):
    with pytest.raises(AnchoringError, match=r"beyond passage talk-1;"):
        source.anchor(TextQuote("Talk\n\nScale"))


def test_words_outside_every_passage_are_refused(source):
    with pytest.raises(AnchoringError, match=r"outside every passage"):
        source.anchor(TextQuote("Talk"))


def test_a_place_outside_every_passage_can_still_be_found(source):
    assert source.find(TextQuote("Talk")).start == 0


def test_words_longer_in_the_source_than_a_quotation_may_be_are_refused():
    source = make.SourceFactory(text=f"So {' ' * 400} long.")
    with pytest.raises(AnchoringError, match=r"longer than 400 characters; quote fewer"):
        source.find(TextQuote("So long."))


def test_the_passages_of_other_sources_are_not_taken(source):
    other = make.SourceFactory(text=TEXT)
    with pytest.raises(AnchoringError, match=r"outside every passage"):
        other.anchor(TextQuote("all you need"))


def test_the_documents_of_somebody_without_a_part_are_those_that_hold_their_words(django_assert_num_queries):
    part, labelled, asserted, nobody = (make.SpeakerFactory() for _ in range(4))
    make.make_episode(guest=part, passages=1)
    make.PassageFactory(speaker=labelled)
    piece = make.make_claim(speaker=asserted, episode=make.make_episode(), basis="narrated").evidence.get()
    with django_assert_num_queries(1):
        rows = list(Source.objects.count_readings([part.pk, labelled.pk, asserted.pk, nobody.pk]))
    assert sorted(speaker for speaker, *_ in rows) == [part.pk, labelled.pk, asserted.pk]
    piece.claim.status = "draft"
    piece.claim.save()
    assert not list(Source.objects.count_readings([asserted.pk]))


def test_readings_are_summed_up_by_the_day_of_the_episode():
    guest, day = make.SpeakerFactory(), datetime.date(2020, 1, 1)
    episode = make.make_episode(guest=guest, date=day)
    make.SourceFactory(episode=episode, read_in_full=datetime.date(2023, 1, 2))
    make.SourceFactory(episode=episode, read_in_full=None)
    assert list(Source.objects.count_readings([guest.pk])) == [(guest.pk, day, datetime.date(2023, 1, 2), 1)]
