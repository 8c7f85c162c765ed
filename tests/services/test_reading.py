import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.coding.vocabulary import PassageKind, Status
from explorer.models import Erratum, Evidence, Passage
from explorer.services.reading import Note, cut, read_episode
from tests.factories import (
    ErratumFactory,
    EvidenceFactory,
    PassageFactory,
    SourceFactory,
    SpeakerFactory,
    make_claim,
    make_episode,
)

TEXT = "Some words that several claims may rest on, at length."
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda span: span[0] < span[1])


def passage(text: str = TEXT, kind: PassageKind = PassageKind.TURN, start: int = 100) -> Passage:
    return Passage(text=text, kind=kind, start=start, end=start + len(text))


def note(number: int, start: int, end: int) -> Note:
    return Note(number, Evidence(start=start, end=end))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_the_segments_joined_are_the_passage_again(quoted, slips):
    notes = [note(i, 100 + start, 100 + end) for i, (start, end) in enumerate(quoted)]
    errata = [Erratum(start=100 + start, end=100 + end) for start, end in slips]

    segments = cut(passage(), notes, errata)

    assert "".join(segment.text for segment in segments) == TEXT
    assert all(segment.text for segment in segments)
    for one, (start, end) in zip(notes, quoted, strict=True):
        assert "".join(segment.text for segment in segments if one in segment.notes) == TEXT[start:end]
        assert sum(one in segment.ending for segment in segments) == 1
    assert sum(len(segment.errata) for segment in segments) == len(errata)


def test_a_slip_outside_the_passage_is_left_out():
    segments = cut(passage(), [], [Erratum(start=0, end=5), Erratum(start=98, end=104)])

    assert [segment.errata for segment in segments] == [()]


def test_a_takeaway_opens_with_its_heading_and_a_turn_does_not():
    takeaway = cut(passage("A heading\nA body", PassageKind.TAKEAWAY), [note(1, 105, 113)], [])
    turn = cut(passage("One paragraph\n\nanother"), [], [])

    assert "".join(segment.text for segment in takeaway if segment.is_heading) == "A heading\n"
    assert not any(segment.is_heading for segment in turn)


@pytest.mark.django_db
class TestAnEpisode:
    def test_its_claims_are_numbered_in_the_order_of_their_first_words(self):
        guest = SpeakerFactory()
        episode = make_episode(guest=guest, passages=3)
        first, second, third = Passage.objects.filter(source__episode=episode)
        late = make_claim(speaker=guest, passage=third)
        early = make_claim(speaker=guest, passage=first)
        EvidenceFactory(claim=early, passage=second)

        (read,) = read_episode(episode)

        noted = [(n.number, n.evidence.claim) for s in read.sections for p in s.passages for n in p.notes]
        assert noted == [(1, early), (1, early), (2, late)]
        assert read.claims == 2

    def test_a_draft_leaves_no_mark(self):
        guest = SpeakerFactory()
        episode = make_episode(guest=guest, passages=1)
        make_claim(speaker=guest, passage=Passage.objects.get(), status=Status.DRAFT)

        (read,) = read_episode(episode)

        assert read.claims == 0
        assert [segment.notes for segment in read.sections[0].passages[0].segments] == [()]

    def test_a_document_whose_text_is_not_shown_gives_its_quotations_only(self):
        guest = SpeakerFactory()
        episode = make_episode(guest=guest)
        source = SourceFactory(episode=episode, show_text=False, text="Hidden words. Quoted words. More hidden words.")
        spoken = PassageFactory(source=source, speaker=guest)
        EvidenceFactory(claim=make_claim(speaker=guest, episode=episode), passage=spoken, exact="Quoted words.")

        hidden = next(read for read in read_episode(episode) if read.source == source)

        assert [segment.text for segment in hidden.sections[0].passages[0].segments] == ["Quoted words."]

    def test_the_host_is_told_from_the_guest(self):
        guest, host = SpeakerFactory(), SpeakerFactory()
        episode = make_episode(guest=guest, host=host, passages=1)
        PassageFactory(source=episode.sources.get(), speaker=host)

        (read,) = read_episode(episode)

        assert [item.is_host for item in read.sections[0].passages] == [False, True]

    @pytest.mark.parametrize("count", [1, 20])
    def test_it_costs_the_same_for_one_passage_and_for_twenty(self, django_assert_num_queries, count):
        guest = SpeakerFactory()
        episode = make_episode(guest=guest, passages=count)
        for one in Passage.objects.all():
            make_claim(speaker=guest, passage=one)
        ErratumFactory(source=episode.sources.get())

        with django_assert_num_queries(6):
            for read in read_episode(episode):
                for section in read.sections:
                    for item in section.passages:
                        assert [list(n.evidence.claim.topics.all()) for n in item.notes]
                        assert item.passage.speaker
