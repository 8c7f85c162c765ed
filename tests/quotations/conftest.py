import pytest

from tests.talks import make_talk


@pytest.fixture
def talk(db):
    return make_talk()
