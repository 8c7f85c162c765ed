import pytest

from explorer.models import Evidence, Source
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_agreement_leans_on_what_it_answers_unless_that_may_not_be_shown():
    guest = make.SpeakerFactory()
    source = make.make_episode(guest=guest, text="Is it so?\n\nAnd that I agree with.").sources.get()
    question = make.PassageFactory(source=source)
    make.make_claim(speaker=guest, passage=make.PassageFactory(source=source, speaker=guest, answers=question))

    assert Evidence.objects.get().leans_on == question
    Source.objects.update(show_text=False)
    assert Evidence.objects.get().leans_on is None
