"""Independent checkers from npm, installed once for all tests, and every page of a corpus for them to check."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from explorer.corpus.load import load_corpus
from explorer.corpus.populate import populate
from explorer.corpus_format.synthetic import CorpusSize
from explorer.models import Claim

SHIPPED = {
    "home": "/",
    "topics": "/topics/",
    "comparison": "/topics/agi-coherence/",
    "comparison of nobody": "/topics/scaling/?speakers=",
    "comparison of the unknown": "/topics/scaling/?speakers=nobody&order=none",
    "two compared": "/compare/",
    "four compared": "/compare/?speakers=yann-lecun,blake-richards,yoshua-bengio,juergen-schmidhuber",
    "matrix": "/matrix/?cell=agi-coherence,blake-richards",
    "compass": "/compass/",
    "people": "/speakers/",
    "guest": "/speakers/blake-richards/",
    "host": "/speakers/michael-trazzi/",
    "only reported": "/speakers/geoffrey-hinton/",
    "episodes": "/episodes/",
    "transcript": "/episodes/inside-view-blake-richards/",
    "two documents": "/episodes/lex-fridman-36/",
    "printed quotations": "/episodes/lex-fridman-4/",
    "claim in own words": "/claims/richards-build-what-scales/",
    "claim reported": "/claims/hinton-replace-symbols-with-vectors/",
    "method": "/method/",
    "not found": "/nowhere/",
}
INVENTED = {
    "home": "/",
    "comparison": "/topics/question-1/",
    "comparison of the silent": "/topics/question-60/?speakers=guest-1,guest-11,guest-12,guest-4",
    "four compared": "/compare/?speakers=guest-1,guest-2,guest-3,guest-5",
    "matrix": "/matrix/?cell=question-1,guest-1",
    "compass": "/compass/?x=question-2&y=question-3",
    "people": "/speakers/",
    "guest": "/speakers/guest-2/",
    "only reported": "/speakers/absent-author/",
    "episodes": "/episodes/",
    "transcript and notes": "/episodes/talk-2/",
    "summary": "/episodes/talk-3/",
    "text kept back": "/episodes/talk-4/",
    "no document": "/episodes/talk-12/",
    "claim": "/claims/talk-1-claim-6/",
    "claim reported": "/claims/talk-2-claim-15/",
    "withdrawn": "/claims/{withdrawn}/",
    "method": "/method/",
}
PARTS = ("comparison", "compared", "matrix", "compass")
"""The pages that htmx asks for a part of."""


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the folder of the checkers; without npm or Java, skip the test, or fail where nothing may be skipped."""
    missing = [name for name in ("npm", "node", "java") if shutil.which(name) is None]
    if not missing:
        install = [str(settings.BASE_DIR / "scripts" / "quality-tools")]
        done = subprocess.run(install, check=False, capture_output=True, text=True)
        if done.returncode == 0:
            return Path(done.stdout.strip())
        missing = [f"a registry of npm ({done.stderr.strip()})"]
    reason = f"not on this machine: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(params=["shipped", "invented"])
def pages(request: pytest.FixtureRequest, db: None, client: Client) -> dict[str, str]:
    """Return the HTML of every kind of page by its name; fragments for htmx as pages of their own."""
    if request.param == "shipped":
        load_corpus(settings.BASE_DIR / "fixtures")
        paths = SHIPPED
    else:
        populate(CorpusSize(24), 1)
        paths = {**INVENTED, "withdrawn": f"/claims/{_withdrawn()}/"}
    found = {name: client.get(path).content.decode() for name, path in paths.items()}
    for name, path in paths.items():
        if any(part in name for part in PARTS):
            found[f"part of {name}"] = _page_around(client.get(path, headers={"HX-Request": "true"}).content.decode())
    return found


def _withdrawn() -> str:
    return Claim.objects.filter(status="retracted").values_list("slug", flat=True)[0]


def _page_around(part: str) -> str:
    """Return a page with a fragment as its body; a title in the fragment goes where htmx puts it."""
    titles = re.findall(r"<title>.*?</title>", part, re.DOTALL)
    body = part.replace(titles[0], "") if titles else part
    title = titles[0] if titles else "<title>A part</title>"
    heading = "" if "<h1" in body else "<h1>A part</h1>"
    return f'<!doctype html><html lang="en"><head>{title}</head><body><main>{heading}{body}</main></body></html>'


@pytest.fixture
def run() -> Callable[..., str]:
    """Return a function that runs a checker and returns its output, whatever its exit code."""

    def run_checker(*command: object) -> str:
        words = [str(word) for word in command]
        done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=300)
        return done.stdout + done.stderr

    return run_checker
