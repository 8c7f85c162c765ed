"""Drafting a claim beside its document, and setting passages aside: all of it or nothing, by whoever may."""

import pytest
from django.core.exceptions import ValidationError

from explorer.anchoring import TextQuote
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Disposition, Mode
from explorer.curation.drafts import (
    ClaimDraft,
    EqualClaimError,
    PartError,
    QuotationDraft,
    TopicDraft,
    draft_claim,
    set_aside,
)
from explorer.errors import RefusedError
from explorer.models import Claim, Evidence
from explorer.models.versions import versions
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return person("cora", "Curator")


@pytest.fixture
@open_edit()
def passage():
    guest = make.SpeakerFactory(name="Ada One")
    return make.make_episode(guest=guest, text="Scale is a dead end.", passages=1).sources.get().passages.get()


def draft(passage, **fields):
    values = {
        "statement": "Scale is a dead end.",
        "holder": passage.speaker,
        "episode": passage.source.episode,
        "role": ClaimRole.PLAIN,
        "topics": [TopicDraft(make.TopicFactory(), Bearing.POSITION)],
        "quotations": [quotation(passage)],
    }
    return ClaimDraft(**{**values, **fields})


def quotation(passage, words="Scale is a dead end.", **fields):
    values = {"asserter": passage.speaker, "basis": Basis.LABELLED, "mode": Mode.ASSERTED}
    return QuotationDraft(source=passage.source, quote=TextQuote(words), **{**values, **fields})


def test_a_claim_is_a_draft_of_its_author_in_one_version(passage, cora):
    claim = draft_claim(draft(passage), by=cora)
    assert (claim.slug, claim.status, claim.created_by) == ("one-scale-is-a-dead-end", "draft", cora)
    assert claim.evidence.get().passage == passage
    [version] = versions(Claim).filter(id=claim.pk)
    assert (version.history_user, len(version.parts["evidence"]), len(version.parts["topic_links"])) == (cora, 1, 1)


def test_the_second_claim_of_the_same_words_has_an_address_of_its_own(passage, cora):
    draft_claim(draft(passage), by=cora)
    other = draft(passage, statement="Scale is a dead end")
    assert draft_claim(other, by=cora).slug == "one-scale-is-a-dead-end-2"


def test_an_equal_claim_is_refused_and_named_unless_it_was_retracted(passage, cora):
    first = draft_claim(draft(passage), by=cora)
    with pytest.raises(EqualClaimError, match="one-scale-is-a-dead-end") as refused:
        draft_claim(draft(passage), by=cora)
    assert refused.value.slug == first.slug
    assert Claim.objects.count() == 1
    Claim.objects.update(status="retracted", retracted_on="2026-01-01", retraction_reason="Misread.")
    assert draft_claim(draft(passage), by=cora).slug == "one-scale-is-a-dead-end-2"


def test_a_long_statement_gives_an_address_that_ends_with_a_word(passage, cora):
    claim = draft_claim(draft(passage, statement=" ".join(["scaling"] * 20)), by=cora)
    assert claim.slug == "-".join(["one", *["scaling"] * 9])


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"words": "Scale is no dead end."}, "exact"),
        ({"words": ""}, "exact"),
        ({"statement": "x" * 201}, "statement"),
        ({"statement": ""}, "statement"),
    ],
)
def test_what_is_against_a_rule_leaves_nothing_behind(passage, cora, fields, where):
    if "words" in fields:
        fields = {"quotations": [quotation(passage, fields["words"])]}
    with pytest.raises(ValidationError) as error:
        draft_claim(draft(passage, **fields), by=cora)
    assert where in error.value.message_dict
    assert not Claim.objects.exists()
    assert not versions(Claim).exists()


def test_the_label_of_a_passage_binds_the_asserter(passage, cora):
    words = quotation(passage, asserter=make.SpeakerFactory())
    with pytest.raises(ValidationError) as error:
        draft_claim(draft(passage, quotations=[words]), by=cora)
    assert "basis" in error.value.message_dict


def test_of_several_quotations_the_one_that_is_wrong_is_named_and_nothing_is_saved(passage, cora):
    with pytest.raises(PartError) as error:
        draft_claim(draft(passage, quotations=[quotation(passage), quotation(passage, "100 % lost")]), by=cora)
    [fault] = error.value.error_dict["exact"]
    assert (error.value.part, error.value.number, fault.code, fault.params["count"]) == ("evidence", 1, "missing", 0)
    assert not Claim.objects.exists()


def test_drafting_and_setting_aside_take_a_curator(passage):
    rex = person("rex", "Reviewer", "Editor")
    with pytest.raises(RefusedError):
        draft_claim(draft(passage), by=rex)
    with pytest.raises(RefusedError):
        set_aside(passage, Disposition.JOKE, seen="", by=rex)
    assert not Claim.objects.exists()


def test_a_passage_is_set_aside_and_taken_up_again(passage, cora):
    assert set_aside(passage, Disposition.JOKE, seen="", by=cora).disposition == "joke"
    assert set_aside(passage, None, seen="joke", by=cora).disposition == ""


def test_what_somebody_else_has_set_meanwhile_is_not_overwritten(passage, cora):
    set_aside(passage, Disposition.JOKE, seen="", by=cora)
    with pytest.raises(RefusedError, match="somebody else has changed"):
        set_aside(passage, Disposition.EXAMPLE, seen="", by=cora)
    passage.refresh_from_db()
    assert passage.disposition == "joke"


def test_a_passage_that_carries_a_claim_is_not_set_aside(passage, cora):
    draft_claim(draft(passage), by=cora)
    with pytest.raises(RefusedError, match="evidence of a claim"):
        set_aside(passage, Disposition.JOKE, seen="", by=cora)


def test_a_passage_set_aside_carries_no_claim(passage, cora):
    set_aside(passage, Disposition.JOKE, seen="", by=cora)
    with pytest.raises(ValidationError, match="disposed of"):
        draft_claim(draft(passage), by=cora)
    assert not Evidence.objects.exists()
