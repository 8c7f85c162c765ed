"""Fields that many nouns share: references by slug, addresses from outside, codes that may be absent."""

import pytest
from rest_framework import serializers

from explorer.api.serializers.fields import CodeField, PageAddress, RecordAddress, SlugReference
from explorer.coding.vocabulary import Disposition
from explorer.models import Passage, Speaker


class Shown(serializers.Serializer):
    page = PageAddress()
    record = RecordAddress("api-speaker-detail")


class Referring(serializers.Serializer):
    speaker = SlugReference(allow_null=True)
    disposition = CodeField(Disposition, allow_null=True)


def test_addresses_of_the_page_and_of_the_record_begin_with_the_site_s_own(settings):
    settings.PUBLIC_URL = "https://debates.example.org"
    assert Shown(Speaker(slug="ada")).data == {
        "page": "https://debates.example.org/speakers/ada/",
        "record": "https://debates.example.org/api/v1/speakers/ada/",
    }


def test_a_reference_is_a_slug_and_null_where_there_is_none():
    assert Referring(Passage(speaker=Speaker(slug="ada"))).data["speaker"] == "ada"
    assert Referring(Passage(speaker=None)).data["speaker"] is None


@pytest.mark.parametrize(("code", "shown"), [(Disposition.JOKE, "joke"), ("joke", "joke"), ("", None)])
def test_a_code_is_written_out_and_null_where_it_is_empty(code, shown):
    assert Referring(Passage(disposition=code)).data["disposition"] == shown


def test_nothing_of_it_is_written():
    for shape in (Shown, Referring):
        assert all(field.read_only for field in shape().fields.values())
