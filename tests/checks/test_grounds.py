"""What the site says of people is refused where no claim that it rests on says it."""

import pytest

from explorer.checks.database import check_corpus
from explorer.models import Contrast, Relation, Stance, Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate(stance):
    """Return a stance whose holder, Ada Lee, has two claims on its topic, one of them related to a third."""
    stance.speaker.name = "Ada Lee"
    stance.speaker.save()
    first, second = stance.speaker.claims.order_by("pk")
    make.RelationFactory(from_claim=first, to_claim=second, reason="Says the same.")
    assert check_corpus() == []
    return stance


@pytest.mark.parametrize(
    ("model", "field"),
    [(Stance, "rationale"), (Relation, "reason"), (Contrast, "reason"), (Topic, "description")],
)
@pytest.mark.parametrize("word", ["never", "1997000", "Bostrom"])  # a number that no factory counts up to
def test_a_word_that_no_claim_says_is_found(debate, problems, model, field, word):
    model.objects.update(**{field: f"Here Lee has {word} in view."})
    assert f"it says “{word}”, and no claim that it rests on does; take it out, or name its claim" in problems()
    telling = debate.speaker.claims.first()
    telling.statement = f"Told is {word}."
    telling.save()
    assert check_corpus() == []


def test_a_contrast_that_names_its_claims_rests_on_no_other(debate, problems):
    contrast = Contrast.objects.get()
    bare, telling = debate.speaker.claims.order_by("pk")
    telling.statement = "It was never so."
    telling.save()
    Contrast.objects.update(reason="Lee says never.")
    assert check_corpus() == []
    make.ContrastClaimFactory(contrast=contrast, claim=bare)
    assert "it says “never”" in problems()


def test_a_description_that_names_nobody_is_not_held_to_claims(debate):
    Topic.objects.update(description="At stake is all that was ever only said of 1997.")
    assert check_corpus() == []


def test_years_of_the_episode_are_known(debate):
    episode = debate.episode
    episode.date = "2019-08-31"
    episode.save()
    Stance.objects.update(rationale="Says so in 2019.")
    assert check_corpus() == []
