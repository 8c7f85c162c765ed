"""What readers judged is counted for claims as they stand, and planted pairs apart."""

import pytest

from explorer.changes.edit import open_edit
from explorer.debate.judgements import list_refuted_claims, report_judgements
from explorer.models.judgements import checksum_quotations
from tests import factories as make

pytestmark = pytest.mark.django_db


def judge(claim, *verdicts, **fields):
    return make.JudgementFactory(
        claim=claim, verdicts={f"reader-{n}": verdict for n, verdict in enumerate(verdicts)}, **fields
    )


def test_a_claim_that_is_as_it_was_read_stands_judged():
    first, second = make.make_claim(), make.make_claim()
    judge(first, "carried", "carried")
    judge(second, "carried", "partly")
    report = report_judgements()
    assert (report.first.total, report.first.carried, report.first.share) == (4, 3, 75.0)
    assert (report.standing.total, report.read, report.claims, report.changed) == (4, 2, 2, 0)


@pytest.mark.parametrize("change", ["statement", "quotation"])
def test_a_claim_that_was_changed_stands_unjudged_until_it_is_read_again(change):
    claim = make.make_claim()
    judge(claim, "partly", "partly")
    if change == "statement":
        claim.statement = "Less is said."
        claim.save()
    else:
        make.EvidenceFactory(claim=claim)
    report = report_judgements()
    assert (report.first.total, report.standing.total, report.read, report.changed) == (2, 0, 0, 1)

    judge(claim, "carried", "carried", round=2)
    report = report_judgements()
    assert (report.first.carried, report.standing.carried, report.read) == (0, 2, 1)


def test_the_last_round_counts_where_a_claim_was_read_twice_as_it_is():
    claim = make.make_claim()
    judge(claim, "carried", "carried", round=2)
    judge(claim, "partly", "partly", round=1)
    assert report_judgements().standing.carried == 2


def test_one_reader_is_not_enough():
    judge(make.make_claim(), "carried")
    assert report_judgements().read == 0


def test_planted_pairs_are_counted_apart():
    claim = make.make_claim()
    judge(claim, "opposite", "not", "carried", is_planted=True, statement="Nobody said so.")
    report = report_judgements()
    assert (report.planted.total, report.planted.not_carried) == (3, 2)
    assert report.first.total == report.standing.total == 0
    assert list_refuted_claims() == []


def test_claims_that_readers_refuted_are_told_until_they_are_mended():
    claim = make.make_claim()
    judge(claim, "carried", "not")
    assert [(slug, str(verdict)) for slug, verdict in list_refuted_claims()] == [(claim.slug, "not")]
    claim.statement = "Less is said."
    claim.save()
    assert list_refuted_claims() == []


def test_a_draft_is_not_counted():
    judge(make.make_claim(status="draft"), "carried", "carried")
    report = report_judgements()
    assert report.first.total == report.claims == 0


def test_the_checksum_knows_the_quotations_in_any_order():
    assert checksum_quotations(["one", "two"]) == checksum_quotations(["two", "one"])
    assert checksum_quotations(["one", "two"]) != checksum_quotations(["one two"])


def test_the_report_costs_four_queries(django_assert_num_queries):
    with open_edit():
        for _ in range(3):
            judge(make.make_claim(), "carried", "partly")
    with django_assert_num_queries(4):
        report_judgements()
