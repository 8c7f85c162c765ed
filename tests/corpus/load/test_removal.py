"""What the folder lacks is kept and named, or goes where the database is to mirror the folder."""

import pytest

from explorer.checks.database import check_corpus
from explorer.corpus.load import load_corpus
from explorer.models import (
    Claim,
    Contrast,
    Episode,
    Erratum,
    Evidence,
    Passage,
    Relation,
    Source,
    Speaker,
    SpeakerAlias,
    Stance,
    Synonym,
    Topic,
)
from tests import corpora
from tests import factories as make
from tests.corpora import DOCUMENT, EPISODE

pytestmark = pytest.mark.django_db

PASSAGES = f"{EPISODE}/talk-1-transcript.passages.yaml"


def test_what_the_folder_lacks_is_reported_and_kept(folder):
    make.make_stance(1)
    make.SynonymFactory()
    report = load_corpus(folder)
    kinds = {"claim", "source", "episode", "topic", "speaker", "stance", "synonym"}
    assert {line.split()[0] for line in report.lacking} >= kinds
    assert Claim.objects.count() == 3


def test_replacing_makes_the_database_mirror_the_folder(folder):
    stance = make.make_stance(1)
    claim = make.make_claim(passage=make.PassageFactory(speaker=stance.speaker), speaker=stance.speaker)
    make.RelationFactory(from_claim=claim, to_claim=make.make_claim())
    make.ContrastFactory()
    make.SynonymFactory(term="LLM", also=["scaling law"])
    make.ErratumFactory(source=claim.episode.sources.get())
    SpeakerAlias.objects.create(speaker=stance.speaker, name="Ada")
    Episode.objects.filter(pk=stance.episode_id).update(number=1)
    report = load_corpus(folder, replace=True)
    assert report.lacking == ()
    assert report.counts["claims"].removed == 3
    assert check_corpus() == []
    models = [Speaker, Topic, Episode, Source, Passage, Claim, Evidence, Stance, Erratum, Relation, Contrast, Synonym]
    assert [model.objects.count() for model in models] == [2, 2, 1, 1, 4, 2, 3, 3, 1, 1, 1, 2]


def test_replacing_follows_a_document_whose_passages_and_slug_changed(folder, refusal):
    load_corpus(folder)
    for name in (DOCUMENT, PASSAGES):
        (folder / name).rename(folder / name.replace("talk-1-transcript", "talk-1-words"))
    for name in ("episode.yaml", "talk-1-words.passages.yaml", "claims.yaml", "errata.yaml"):
        path = folder / EPISODE / name
        path.write_text(path.read_text().replace("talk-1-transcript", "talk-1-words"))
    [problem] = refusal(folder)
    assert "the document is the same as 'talk-1-transcript', which the folder lacks;" in problem
    load_corpus(folder, replace=True)
    assert Source.objects.get().slug == "talk-1-words"
    assert Evidence.objects.count() == 3


def test_a_passage_that_the_folder_lacks_and_that_is_in_the_way_goes_only_when_replacing(folder, refusal):
    load_corpus(folder)
    text = (folder / PASSAGES).read_text()
    (folder / PASSAGES).write_text(
        text[: text.index("- id: talk-1-transcript-4")].replace("transcript-3", "transcript-5")
    )
    assert any("in passage talk-1-transcript-3, which the folder lacks" in problem for problem in refusal(folder))
    load_corpus(folder, replace=True)
    assert [passage.slug[-1] for passage in Passage.objects.all()] == ["1", "2", "5"]


def test_an_alias_or_number_kept_for_something_the_folder_lacks_is_named(folder, refusal):
    load_corpus(folder)
    other = make.SpeakerFactory(slug="zoe", aliases=["Bobby"])
    make.EpisodeFactory(slug="old-one", series=Episode.objects.get().series, number=7)
    corpora.edit(folder, "speakers.yaml", "name: Bob Two", "name: Bob Two\n  aliases: [Bobby]")
    corpora.edit(folder, f"{EPISODE}/episode.yaml", "number: 1", "number: 7")
    problems = refusal(folder)
    assert any("the alias 'Bobby' is that of 'zoe', which the folder lacks" in problem for problem in problems)
    assert any("number 7 is that of 'old-one', which the folder lacks" in problem for problem in problems)
    load_corpus(folder, replace=True)
    assert not Speaker.objects.filter(pk=other.pk).exists()
