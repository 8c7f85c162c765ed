"""How programs name and write things: slugs, codes, words as they stand, and nothing that is not asked for."""

import pytest
from rest_framework import serializers

from explorer.api.desk.fields import (
    BearingsField,
    CodeChoiceField,
    RecordField,
    TextField,
    VerbatimField,
    WholeNumberField,
)
from explorer.api.desk.serializers import BodySerializer
from explorer.coding.vocabulary import Bearing, Mode
from explorer.models import Speaker
from tests import factories as make


class Body(BodySerializer):
    name = TextField(max_length=5)
    note = TextField(required=False, allow_blank=True)


def read(field, value, **context):
    """Return what a field makes of a value, or what it says against it."""
    try:
        return (
            type("One", (serializers.Serializer,), {"one": field})(context=context).fields["one"].run_validation(value)
        )
    except serializers.ValidationError as error:
        return [str(one) for one in error.detail]


def test_a_body_is_what_it_names():
    body = Body(data={"name": " Ada ", "note": ""})
    assert body.is_valid()
    assert body.validated_data == {"name": "Ada", "note": ""}


def test_what_a_body_does_not_name_is_refused_with_what_it_does():
    body = Body(data={"name": "Ada", "nmae": "x", "x" * 100: 1})
    assert not body.is_valid()
    assert body.errors["nmae"] == ["This is not written here; write name and note."]
    assert max(map(len, body.errors)) <= 40


@pytest.mark.parametrize("sent", [[], "name", None, 7])
def test_a_body_that_is_no_mapping_is_refused(sent):
    assert not Body(data=sent).is_valid()


def test_a_record_is_named_by_its_slug_and_looked_up_once(db, django_assert_num_queries):
    ada = make.SpeakerFactory(slug="ada")
    known = {}
    with django_assert_num_queries(1):
        assert [read(RecordField(Speaker.objects.all()), "ada", records=known) for _ in range(3)] == [ada] * 3
    assert RecordField(Speaker.objects.all()).to_representation(ada) == "ada"


@pytest.mark.parametrize("sent", ["nobody", "", "a b", "\x00", 7, ["ada"], {"slug": "ada"}])
def test_what_names_no_record_is_told_as_it_was_sent(db, sent):
    make.SpeakerFactory(slug="ada")
    assert read(RecordField(Speaker.objects.all()), sent, records={}) == [f"There is no speaker “{sent}”; give a slug."]


def test_a_code_is_one_of_its_list():
    assert read(CodeChoiceField(Mode), "hedged") is Mode.HEDGED
    assert read(CodeChoiceField(Mode), "maybe") == ['"maybe" is not a valid choice.']


@pytest.mark.parametrize("sent", [7, True, 1.5, ["x"]])
def test_what_is_no_text_is_refused_rather_than_written_out(sent):
    assert read(TextField(), sent) == ["Not a valid string."]


@pytest.mark.parametrize("sent", ["", "  "])
def test_a_text_is_not_empty_unless_it_may_be(sent):
    assert isinstance(read(TextField(), sent), list)
    assert read(TextField(allow_blank=True), sent) == ""


def test_white_space_around_words_of_a_document_is_kept():
    assert read(VerbatimField(), " so. ") == " so. "
    assert read(TextField(), " so. ") == "so."


@pytest.mark.parametrize(("sent", "number"), [(2, 2), (1.0, 1), (-2, -2)])
def test_a_whole_number_is_one_however_it_is_written(sent, number):
    assert read(WholeNumberField(), sent) == number


@pytest.mark.parametrize("sent", ["1", True, 0.5, [1]])
def test_a_text_a_yes_and_a_half_are_no_whole_number(sent):
    assert read(WholeNumberField(), sent) == ["A valid integer is required."]


def test_a_claim_bears_on_one_topic_at_least_and_in_a_way_that_is_known():
    assert read(BearingsField(), {"scaling": "context"}) == {"scaling": Bearing.CONTEXT}
    assert read(BearingsField(), {}) == ["This dictionary may not be empty."]
    assert isinstance(read(BearingsField(), {"scaling": "sideways"}), list)
