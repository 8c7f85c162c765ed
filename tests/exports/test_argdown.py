"""A comparison as a map of arguments: positions under their poles, claims under positions, who contradicts whom."""

import pytest

from explorer.coding.vocabulary import Bearing, ContrastKind, RelationKind, StanceCode
from explorer.debate.compare import compare, fetch_contrasts
from explorer.exports.argdown import write_argdown
from explorer.models import Claim, ClaimTopic, Speaker
from tests import factories as make

pytestmark = pytest.mark.django_db


def argued(topic):
    comparison = compare(topic, list(Speaker.objects.guests()))
    return write_argdown(comparison, fetch_contrasts(topic, comparison.columns))


def about(text, name):
    """Return what the map says of one argument."""
    return text.partition(f"<{name}>:")[2].partition("\n\n")[0]


def test_a_claim_is_part_of_its_holders_position_and_disputes_another(debate):
    ada, bob = Claim.objects.order_by("slug")
    make.RelationFactory(from_claim=bob, to_claim=ada, kind=RelationKind.DISPUTES)
    text = argued(debate)
    assert "# Is scale enough?" in text
    assert "[stance of ada in talk-of-ada]: Says so in as many words. #ada" in text
    assert "  +> [stance of bob in talk-of-bob]\n  -> <ada-says>" in about(text, "bob-says")
    assert '"https://debate.example/claims/ada-says/"' in text


def test_context_and_what_others_report_are_part_of_no_position(debate):
    ClaimTopic.objects.filter(claim__slug="ada-says").update(bearing=Bearing.CONTEXT)
    bob = Speaker.objects.get(slug="bob")
    make.make_claim(
        speaker=bob, topic=debate, episode=bob.episodes.get(), asserter=make.SpeakerFactory(), slug="said-of-bob"
    )
    text = argued(debate)
    assert "+>" not in about(text, "ada-says") + about(text, "said-of-bob")
    assert '"reported": true' in about(text, "said-of-bob")
    assert "+>" in about(text, "bob-says")


@pytest.mark.parametrize(("kind", "contradicts"), [(ContrastKind.CONTRADICT, True), (ContrastKind.CONDITIONAL, False)])
def test_positions_contradict_each_other_where_the_contrast_says_so(debate, kind, contradicts):
    ada, bob = Speaker.objects.filter(slug__in=["ada", "bob"]).order_by("slug")
    make.ContrastFactory(topic=debate, first=ada, second=bob, kind=kind, reason="One says no.")
    text = argued(debate)
    assert ("  >< [stance of bob in talk-of-bob]" in text) is contradicts
    assert "One says no." in text


def test_whoever_has_no_position_is_under_no_pole_and_who_is_silent_is_said_to_be(debate):
    stance = make.make_stance(code=StanceCode.MIXED, topic=debate, claims=0)
    make.make_episode(guest=make.SpeakerFactory(name="Cy Silent"))
    text = argued(debate)
    title = f"[stance of {stance.speaker.slug} in {stance.episode.slug}]"
    mixed = text.partition(f"{title}: ")[2].partition("\n\n")[0]
    assert mixed
    assert "pole]" not in mixed
    assert "Cy Silent" in text


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("more", [0, 8])
def test_it_costs_one_query_however_many_claims_there_are(debate, django_assert_num_queries, more):
    speaker = Speaker.objects.get(slug="ada")
    for _ in range(more):
        make.make_claim(speaker=speaker, topic=debate, episode=speaker.episodes.get())
    comparison = compare(debate, list(Speaker.objects.guests()))
    with django_assert_num_queries(1):
        write_argdown(comparison, ())


def test_what_was_written_has_the_day_of_its_document(debate):
    writer = make.SpeakerFactory()
    make.make_writing(slug="noted", writer=writer, topic=debate)
    text = write_argdown(compare(debate, [writer]), [])
    assert '"written": "2021-04-09"' in about(text, "noted")
