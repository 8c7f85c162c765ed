"""A page grows by a line for each step of the work, ends with what came of it, and stops the work when it is left."""

import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from explorer.admin.documents.progress import HERE, stream_progress
from explorer.errors import SourceError
from explorer.models import Speaker
from explorer.progress import Progress
from tests import factories as make

PAGE = f"<h1>Importing</h1><ol>{HERE}<footer>"


def work(on_progress):
    for done in (0, 2):
        on_progress(Progress("<b>passages</b>", done, 2))
    return {"fault": "done"}


def lines(work):
    return [line.decode() for line in stream_progress(PAGE, work).streaming_content]


def test_steps_stand_between_the_two_halves_of_the_page():
    before, first, second, last, after = lines(work)
    assert (before, after) == ("<h1>Importing</h1><ol>", "<footer>")
    assert "0 of 2 &lt;b&gt;passages&lt;/b&gt; " in first
    assert 'value="2" max="2"' in second
    assert "Nothing was imported: done." in last


def test_the_last_lines_say_what_came_of_it_and_lead_there():
    *_, last, _ = lines(lambda _: {"told": "It was imported.", "source": SimpleNamespace(pk=7)})
    assert "It was imported." in last
    assert "/admin/explorer/source/7/change/" in last


def test_a_refusal_ends_the_page_and_not_the_server():
    def refuse(on_progress):
        on_progress(Progress("passages stored", 0, 2))
        raise SourceError("the slug is taken")

    *_, last, after = lines(refuse)
    assert "Nothing was imported: the slug is taken." in last
    assert after == "<footer>"


def test_a_fault_of_ours_is_not_told_as_a_refusal():
    with pytest.raises(ZeroDivisionError):
        lines(lambda _: 1 / 0)


def test_who_leaves_stops_the_work(kept_connection):
    done = []

    def count(on_progress):
        for number in range(10):
            on_progress(Progress("passages stored", number, 10))
            done.append(number)
        return {"fault": "nobody left"}

    response = stream_progress(PAGE, count)
    shown = iter(response.streaming_content)
    assert b"0 of 10" in next(shown) + next(shown)
    response.close()
    assert len(done) < 4


@pytest.mark.django_db(transaction=True)
def test_the_work_has_a_connection_of_its_own_which_is_closed_after_it():
    seen = []

    def add(_):
        make.SpeakerFactory(slug="ada")
        seen.append((threading.current_thread(), connection.connection))
        return {"fault": "done"}

    own = connection.connection
    lines(add)
    [(thread, used)] = seen
    assert thread is not threading.current_thread()
    assert not thread.is_alive()
    assert used is not own
    assert Speaker.objects.get().slug == "ada"


def test_nothing_on_the_way_waits_for_the_whole_page():
    response = stream_progress(PAGE, work)
    assert response["Content-Encoding"] == "identity"
    assert response["X-Accel-Buffering"] == "no"
