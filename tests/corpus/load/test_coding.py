"""Quotations are found anew in the folder's documents, each once; what hangs on claims follows the folder."""

import pytest

from explorer.corpus.dump import dump_corpus
from explorer.corpus.load import load_corpus
from explorer.models import Claim, Contrast, ContrastClaim, Erratum, Relation, Stance, StanceClaim
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
            "character by character; nearly: “not” is added, in passage talk-1-transcript-2"
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


def test_the_day_of_publication_stays_where_the_folder_lacks_it_and_goes_out_with_the_corpus(folder, tmp_path):
    load_corpus(folder)
    claim = Claim.objects.order_by("pk").first()
    assert claim.published_on is None
    dump_corpus(tmp_path / "unknown")
    assert "published_on" not in (tmp_path / f"unknown/episodes/{claim.episode.slug}/claims.yaml").read_text()
    Claim.objects.filter(pk=claim.pk).update(published_on="2024-01-02")
    load_corpus(folder)
    dump_corpus(tmp_path / "known")
    Claim.objects.update(published_on=None)
    load_corpus(tmp_path / "known")
    assert str(Claim.objects.get(pk=claim.pk).published_on) == "2024-01-02"


def test_claims_that_carry_a_stance_go_out_with_it_and_come_back(folder, tmp_path):
    load_corpus(folder)
    stance = Stance.objects.order_by("pk").first()
    claim = Claim.objects.held_by(stance.speaker).in_episode(stance.episode).first()
    StanceClaim.objects.create(stance=stance, claim=claim)
    dump_corpus(tmp_path / "one")
    StanceClaim.objects.all().delete()
    load_corpus(tmp_path / "one")
    assert [(row.stance, row.claim) for row in StanceClaim.objects.all()] == [(stance, claim)]
    load_corpus(folder, replace=True)
    assert not StanceClaim.objects.exists()


def test_claims_that_a_contrast_rests_on_go_out_with_it_and_come_back(folder, tmp_path):
    corpora.edit(folder, "contrasts.yaml", "  kind:", "  rests_on: [bob-scale-enough, ada-scale-dead-end]\n  kind:")
    load_corpus(folder)
    grounds = ["bob-scale-enough", "ada-scale-dead-end"]
    assert [row.claim.slug for row in ContrastClaim.objects.all()] == grounds
    dump_corpus(tmp_path / "one")
    load_corpus(tmp_path / "one")
    assert [row.claim.slug for row in ContrastClaim.objects.all()] == grounds
    corpora.edit(folder, "contrasts.yaml", "  rests_on: [bob-scale-enough, ada-scale-dead-end]\n", "")
    load_corpus(folder)
    assert not ContrastClaim.objects.exists()


def test_a_renamed_claim_stays_the_row_that_it_was_and_its_old_slug_stays_taken(folder, tmp_path):
    load_corpus(folder)
    before = Claim.objects.get(slug="ada-scale-dead-end")
    rename(folder)
    for _ in range(2):
        load_corpus(folder, replace=True)
        after = Claim.objects.get(pk=before.pk)
        assert (after.slug, [row.slug for row in after.former_slugs.all()]) == ("ada-no-way", ["ada-scale-dead-end"])
        assert Claim.objects.count() == 2
    dump_corpus(tmp_path / "one")
    assert (tmp_path / f"one/{CLAIMS}").read_text() == (folder / CLAIMS).read_text()


def test_the_old_slug_is_no_name_of_a_claim_and_nobody_elses(folder, refusal):
    rename(folder)
    line = corpora.edit(folder, "relations.yaml", "from: ada-no-way", "from: ada-scale-dead-end")
    assert f"relations.yaml:{line}: there is no claim 'ada-scale-dead-end'" in refusal(folder)[0]
    corpora.edit(folder, "relations.yaml", "from: ada-scale-dead-end", "from: ada-no-way")
    line = corpora.edit(folder, CLAIMS, "- ada-scale-dead-end", "- bob-scale-enough")
    [problem] = refusal(folder)
    assert problem.startswith(f"{CLAIMS}:{line}: 'bob-scale-enough' is already the claim at")
    assert problem.endswith("; remove it here")


def rename(folder):
    corpora.edit(folder, CLAIMS, "slug: ada-scale-dead-end", "slug: ada-no-way\n  formerly:\n    - ada-scale-dead-end")
    corpora.edit(folder, "relations.yaml", "from: ada-scale-dead-end", "from: ada-no-way")


def test_a_retracted_claim_leads_to_the_one_that_it_became_part_of(folder, tmp_path, refusal):
    corpora.edit(
        folder, CLAIMS, "topic: embodiment\n      bearing: context", "topic: embodiment\n      bearing: context"
    )
    path = folder / CLAIMS
    part = path.read_text().split("- slug: bob-scale-enough")[0].replace("ada-scale-dead-end", "ada-part")
    retraction = (
        "retracted\n  retracted_on: 2024-01-02\n  retraction_reason: One now.\n  merged_into: ada-scale-dead-end"
    )
    part = part.replace("Scale is a dead end.\n  status: published", f"Scale ends.\n  status: {retraction}")
    path.write_text(path.read_text() + part)
    load_corpus(folder)
    assert [row.slug for row in Claim.objects.get(slug="ada-scale-dead-end").former_slugs.all()] == ["ada-part"]
    dump_corpus(tmp_path / "one")
    assert (tmp_path / f"one/{CLAIMS}").read_text() == path.read_text()
    line = corpora.edit(folder, CLAIMS, "merged_into: ada-scale-dead-end", "merged_into: ada-part")
    [problem] = refusal(folder)
    assert problem.startswith(f"{CLAIMS}:{line}: 'ada-part' is not published")


def test_only_a_retracted_claim_has_become_part_of_another(folder, refusal):
    corpora.edit(folder, CLAIMS, "status: published", "status: published\n  merged_into: bob-scale-enough")
    assert "only a retracted claim has become part of another" in refusal(folder)[0]
