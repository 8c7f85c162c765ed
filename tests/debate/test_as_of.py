"""The debate as of a day: all follows from episodes of that day or before, and the undated counts for nothing."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, Confidence, Mode, Silence, StanceCode
from explorer.debate.compare import compare, fetch_contrasts, survey
from explorer.debate.comparison import list_undated
from explorer.debate.people import compare_people
from explorer.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.date(2019, 12, 31)
BEFORE, AFTER = datetime.date(2019, 8, 31), datetime.date(2022, 6, 14)


@pytest.fixture
def topic():
    return make.TopicFactory()


@pytest.fixture
def guest():
    return make.SpeakerFactory()


def said(position, guest, topic, day, **options):
    """Make a stance with its claims in an episode of a day."""
    episode = make.make_episode(guest=guest, date=day)
    return make.make_stance(position, speaker=guest, topic=topic, episode=episode, **options)


def as_of(topic, *speakers, day=DAY):
    return compare(topic, speakers, day).columns


def test_a_stance_taken_later_gives_way_to_the_one_held_then(topic, guest):
    then, later = said(-2, guest, topic, BEFORE), said(2, guest, topic, AFTER)
    (column,) = as_of(topic, guest)
    assert (column.stance.record, column.earlier) == (then, ())
    assert column.position == -2
    assert as_of(topic, guest, day=AFTER)[0].stance.record == later


def test_the_day_itself_counts_and_the_day_before_does_not(topic, guest):
    said(1, guest, topic, DAY)
    assert as_of(topic, guest)[0].position == 1
    assert as_of(topic, guest, day=DAY - datetime.timedelta(days=1))[0].position is None


def test_claims_confidence_and_label_rest_on_what_was_said_by_then(topic, guest):
    stance = said(1, guest, topic, BEFORE)
    make.make_claim(speaker=guest, topic=topic, episode=make.make_episode(guest=guest, date=AFTER))
    (column,) = as_of(topic, guest)
    assert len(column.claims) == 1
    assert column.stance.confidence == Confidence.MEDIUM
    assert column.label == "Leans: It is (said once)"
    assert [item.episode for item in column.cut.later] != [stance.episode]
    assert len(column.cut.later) == 1


def test_a_source_obtained_later_counts_by_its_episodes_day(topic, guest):
    stance = said(1, guest, topic, BEFORE)
    make.mark_read(stance.episode.sources.all(), AFTER + datetime.timedelta(days=1000))
    assert as_of(topic, guest)[0].position == 1


def test_undated_evidence_is_fenced_off_and_gives_no_position(topic, guest):
    said(2, guest, topic, None, claims=2)
    (column,) = as_of(topic, guest)
    assert (column.stance, column.claims, column.earlier) == (None, (), ())
    assert len(column.cut.undated) == 2
    assert column.cut.later == ()


def test_without_a_day_nothing_is_left_out(topic, guest):
    said(2, guest, topic, None)
    said(1, guest, topic, AFTER)
    (column,) = compare(topic, [guest]).columns
    assert (column.cut, len(column.claims)) == (None, 2)


def test_what_was_reported_later_or_without_a_date_is_not_in_the_lane(topic):
    absent, reporter = make.SpeakerFactory(), make.SpeakerFactory()
    for day in (BEFORE, AFTER, None):
        episode = make.make_episode(guest=reporter, date=day)
        make.make_claim(speaker=absent, topic=topic, episode=episode, asserter=reporter)
    comparison = compare(topic, [reporter], DAY)
    (column,) = comparison.others
    assert (len(column.reported), len(column.cut.later), len(column.cut.undated)) == (1, 1, 1)
    assert len(as_of(topic, absent)[0].reported) == 1


@pytest.mark.parametrize(
    ("days", "silence", "words"),
    [
        ([AFTER], Silence.NO_SOURCE, "No dated interview by then"),
        ([None], Silence.NO_SOURCE, "No dated interview by then"),
        ([BEFORE], Silence.NOT_DISCUSSED, "Did not come up"),
        ([BEFORE, AFTER], Silence.NOT_DISCUSSED, "Did not come up"),
    ],
)
def test_silence_is_about_the_documents_of_then(topic, guest, days, silence, words):
    with open_edit():
        for day in days:
            make.make_episode(guest=guest, date=day)
    (column,) = as_of(topic, guest)
    assert (column.silence, column.silence_words) == (silence, words)
    assert column.silence_note


def test_a_later_document_that_was_not_read_leaves_no_earlier_blank_open(topic, guest):
    make.make_episode(guest=guest, date=BEFORE)
    make.make_episode(guest=guest, date=AFTER)
    make.mark_read(Source.objects.filter(episode__date=AFTER), None)
    assert as_of(topic, guest)[0].silence == Silence.NOT_DISCUSSED
    assert compare(topic, [guest]).columns[0].silence == Silence.NOT_READ


def test_who_only_came_near_it_by_then_has_no_position_taken(topic, guest):
    episode = make.make_episode(guest=guest, date=BEFORE)
    make.make_claim(speaker=guest, topic=topic, episode=episode, bearing=Bearing.CONTEXT)
    said(2, guest, topic, AFTER)
    assert as_of(topic, guest)[0].silence_words == "Came up, took no side"


@pytest.mark.parametrize(("day", "kept"), [(BEFORE, True), (AFTER, False), (None, False)])
def test_a_contrast_stands_only_where_nothing_of_its_ends_is_left_out(topic, guest, day, kept):
    other = make.SpeakerFactory()
    said(-1, guest, topic, BEFORE)
    said(1, other, topic, BEFORE)
    make.make_claim(speaker=other, topic=topic, episode=make.make_episode(guest=other, date=day))
    contrast = make.ContrastFactory(topic=topic, first=guest, second=other)
    columns = as_of(topic, guest, other)
    assert fetch_contrasts(topic, columns) == ([contrast] if kept else [])
    (row,) = compare_people([topic], [guest.slug, other.slug], DAY).rows
    assert row.contrasts == ((contrast,) if kept else ())


def test_a_later_report_of_somebody_leaves_their_contrast_standing(topic, guest):
    other = make.SpeakerFactory()
    said(-1, guest, topic, BEFORE)
    said(1, other, topic, BEFORE)
    make.make_claim(speaker=other, topic=topic, episode=make.make_episode(guest=guest, date=AFTER), asserter=guest)
    contrast = make.ContrastFactory(topic=topic, first=guest, second=other)
    assert fetch_contrasts(topic, as_of(topic, guest, other)) == [contrast]


def test_a_later_stance_without_claims_takes_its_contrast_along(topic, guest):
    other = make.SpeakerFactory()
    said(1, guest, topic, BEFORE)
    said(None, other, topic, AFTER, code="no-clear-answer", claims=0)
    make.ContrastFactory(topic=topic, first=guest, second=other)
    assert fetch_contrasts(topic, as_of(topic, guest, other)) == []


def test_the_two_furthest_apart_are_those_of_then(topic, guest):
    other, third = make.SpeakerFactory(), make.SpeakerFactory()
    said(-1, guest, topic, BEFORE)
    said(1, other, topic, BEFORE)
    said(2, third, topic, AFTER)
    assert set(compare_people([topic], None, DAY).chosen) == {guest, other}
    assert set(compare_people([topic], None).chosen) == {guest, third}


def test_the_undated_is_told_once(topic, guest):
    said(1, guest, topic, BEFORE)
    claim = make.make_claim(speaker=guest, topic=topic, episode=make.make_episode(guest=guest, date=None))
    make.ClaimTopicFactory(claim=claim, topic=(second := make.TopicFactory()))
    columns = [column for one in survey([topic, second], [guest], DAY) for column in one.columns]
    assert [item.record for item in list_undated(columns)] == [claim]


def test_the_choice_of_evidence_narrows_what_is_left_out_too(topic, guest):
    said(1, guest, topic, None)
    (column,) = as_of(topic, guest)
    assert column.narrowed({"transcript"}, {Mode.ASSERTED}).cut == column.cut
    assert column.narrowed({"notes"}, {Mode.ASSERTED}).cut.undated == ()


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("rows", [1, 6])
def test_a_day_costs_no_query(django_assert_num_queries, topic, rows):
    people = [make.SpeakerFactory() for _ in range(rows)]
    for speaker in people:
        for day in (BEFORE, AFTER, None):
            said(1, speaker, topic, day)
    with django_assert_num_queries(5):
        columns = as_of(topic, *people)
        assert len(list_undated(columns)) == rows
        assert all(item.quoted[0].evidence.chain for item in list_undated(columns))


def test_what_was_written_later_about_a_talk_of_then_does_not_count(topic, guest):
    talk = said(1, guest, topic, BEFORE).episode
    writer, absent = make.SpeakerFactory(), make.SpeakerFactory()
    make.make_writing(writer=writer, topic=topic, episode=talk, day=AFTER)
    make.make_writing(writer=writer, holder=absent, topic=topic, episode=talk, day=AFTER, basis=Basis.INFERRED)
    comparison = compare(topic, [guest, writer], DAY)
    ours, theirs = comparison.columns
    assert (len(ours.claims), theirs.claims, theirs.silence) == (1, (), Silence.NO_SOURCE)
    assert [column.reported for column in comparison.others] == [()]
    assert len(as_of(topic, writer, day=AFTER)[0].claims) == 1


def test_a_stance_that_rests_on_writing_is_as_old_as_the_document(topic):
    writer = make.SpeakerFactory()
    talk = make.make_episode(date=BEFORE)
    make.make_writing(writer=writer, topic=topic, episode=talk, day=AFTER)
    make.StanceFactory(speaker=writer, topic=topic, episode=talk, code=StanceCode.MIXED)
    assert as_of(topic, writer)[0].stance is None
    assert as_of(topic, writer, day=AFTER)[0].stance.as_of == AFTER
