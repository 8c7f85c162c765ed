"""No query breaks the search, whoever typed it: neither the page, nor the suggestions, nor the API."""

import time
from urllib.parse import quote_from_bytes

import pytest

from explorer.changes.edit import open_edit
from explorer.corpus.load import load_corpus
from tests import factories as make
from tests.effort import dice, often
from tests.indexes import index_everything

pytestmark = pytest.mark.django_db

MOST_WORK = 3.0
"""Seconds of work that one answer may take; how long that lasts says more about what else the machine does."""

EVIL = ["<zqx>", "\"'><zqx onload=x>", "</title><zqx>", "<mark><zqx></mark>", "&lt;<zqx", "{{ zqx }}<zqx>"]
PARTS = [
    *(
        "zebra",
        "runs",
        "Zebras",
        "credit",
        "assignment",
        "Ünïcödé",
        "naïve",
        "l’été",
        "don't",
        "don’t",
        "state-of-the-art",
    ),
    *(
        "*",
        "**",
        "a*",
        "ab*",
        "abc*",
        "*abc",
        "?",
        "???",
        "ab?c",
        "%",
        "_",
        "[a-z]",
        "(((((",
        ")",
        "^$",
        "\\",
        "/.*/",
        "(a+)+$",
    ),
    *(
        '"',
        '""',
        '"zebra runs"',
        '"zebra',
        "“zebra”",
        "-",
        "--",
        "-zebra",
        '-"zebra runs"',
        "-*",
        "+zebra",
        "~1",
        "zebra~2",
        "zebra^9",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR/3",
        "TO",
        "[a TO z]",
        "{a TO *}",
        "field:value",
        ":",
        "::",
        "a:b:c",
        "type:",
        "type:*",
        "type:claim",
    ),
    *(
        "speaker:",
        "speaker:*",
        "speaker:ada",
        "speaker:-",
        'speaker:"',
        "topic:zebras",
        "topic:%",
        "episode:x",
        "kind:turn",
        "grade:",
    ),
    *(
        "before:2019",
        "before:0000",
        "before:9999-99-99",
        "after:",
        "after:-1",
        "after:10000",
        "before:2019-02-30",
        "after:9999-12-31",
    ),
    *(
        "\x00",
        "\x07",
        "\x1b[31m",
        "\r\n",
        "\t",
        "\u202e",
        "\u202dzebra\u202c",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2028",
    ),
    *(
        "שלום",
        "مرحبا",
        "世界",
        "こんにちは",
        "ไทย",
        "🧠",
        "👩‍👩‍👧",
        "e\u0301" * 40,
        "\u0301",
        "ﬁ",
        "İ",
        "ß",
        "Ⅷ",
        "𝔷𝔢𝔟𝔯𝔞",
        "\U0010ffff",
        "\ufffe",
    ),
    *(
        "\ud800",
        "\udfff\ud800",
        "' OR 1=1 --",
        "; DROP TABLE explorer_claim",
        "${jndi:ldap://x}",
        "%s%s%n",
        "{0}",
        "../../etc/passwd",
    ),
    *("0", "-0", "1e999", "NaN", "٣", "²", "a" * 70, "z" * 300, "ab " * 30, '"a" ' * 20, "-x " * 20, "abc* " * 15),
]


def hostile(rng):
    """Return a query as a browser sends it, in bytes that may be no UTF-8."""
    parts = [rng.choice(PARTS) for _ in range(rng.randint(1, 9))]
    if rng.random() < 0.3:
        parts.append("".join(chr(rng.randrange(0x110000)) for _ in range(rng.randint(1, 30))))
    parts.insert(rng.randint(0, len(parts)), rng.choice(EVIL))
    query = rng.choice(["", " ", " ", "\t"]).join(parts).encode("utf-8", "surrogatepass")
    return query + rng.randbytes(8) if rng.random() < 0.2 else query


def attack(client, count):
    """Send so many hostile queries, the same every time, and check every answer."""
    rng = dice(count)
    names = ["speaker", "topic", "episode", "type", "kind", "grade", "sort", "page", "spelling", "list", "page_size"]
    paths = ["/search/"] * 6 + ["/search/suggest/", "/search/suggest.json", "/api/v1/search/"]
    paths += ["/said/"] * 2 + ["/api/v1/said/"]
    for _ in range(count):
        sent = [("q", hostile(rng))]
        if rng.random() < 0.3:
            sent.append((rng.choice(names), hostile(rng)))
        address = f"{rng.choice(paths)}?{'&'.join(f'{name}={quote_from_bytes(value)}' for name, value in sent)}"
        started = time.process_time()
        response = client.get(address, headers=rng.choice([{}, {"HX-Request": "true"}]))
        assert time.process_time() - started < MOST_WORK, address
        assert response.status_code in {200, 302, 400, 404}, address
        if "json" not in response["Content-Type"]:
            assert b"<zqx" not in response.content, address


@pytest.fixture
@open_edit()
def zebras():
    ada = make.SpeakerFactory(slug="ada", name="Ada Zébra", aliases=["<zqx> Ada"])
    make.make_claim(
        speaker=ada,
        topic=make.TopicFactory(slug="zebras", question="Do <zqx> zebras run?"),
        statement="A zebra runs, <zqx> says Ada.",
        words="The zebra runs from <zqx> credit assignment: don’t, 世界.",
    )
    index_everything()


@pytest.mark.slow  # a sweep
def test_two_hundred_hostile_queries_break_nothing(client, zebras):
    attack(client, 200)


MORE = [pytest.param(word, marks=pytest.mark.slow) for word in ["a", "a*", "speaker:", "\u202e", "é", "-", "\x00"]]


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("word", ["zebra ", '"', "<zqx>", *MORE])
def test_a_megabyte_is_read_as_far_as_a_query_goes(client, zebras, word):
    query = word.encode() * (2**20 // len(word.encode()))
    for path in ("/search/", "/search/suggest/", "/search/suggest.json", "/api/v1/search/", "/said/", "/api/v1/said/"):
        started = time.process_time()
        response = client.get(path, {"q": query})
        assert time.process_time() - started < MOST_WORK
        assert response.status_code in {200, 302, 400}
        assert len(response.content) < 100_000
        assert len(response.headers.get("Location", "")) < 20_000
        assert b"<zqx" not in response.content or "json" in response["Content-Type"]


@pytest.fixture(params=["whoosh", "postgres"])
def stored(request, settings, tmp_path):
    """Search in an index that is stored, by each engine that does so."""
    if request.param == "postgres":
        request.getfixturevalue("shared_index")
    else:
        settings.SEARCH_URL = f"whoosh://{tmp_path / 'index'}"


@pytest.mark.slow
@pytest.mark.usefixtures("stored")
def test_fifteen_hundred_hostile_queries_break_nothing(client, request):
    request.getfixturevalue("zebras")
    attack(client, often(1_500))


@pytest.mark.slow
@pytest.mark.usefixtures("stored")
def test_hostile_queries_break_nothing_in_the_shipped_corpus(client, settings):
    load_corpus(settings.BASE_DIR / "fixtures")
    index_everything()
    attack(client, often(300))
