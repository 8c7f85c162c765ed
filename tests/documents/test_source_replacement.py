"""A newer document in the place of a source: ids stay, quotations are found to the letter or lost, never guessed."""

import pytest

from explorer.checks.database import check_corpus
from explorer.coding.vocabulary import StanceCode, Status
from explorer.curation import review
from explorer.curation.history import list_versions, revert
from explorer.curation.review import submit
from explorer.documents.source_import import SourceDescription, import_source
from explorer.errors import ExplorerError, RefusedError
from explorer.models import Claim, Erratum, Evidence, Passage, Source, SpeakerLabel
from explorer.models.versions import latest_version
from tests import factories as make
from tests.documents.conftest import OLD, replace
from tests.people import person, see
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db


def claim_on(source, words, **fields):
    """Make a published claim, with a stance that it carries, whose evidence is ``words``."""
    passage = source.passages.get(text__contains=words)
    claim = make.make_claim(speaker=passage.speaker, passage=passage, **fields)
    start = passage.start + passage.text.index(words)
    claim.evidence.update(exact=words, start=start, end=start + len(words))
    make.StanceFactory(speaker=claim.speaker, topic=claim.topics.get(), episode=claim.episode, position=1)
    return claim


def test_the_same_bytes_again_change_nothing(source):
    before = snapshot()
    assert not replace(source, OLD).is_new
    assert snapshot() == before


def test_quotations_are_found_where_the_words_stand_now(source):
    claim = claim_on(source, "Scale is a dead end")
    report = replace(source, OLD.replace("# A talk", "# A talk, with a longer title"))
    evidence = claim.evidence.get()
    assert (report.found, report.lost) == (1, [])
    assert evidence.source.text[evidence.start : evidence.end] == "Scale is a dead end"
    assert check_corpus() == []


def test_words_that_repeat_now_are_told_apart_by_what_stood_around_them(source):
    claim = claim_on(source, "Scale is a dead end")
    replace(source, OLD + "\n**Bob:** Scale is a dead end, you say?\n")
    evidence = claim.evidence.get()
    assert evidence.passage.slug == "talk-1-markdown-transcript-1"
    assert evidence.suffix.startswith(". 🧠")
    evidence.full_clean()
    assert check_corpus() == []


def test_words_that_changed_by_a_letter_are_lost_and_not_guessed(source):
    claim = claim_on(source, "Scale is a dead end")
    before = snapshot()
    with pytest.raises(ExplorerError, match=f"would lose their words: {claim.slug}; accept that they become drafts"):
        replace(source, OLD.replace("dead end", "dead-end"))
    assert snapshot() == before


def test_a_claim_whose_words_are_lost_is_a_draft_once_that_is_accepted_and_so_is_its_stance(source):
    claim, other = claim_on(source, "Scale is a dead end"), claim_on(source, "scale is all you need")
    report = replace(source, OLD.replace("dead end", "dead-end"), accepted=[claim.slug])
    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.status, other.status) == (Status.DRAFT, Status.PUBLISHED)
    assert [lost.evidence.exact for lost in report.lost] == ["Scale is a dead end"]
    assert [stance.topic for stance in report.uncarried] == [claim.topics.get()]
    evidence = Evidence.objects.get(claim=claim)
    assert evidence.start >= len(evidence.source.text)
    assert {problem.file for problem in check_corpus()} == {"evidence"}


def test_a_claim_in_review_needs_no_leave_to_become_a_draft(source):
    claim = claim_on(source, "Scale is a dead end", status=Status.IN_REVIEW)
    report = replace(source, OLD.replace("dead end", "dead-end"))
    claim.refresh_from_db()
    assert claim.status == Status.DRAFT
    assert report.returned == [claim]


def test_words_that_somebody_else_is_labelled_with_now_are_lost(source):
    claim = claim_on(source, "Scale is a dead end")
    report = replace(source, OLD.replace("**Ada:** Scale", "**Bob:** Scale"), accepted=[claim.slug])
    assert report.respoken == ["talk-1-markdown-transcript-1"]
    assert "labelled" in report.lost[0].why


def test_a_trial_changes_nothing_and_says_the_same(source):
    claim_on(source, "Scale is a dead end")
    make.ErratumFactory(source=source, exact="suspect", start=OLD.index("suspect"), reading="expect")
    before = snapshot()
    report = replace(source, OLD.replace("dead end", "dead-end").replace("suspect", "expect"), dry_run=True)
    assert snapshot() == before
    assert (len(report.lost), len(report.unpublished), len(report.uncarried), len(report.errata)) == (1, 1, 1, 1)


def test_errata_move_with_their_slips_and_go_with_them(source):
    for word in ("suspect", "dead"):
        make.ErratumFactory(source=source, exact=word, start=OLD.index(word), suffix="", reading="other")
    report = replace(source, OLD.replace("# A talk", "# Another talk").replace("dead", "live"))
    [erratum] = Erratum.objects.all()
    assert erratum.source.text[erratum.start : erratum.end] == erratum.exact == "suspect"
    assert [gone.exact for gone in report.errata] == ["dead"]


def test_what_was_read_in_full_is_open_again_where_there_is_something_new_to_read(source):
    Source.objects.update(read_in_full="2024-01-02")
    source.passages.update(disposition="joke")
    replace(source, OLD.replace("# A talk", "# Another talk"))
    assert Source.objects.get().read_in_full is not None
    replace(source, OLD + "\n**Bob:** Listen.\n")
    assert Source.objects.get().read_in_full is None
    assert set(source.passages.values_list("disposition", flat=True)) == {"joke", ""}


def test_a_document_that_the_episode_holds_as_another_source_is_refused(source):
    other = import_source(
        (OLD + "\n**Bob:** More.\n").encode(), episode_slug="talk-1", description=SourceDescription(slug="more")
    )
    with pytest.raises(ExplorerError, match="holds this document already, as 'more'"):
        replace(source, OLD + "\n**Bob:** More.\n")
    assert other.is_new


def test_a_label_means_whom_the_curator_says(source):
    carol = make.SpeakerFactory(slug="carol")
    replace(source, OLD.replace("**Bob:**", "**Robert:**"), chosen={"Robert": carol.pk})
    assert set(source.passages.values_list("speaker__slug", flat=True)) == {"ada-one", "carol"}
    assert SpeakerLabel.objects.get().speaker == carol


def test_a_stance_that_something_else_carries_stays(source):
    claim = claim_on(source, "Scale is a dead end")
    stance = claim.topics.get().stances.get()
    stance.code, stance.position = StanceCode.NO_CLEAR_ANSWER, None
    stance.save()
    assert replace(source, OLD.replace("dead end", "dead-end"), accepted=[claim.slug]).uncarried == []


@pytest.fixture
def rex():
    return person("rex", "Curator", "Reviewer")


def test_every_version_says_who_put_the_newer_document_there(source, rex):
    claim, other = claim_on(source, "Scale is a dead end"), claim_on(source, "scale is all you need")
    other.save()
    make.ErratumFactory(source=source, exact="suspect", start=OLD.index("suspect"), suffix="", reading="expect")
    stance, kept = claim.topics.get().stances.get(), source.passages.get(text="Is it?")
    new = (
        OLD.replace("# A talk", "# Another")
        .replace("dead end", "dead-end")
        .replace("**Bob:** Is it", "**Robert:** Is it")
    )
    carol = make.SpeakerFactory(slug="carol")
    replace(source, new, accepted=[claim.slug], by=rex, chosen={"Robert": carol.pk})
    source.refresh_from_db()
    added = source.passages.get(text__contains="dead-end")
    changed = (source, claim, stance, kept, added, source.errata.get(), source.episode)
    assert {
        (type(row).__name__, version.by, version.reason) for row in changed for version in list_versions(row)[:1]
    } == {(type(row).__name__, rex, "revised") for row in changed}
    assert list_versions(claim)[0].contents["status"] == "Draft"
    assert all(version.reason != "revised" for version in list_versions(other))
    assert [version.reason for version in list_versions(source.passages.get(text="Right.", ordinal=3))] == ["imported"]


def test_who_lost_words_is_told_which_and_why(source, rex):
    claim = claim_on(source, "Scale is a dead end")
    stance = claim.topics.get().stances.get()
    replace(source, OLD.replace("dead end", "dead-end"), accepted=[claim.slug], by=rex)
    claim.refresh_from_db()
    stance.refresh_from_db()
    assert "“Scale is a dead end” is lost: the words do not stand there once" in claim.sent_back_because
    assert "was replaced by a newer document" in stance.sent_back_because
    with pytest.raises(RefusedError, match="is not what stands at"):
        submit(claim, by=rex)


def test_what_readers_see_is_not_taken_from_them_by_a_curator_alone(source, rex):
    claim = claim_on(source, "Scale is a dead end")
    draft = claim_on(source, "scale is all you need", status=Status.IN_REVIEW)
    new, ada = OLD.replace("dead end", "dead-end").replace("all you", "what you"), person("ada", "Curator")
    assert replace(source, new, by=ada, dry_run=True).closed == [claim]
    before = snapshot()
    with pytest.raises(ExplorerError, match=f"{claim.slug}; ask a reviewer to send them back first"):
        replace(source, new, by=ada, accepted=[claim.slug])
    assert snapshot() == before
    assert replace(source, new, by=rex, accepted=[claim.slug]).returned == [draft]


def test_a_claim_of_before_is_restored_where_its_words_still_stand_and_refused_where_not(source, rex):
    claim, other = claim_on(source, "Scale is a dead end"), claim_on(source, "scale is all you need")
    for record in (claim, other):
        record.save()
    numbers = [latest_version(claim), latest_version(other)]
    for record in (claim, other):
        record.statement = f"Put otherwise {record.pk}."
        record.save()
    replace(
        source, OLD.replace("# A talk", "# Another talk").replace("dead end", "dead-end"), accepted=[claim.slug], by=rex
    )
    with pytest.raises(RefusedError, match="cannot be restored: Not saved: the words are not in the source"):
        revert(claim, numbers[0], by=rex)
    revert(other, numbers[1], by=rex)
    evidence = other.evidence.get()
    assert evidence.source.text[evidence.start : evidence.end] == "scale is all you need"


def test_a_document_of_before_brings_back_how_it_was_described_and_not_that_it_was_read(source, rex):
    source.title, source.read_in_full = "As it was", "2024-01-02"
    source.save()
    source.passages.update(disposition="joke")
    number = latest_version(source)
    source.title = "As it is"
    source.save()
    new = OLD + "\n**Bob:** Listen.\n"
    replace(source, new, by=rex)
    source.refresh_from_db()
    revert(source, number, by=rex)
    source = Source.objects.get()
    assert (source.title, source.text, source.read_in_full) == ("As it was", new, None)
    assert check_corpus() == []


def test_a_passage_of_before_that_answered_one_that_is_gone_is_refused(source, rex):
    answer = source.passages.get(text="Is it?")
    answer.answers = source.passages.get(text__startswith="I suspect")
    answer.save()
    number = latest_version(answer)
    replace(source, OLD.replace("I suspect that", "I think that"), by=rex)
    answer.refresh_from_db()
    assert answer.answers is None
    with pytest.raises(RefusedError, match="cannot be restored"):
        revert(answer, number, by=rex)


def test_a_replacement_costs_as_many_queries_for_forty_passages_as_for_five(source, rex, django_assert_max_num_queries):
    many = "".join(f"**Ada:** Number {n}.\n\n**Bob:** And {n}.\n\n" for n in range(20))
    with django_assert_max_num_queries(72) as few:
        replace(source, OLD.replace("# A talk", "# Another"), by=rex)
    replace(source, OLD + many, by=rex)
    with django_assert_max_num_queries(len(few)):
        replace(source, (OLD + many).replace("# A talk", "# Another"), by=rex)


def test_one_edit_has_one_date_however_much_it_adds_and_removes(source, rex, monkeypatch):
    monkeypatch.setattr("explorer.changes.version_keeping.BATCH", 2)
    monkeypatch.setattr("explorer.documents.source_import.BATCH", 2)
    replace(source, OLD.replace(".", "!"), by=rex)
    rows = Passage.history.filter(history_change_reason="revised")
    assert sorted(rows.values_list("history_type", flat=True)) == ["+"] * 4 + ["-"] * 4
    assert rows.values("history_date").distinct().count() == 1


FRAMED = OLD.replace("**Ada:** Scale is", "**Ada:** My critics say: Scale is")


def test_a_claim_whose_words_stand_in_another_sentence_goes_back_with_both_once_that_is_accepted(source):
    claim, other = claim_on(source, "Scale is a dead end"), claim_on(source, "scale is all you need")
    with pytest.raises(ExplorerError, match=f"lose their words, or stand in another sentence: {claim.slug}; accept"):
        replace(source, FRAMED)
    report = replace(source, FRAMED, accepted=[claim.slug])
    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.status, other.status, report.lost) == (Status.DRAFT, Status.PUBLISHED, [])
    assert [(changed.before, changed.after) for changed in report.reframed] == [
        ("Scale is a dead end. 🧠", "My critics say: Scale is a dead end. 🧠")
    ]
    assert (
        "before, “Scale is a dead end. 🧠”, and now, “My critics say: Scale is a dead end. 🧠”"
        in claim.sent_back_because
    )
    assert [stance.topic for stance in report.uncarried] == [claim.topics.get()]
    [waiting] = Evidence.objects.reframed()
    assert (waiting.claim, waiting.sentence_before) == (claim, "Scale is a dead end. 🧠")
    assert check_corpus() == []


def test_what_was_looked_at_and_published_again_waits_no_longer(source):
    claim = claim_on(source, "Scale is a dead end")
    replace(source, FRAMED, accepted=[claim.slug])
    ada, rex = person("ada", "Curator"), person("rex", "Reviewer")
    review.submit(claim, by=ada)
    assert Evidence.objects.reframed().count() == 1
    see(rex, Claim.objects.get(pk=claim.pk))
    review.publish(claim, by=rex)
    assert not Evidence.objects.reframed().exists()


def test_the_old_sentence_back_again_leaves_nothing_to_look_at(source):
    claim = claim_on(source, "Scale is a dead end", status=Status.DRAFT)
    replace(source, FRAMED)
    assert [piece.claim for piece in Evidence.objects.reframed()] == [claim]
    replace(source, f"{OLD}\n**Ada:** More.\n")
    assert not Evidence.objects.reframed().exists()


def test_a_change_elsewhere_in_the_passage_sends_nothing_back(source):
    longer = OLD.replace("**Ada:** Scale is", "**Ada:** Listen. Scale is")
    claim = claim_on(source, "Scale is a dead end")
    report = replace(source, longer)
    claim.refresh_from_db()
    assert (claim.status, report.reframed, report.found) == (Status.PUBLISHED, [], 1)
