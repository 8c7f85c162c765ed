"""Whoever speaks in a document has a part in its talk: who asks is its host, unless somebody says otherwise."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import AppearanceRole
from explorer.documents.participants import add_appearances, find_asker, name_hosts, propose_parts
from explorer.documents.source_import import import_source
from explorer.documents.speaker_labels import LabelMatcher
from explorer.errors import ExplorerError
from explorer.models import Appearance, Episode
from explorer.models.versions import parts_of, versions
from explorer.parsers import parse
from tests import factories as make

pytestmark = pytest.mark.django_db

TALK = """\
# A talk

**Sam:** What is scale?

**Ada:** A dead end. Or is it? No.

**Sam:** “Why so?”

**Ada:** Because.
"""


def parsed(text=TALK):
    return parse(text, extension="md")


def test_whoever_asks_most_is_taken_for_the_host():
    assert find_asker(parsed()) == "Sam"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("**Ada:** Why?\n\n**Ada:** And why not?\n", ()),
        ("**Ada:** Yes.\n\n**Sam:** No.\n\n**Ada:** Yes.\n\n**Sam:** No.\n", ()),
        ("**Ada:** Why?\n\n**Sam:** Why?\n\n**Ada:** No.\n\n**Sam:** No.\n", ()),
        (TALK, ("Sam",)),
    ],
    ids=["alone", "nobody asks", "both ask alike", "the asker has a part already"],
)
def test_nobody_is_guessed_to_be_the_host(text, apart):
    assert find_asker(parsed(text), apart=apart) is None


def test_of_those_who_ask_as_often_the_one_who_says_less_is_the_host():
    more = TALK.replace("Because.", "Because?").replace("Or is it? No.", "Or is it?") + "\n**Ada:** Yes.\n"
    assert find_asker(parsed(more)) == "Sam"


@pytest.fixture
def ada():
    return make.SpeakerFactory(slug="ada-one", name="Ada One", aliases=["Ada"])


@pytest.fixture
def sam():
    return make.SpeakerFactory(slug="sam-two", name="Sam Two", aliases=["Sam"])


@pytest.fixture
def episode():
    return make.EpisodeFactory(slug="talk-1")


def roles(episode):
    return dict(episode.appearances.values_list("speaker__slug", "role"))


def test_an_import_makes_the_parts_of_all_who_are_known(ada, sam, episode):
    report = import_source(TALK.encode(), episode_slug="talk-1")
    assert roles(episode) == {"ada-one": "guest", "sam-two": "host"}
    assert sorted(map(str, report.appearances)) == ["Ada One, guest", "Sam Two, host"]


def test_who_is_not_known_has_no_part(ada, episode):
    import_source(TALK.encode(), episode_slug="talk-1")
    assert roles(episode) == {"ada-one": "guest"}


def test_a_host_is_named_by_label_name_or_slug_and_the_others_are_guests(ada, sam, episode):
    for name in ("Ada", "ada one", "ada-one"):
        assert name_hosts(parsed(), LabelMatcher(episode), [name]) == {"Sam": "guest", "Ada": "host"}


def test_a_host_who_does_not_speak_is_refused_and_nothing_is_imported(ada, episode):
    with pytest.raises(ExplorerError, match="the host 'Zoe' does not speak in the document; it labels Sam and Ada"):
        import_source(TALK.encode(), episode_slug="talk-1", hosts=["Zoe"])
    assert not episode.sources.exists()


def test_a_part_that_somebody_has_stays_and_an_episode_has_one_asker(ada, sam, episode):
    make.AppearanceFactory(episode=episode, speaker=ada, role=AppearanceRole.HOST)
    import_source(TALK.encode(), episode_slug="talk-1")
    assert roles(episode) == {"ada-one": "host", "sam-two": "guest"}


def test_who_is_a_guest_already_is_not_named_host(ada, sam, episode):
    make.AppearanceFactory(episode=episode, speaker=ada)
    with pytest.raises(ExplorerError, match="Ada One is a guest of the episode already; correct that among"):
        import_source(TALK.encode(), episode_slug="talk-1", hosts=["Ada"])
    assert not episode.sources.exists()


def test_somebody_who_is_only_quoted_has_no_part(ada, sam, episode):
    with open_edit() as edit:
        add_appearances(episode, parsed(), LabelMatcher(episode), {"Ada": None}, edit)
    assert roles(episode) == {"sam-two": "host"}


def test_of_two_labels_of_one_person_the_asker_counts(ada, episode):
    ada.aliases.create(name="Sam")
    with open_edit() as edit:
        add_appearances(episode, parsed(), LabelMatcher(episode), {}, edit)
    assert roles(episode) == {"ada-one": "host"}


def test_the_episode_has_a_version_with_its_new_people(ada, episode):
    before = versions(Episode).count()
    import_source(TALK.encode(), episode_slug="talk-1")
    assert versions(Episode).count() > before
    assert [part["speaker"] for part in parts_of(Episode, [episode.pk])[episode.pk]["appearances"]] == ["ada-one"]


def test_it_costs_as_many_queries_for_twenty_voices_as_for_two(episode, django_assert_max_num_queries):
    text = "".join(f"**Voice {n}:** Why {k}?\n\n" for k in range(2) for n in range(20))
    for n in range(20):
        make.SpeakerFactory(name=f"Voice {n}")
    speakers = LabelMatcher(episode)
    with open_edit() as edit, django_assert_max_num_queries(8):
        add_appearances(episode, parsed(text), speakers, {}, edit)
    assert Appearance.objects.filter(episode=episode).count() == 20


def test_parts_are_proposed_with_those_that_are_there(ada, sam, episode):
    make.AppearanceFactory(episode=episode, speaker=sam)
    assert propose_parts(parsed(), episode, LabelMatcher(episode)) == {"Sam": "guest", "Ada": "guest"}
