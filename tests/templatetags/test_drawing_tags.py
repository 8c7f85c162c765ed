"""Marks are drawn once for the same values, anew for others, and always where somebody works on them."""

import pytest
from django.template import Context, Template
from django.urls import get_script_prefix, set_script_prefix

from explorer.templatetags import drawing_tags

GLYPH = "{% load drawing_tags %}{% drawn 'explorer/debate/_glyph.html' side=side hollow=hollow %}"


def draw(text=GLYPH, **context):
    return Template(text).render(Context(context))


@pytest.fixture
def made(monkeypatch):
    """Return the values of each drawing that is made."""
    drawn = []
    render = drawing_tags.render_to_string
    monkeypatch.setattr(drawing_tags, "render_to_string", lambda *given: drawn.append(given[1]) or render(*given))
    drawing_tags._draw.cache_clear()
    return drawn


def test_a_mark_is_drawn_once_for_the_same_values(made):
    first, second, other = draw(side="a", hollow=False), draw(side="a", hollow=False), draw(side="b", hollow=True)
    assert 'class="c-glyph c-glyph--a"' in first
    assert first == second
    assert 'class="c-glyph c-glyph--b c-glyph--para"' in other
    assert len(made) == 2


def test_a_mark_is_what_an_include_of_it_is(made):
    included = draw(
        "{% include 'explorer/debate/_glyph.html' with side=side hollow=hollow only %}", side="m", hollow=True
    )
    assert draw(side="m", hollow=True) == included


def test_who_works_on_templates_sees_every_change(made, settings):
    settings.DEBUG = True
    draw(side="a", hollow=False)
    draw(side="a", hollow=False)
    assert len(made) == 2


def test_addresses_are_those_of_where_the_site_is_mounted(made):
    masthead = "{% load drawing_tags %}{% drawn 'explorer/_masthead.html' here='home' %}"
    before = get_script_prefix()
    try:
        set_script_prefix("/")
        assert 'href="/topics/"' in draw(masthead)
        set_script_prefix("/debate/")
        assert 'href="/debate/topics/"' in draw(masthead)
    finally:
        set_script_prefix(before)
