"""The Nu HTML checker on every kind of page."""

import pytest

pytestmark = pytest.mark.slow


def test_the_checker_finds_no_error_and_no_warning_on_any_page(pages, tools, run, tmp_path):
    for name, html in pages.items():
        (tmp_path / f"{name.replace(' ', '-')}.html").write_text(html)
    checker = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    said = run("java", "-Xss4m", "-jar", checker, "--stdout", "--format", "gnu", *sorted(tmp_path.glob("*.html")))

    assert said.replace(f"file:{tmp_path}/", "").splitlines() == []


def test_the_checker_sees_an_error(tools, run, tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>Wrong</title><p hx-get=/>x</p>")
    checker = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    assert "hx-get" in run("java", "-jar", checker, "--stdout", "--format", "gnu", tmp_path / "wrong.html")
