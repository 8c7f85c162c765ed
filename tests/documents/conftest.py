"""An episode with two speakers and a document, and newer documents that replace it."""

import pytest

from explorer.documents.source_import import import_source
from explorer.documents.source_replacement import replace_source
from explorer.models import Source
from explorer.parsers import parse
from tests import factories as make

OLD = """\
# A talk

**Ada:** Scale is a dead end. 🧠

**Bob:** I suspect that scale is all you need.

**Ada:** Right.

**Bob:** Is it?

**Ada:** Right.
"""


@pytest.fixture
def episode():
    """Return an episode with two speakers; Ada is known under an alias, Bob under his name."""
    ada = make.SpeakerFactory(slug="ada-one", name="Ada One", aliases=["Ada"])
    make.SpeakerFactory(slug="bob-two", name="Bob Two")
    return make.make_episode(guest=ada, slug="talk-1")


@pytest.fixture
def source():
    """Return the imported document of the episode."""
    ada = make.SpeakerFactory(slug="ada-one", name="Ada One", aliases=["Ada"])
    bob = make.SpeakerFactory(slug="bob-two", name="Bob Two", aliases=["Bob"])
    make.make_episode(guest=ada, host=bob, slug="talk-1").sources.all().delete()
    return import_source(OLD.encode(), episode_slug="talk-1").source


def replace(source, text, **options):
    """Replace the document of a source by a newer one."""
    source = Source.objects.get(pk=source.pk)
    return replace_source(text.encode(), parse(text, extension="md"), source=source, extension="md", **options)
