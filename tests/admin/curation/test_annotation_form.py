"""The form beside a document: what it proposes, what it refuses, and the draft that it makes of a claim."""

import pytest
from django.core.exceptions import ValidationError

from explorer.admin.curation.annotation_form import AnnotationForm, build_initial
from explorer.anchoring import TextQuote
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, Mode
from explorer.curation.drafts import TopicDraft
from explorer.curation.selection import find_selection
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def source():
    return make.make_episode(text="It is so, I suspect.\n\nIt is not.", passages=2).sources.get()


def typed(source, **fields):
    """Return a form that is filled in."""
    speaker = source.passages.first().speaker_id
    values = {"exact": "I suspect", "statement": "It is so.", "speaker": speaker, "asserter": speaker}
    values |= {"basis": "labelled", "mode": "hedged", "role": "plain", "bearing": "position"}
    return AnnotationForm({**values, "topic": make.TopicFactory().pk, **fields}, episode=source.episode)


def test_what_is_filled_in_becomes_a_draft_with_its_quotation(source):
    topic, other = make.TopicFactory(), make.TopicFactory()
    point = make.PointFactory(topic=topic)
    form = typed(source, topic=topic.pk, point=point.pk, second_topic=other.pk, second_bearing="context")
    assert form.is_valid()
    draft = form.draft(source, TextQuote("I suspect"))
    assert (draft.statement, draft.holder, draft.episode) == (
        "It is so.",
        source.passages.first().speaker,
        source.episode,
    )
    assert draft.topics == [TopicDraft(topic, Bearing.POSITION, point), TopicDraft(other, Bearing.CONTEXT)]
    [words] = draft.quotations
    assert (words.source, words.quote.exact, words.basis, words.mode) == (
        source,
        "I suspect",
        Basis.LABELLED,
        Mode.HEDGED,
    )


def test_white_space_of_a_prefix_is_kept(source):
    form = typed(source, prefix="so, ")
    assert form.is_valid()
    assert form.cleaned_data["prefix"] == "so, "


def test_one_topic_twice_is_refused(source):
    topic = make.TopicFactory().pk
    assert list(typed(source, topic=topic, second_topic=topic).errors) == ["second_topic"]


def test_people_of_the_episode_come_before_all_others(source):
    other = make.SpeakerFactory()
    _, (inside, people), (outside, others) = AnnotationForm(episode=source.episode).fields["speaker"].choices
    assert (inside, outside) == ("In this episode", "Others")
    assert {key for key, _ in people} == set(source.episode.appearances.values_list("speaker", flat=True))
    assert [key for key, _ in others] == [other.pk]


def test_a_fault_of_a_record_stands_beside_the_field_that_it_is_about(source):
    form = typed(source)
    form.add_faults(ValidationError({"slug": "Taken.", "mode": "Odd.", "status": "Not yet."}))
    assert form.errors == {"statement": ["Taken."], "mode": ["Odd."], "__all__": ["Not yet."]}
    form = typed(source)
    form.add_faults(ValidationError("Nothing is in order."))
    assert form.non_field_errors() == ["Nothing is in order."]


def test_a_new_selection_proposes_who_says_so_and_leaves_what_was_typed_elsewhere(source):
    values = build_initial(
        {"statement": "Mine.", "speaker": "7", "mode": "asserted"}, find_selection(source, TextQuote("I suspect"))
    )
    speaker = source.passages.first().speaker_id
    assert (values["statement"], values["exact"], values["start"]) == ("Mine.", "I suspect", 10)
    assert (values["speaker"], values["asserter"], values["basis"], values["mode"]) == (
        speaker,
        speaker,
        "labelled",
        "hedged",
    )


def test_what_was_chosen_over_a_proposal_stays_for_the_same_words(source):
    selection = find_selection(source, TextQuote("I suspect"))
    chosen = {"proposed_for": selection.key, "mode": "conditional", "basis": "inferred"}
    values = build_initial(chosen, selection)
    assert (values["mode"], values["basis"]) == ("conditional", "inferred")
    assert build_initial(chosen, find_selection(source, TextQuote("It is not")))["mode"] == "asserted"


def test_without_a_selection_and_without_a_place_nothing_is_proposed(source):
    assert build_initial({"exact": "x"}, None) == {"exact": "x"}
    assert build_initial({"mode": "hedged"}, find_selection(source, TextQuote("nowhere")))["mode"] == "hedged"


def test_a_point_of_another_topic_is_refused_beside_its_field(source):
    form = typed(source, point=make.PointFactory().pk)
    assert not form.is_valid()
    assert "choose one of the topic" in form.errors["point"][0]
