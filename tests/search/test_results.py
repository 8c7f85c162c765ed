"""What was found as readers see it: rows in the order of the hits, the words that were meant marked."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Grade, PassageKind, Status
from explorer.models import Claim, Passage, Source
from explorer.search.results import TextPiece, build_results, split_at_marks
from explorer.search_engine.snippets import Snippet
from explorer.search_engine.types import Clause, DocumentKey, DocumentType, Hit
from tests import factories as make
from tests.indexes import index_everything
from tests.search.conftest import ask, passage

pytestmark = pytest.mark.django_db


def test_marks_beside_each_other_are_one():
    passage("They speak of credit assignment.")
    index_everything()
    assert [piece.text for piece in ask("credit assignment").results[0].words if piece.marked] == ["credit assignment"]


def test_a_passage_comes_with_the_public_claims_that_rest_on_it():
    ada = make.SpeakerFactory(name="Ada Guest")
    spoken = passage("Planning is search through imagined futures.", speaker=ada)
    shown = make.make_claim(speaker=ada, passage=spoken, statement="To plan is to search.")
    make.make_claim(speaker=ada, passage=spoken, statement="A draft.", status=Status.DRAFT)
    index_everything()
    page = ask("imagined futures", type=["passage"])
    assert page.total == 1
    [result] = page.results
    assert result.row == spoken
    assert result.others == (shown,)
    assert result.chain == "Ada Guest’s words, as transcribed by A Transcriber"


def test_the_chain_of_a_passage_says_who_wrote_it_down():
    passage("A summary of planning.", grade=Grade.SUMMARY, kind=PassageKind.SUMMARY)
    passage("The voice speaks of planning.")
    index_everything()
    assert {result.chain for result in ask("planning").results} == {
        "As summarised by A Transcriber",
        "Speaker not labelled in the document, as transcribed by A Transcriber",
    }


def test_topics_speakers_and_episodes_are_found():
    ada = make.SpeakerFactory(slug="ada", name="Ada Zebra", description="Breeds horses.")
    make.make_episode(guest=ada, slug="zebra-talk", title="The zebra talk", host=make.SpeakerFactory(name="Bob"))
    make.TopicFactory(slug="zebras", question="Is a zebra a horse?", description="About stripes.")
    index_everything()
    found = {result.key.type: result for result in ask("zebra").results}
    assert set(found) == {DocumentType.TOPIC, DocumentType.SPEAKER, DocumentType.EPISODE}
    assert found[DocumentType.EPISODE].snippet == "Ada Zebra and Bob"
    assert found[DocumentType.SPEAKER].snippet == "Breeds horses."
    assert found[DocumentType.TOPIC].heading == "Is a zebra a horse?"
    assert [found[type_].url for type_ in found]


def test_rows_that_readers_may_no_longer_see_drop_out():
    with open_edit():
        for number in range(2):
            make.make_claim(statement=f"Zebra {number} runs.")
    hidden = passage("A zebra of another kind.")
    index_everything()
    Claim.objects.filter(statement="Zebra 0 runs.").update(status=Status.DRAFT)
    Source.objects.filter(pk=hidden.source.pk).update(show_text=False)
    assert [result.heading for result in ask("zebra").results] == ["Zebra 1 runs."]
    Passage.objects.filter(pk=hidden.pk).delete()
    assert ask("zebra", type=["passage"]).results == ()


def test_rows_come_in_the_order_of_the_hits_and_what_is_not_public_is_left_out():
    topic, claim = make.TopicFactory(slug="zebras"), make.make_claim(slug="public")
    make.make_claim(slug="hidden", status=Status.DRAFT)
    keys = [
        DocumentKey(DocumentType.CLAIM, "hidden"),
        DocumentKey(DocumentType.TOPIC, "zebras"),
        DocumentKey(DocumentType.CLAIM, "gone"),
        DocumentKey(DocumentType.CLAIM, "public"),
    ]
    found = build_results([Hit(key, 1.0) for key in keys], ())
    assert [result.row for result in found] == [topic, claim]


def test_of_several_quotations_the_one_that_says_most_of_what_was_asked_is_shown():
    claim = make.make_claim(words="Horses run, and a zebra does.")
    source = make.SourceFactory(episode=claim.episode, text="A zebra is a striped zebra.")
    best = make.EvidenceFactory(claim=claim, passage=make.PassageFactory(source=source, speaker=claim.speaker))
    [result] = build_results([Hit(DocumentKey(DocumentType.CLAIM, claim.slug), 1.0)], [Clause(((("zebra",), 1.0),))])
    assert result.evidence == best


def test_what_was_cut_off_is_hinted_at():
    assert split_at_marks(Snippet("the brain learns", ((4, 9),), before=True, after=True)) == (
        TextPiece("… "),
        TextPiece("the "),
        TextPiece("brain", marked=True),
        TextPiece(" learns"),
        TextPiece(" …"),
    )
