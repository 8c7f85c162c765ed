"""A passage cut where anything begins or ends is the passage again; of a hidden one only what is quoted is left."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.coding.vocabulary import PassageKind
from explorer.models import Erratum, Evidence, Passage
from explorer.reading.segments import PassageNote, cut_passage, cut_to_quotations

TEXT = "Some words that several claims may rest on, at length."


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda span: span[0] < span[1])


def passage(text: str = TEXT, kind: PassageKind = PassageKind.TURN, start: int = 100) -> Passage:
    return Passage(text=text, kind=kind, start=start, end=start + len(text))


def note(number: int, start: int, end: int) -> PassageNote:
    return PassageNote(number, Evidence(start=start, end=end))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_the_segments_joined_are_the_passage_again(quoted, slips):
    notes = [note(i, 100 + start, 100 + end) for i, (start, end) in enumerate(quoted)]
    errata = [Erratum(start=100 + start, end=100 + end) for start, end in slips]

    segments = cut_passage(passage(), notes, errata)

    assert "".join(segment.text for segment in segments) == TEXT
    assert all(segment.text for segment in segments)
    for one, (start, end) in zip(notes, quoted, strict=True):
        assert "".join(segment.text for segment in segments if one in segment.notes) == TEXT[start:end]
        assert sum(one in segment.ending for segment in segments) == 1
    assert sum(len(segment.errata) for segment in segments) == len(errata)
    for start, end in slips:
        assert "".join(segment.text for segment in segments if segment.slipped).count(TEXT[start:end])


def test_a_slip_outside_the_passage_is_left_out():
    segments = cut_passage(passage(), [], [Erratum(start=0, end=5), Erratum(start=98, end=104)])

    assert [segment.errata for segment in segments] == [()]


def test_a_takeaway_opens_with_its_heading_and_a_turn_does_not():
    takeaway = cut_passage(passage("A heading\nA body", PassageKind.TAKEAWAY), [note(1, 105, 113)], [])
    turn = cut_passage(passage("One paragraph\n\nanother"), [], [])

    assert "".join(segment.text for segment in takeaway if segment.is_heading) == "A heading\n"
    assert not any(segment.is_heading for segment in turn)


def test_of_a_hidden_passage_only_what_is_quoted_is_left_and_where_words_are_missing_before_it():
    notes = [note(1, 100, 104), note(2, 105, 110), note(3, 116, 122)]
    slips = [Erratum(start=106, end=108), Erratum(start=120, end=130)]

    segments = cut_to_quotations(passage(), notes, slips)

    assert "".join(segment.text for segment in segments) == TEXT[0:4] + TEXT[5:10] + TEXT[16:22]
    assert [segment.text for segment in segments if segment.follows_gap] == [TEXT[5:6], TEXT[16:22]]
    assert [segment.errata for segment in segments if segment.errata] == [(slips[0],)]


def test_a_hidden_passage_of_which_nothing_is_quoted_leaves_nothing():
    assert cut_to_quotations(passage(), [], [Erratum(start=101, end=104)]) == ()


def test_the_claim_that_was_sought_stands_out_where_it_rests():
    sought = PassageNote(1, Evidence(start=105, end=110), sought=True)
    segments = cut_passage(passage(), [sought, note(2, 110, 115)], [])
    assert [segment.text for segment in segments if segment.sought] == [TEXT[5:10]]
