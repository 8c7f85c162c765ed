"""What a speaker's claims on a topic ask of a stance, and what stances ask of contrasts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.checks.cells import check_cells, list_unborne_contrasts, list_uncoded_cells
from explorer.checks.database import check_corpus, list_findings
from explorer.coding.vocabulary import Basis, Bearing, ContrastKind, Mode, StanceCode, Status
from explorer.models import Stance
from tests import factories as make

pytestmark = pytest.mark.django_db


def code(claim, **fields):
    topic = claim.topic_links.get().topic
    return make.StanceFactory(speaker=claim.speaker, topic=topic, episode=claim.episode, **fields)


def test_a_claim_of_position_that_scores_needs_a_stance(problems):
    claim = make.make_claim()
    place = f"{claim.speaker.slug} {claim.topic_links.get().topic.slug} {claim.episode.slug}"
    assert f"{place}: published claims of position have no stance; code where they stand" in problems()
    code(claim)
    assert check_corpus() == []


def test_a_folder_is_not_refused_for_what_is_still_to_be_coded():
    make.make_claim()
    assert check_corpus()
    assert list(list_findings()) == []


def test_a_guest_of_whom_nothing_scores_needs_the_reason_for_not_placing(problems):
    claim = make.make_claim(basis=Basis.INFERRED)
    assert "have no stance; code 'not-placed', with the reason" in problems()
    code(claim, code=StanceCode.NOT_PLACED)
    assert check_corpus() == []


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_a_stance_on_its_way_to_readers_will_do(status):
    code(make.make_claim(), status=status)
    assert list(list_uncoded_cells()) == []


def test_reports_context_drafts_and_hosts_of_whom_nothing_scores_need_none():
    make.make_claim(asserter=make.SpeakerFactory())
    make.make_claim(bearing=Bearing.CONTEXT)
    make.make_claim(status=Status.DRAFT)
    host = make.SpeakerFactory()
    make.make_claim(speaker=host, episode=make.make_episode(host=host), basis=Basis.INFERRED)
    assert list(list_uncoded_cells()) == []


def test_not_placed_beside_what_scores_is_found(problems):
    make.make_stance(code=StanceCode.NOT_PLACED)
    assert "'not-placed' has scoring evidence" in problems()


def test_not_placed_and_cannot_be_foreseen_need_claims(problems):
    with open_edit():
        for each in (StanceCode.NOT_PLACED, StanceCode.CANNOT_BE_FORESEEN):
            make.make_stance(code=each, claims=0)
    assert problems().count("rests on no published claim") == 2


def test_one_quotation_does_not_point(problems):
    make.make_stance(code=StanceCode.NOT_PLACED, mode=Mode.CONDITIONAL, points_to="first")
    assert "points_to rests on fewer than two quotations" in problems()


def test_a_contrast_with_somebody_who_is_not_placed_is_found(problems):
    stance = make.make_stance(code=StanceCode.NOT_PLACED, mode=Mode.CONDITIONAL)
    make.ContrastFactory(topic=stance.topic, first=stance.speaker)
    assert f"'{stance.speaker.slug}' is not placed on the topic; remove the contrast" in problems()
    make.make_stance(1, topic=stance.topic, speaker=stance.speaker)
    assert check_corpus() == []


@pytest.mark.parametrize(("position", "holds"), [(2, True), (1, True), (0, False), (-1, False)])
def test_one_verdict_stands_on_one_side(position, holds):
    topic = make.TopicFactory()
    pair = [make.make_stance(number, topic=topic).speaker for number in (2, position)]
    make.ContrastFactory(topic=topic, first=pair[0], second=pair[1], kind=ContrastKind.SAME_VERDICT)
    assert [finding.message.partition(";")[0] for finding in list_unborne_contrasts()] == (
        [] if holds else ["its speakers stand on different sides"]
    )


def test_queries_do_not_grow_with_the_cells():
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            list(check_cells())
        return len(queries)

    make.ContrastFactory(topic=make.make_stance().topic)
    make.make_claim()
    few = count()
    with open_edit():
        for _ in range(3):
            make.ContrastFactory(topic=make.make_stance().topic)
            make.make_claim()
    assert count() == few == 7
    assert Stance.objects.count() == 4
