"""Judgements come in with the corpus, go out with it, and follow the folder."""

import pytest

from explorer.corpus.dump import dump_corpus
from explorer.corpus.load import load_corpus
from explorer.models import Claim, Judgement

pytestmark = pytest.mark.django_db

JUDGED = """\
- claim: ada-scale-dead-end
  round: 1
  read_on: 2026-11-26
  statement: Scale is a dead end.
  quotations: 0123456789ab
  verdicts:
    reader-1: carried
    reader-2: partly
- claim: ada-scale-dead-end
  round: 1
  read_on: 2026-11-26
  planted: true
  statement: Scale is enough.
  quotations: 0123456789ab
  verdicts:
    reader-1: opposite
    reader-2: opposite
"""


def test_judgements_come_in_and_go_out_as_they_were(folder, tmp_path):
    (folder / "judgements.yaml").write_text(JUDGED)
    load_corpus(folder)
    assert [(row.is_planted, row.verdicts["reader-2"]) for row in Judgement.objects.all()] == [
        (False, "partly"),
        (True, "opposite"),
    ]
    dump_corpus(tmp_path / "out")
    assert (tmp_path / "out/judgements.yaml").read_text() == JUDGED


def test_a_folder_without_judgements_keeps_them_unless_it_replaces(folder):
    (folder / "judgements.yaml").write_text(JUDGED)
    load_corpus(folder)
    (folder / "judgements.yaml").unlink()
    report = load_corpus(folder)
    assert Judgement.objects.count() == 2
    assert "judgement ada-scale-dead-end 1" in report.lacking
    load_corpus(folder, replace=True)
    assert not Judgement.objects.exists()


def test_judgements_go_with_their_claim(folder):
    (folder / "judgements.yaml").write_text(JUDGED)
    load_corpus(folder)
    Claim.objects.filter(slug="ada-scale-dead-end").delete()
    assert not Judgement.objects.exists()
