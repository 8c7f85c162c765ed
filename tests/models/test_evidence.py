import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from explorer.coding.vocabulary import Medium
from explorer.models import Claim, Evidence, Source
from tests import factories as make
from tests.models.breaches import check_refused, twice, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("evidence_once_per_claim", lambda: twice(make.EvidenceFactory)),
    ("evidence_ends_after_start", lambda: update(make.EvidenceFactory, end=models.F("start"))),
    ("evidence_basis_known", lambda: update(make.EvidenceFactory, basis="hearsay")),
    ("evidence_mode_known", lambda: update(make.EvidenceFactory, mode="shouted")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_agreement_leans_on_what_it_answers_unless_that_may_not_be_shown():
    guest = make.SpeakerFactory()
    source = make.make_episode(guest=guest, text="Is it so?\n\nAnd that I agree with.").sources.get()
    question = make.PassageFactory(source=source)
    make.make_claim(speaker=guest, passage=make.PassageFactory(source=source, speaker=guest, answers=question))

    assert Evidence.objects.get().answered_passage == question
    Source.objects.update(show_text=False)
    assert Evidence.objects.get().answered_passage is None


@pytest.mark.parametrize("alias", [False, True])
def test_words_are_written_where_the_asserter_wrote_the_document(alias, django_assert_num_queries):
    claim = make.make_writing(writer=make.SpeakerFactory(name="Vi Noter", aliases=["V. Noter"]))
    if alias:
        Source.objects.update(writer="V. Noter")
    plain = Evidence.objects.get()
    with django_assert_num_queries(1):
        [fetched] = Evidence.objects.with_chain()
        assert fetched.is_written
    assert plain.is_written
    assert claim.origin.date == datetime.date(2021, 4, 9)


def test_who_writes_down_their_own_talk_has_said_it():
    claim = make.make_claim()
    Source.objects.update(writer=claim.speaker.name)
    assert not Evidence.objects.get().is_written
    assert not Evidence.objects.with_chain().get().is_written
    assert Claim.objects.with_evidence().get().origin.medium == Medium.SAID


def test_the_basis_written_needs_a_holder_who_wrote_the_document():
    piece = make.make_writing().evidence.get()
    piece.full_clean()
    Source.objects.update(writer="Somebody Else")
    with pytest.raises(ValidationError, match="holder and asserter is Somebody Else"):
        Evidence.objects.get().full_clean()
