"""The embedder that the settings name gives documents and queries their vectors."""

import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured

from explorer.search import meaning
from explorer.search_engine.embedders.base import Embedder
from explorer.search_engine.embedders.static import StaticEmbedder
from explorer.search_engine.types import Document, DocumentKey, DocumentType, Field


class Letters(Embedder):
    """An embedder of somebody's own: a text's vector says whether it has a capital."""

    name, dimensions = "letters-2", 2

    def embed(self, texts):
        return np.array([[1.0, 0.0] if text.islower() else [0.0, 1.0] for text in texts], np.float32)


OWN = f"{__name__}.Letters"


def document(type_, **texts):
    return Document(DocumentKey(type_, "one"), {Field(field): text for field, text in texts.items()}, {}, "one")


def count_windows(made):
    (found,) = meaning.add_windows([made])
    return len(found.windows)


def test_the_static_one_is_loaded_once(settings):
    settings.EMBEDDER = "static"
    assert isinstance(meaning.embedder(), StaticEmbedder)
    assert meaning.embedder() is meaning.embedder()
    assert "256" in meaning.name_embedder()


def test_off_leaves_out_everything_that_has_to_do_with_meaning(settings):
    settings.EMBEDDER = "off"
    made = document(DocumentType.CLAIM, title="Scale is enough.")
    assert (meaning.name_embedder(), meaning.query_embedder(), meaning.words_near()) == ("", None, None)
    assert list(meaning.add_windows([made])) == [made]
    assert meaning.choose_closest_window("scale", "One. Two. Three.") == (0, 16)


def test_one_of_somebody_s_own_is_named_by_its_path(settings):
    settings.EMBEDDER = OWN
    assert meaning.name_embedder() == "letters-2"
    assert meaning.query_embedder()("scale").tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    "name", ["nowhere.Embedder", "explorer.search.meaning.Nobody", f"{Embedder.__module__}.Embedder"]
)
def test_one_that_cannot_be_had_is_refused_with_what_to_do(settings, name):
    settings.EMBEDDER = name
    with pytest.raises(ImproperlyConfigured, match=f"EMBEDDER={name}: .* use static or off"):
        meaning.embedder()


def test_documents_are_embedded_by_what_they_say_and_people_are_not(settings):
    settings.EMBEDDER = OWN
    assert count_windows(document(DocumentType.PASSAGE, title="A section", body="One. Two. Three.")) == 2
    assert count_windows(document(DocumentType.CLAIM, title="One. Two. Three.", quoted="One.\nTwo.")) == 1
    assert count_windows(document(DocumentType.TOPIC, title="Is it?", body="What it is.\nA pole\nAnother")) == 2
    assert count_windows(document(DocumentType.TOPIC, title="Is it?", body="")) == 1
    assert count_windows(document(DocumentType.SPEAKER, title="Ada", body="An engineer.")) == 0
    assert count_windows(document(DocumentType.EPISODE, title="A talk")) == 0


def test_each_document_has_its_own_windows_however_many_there_are(settings):
    settings.EMBEDDER = OWN
    texts = ["One. Two. Three.", "", "One."] * meaning.AT_ONCE
    found = list(meaning.add_windows(document(DocumentType.PASSAGE, title="", body=text) for text in texts))
    assert [len(made.windows) for made in found] == [2, 0, 1] * meaning.AT_ONCE


def test_of_a_long_text_the_closest_window_is_shown(settings):
    settings.EMBEDDER = "static"
    text = "Cats sleep all day. Dogs run about. Neural networks learn from examples. Weights change."
    start, end = meaning.choose_closest_window("training a net", text)
    assert "Neural networks" in text[start:end]
