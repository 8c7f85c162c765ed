"""The description of the desk says which token opens what, and how much a body takes."""

import pytest

pytestmark = pytest.mark.django_db


def test_every_operation_of_the_desk_and_no_other_says_which_scopes_open_it(described):
    scoped = {}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            needed = [one["token"] for one in operation.get("security", []) if "token" in one]
            assert bool(needed) == path.startswith("/api/v1/desk/"), path
            scoped[method, path] = sorted(scope for one in needed for scope in one)
            if needed:
                assert {"401", "403", "429"} <= set(operation["responses"])
    assert scoped["post", "/api/v1/desk/claims/"] == ["draft"]
    assert scoped["post", "/api/v1/desk/claims/{slug}/{act}/"] == ["draft", "review"]
    assert scoped["get", "/api/v1/desk/claims/"] == ["draft", "read", "review"]
    assert scoped["post", "/api/v1/desk/contrasts/"] == ["review"]


def test_how_many_quotations_a_claim_takes_is_said(described):
    shapes = described["components"]["schemas"]
    for shape in ("ClaimDraft", "PatchedClaimDraft"):
        evidence = shapes[shape]["properties"]["evidence"]
        assert (evidence["minItems"], evidence["maxItems"]) == (1, 50)
