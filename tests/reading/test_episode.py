import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import PassageKind, Status
from explorer.models import Passage
from explorer.reading.episode import read_episode
from tests import factories as make


@pytest.mark.django_db
class TestAnEpisode:
    def test_its_claims_are_numbered_in_the_order_of_their_first_words(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=3)
        first, second, third = Passage.objects.filter(source__episode=episode)
        late = make.make_claim(speaker=guest, passage=third)
        early = make.make_claim(speaker=guest, passage=first)
        make.EvidenceFactory(claim=early, passage=second)

        (read,) = read_episode(episode)

        noted = [(n.number, n.evidence.claim) for s in read.sections for p in s.passages for n in p.notes]
        assert noted == [(1, early), (1, early), (2, late)]
        assert read.claims == 2

    def test_a_draft_leaves_no_mark(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=1)
        make.make_claim(speaker=guest, passage=Passage.objects.get(), status=Status.DRAFT)

        (read,) = read_episode(episode)

        assert read.claims == 0
        assert [segment.notes for segment in read.sections[0].passages[0].segments] == [()]

    def test_a_document_whose_text_is_not_shown_gives_its_quotations_only(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest)
        source = make.SourceFactory(
            episode=episode, show_text=False, text="Hidden words. Quoted words. More hidden words."
        )
        spoken = make.PassageFactory(source=source, speaker=guest)
        make.EvidenceFactory(
            claim=make.make_claim(speaker=guest, episode=episode), passage=spoken, exact="Quoted words."
        )

        hidden = next(read for read in read_episode(episode) if read.source == source)

        assert [segment.text for segment in hidden.sections[0].passages[0].segments] == ["Quoted words."]

    def test_a_hidden_document_keeps_back_its_headings_what_it_asks_and_what_stands_between(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest)
        text = "What is asked?\n\nOne said. Hidden between. Two said and more."
        source = make.SourceFactory(episode=episode, show_text=False, text=text)
        question = make.PassageFactory(source=source, section="Secret heading")
        spoken = make.PassageFactory(source=source, speaker=guest, section="Secret heading", answers=question)
        claim = make.make_claim(speaker=guest, episode=episode)
        make.EvidenceFactory(claim=claim, passage=spoken, exact="One said.")
        make.EvidenceFactory(claim=claim, passage=spoken, exact="Two said")
        make.ErratumFactory(source=source, exact="said and more", reading="read and more", suffix="")

        hidden = next(read for read in read_episode(episode) if read.source == source)

        [section] = hidden.sections
        [read] = section.passages
        assert section.title == ""
        assert (read.passage, read.answered, read.errata) == (spoken, None, [])
        assert [(segment.text, segment.follows_gap) for segment in read.segments] == [
            ("One said.", False),
            ("Two said", True),
        ]
        assert [note.number for note in read.claims] == [1]

    def test_an_answer_is_tied_to_its_question_where_it_begins(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=4)
        question, first, second, late = Passage.objects.all()
        Passage.objects.filter(pk__in=[first.pk, second.pk]).update(answers=question)
        Passage.objects.filter(pk=late.pk).update(answers=first)

        [read] = read_episode(episode)

        found = [(item.answered, item.apart) for item in read.sections[0].passages]
        assert found == [(None, False), (question, False), (None, True), (first, True)]

    def test_only_talk_goes_on_under_one_name(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=2)
        make.PassageFactory(source=episode.sources.get(), speaker=guest, section="Next")
        for _ in range(2):
            make.PassageFactory(source=episode.sources.get(), speaker=guest, section="Next", kind=PassageKind.QUOTATION)

        [read] = read_episode(episode)

        resumed = [item.resumes for section in read.sections for item in section.passages]
        assert resumed == [False, True, False, False, False]

    def test_the_claim_that_a_reader_came_for_stands_out(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=2)
        first, second = Passage.objects.all()
        make.make_claim(speaker=guest, passage=first)
        wanted = make.make_claim(speaker=guest, passage=second, slug="wanted")

        [read] = read_episode(episode, "wanted")

        assert [note.evidence.claim for note in read.notes if note.sought] == [wanted]
        assert [item.segments[0].sought for item in read.sections[0].passages] == [False, True]

    def test_a_quotation_is_found_on_its_publishers_page_where_that_is_known(self):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=1, text="Before it. Said so. After it.")
        make.make_claim(speaker=guest, passage=Passage.objects.get()).evidence.all().delete()
        make.EvidenceFactory(claim__speaker=guest, passage=Passage.objects.get(), exact="Said so.")
        assert read_episode(episode)[0].notes[0].original == ""

        episode.sources.update(url="https://a.example/x")
        [note] = read_episode(episode)[0].notes
        assert note.original == "https://a.example/x#:~:text=Before%20it.-,Said%20so.,-After%20it."

        episode.sources.update(show_text=False)
        [note] = read_episode(episode)[0].notes
        assert note.original == "https://a.example/x#:~:text=Said%20so."

    def test_the_host_is_told_from_the_guest(self):
        guest, host = make.SpeakerFactory(), make.SpeakerFactory()
        episode = make.make_episode(guest=guest, host=host, passages=1)
        make.PassageFactory(source=episode.sources.get(), speaker=host)

        (read,) = read_episode(episode)

        assert [item.is_host for item in read.sections[0].passages] == [False, True]

    @pytest.mark.slow  # makes much of everything, to count what it costs
    @pytest.mark.parametrize("count", [1, 20])
    def test_it_costs_the_same_for_one_passage_and_for_twenty(self, django_assert_num_queries, count):
        guest = make.SpeakerFactory()
        episode = make.make_episode(guest=guest, passages=count)
        with open_edit():
            for one in Passage.objects.all():
                make.make_claim(speaker=guest, passage=one)
        make.ErratumFactory(source=episode.sources.get())

        with django_assert_num_queries(6):
            for read in read_episode(episode):
                for section in read.sections:
                    for item in section.passages:
                        assert [list(n.evidence.claim.topics.all()) for n in item.notes]
                        assert item.passage.speaker
