"""Passwords: none of context words, of the commonest, or short."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.people import User


@pytest.mark.parametrize(
    "password",
    [
        "debate-explorer-1",
        "DebateExplorer2026!",
        "curator-curator-1",
        "cora.lindberg-99",
        "quiet-riverbank-7",
        "archive-debates-1",
        "1q2w3e4r5t6y",
        "iloveyouforever",
        "ILoveYouForever",
        "short",
    ],
)
def test_what_anybody_would_try_first_is_refused(settings, password):
    settings.PUBLIC_URL = "https://archive.example.org"
    with pytest.raises(ValidationError):
        validate_password(password, User(username="cora.lindberg", last_name="Quiet-Riverbank"))


@pytest.mark.parametrize("password", ["quiet lamp river 1911", "the great debate of the lamps"])
def test_a_long_sentence_may_have_such_a_word(password):
    validate_password(password, User(username="cora"))
