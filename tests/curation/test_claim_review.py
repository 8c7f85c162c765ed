"""A claim as its reviewer reads it: words marked to the letter, the passages around, and what was read is kept."""

import pytest

from explorer.curation.claim_review import mark_words, open_review
from explorer.curation.sightings import sighting_fault
from explorer.models import Claim
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


def quoted(text, exact, **fields):
    source = make.SourceFactory(text=text)
    return make.EvidenceFactory(passage=make.PassageFactory(source=source), exact=exact, basis="inferred", **fields)


@pytest.mark.parametrize(
    ("text", "exact", "mode", "parts"),
    [
        ("🧠 A dead end. Yes.", "A dead end.", "asserted", ["🧠 ", ("quoted", "A dead end."), " Yes."]),
        ("I’m not sure. No.", "I’m not sure.", "hedged", [("sign", "I’m not sure"), ("quoted", "."), " No."]),
        ("Maybe so.", "Maybe so.", "asserted", [("quoted", "Maybe so.")]),
    ],
)
def test_words_are_marked_where_they_stand_and_the_sign_of_their_mode_in_them(text, exact, mode, parts):
    marked = mark_words(quoted(text, exact, mode=mode))
    assert [(part.kind, part.text) if part.kind else part.text for part in marked] == parts
    assert "".join(part.text for part in marked) == text


def test_a_lost_quotation_is_marked_nowhere():
    piece = quoted("A dead end.", "A dead end.")
    piece.exact = "Other words."
    assert [part.kind for part in mark_words(piece)] == [""]


def test_each_quotation_stands_between_its_neighbours_and_what_was_read_is_kept(rex):
    episode = make.make_episode(passages=3)
    first, second, third = episode.sources.get().passages.order_by("ordinal")
    claim = make.make_claim(speaker=second.speaker, passage=second)
    make.EvidenceFactory(claim=claim, passage=first)
    read = open_review(Claim.objects.get(pk=claim.pk), by=rex)
    assert [(piece.before, piece.after) for piece in read.evidence] == [(None, second), (first, third)]
    assert sighting_fault(claim, by=rex, checksum=read.checksum) is None
