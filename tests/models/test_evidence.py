import pytest

from explorer.models import Evidence, Source
from tests.factories import PassageFactory, SpeakerFactory, make_claim, make_episode

pytestmark = pytest.mark.django_db


def test_agreement_leans_on_what_it_answers_unless_that_may_not_be_shown():
    guest = SpeakerFactory()
    source = make_episode(guest=guest, text="Is it so?\n\nAnd that I agree with.").sources.get()
    question = PassageFactory(source=source)
    make_claim(speaker=guest, passage=PassageFactory(source=source, speaker=guest, answers=question))

    assert Evidence.objects.get().leans_on == question
    Source.objects.update(show_text=False)
    assert Evidence.objects.get().leans_on is None
