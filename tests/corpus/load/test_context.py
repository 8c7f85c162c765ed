"""What is found wrong is told where the folder has it, and what the folder lacks is removed or named."""

import pytest

from explorer.checks.findings import Finding
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus_format.reader import read_corpus
from explorer.errors import Problem
from explorer.models import Speaker
from tests import factories as make
from tests.corpora import EPISODE

pytestmark = pytest.mark.django_db


@pytest.fixture
def loading(folder):
    return LoadContext(read_corpus(folder), replace=False)


def test_a_finding_about_a_record_of_the_folder_stands_on_the_line_of_the_part_that_is_wrong(loading):
    claim = next(loading.corpus.claims)
    loading.where["claim", claim.record.slug] = FolderPlace.of(claim, "topics", 1)
    found = loading.problem(Finding(("claim", claim.record.slug), "it is wrong; mend it"))
    assert found == Problem(f"{EPISODE}/claims.yaml", 9, "it is wrong; mend it")


def test_a_finding_about_what_only_the_database_holds_says_how_to_get_rid_of_it(loading):
    found = loading.problem(Finding(("claim", "old"), "it is wrong; mend it"))
    assert found.file == "database"
    assert found.message == (
        "claim old, which the folder lacks: it is wrong; mend it; or load with --replace, which removes it"
    )


def test_what_the_folder_lacks_is_named_and_stays_unless_the_database_is_to_mirror_it(loading):
    zoe = make.SpeakerFactory(slug="zoe")
    loading.settle(Speaker, "speaker", {zoe.pk: "zoe"})
    assert (loading.lacking, Speaker.objects.count()) == (["speaker zoe"], 1)
    mirror = LoadContext(loading.corpus, replace=True)
    mirror.settle(Speaker, "speaker", {zoe.pk: "zoe"})
    assert (mirror.lacking, Speaker.objects.count(), mirror.tally.of(Speaker).removed) == ([], 0, 1)
