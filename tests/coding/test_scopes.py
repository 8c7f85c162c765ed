"""What the scopes of a token open, whatever its owner may do."""

import pytest

from explorer.coding.scopes import Scope, permits

PERMISSIONS = {
    "explorer.view_claim": {"read", "draft", "review"},
    "explorer.add_claim": {"draft"},
    "explorer.change_stance": {"draft"},
    "explorer.delete_evidence": {"draft"},
    "explorer.add_source": {"draft"},
    "explorer.add_relation": {"draft", "review"},
    "explorer.delete_contrast": {"review"},
    "explorer.review_claim": {"review"},
    "explorer.review_stance": {"review"},
    "explorer.add_token": set(),
    "explorer.change_source": set(),
    "explorer.change_topic": set(),
    "auth.view_user": set(),
    "auth.change_user": set(),
}


@pytest.mark.parametrize(("permission", "scopes"), PERMISSIONS.items())
def test_a_permission_is_opened_by_those_scopes_and_no_others(permission, scopes):
    assert {scope.value for scope in Scope if permits([scope.value], permission)} == scopes


def test_no_scope_opens_nothing_but_reading():
    assert not permits([], "explorer.add_claim")
    assert not permits(["everything"], "explorer.add_claim")
