"""Passages with the same text keep their ids, and what curators said of them; a new one never takes an id that was."""

import pytest

from explorer.changes.edit import open_edit
from explorer.checks.database import check_corpus
from explorer.documents.passage_replacement import PassageReplacement
from explorer.documents.speaker_labels import LabelMatcher
from explorer.errors import ExplorerError
from explorer.models import Passage
from explorer.parsers import parse
from explorer.progress import Progress
from tests import factories as make
from tests.documents.conftest import OLD, replace

pytestmark = pytest.mark.django_db


def test_what_a_curator_said_that_a_passage_answers_stays(source):
    answer, question = source.passages.get(text="Is it?"), source.passages.get(text__startswith="I suspect")
    answer.answers = question
    answer.save()
    replace(source, OLD.replace("# A talk", "# Another talk"))
    answer.refresh_from_db()
    assert answer.answers == question
    replace(source, OLD.replace("I suspect", "I think"))
    answer.refresh_from_db()
    assert answer.answers is None


def test_a_speaker_whom_a_curator_set_stays_while_the_document_says_what_it_said(source):
    carol, dave = (make.SpeakerFactory(slug=slug) for slug in ("carol", "dave"))
    passage, other = source.passages.get(text="Is it?"), source.passages.get(text__startswith="I suspect")
    passage.speaker = carol
    passage.save()
    report = replace(source, OLD.replace("# A talk", "# Another talk"), chosen={"Bob": dave.pk})
    passage.refresh_from_db()
    other.refresh_from_db()
    assert (passage.speaker, other.speaker, report.respoken) == (carol, dave, [other.slug])
    replace(source, OLD.replace("**Bob:** Is it", "**Ada:** Is it"))
    passage.refresh_from_db()
    assert passage.speaker.slug == "ada-one"


def test_passages_with_the_same_text_keep_their_ids_and_the_old_document_is_kept(source):
    ids = dict(source.passages.values_list("text", "slug").exclude(text="Right."))
    new = OLD.replace("**Bob:** I sus", "**Ada:** Listen.\n\n**Bob:** I sus")
    report = replace(source, new)
    source.refresh_from_db()
    assert (report.kept, report.added, report.removed, report.number) == (5, 1, [], 2)
    assert (source.text, bytes(source.raw)) == (new, new.encode())
    assert ids.items() <= dict(source.passages.values_list("text", "slug")).items()
    assert source.passages.get(text="Listen.").slug == "talk-1-markdown-transcript-r2-2"
    assert list(source.passages.values_list("ordinal", flat=True)) == [1, 2, 3, 4, 5, 6]
    [earlier] = source.revisions.all()
    assert (earlier.number, earlier.text, bytes(earlier.raw)) == (1, OLD, OLD.encode())
    assert check_corpus() == []


def test_a_passage_that_changed_or_went_away_leaves_no_id_to_another(source):
    gone = source.passages.get(text__startswith="I suspect").slug
    report = replace(source, OLD.replace("I suspect that scale", "Scale"))
    assert report.removed == [gone]
    assert not Passage.objects.filter(slug=gone).exists()
    replace(source, OLD)
    assert Passage.objects.get(text__startswith="I suspect").slug == "talk-1-markdown-transcript-r3-2"


def replacement(source, text, edit, steps):
    speakers = LabelMatcher(source.episode)
    return PassageReplacement(source, parse(text, extension="md"), speakers, edit=edit, on_progress=steps.append)


def test_an_id_that_another_record_has_is_refused_before_anything_is_written(source):
    make.TopicFactory(slug="talk-1-markdown-transcript-r2-1")
    before = list(source.passages.values_list("slug", "ordinal"))
    with open_edit() as edit:
        work = replacement(source, OLD.replace("dead end", "dead-end"), edit, [])
        with pytest.raises(ExplorerError, match="the slug 'talk-1-markdown-transcript-r2-1' of another record; rename"):
            work.write(2)
    assert list(source.passages.values_list("slug", "ordinal")) == before


def test_rows_of_a_passage_that_goes_are_led_to_the_one_that_has_its_number_now(source):
    keys = {passage.ordinal: passage.pk for passage in source.passages.all()}
    new, steps = "**Ada:** Scale is a dead end. 🧠\n\n**Bob:** I think so.\n\n**Ada:** Do you?\n", []
    with open_edit() as edit:
        work = replacement(source, new, edit, steps)
        work.write(2)
    second, last = (source.passages.get(text=words).pk for words in ("I think so.", "Do you?"))
    assert work.stand_ins() == {keys[2]: second, keys[3]: last, keys[4]: last, keys[5]: last}
    assert steps[0] == Progress("passages put in their places", 1, 1)
    with open_edit():
        work.remove()
    assert [passage.pk for passage in source.passages.all()] == [keys[1], second, last]
    assert (work.kept, work.added, len(work.removed)) == (1, 2, 4)
