"""Debates in Argdown, read by Argdown's own parser."""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.corpus.load import load_corpus
from explorer.formats import argdown
from explorer.formats.argdown import Argument, ArgumentLink, Debate, PoleStatement, Position
from explorer.models import Relation, Topic

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("quality")]

SIGNS = {"agrees": "support", "disputes": "attack"}

SYNTAX = ["===", "->", "<+", "><", "//", "/*", "<!--", "e.g.", ".A.", ":)", "\n\n", "1. "]

pieces = st.sampled_from([*"[]<>#@*_{}()+-=/:;.,|~^%&!?'\"\\", *SYNTAX])
nasty = st.lists(pieces | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=12).map("".join)
said = nasty.filter(str.strip)
slugs = st.from_regex(r"[-a-z0-9_]{1,12}", fullmatch=True)
data = st.fixed_dictionaries({"a": nasty, "b": st.none() | st.integers(-2, 2) | st.booleans()})


@st.composite
def debates(draw):
    """Return a debate whose every word may be a sign of Argdown's."""
    names = draw(st.lists(slugs, min_size=1, max_size=4, unique=True))
    position = Position("stance of a in b", "ada", draw(said), draw(st.sampled_from(["", "first pole"])), draw(data))
    bearing = st.builds(ArgumentLink, st.sampled_from([*SIGNS, "qualifies"]), st.sampled_from(names), nasty)
    bearings = st.lists(bearing, max_size=2, unique_by=lambda one: one.to)
    claims = tuple(
        Argument(
            slug=name,
            speaker="ada",
            text=draw(said),
            position=draw(st.sampled_from(["", position.title])),
            data=draw(data),
            quotations=tuple(draw(st.lists(data, max_size=2))),
            bearings=tuple(one for one in draw(bearings) if one.to != name),
        )
        for name in names
    )
    poles = (PoleStatement("first pole", draw(said), draw(said)), PoleStatement("second pole", draw(said), draw(said)))
    return Debate(draw(said), draw(data), poles, (position,), (), claims)


@pytest.fixture(scope="module")
def parse(tools):
    """Return a function that gives what the parser makes of a document."""
    script = Path(__file__).with_name("argdown.mjs")
    core = tools / "node_modules" / "@argdown" / "core" / "dist" / "index.js"
    with subprocess.Popen(
        ["node", script, core], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:

        def ask(document):
            process.stdin.write(json.dumps(document) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


def plain(text):
    """Return a text without what white space says."""
    return " ".join(text.split())


def relations_of(debate):
    """Return the relations that a debate has signs for, as the parser names them."""
    found = [["support", one.title, one.pole] for one in debate.positions if one.pole]
    found += [["contradictory", *pair] for pair in debate.contradictions]
    for one in debate.arguments:
        found += [["support", argdown.write_title(one.slug), one.position]] if one.position else []
        found += [
            [SIGNS[bearing.kind], argdown.write_title(one.slug), argdown.write_title(bearing.to)]
            for bearing in one.bearings
            if bearing.kind in SIGNS
        ]
    return sorted(found)


@given(debate=debates())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_the_words_are_the_parser_finds_what_was_written(parse, debate):
    found = parse(argdown.write(debate))

    assert found["errors"] == []
    assert found["title"] == debate.question
    [[heading, about]] = found["headings"]
    assert plain(heading) == plain(debate.question)
    assert about == debate.data
    assert set(found["statements"]) == {one.title for one in (*debate.poles, *debate.positions)}
    assert set(found["arguments"]) == {argdown.write_title(one.slug) for one in debate.arguments}
    for one in debate.arguments:
        read = found["arguments"][argdown.write_title(one.slug)]
        assert [plain(text.removesuffix("#ada ")) for text in read["texts"]] == [plain(one.text)]
        assert read["tags"] == ["ada"]
        assert {name: read["data"][name] for name in one.data} == one.data
        assert read["data"]["quotations"] == list(one.quotations)
    assert sorted(found["relations"]) == relations_of(debate)


@pytest.mark.django_db
def test_the_shipped_debates_are_read_with_exactly_their_claims_and_relations(client, parse):
    load_corpus(site.BASE_DIR / "fixtures")
    for topic in Topic.objects.all():
        found = parse(client.get(f"/topics/{topic.slug}.argdown").content.decode())

        assert found["errors"] == []
        assert found["title"] == topic.question
        claims = set(topic.claims.published().values_list("slug", flat=True))
        assert set(found["arguments"]) == claims
        among = Relation.objects.published().with_claims().among(topic.claims.published())
        expected = {(SIGNS[one.kind], one.from_claim.slug, one.to_claim.slug) for one in among if one.kind in SIGNS}
        assert {tuple(one) for one in found["relations"] if {one[1], one[2]} <= claims} == expected
        stances = {f"stance of {one.speaker.slug} in {one.episode.slug}" for one in topic.stances.published()}
        assert set(found["statements"]) == {"first pole", "second pole", *stances}


def test_the_parser_sees_what_is_no_argdown(parse):
    assert parse('<a>: It is so. {"b": 1}\n  +> [c]\n')["errors"] == []
    assert parse("(1) It is so.\n  +> [c]\n----\n")["errors"] != []
