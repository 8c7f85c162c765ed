"""What pages say of themselves in JSON-LD, held against schema.org's vocabulary as the types of schema-dts."""

import json
import re
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


MODULES = ("--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler")


def compile_types(things, tools, run):
    """Return what the compiler says of things, each taken as a value of the type that it says it has."""
    kinds = sorted({thing["@type"] for _, thing in things})
    lines = [f'import type {{ {", ".join(kinds)} }} from "schema-dts";']
    for number, (name, thing) in enumerate(things):
        lines.append(f"// {name}\nexport const thing{number}: {thing['@type']} = {json.dumps(thing)};")
    with tempfile.TemporaryDirectory(dir=tools) as folder:
        file = Path(folder) / "things.ts"
        file.write_text("\n".join(lines))
        compiler = tools / "node_modules" / "typescript" / "bin" / "tsc"
        return run("node", compiler, "--noEmit", "--strict", "--skipLibCheck", *MODULES, file)


def test_every_description_is_of_the_vocabulary(pages, tools, run):
    things = [
        (name, thing)
        for name, html in pages.items()
        for data in DATA.findall(html)
        for thing in json.loads(data)["@graph"]
    ]

    assert {thing["@type"] for _, thing in things} == {"BreadcrumbList", "Claim", "Person", "PodcastEpisode"}
    assert compile_types(things, tools, run) == ""


def test_a_word_that_the_vocabulary_lacks_is_seen(tools, run):
    things = [("wrong", {"@type": "Person", "name": "Ada", "holdsView": "x"})]

    assert "holdsView" in compile_types(things, tools, run)
