import pytest
from django.db import models

from explorer.models import Evidence, Source
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
