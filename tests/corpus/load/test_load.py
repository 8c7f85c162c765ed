"""A folder into the database: all or nothing, and nothing written that is already so."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings

from explorer.checks.database import check_corpus
from explorer.corpus.load import load_corpus
from explorer.errors import CorpusError
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
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

PASSAGES = f"{EPISODE}/talk-1-transcript.passages.yaml"
CLAIMS = f"{EPISODE}/claims.yaml"
READ = "    read_in_full: 2024-02-03\n"
STANCES = f"{EPISODE}/stances.yaml"
FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpora.make_corpus(tmp_path / "corpus")


def refusal(folder: Path, **options: bool) -> list[str]:
    before = snapshot()
    with pytest.raises(CorpusError) as caught:
        load_corpus(folder, **options)
    assert snapshot() == before
    return [str(problem) for problem in caught.value.problems]


def change_document(folder: Path, text: str) -> None:
    raw = text.encode()
    (folder / DOCUMENT).write_bytes(raw)
    (folder / EPISODE / "episode.yaml").write_text(corpora.episode_yaml(raw))


def test_a_folder_is_loaded(folder):
    report = load_corpus(folder)
    counts = {kind: counts.added for kind, counts in report.counts.items()}
    assert counts == {
        "speakers": 2,
        "aliases": 1,
        "series": 1,
        "topics": 2,
        "episodes": 1,
        "appearances": 2,
        "speaker labels": 2,
        "sources": 1,
        "passages": 4,
        "errata": 1,
        "claims": 2,
        "links to topics": 3,
        "evidence": 3,
        "stances": 3,
        "relations": 1,
        "contrasts": 1,
        "synonyms": 2,
    }
    assert report.wrote
    assert check_corpus() == []
    source = Source.objects.get()
    assert bytes(source.raw) == corpora.TEXT.encode()
    assert source.text == corpora.TEXT
    evidence = Evidence.objects.get(suffix=", I said")
    assert (evidence.passage.slug, source.text[evidence.start : evidence.end]) == (
        "talk-1-transcript-3",
        "Scale is a dead end",
    )
    assert Passage.objects.get(slug="talk-1-transcript-4").answers.slug == "talk-1-transcript-3"
    assert Topic.objects.get(slug="embodiment").ordinal == 2
    assert Episode.objects.get().links == [{"title": "Page", "url": "https://example.org/1"}]


def test_loading_twice_leaves_the_database_as_once(folder):
    load_corpus(folder)
    before = snapshot()
    report = load_corpus(folder)
    assert snapshot() == before
    assert not report.wrote
    kept = {name: rows for name, rows in before.items() if not name.startswith("Historical")}
    records = [rows for name, rows in kept.items() if name not in {"Change", "Revision"}]
    assert sum(counts.unchanged for counts in report.counts.values()) == sum(map(len, records))
    load_corpus(folder, replace=True)
    assert snapshot() == before


def test_loading_again_repairs_what_was_changed(folder):
    load_corpus(folder)
    Claim.objects.filter(slug="bob-scale-enough").update(statement="Something else.")
    Source.objects.update(raw=b"x", text="x")
    report = load_corpus(folder)
    assert (report.counts["claims"].changed, report.counts["sources"].changed) == (1, 1)
    assert Source.objects.get().text == corpora.TEXT


def test_a_dry_run_counts_and_keeps_nothing(folder):
    before = snapshot()
    report = load_corpus(folder, dry_run=True)
    assert report.counts["claims"].added == 2
    assert not report.wrote
    assert snapshot() == before


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


def test_replacing_follows_a_document_whose_passages_and_slug_changed(folder):
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


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (CLAIMS, "I suspect that scale", "I suspect that size", "'talk-1-transcript': the words are not in the source"),
        (CLAIMS, "suffix: ', I said'", "suffix: ''", "the words stand 2 times in the source; add a prefix or suffix"),
        (CLAIMS, "exact: I suspect", "exact: 'Bob: I suspect", "words go beyond passage talk-1-transcript-2; quote"),
        (f"{EPISODE}/errata.yaml", "exact: Right", "exact: Wright", "the slip in 'talk-1-transcript': the words are"),
        (
            CLAIMS,
            "asserter: bob-two",
            "asserter: ada-one",
            "basis 'labelled' needs passage 'talk-1-transcript-2' to be",
        ),
        (PASSAGES, "end: 130", "end: 131000", "the passage ends at 131000, the text at 131; correct its offsets"),
        (
            STANCES,
            "position: 1",
            "position: 2",
            "position 2 rests on one hedged passage; hedged statements lean: use 1",
        ),
        ("speakers.yaml", "slug: bob-two", "slug: ada-one", "'ada-one' is already the speaker at speakers.yaml:1"),
        (CLAIMS, "topic: scaling", "topic: scalling", "there is no topic 'scalling'; add it, or correct the slug"),
        (f"{EPISODE}/episode.yaml", "sha256: ", f"sha256: {'0' * 64} #", "put the document back as it was obtained"),
        ("topics.yaml", "slug: scaling", "slug: &a scaling", "the anchor '&a' is refused"),
        ("topics.yaml", "slug: scaling", "slug: sca: ling", "this is no YAML"),
    ],
)
def test_a_fault_is_refused_with_its_place_and_the_database_is_untouched(folder, file, old, new, message):
    load_corpus(folder)
    if new.startswith("exact: 'Bob"):
        corpora.edit(folder, file, "scale is all you need.", "scale is all you need.'")
    line = corpora.edit(folder, file, old, new)
    problems = refusal(folder)
    assert any(message in problem for problem in problems), problems
    places = [problem for problem in problems if message in problem and problem.startswith(f"{file}:")]
    assert any(abs(int(place.removeprefix(f"{file}:").split(":")[0]) - line) <= 4 for place in places), problems
    assert all(";" in problem for problem in problems)


def test_a_number_without_scoring_evidence_is_refused_where_the_stance_stands(folder):
    corpora.edit(folder, CLAIMS, "bearing: position", "bearing: context")
    [problem] = refusal(folder)
    assert problem.startswith(f"{STANCES}:3: position -2 has no scoring evidence")
    corpora.edit(folder, STANCES, "status: published", "status: draft")
    assert load_corpus(folder)


def test_one_changed_word_of_a_quotation_is_refused_on_its_line_with_the_nearest_passage(folder):
    line = corpora.edit(folder, CLAIMS, "I suspect that scale is all", "I suspect that scale is not all")
    assert refusal(folder) == [
        (
            f"{CLAIMS}:{line}: the quotation in 'talk-1-transcript': the words are not in the source; quote it "
            "character by character; the nearest words are in passage talk-1-transcript-2"
        )
    ]


def test_every_quotation_that_is_not_there_is_reported(folder):
    corpora.edit(folder, CLAIMS, "exact: Scale is a dead end.", "exact: Scale is no dead end.")
    corpora.edit(folder, CLAIMS, "exact: I suspect", "exact: I believe")
    corpora.edit(folder, f"{EPISODE}/errata.yaml", "exact: Right", "exact: Wrong")
    assert len(refusal(folder)) == 3


def test_the_same_quotation_twice_in_a_claim_is_refused(folder):
    corpora.edit(folder, CLAIMS, "      suffix: ', I said'\n", "      prefix: 'Ada: '\n      suffix: ', I'\n")
    corpora.edit(
        folder, CLAIMS, "exact: Scale is a dead end. 🧠 I mean it.", "exact: Scale is a dead end\n      suffix: ','"
    )
    [problem] = refusal(folder)
    assert "the claim has this quotation already, on line" in problem


def test_a_document_with_a_nul_is_refused(folder):
    change_document(folder, corpora.TEXT + "\0")
    assert refusal(folder)[0].startswith(f"{DOCUMENT}")


def test_a_document_that_changed_under_a_claim_is_refused(folder):
    load_corpus(folder)
    change_document(folder, corpora.TEXT.replace("dead end, I said", "fine thing, I say"))
    assert any("the words are not in the source" in problem for problem in refusal(folder))


def test_a_folder_cannot_break_what_only_the_database_holds(folder):
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    load_corpus(folder)
    passage = Passage.objects.get(slug="talk-1-transcript-2")
    make.make_claim(passage=passage, speaker=passage.speaker, slug="only-here")
    text = corpora.CLAIMS.split("- slug: bob")[0]
    (folder / CLAIMS).write_text(text)
    (folder / "relations.yaml").unlink()
    corpora.edit(
        folder,
        STANCES,
        "status: published\n- speaker: bob-two\n  topic: emb",
        "status: draft\n- speaker: bob-two\n  topic: emb",
    )
    assert load_corpus(folder)
    change_document(folder, corpora.TEXT.replace("all you need", "all one need"))
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    problems = refusal(folder)
    assert any("only-here" in problem and "which the folder lacks" in problem for problem in problems)
    assert load_corpus(folder, replace=True)


def test_a_passage_put_between_others_keeps_their_rows(folder):
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    text = (folder / PASSAGES).read_text()
    second = text[text.index("- id: talk-1-transcript-2") : text.index("- id: talk-1-transcript-3")]
    (folder / PASSAGES).write_text(text.replace(second, ""))
    (folder / CLAIMS).write_text(corpora.CLAIMS.split("- slug: bob")[0])
    (folder / STANCES).write_text("")
    (folder / "relations.yaml").unlink()
    load_corpus(folder)
    keys = dict(Passage.objects.values_list("slug", "pk"))
    (folder / PASSAGES).write_text(text)
    load_corpus(folder)
    assert [passage.slug[-1] for passage in Passage.objects.all()] == ["1", "2", "3", "4"]
    assert keys.items() <= dict(Passage.objects.values_list("slug", "pk")).items()


def test_a_passage_that_the_folder_lacks_and_that_is_in_the_way_goes_only_when_replacing(folder):
    load_corpus(folder)
    text = (folder / PASSAGES).read_text()
    (folder / PASSAGES).write_text(
        text[: text.index("- id: talk-1-transcript-4")].replace("transcript-3", "transcript-5")
    )
    assert any("in passage talk-1-transcript-3, which the folder lacks" in problem for problem in refusal(folder))
    load_corpus(folder, replace=True)
    assert [passage.slug[-1] for passage in Passage.objects.all()] == ["1", "2", "5"]


def test_a_passage_that_the_folder_lacks_keeps_its_place_until_it_is_replaced(folder):
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    text = (folder / PASSAGES).read_text()
    second = text[text.index("- id: talk-1-transcript-2") : text.index("- id: talk-1-transcript-3")]
    (folder / CLAIMS).write_text(corpora.CLAIMS.split("- slug: bob")[0])
    (folder / STANCES).write_text("")
    (folder / "relations.yaml").unlink()
    load_corpus(folder)
    before = snapshot()
    (folder / PASSAGES).write_text(text.replace(second, ""))
    report = load_corpus(folder)
    assert report.lacking == ("passage talk-1-transcript-2",)
    assert snapshot() == before
    assert load_corpus(folder, replace=True).counts["passages"].removed == 1
    assert [passage.ordinal for passage in Passage.objects.all()] == [1, 2, 3]


def test_a_quotation_cannot_rest_on_a_passage_that_the_folder_lacks(folder):
    load_corpus(folder)
    text = (folder / PASSAGES).read_text()
    second = text[text.index("- id: talk-1-transcript-2") : text.index("- id: talk-1-transcript-3")]
    (folder / PASSAGES).write_text(text.replace(second, ""))
    [problem] = refusal(folder)
    assert "the words are in passage talk-1-transcript-2, which the folder lacks; add it to the folder" in problem


def test_passages_may_swap_their_ids(folder):
    load_corpus(folder)
    text = (folder / PASSAGES).read_text()
    for old, new in (
        ("transcript-1\n", "transcript-x\n"),
        ("transcript-2\n", "transcript-1\n"),
        ("transcript-x\n", "transcript-2\n"),
    ):
        text = text.replace(f"id: talk-1-{old}", f"id: talk-1-{new}")
    (folder / PASSAGES).write_text(text)
    load_corpus(folder)
    assert [passage.slug[-1] for passage in Passage.objects.all()] == ["2", "1", "3", "4"]
    assert Claim.objects.get(slug="bob-scale-enough").evidence.get().passage.slug == "talk-1-transcript-1"
    assert check_corpus() == []


def two_episodes(folder: Path) -> Path:
    other = folder / "episodes/talk-2"
    other.mkdir()
    raw = b"Ada: Other words.\n"
    text = corpora.episode_yaml(raw).replace("talk-1", "talk-2").replace("number: 1", "number: 2")
    (other / "episode.yaml").write_text(text)
    (other / "talk-2-transcript.txt").write_bytes(raw)
    return other


def test_episodes_may_swap_their_numbers(folder):
    two_episodes(folder)
    load_corpus(folder)
    corpora.edit(folder, f"{EPISODE}/episode.yaml", "number: 1", "number: 2")
    corpora.edit(folder, "episodes/talk-2/episode.yaml", "number: 2", "number: 1")
    load_corpus(folder)
    assert dict(Episode.objects.values_list("slug", "number")) == {"talk-1": 2, "talk-2": 1}


def test_documents_of_an_episode_may_swap_their_contents(folder):
    raw = b"Ada: Other words.\n"
    path = folder / EPISODE / "episode.yaml"
    text = path.read_text()
    first = text[text.index("  - slug: talk-1-transcript") :]
    sums = [hashlib.sha256(content).hexdigest() for content in (corpora.TEXT.encode(), raw)]
    path.write_text(
        text
        + "".join(
            first.replace("talk-1-transcript", slug).replace(sums[0], digest)
            for slug, digest in (("talk-1-b", sums[1]), ("talk-1-c", hashlib.sha256(b"x").hexdigest()))
        )
    )
    (folder / EPISODE / "talk-1-b.txt").write_bytes(raw)
    (folder / EPISODE / "talk-1-c.txt").write_bytes(b"x")
    load_corpus(folder)
    text = path.read_text()
    before, after = text.split("- slug: talk-1-b")
    third = hashlib.sha256(b"x").hexdigest()
    path.write_text(
        f"{before}- slug: talk-1-b" + after.replace(sums[1], "?").replace(third, sums[1]).replace("?", third)
    )
    (folder / EPISODE / "talk-1-b.txt").write_bytes(b"x")
    (folder / EPISODE / "talk-1-c.txt").write_bytes(raw)
    load_corpus(folder)
    assert Source.objects.get(slug="talk-1-b").text == "x"


def test_an_alias_may_move_to_another_speaker(folder):
    load_corpus(folder)
    corpora.edit(folder, "speakers.yaml", "  aliases:\n    - Ada\n", "")
    with (folder / "speakers.yaml").open("a") as file:
        file.write("  aliases:\n    - Ada\n")
    load_corpus(folder)
    assert SpeakerAlias.objects.get().speaker.slug == "bob-two"


def test_an_alias_or_number_kept_for_something_the_folder_lacks_is_named(folder):
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


def test_a_term_kept_for_a_group_the_folder_lacks_is_named(folder):
    make.SynonymFactory(term="chatbot", also=["llm"])
    [problem] = refusal(folder)
    line = corpora.SYNONYMS[: corpora.SYNONYMS.index("- term: large")].count("\n") + 1
    message = "'LLM' already stands in the group of 'chatbot'; remove one of them"
    assert problem == f"synonyms.yaml:{line}: {message}"
    load_corpus(folder, replace=True)
    assert list(Synonym.objects.values_list("term", flat=True)) == ["large language model", "scaling law"]


def test_evidence_links_and_labels_follow_the_folder_in_its_order(folder):
    load_corpus(folder)
    text = (folder / CLAIMS).read_text()
    links = "    - topic: scaling\n      bearing: position\n    - topic: embodiment\n      bearing: context\n"
    (folder / CLAIMS).write_text(
        text.replace(
            links, "    - topic: embodiment\n      bearing: context\n    - topic: scaling\n      bearing: position\n"
        )
    )
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


@pytest.mark.skipif(not list(FIXTURES.glob("episodes/*/*.passages.yaml")), reason="fixtures/ is not there")
def test_the_shipped_corpus_loads_twice_and_keeps_every_rule():
    load_corpus(FIXTURES)
    before = snapshot()
    assert check_corpus() == []
    assert not load_corpus(FIXTURES).wrote
    assert snapshot() == before
