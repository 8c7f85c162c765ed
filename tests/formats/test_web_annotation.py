import datetime
from dataclasses import replace

import pytest

from explorer.formats import web_annotation
from explorer.formats.web_annotation import Agent, AnnotatedText, QuotationTarget, Site, Statement
from tests.formats.w3c import expand, offences

OA = "http://www.w3.org/ns/oa#"
HOME = "https://debate.example"
SITE = Site(home=f"{HOME}/", vocabulary=f"{HOME}/method/")
ADA, BOB = Agent("Ada Guest", f"{HOME}/speakers/ada/"), Agent("Bob Other", f"{HOME}/speakers/bob/")
DOCUMENT = AnnotatedText(
    url=f"{HOME}/sources/talk.txt",
    title="A talk",
    published_at="https://elsewhere.example/talk",
    rights="A third party's text.",
    sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
)
QUOTATION = QuotationTarget(
    document=DOCUMENT,
    exact="Scale is a dead end. 🧠",
    prefix="I say: ",
    suffix="",
    start=10,
    end=32,
    asserter=ADA,
    attribution="direct",
    basis="labelled",
    mode="asserted",
    grade="transcript",
    writer="A Transcriber",
    chain="Ada Guest’s words, as transcribed by A Transcriber",
)
STATEMENT = Statement(
    url=f"{HOME}/claims/scale/",
    annotation=f"{HOME}/claims/scale.jsonld",
    text="Scale is a dead end.",
    holder=ADA,
    mode="asserted",
    role="plain",
    medium="said",
    place="Ada on scale",
    date=datetime.date(2023, 4, 5),
    topics=((f"{HOME}/topics/scaling/", "position"),),
    created=datetime.datetime(2026, 11, 1, 12, 30, 5, 999, tzinfo=datetime.UTC),
    modified=datetime.datetime(2026, 11, 2, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=3))),
    quotations=(QUOTATION, replace(QUOTATION, start=50, end=72, prefix="")),
)


def test_it_is_what_the_w3c_demands_of_an_annotation():
    assert offences("annotation", web_annotation.build_annotation(STATEMENT, SITE)) == []


@pytest.mark.parametrize("statements", [[], [STATEMENT], [STATEMENT, replace(STATEMENT, quotations=())]])
def test_a_collection_and_its_page_are_what_the_w3c_demands(statements):
    collection = web_annotation.build_collection(f"{HOME}/topics/scaling.jsonld", "Is scale enough?", statements, SITE)

    assert offences("collection", collection) == []
    assert collection["total"] == len(statements)
    assert ("first" in collection) == bool(statements)
    if statements:
        assert offences("page", {"@context": collection["@context"], **collection["first"]}) == []


def test_the_schemas_see_what_is_wrong():
    document = web_annotation.build_annotation(STATEMENT, SITE)
    document["target"][0]["selector"][1]["start"] = -1

    assert offences("annotation", document) != []
    assert offences("annotation", {**document, "id": 5}) != []


def test_every_word_of_it_means_something_to_a_processor_of_json_ld():
    document = web_annotation.build_annotation(STATEMENT, SITE)
    [thing] = expand(document)

    def names(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from names(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from names(inner)

    # A processor drops what its context does not know: nothing may be dropped.
    said = set(names({key: value for key, value in document.items() if key != "@context"}))
    known = [name for name in names(thing) if name not in {"@value", "@list"}]
    assert all(name.startswith(("http://", "https://", "@id", "@type")) for name in known)
    assert len([name for name in known if name != "@id"]) >= len(said - {"id"})
    assert {name.removeprefix(f"{HOME}/method/#") for name in known if name.startswith(HOME)} == {
        *web_annotation.WORDS,
        *web_annotation.LINKS,
    }


def test_a_processor_finds_the_selectors_the_state_and_the_chain():
    [thing] = expand(web_annotation.build_annotation(STATEMENT, SITE))
    first, second = thing[f"{OA}hasTarget"]

    quote, position = first[f"{OA}hasSelector"]
    assert quote["@type"] == [f"{OA}TextQuoteSelector"]
    assert quote[f"{OA}exact"] == [{"@value": "Scale is a dead end. 🧠"}]
    assert quote[f"{OA}prefix"] == [{"@value": "I say: "}]
    assert f"{OA}suffix" not in quote
    assert position["@type"] == [f"{OA}TextPositionSelector"]
    assert position[f"{OA}start"][0]["@value"] == 10
    assert second[f"{OA}hasSelector"][1][f"{OA}end"][0]["@value"] == 72
    [source] = first[f"{OA}hasSource"]
    assert source["@id"] == DOCUMENT.url
    assert source[f"{OA}via"] == [{"@id": DOCUMENT.published_at}]
    assert source["http://purl.org/dc/elements/1.1/rights"] == [{"@value": DOCUMENT.rights}]
    [state] = first[f"{OA}hasState"]
    assert state["http://schema.org/sha256"] == [{"@value": DOCUMENT.sha256}]
    # RFC 6920 gives this name to nothing at all.
    assert state["@id"] == "ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
    assert first[f"{HOME}/method/#asserter"][0]["@id"] == ADA.url
    assert first[f"{HOME}/method/#chain"] == [{"@value": QUOTATION.chain}]


def test_the_sentence_is_the_sites_and_the_view_the_holders():
    document = web_annotation.build_annotation(replace(STATEMENT, holder=BOB), SITE)
    sentence, topic = document["body"]

    assert (sentence["type"], sentence["value"], sentence["purpose"]) == (
        "TextualBody",
        "Scale is a dead end.",
        "describing",
    )
    assert sentence["creator"]["name"] == document["creator"]["name"] == "Debate Explorer"
    assert sentence["holder"]["name"] == "Bob Other"
    assert {target["asserter"]["name"] for target in document["target"]} == {"Ada Guest"}
    assert topic == {
        "type": "SpecificResource",
        "source": f"{HOME}/topics/scaling/",
        "purpose": "classifying",
        "bearing": "position",
    }


def test_times_are_in_utc():
    document = web_annotation.build_annotation(STATEMENT, SITE)

    assert document["created"] == "2026-11-01T12:30:05Z"
    assert document["modified"] == "2026-11-01T23:00:00Z"


def test_a_document_that_is_published_nowhere_comes_from_nowhere():
    alone = replace(QUOTATION, document=replace(DOCUMENT, published_at=""))
    document = web_annotation.build_annotation(replace(STATEMENT, quotations=(alone,)), SITE)

    assert "via" not in document["target"][0]["source"]
