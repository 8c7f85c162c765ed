"""Quotations are found anew in the folder's documents, each once; what hangs on claims follows the folder."""

import pytest

from explorer.corpus.load import load_corpus
from explorer.models import Claim, Contrast, Erratum, Relation, Stance
from tests import corpora
from tests.corpora import EPISODE

pytestmark = pytest.mark.django_db

CLAIMS = f"{EPISODE}/claims.yaml"
ERRATA = f"{EPISODE}/errata.yaml"
PASSAGES = f"{EPISODE}/talk-1-transcript.passages.yaml"
STANCES = f"{EPISODE}/stances.yaml"


def test_one_changed_word_of_a_quotation_is_refused_on_its_line_with_the_nearest_passage(folder, refusal):
    line = corpora.edit(folder, CLAIMS, "I suspect that scale is all", "I suspect that scale is not all")
    assert refusal(folder) == [
        (
            f"{CLAIMS}:{line}: the quotation in 'talk-1-transcript': the words are not in the source; quote it "
            "character by character; the nearest words are in passage talk-1-transcript-2"
        )
    ]


def test_every_quotation_that_is_not_there_is_reported(folder, refusal):
    corpora.edit(folder, CLAIMS, "exact: Scale is a dead end.", "exact: Scale is no dead end.")
    corpora.edit(folder, CLAIMS, "exact: I suspect", "exact: I believe")
    corpora.edit(folder, f"{EPISODE}/errata.yaml", "exact: Right", "exact: Wrong")
    assert len(refusal(folder)) == 3


def test_the_same_quotation_twice_in_a_claim_is_refused(folder, refusal):
    corpora.edit(folder, CLAIMS, "      suffix: ', I said'\n", "      prefix: 'Ada: '\n      suffix: ', I'\n")
    corpora.edit(
        folder, CLAIMS, "exact: Scale is a dead end. 🧠 I mean it.", "exact: Scale is a dead end\n      suffix: ','"
    )
    [problem] = refusal(folder)
    assert "the claim has this quotation already, on line" in problem


def test_a_quotation_cannot_rest_on_a_passage_that_the_folder_lacks(folder, refusal):
    load_corpus(folder)
    text = (folder / PASSAGES).read_text()
    second = text[text.index("- id: talk-1-transcript-2") : text.index("- id: talk-1-transcript-3")]
    (folder / PASSAGES).write_text(text.replace(second, ""))
    [problem] = refusal(folder)
    assert "the words are in passage talk-1-transcript-2, which the folder lacks; add it to the folder" in problem


def test_evidence_links_and_labels_follow_the_folder_in_its_order(folder):
    load_corpus(folder)
    text = (folder / CLAIMS).read_text()
    first = "    - topic: scaling\n      bearing: position\n      point: dead-end\n"
    second = "    - topic: embodiment\n      bearing: context\n"
    (folder / CLAIMS).write_text(text.replace(first + second, second + first))
    report = load_corpus(folder)
    assert [link.topic.slug for link in Claim.objects.get(slug="ada-scale-dead-end").topic_links.all()] == [
        "embodiment",
        "scaling",
    ]
    assert report.counts["links to topics"].unchanged == 3
    corpora.edit(folder, CLAIMS, "      mode: hedged\n", "")
    report = load_corpus(folder)
    assert (report.counts["evidence"].added, report.counts["evidence"].removed) == (1, 1)
    assert Claim.objects.get(slug="bob-scale-enough").mode == "asserted"


def test_the_same_slip_twice_is_refused(folder, refusal):
    (folder / ERRATA).write_text(corpora.ERRATA * 2)
    [problem] = refusal(folder)
    assert problem == f"{ERRATA}:6: the slip has an erratum already; remove one of them"


def test_a_slip_is_kept_where_it_stands(folder):
    load_corpus(folder)
    [erratum] = Erratum.objects.with_source()
    assert (erratum.exact, erratum.start, erratum.end) == ("Right", 124, 129)


def test_stances_relations_and_contrasts_follow_the_folder(folder):
    load_corpus(folder)
    corpora.edit(folder, STANCES, "Was asked and did not say.", "Was asked.")
    corpora.edit(folder, "relations.yaml", "They say the opposite.", "They differ.")
    corpora.edit(folder, "contrasts.yaml", "kind: contradict", "kind: conditional")
    report = load_corpus(folder)
    assert [report.counts[kind].changed for kind in ("stances", "relations", "contrasts")] == [1, 1, 1]
    assert Stance.objects.get(status="draft").rationale == "Was asked."
    assert (Relation.objects.get().reason, Contrast.objects.get().kind) == ("They differ.", "conditional")


def test_a_contrast_is_stored_in_the_order_of_slugs_whatever_the_folder_has(folder):
    corpora.edit(folder, "contrasts.yaml", "- ada-one\n    - bob-two", "- bob-two\n    - ada-one")
    load_corpus(folder)
    contrast = Contrast.objects.with_pair().get()
    assert (contrast.first.slug, contrast.second.slug) == ("ada-one", "bob-two")
