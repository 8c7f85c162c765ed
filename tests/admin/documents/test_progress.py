"""A page grows by a line for each step of the work, ends with what came of it, and stops the work when it is left."""

import pytest

from explorer.admin.documents.progress import HERE, streamed
from explorer.documents.progress import Step
from explorer.errors import SourceError
from tests import factories as make

PAGE = f"<h1>Importing</h1><ol>{HERE}<footer>"


def work(result="done", error=None, left=None):
    try:
        yield Step("<b>passages</b>", 0, 2)
        yield Step("<b>passages</b>", 2, 2)
        if error:
            raise error
    except GeneratorExit:
        left.append("left")
        raise
    return result


def lines(steps, end=lambda result: {"fault": result}):
    return [line.decode() for line in streamed(PAGE, steps, end).streaming_content]


def test_steps_stand_between_the_two_halves_of_the_page():
    before, first, second, last, after = lines(work())
    assert (before, after) == ("<h1>Importing</h1><ol>", "<footer>")
    assert "0 of 2 &lt;b&gt;passages&lt;/b&gt; " in first
    assert 'value="2" max="2"' in second
    assert "Nothing was imported: done." in last


@pytest.mark.django_db
def test_the_last_lines_say_what_came_of_it_and_lead_there():
    source = make.SourceFactory()
    *_, last, _ = lines(work(source), lambda source: {"told": "It was imported.", "source": source})
    assert "It was imported." in last
    assert f"/admin/explorer/source/{source.pk}/change/" in last


def test_a_refusal_ends_the_page_and_not_the_server():
    *_, last, after = lines(work(error=SourceError("the slug is taken")))
    assert "Nothing was imported: the slug is taken." in last
    assert after == "<footer>"


def test_a_fault_of_ours_is_not_told_as_a_refusal():
    with pytest.raises(ZeroDivisionError):
        lines(work(error=ZeroDivisionError()))


def test_who_leaves_stops_the_work(kept_connection):
    left = []
    response = streamed(PAGE, work(left=left), dict)
    shown = iter(response.streaming_content)
    assert b"0 of 2" in next(shown) + next(shown)
    assert left == []
    response.close()
    assert left == ["left"]


def test_nothing_on_the_way_waits_for_the_whole_page():
    response = streamed(PAGE, work(), dict)
    assert response["Content-Encoding"] == "identity"
    assert response["X-Accel-Buffering"] == "no"
