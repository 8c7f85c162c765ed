"""Stances: the number fits the code, and a claim finds those that may rest on it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from explorer.coding.vocabulary import StanceCode
from explorer.models import Stance
from tests import factories as make
from tests.models.breaches import check_refused, second, twice, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("stance_once_per_episode", lambda: second(make.StanceFactory, ["speaker", "topic", "episode"])),
    ("stance_number_fits_code", lambda: update(make.StanceFactory, position=3)),
    ("stance_number_fits_code", lambda: update(make.StanceFactory, position=-3)),
    ("stance_number_fits_code", lambda: update(make.StanceFactory, position=None)),
    ("stance_number_fits_code", lambda: update(make.StanceFactory, code="mixed")),
    ("stance_code_known", lambda: update(make.StanceFactory, code="angry", position=None)),
    ("stance_points_unless_placed", lambda: update(make.StanceFactory, points_to="first")),
    (
        "stance_points_to_known",
        lambda: update(make.StanceFactory, code="not-placed", position=None, points_to="both"),
    ),
    ("claim_carries_a_stance_once", lambda: twice(make.StanceClaimFactory)),
    ("stance_status_known", lambda: update(make.StanceFactory, status="live")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


@pytest.mark.parametrize("position", range(-2, 3))
def test_every_step_of_the_scale_is_kept(position):
    stance = make.StanceFactory(position=position)
    stance.clean()
    assert Stance.objects.get(pk=stance.pk).position == position


@pytest.mark.parametrize(
    ("code", "position", "message"),
    [
        (StanceCode.POSITION, None, "Give a position from −2 to 2"),
        (StanceCode.POSITION, 3, "Give a position from −2 to 2"),
        (StanceCode.MIXED, 0, "This code has no number"),
        (StanceCode.NOT_PLACED, 1, "This code has no number"),
    ],
)
def test_a_number_that_does_not_fit_the_code_is_refused_at_the_form(code, position, message):
    with pytest.raises(ValidationError, match=message):
        Stance(code=code, position=position).clean()


@pytest.mark.parametrize(("code", "position"), [(StanceCode.POSITION, 1), (StanceCode.MIXED, None)])
def test_only_who_is_not_placed_points_to_anything(code, position):
    with pytest.raises(ValidationError, match="Only who is not placed"):
        Stance(code=code, position=position, points_to="first").clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.StanceFactory(code=code, position=position, points_to="first")
    Stance(code=StanceCode.NOT_PLACED, points_to="first").clean()


def test_stances_beside_claims_are_those_of_holder_and_episode_together():
    claim, other = make.make_claim(), make.make_claim()
    beside = [make.StanceFactory(speaker=one.speaker, episode=one.episode) for one in (claim, claim, other)]
    make.StanceFactory(speaker=claim.speaker, episode=other.episode)
    make.StanceFactory(episode=claim.episode)
    assert set(Stance.objects.that_may_rest_on([claim])) == set(beside[:2])
    assert set(Stance.objects.that_may_rest_on([claim, other])) == set(beside)
    assert list(Stance.objects.that_may_rest_on([])) == []


def test_topics_are_counted_once_for_each_speaker_and_who_is_not_placed_is_not():
    stance = make.StanceFactory()
    make.StanceFactory(speaker=stance.speaker, topic=stance.topic)
    make.StanceFactory(speaker=stance.speaker)
    make.StanceFactory(speaker=stance.speaker, code=StanceCode.NOT_PLACED)
    other = make.StanceFactory(topic=stance.topic)
    assert dict(Stance.objects.count_topics_by_speaker()) == {stance.speaker_id: 2, other.speaker_id: 1}
    assert set(Stance.objects.held_by(other.speaker)) == {other}
    assert Stance.objects.about([stance.topic]).count() == 3
