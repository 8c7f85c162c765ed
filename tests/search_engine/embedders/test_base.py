"""What every embedder must do: one class of tests, run for each by its own module."""

import numpy as np
import pytest

from explorer.search_engine.embedders.base import Embedder

TEXTS = ["The brain learns.", "", "Is scale all that is needed?", " . ", "學習 🧠", "word " * 5000, "\x00\ud800"]


class EmbedderContract:
    """Tests that know nothing of the model; ``embedder`` is the one to be tested."""

    def test_every_text_has_a_vector_of_length_one_or_of_zeros(self, embedder):
        found = embedder.embed(TEXTS)
        assert (found.shape, found.dtype) == ((len(TEXTS), embedder.dimensions), np.float32)
        lengths = np.linalg.norm(found, axis=1)
        assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)
        assert lengths[0] > 0
        assert lengths[1] == 0

    def test_a_vector_does_not_depend_on_what_is_embedded_beside_it(self, embedder):
        together = embedder.embed(TEXTS)
        assert all(np.array_equal(embedder.embed([text])[0], row) for text, row in zip(TEXTS, together, strict=True))

    def test_no_texts_have_no_vectors(self, embedder):
        assert embedder.embed([]).shape == (0, embedder.dimensions)

    def test_it_is_named(self, embedder):
        assert embedder.name.isprintable()
        assert " " not in embedder.name


def test_an_embedder_that_lacks_anything_cannot_be_made():
    class Half(Embedder):
        name = "half"

    with pytest.raises(TypeError, match="embed"):
        Half()
