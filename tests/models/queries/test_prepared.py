"""What is put together once answers every later question as the queryset itself would."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from explorer.coding.vocabulary import Grade
from explorer.models import Claim, Episode, Passage, Speaker
from explorer.models.queries.prepared import MOST_KEPT, UnpreparedError, prepared
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def compiled(monkeypatch):
    """Return a list that grows with every statement that Django puts together."""
    made = []
    write = SQLCompiler.get_from_clause
    monkeypatch.setattr(SQLCompiler, "get_from_clause", lambda self: made.append(1) or write(self))
    return made


def test_rows_of_other_values_are_fetched_without_new_sql(compiled, django_assert_num_queries):
    claims = [make.ClaimFactory() for _ in range(3)]
    find = prepared(lambda *, holder: Claim.objects.filter(speaker=holder).select_related("speaker"))
    assert find(holder=claims[0].speaker_id) == claims[:1]
    compiled.clear()
    with django_assert_num_queries(2):
        found = [find(holder=claim.speaker_id) for claim in claims[1:]]
        names = [claim.speaker.name for [claim] in found]
    assert (found, compiled) == ([[claim] for claim in claims[1:]], [])
    assert names == [claim.speaker.name for claim in claims[1:]]


def test_a_record_that_comes_with_many_rows_is_made_once():
    ada, grace = make.SpeakerFactory(), make.SpeakerFactory()
    held = [make.ClaimFactory(speaker=speaker) for speaker in (ada, ada, grace)]
    find = prepared(lambda *, keys: Claim.objects.filter(pk__in=keys).select_related("speaker", "episode__series"))
    first, second, third = find(keys=[claim.pk for claim in held])
    assert first.speaker is second.speaker
    assert (first.speaker, third.speaker, third.episode.series) == (ada, grace, held[2].episode.series)
    Speaker.objects.filter(pk=ada.pk).update(name="Renamed")
    assert find(keys=[held[0].pk])[0].speaker.name == "Renamed"


def test_of_several_values_few_numbers_have_sql_of_their_own(compiled):
    keys = [make.SpeakerFactory().pk for _ in range(9)]
    compiled.clear()
    find = prepared(lambda *, keys: Speaker.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    for number in range(1, 10):
        assert find(keys=keys[:number]) == keys[:number]
    assert len(compiled) == 5  # of 1, 2, 4, 8 and 16
    assert find(keys=[]) == []


def test_days_texts_and_nothing_are_values_too():
    make.EpisodeFactory(date=None, slug="undated")
    for year in (2019, 2021):
        make.EpisodeFactory(date=date(year, 5, 1), slug=f"of-{year}")
    find = prepared(
        lambda *, day, but: Episode.objects.filter(date=day).exclude(slug=but).values_list("slug", flat=True)
    )
    assert find(day=date(2019, 5, 1), but="x") == ["of-2019"]
    assert find(day=date(2021, 5, 1), but="x") == ["of-2021"]
    assert find(day=date(2021, 5, 1), but="of-2021") == []
    assert find(day=None, but="x") == ["undated"]


def test_codes_are_texts_and_what_is_given_by_position_shapes_the_sql():
    for grade in (Grade.NOTES, Grade.SUMMARY, Grade.SUMMARY):
        make.PassageFactory(grade=grade)
    find = prepared(lambda most, /, *, grades: Passage.objects.filter(grade__in=grades).order_by("pk")[:most])
    assert [len(find(most, grades=[Grade.SUMMARY, Grade.TRANSCRIPT])) for most in (1, 5)] == [1, 2]
    assert [passage.grade for passage in find(5, grades=[Grade.NOTES, Grade.QUOTATION])] == ["notes"]


def test_what_is_changed_in_between_is_found():
    speaker = make.SpeakerFactory(name="Ada")
    find = prepared(lambda *, key: Speaker.objects.filter(pk=key))
    assert [found.name for found in find(key=speaker.pk)] == ["Ada"]
    Speaker.objects.update(name="Grace")
    assert [found.name for found in find(key=speaker.pk)] == ["Grace"]


def test_a_value_that_the_queryset_changes_is_refused():
    find = prepared(lambda *, word: Speaker.objects.filter(name__icontains=word))
    with pytest.raises(UnpreparedError, match="Hand"):
        find(word="Ada")


def test_each_time_the_router_chooses_the_database():
    make.SpeakerFactory(name="Ada")
    find = prepared(lambda: Speaker.objects.using("a replica that is gone").values_list("name", flat=True))
    assert find() == ["Ada"]


def test_where_nothing_can_be_found_by_one_value_the_others_may_be_left_out():
    claim = make.ClaimFactory()
    either = lambda *, keys, slug: Claim.objects.filter(Q(pk__in=keys) | Q(pk__in=[], slug=slug))  # noqa: E731
    find = prepared(lambda *, keys, slugs: Claim.objects.filter(Q(pk__in=keys) | Q(episode__in=slugs, slug="x")))
    assert find(keys=[claim.pk], slugs=[]) == [claim]
    with pytest.raises(UnpreparedError):
        prepared(either)(keys=[claim.pk], slug="x")


def test_statements_do_not_pile_up(compiled):
    find = prepared(lambda start, /: Speaker.objects.order_by("pk")[start : start + 1])
    for start in (*range(MOST_KEPT + 1), MOST_KEPT):
        find(start)
    assert len(compiled) == MOST_KEPT + 1
    with CaptureQueriesContext(connection) as asked:
        find(0)  # was among those let go
    assert (len(asked), len(compiled)) == (1, MOST_KEPT + 2)
