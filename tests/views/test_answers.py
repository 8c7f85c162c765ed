"""Answers are kept whole under their tags, made once however many ask, and never take more room than they may."""

import gzip
import threading
import time

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from explorer.shared_cache import cache
from explorer.views import answers
from explorer.views.answers import KeptAnswers, WholeAnswer

pytestmark = pytest.mark.usefixtures("answers_kept")

WORDS = b"We found it so. " * 100
READS_GZIP = RequestFactory().get("/", headers={"accept-encoding": "br, gzip"})
READS_PLAIN = RequestFactory().get("/")


def make_answer(tag='"a"', body=WORDS, **headers):
    return WholeAnswer.of(HttpResponse(body, headers=headers), tag)


def test_an_answer_is_compressed_once_and_read_in_both_forms():
    answer = make_answer(**{"X-Frame-Options": "DENY"})
    packed, plain = answer.respond(READS_GZIP), answer.respond(READS_PLAIN)
    assert packed.content is answer.respond(READS_GZIP).content
    assert gzip.decompress(packed.content) == plain.content == WORDS
    assert (packed["Content-Encoding"], packed["ETag"], packed["Content-Length"]) == (
        "gzip",
        'W/"a"',
        str(len(packed.content)),
    )
    assert (plain["ETag"], plain["Content-Length"], plain.has_header("Content-Encoding")) == ('"a"', "1600", False)
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert packed["X-Frame-Options"] == plain["X-Frame-Options"] == "DENY"


def test_a_short_answer_stays_as_it_is():
    assert make_answer(body=b"ok").respond(READS_GZIP).content == b"ok"


def with_cookie():
    response = HttpResponse(WORDS)
    response.set_cookie("sessionid", "one reader's")
    return response


@pytest.mark.parametrize(
    "response",
    [
        with_cookie(),
        HttpResponse(WORDS, headers={"Vary": "Accept, Cookie"}),
        StreamingHttpResponse([WORDS]),
        HttpResponse(WORDS, headers={"Content-Encoding": "br"}),
    ],
    ids=["sets a cookie", "differs by cookie", "comes in pieces", "is compressed already"],
)
def test_what_is_one_readers_own_or_not_whole_is_not_kept(response):
    assert WholeAnswer.of(response, '"a"') is None


def test_an_answer_that_would_crowd_out_others_is_not_kept(monkeypatch):
    monkeypatch.setattr(answers, "LARGEST", 10)
    assert make_answer() is None


def test_the_answers_asked_for_longest_ago_make_room():
    kept = KeptAnswers(capacity=make_answer().size * 2)
    for tag in ("a", "b"):
        kept.keep(make_answer(tag))
    kept.find("a")
    kept.keep(make_answer("c"))
    assert [tag for tag in "abc" if kept.find(tag)] == ["a", "c"]


def test_nothing_is_kept_where_the_settings_say_so(settings):
    settings.CACHES = {"shared": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    kept = KeptAnswers()
    kept.keep(make_answer("a"))
    assert kept.find("a") is None


def ask_at_once(stores, made):
    """Ask each store for one answer at the same time, and return what each got."""
    got, start = [], threading.Barrier(len(stores))

    def ask(kept):
        start.wait()
        with kept.take_turn("a") as answer:
            if answer is None:
                made.append(1)
                time.sleep(0.1)  # so that all others have asked before it is there
                answer = make_answer("a")
                kept.keep(answer)
            got.append(answer)

    threads = [threading.Thread(target=ask, args=[kept]) for kept in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_one_makes_an_answer_however_many_threads_ask():
    made, kept = [], KeptAnswers()
    got = ask_at_once([kept] * 8, made)
    assert (len(made), len(got), len(set(got))) == (1, 8, 1)


@pytest.fixture
def _shared(monkeypatch):
    """Take the cache of the tests for one that several processes read."""
    monkeypatch.setattr(answers, "is_shared", lambda: True)


@pytest.mark.usefixtures("_shared")
def test_one_makes_an_answer_however_many_processes_ask():
    made = []
    got = ask_at_once([KeptAnswers() for _ in range(4)], made)
    assert (len(made), len(got), len(set(got))) == (1, 4, 1)


@pytest.mark.usefixtures("_shared")
def test_an_answer_whose_maker_died_is_made_by_who_waited(monkeypatch):
    monkeypatch.setattr(answers, "PATIENCE", 0.1)
    cache.add("turn:a", 1, timeout=60)
    with KeptAnswers().take_turn("a") as answer:
        assert answer is None


def test_a_turn_that_failed_is_left_to_the_next():
    kept = KeptAnswers()
    with pytest.raises(ZeroDivisionError), kept.take_turn("a"):
        raise ZeroDivisionError
    with kept.take_turn("a") as answer:
        assert answer is None
