"""Scopes of a token: a program with it has those permissions of the owner that the scopes include, and no others."""

from collections.abc import Collection, Mapping

from explorer.coding.vocabulary import Code


class Scope(Code):
    """A scope of a token; every scope includes reading."""

    READ = "read", "Read what is not published"
    DRAFT = "draft", "Import documents, draft claims, stances and relations, submit them"
    REVIEW = "review", "Send back, publish, retract and restore; contrasts and relations that readers see"


def _list_permissions(*nouns: str) -> frozenset[str]:
    return frozenset(f"explorer.{act}_{noun}" for act in ("add", "change", "delete") for noun in nouns)


PERMISSIONS: Mapping[Scope, frozenset[str]] = {
    Scope.READ: frozenset(),
    Scope.DRAFT: _list_permissions("claim", "claimtopic", "evidence", "stance", "relation") | {"explorer.add_source"},
    Scope.REVIEW: _list_permissions("relation", "contrast") | {"explorer.review_claim", "explorer.review_stance"},
}
"""The permissions that each scope includes; the owner must have them too."""


def permits(scopes: Collection[str], permission: str) -> bool:
    """Whether a token's scopes include a permission; whether its owner has it is asked elsewhere."""
    if permission.startswith("explorer.view_"):
        return True
    return any(permission in included for scope, included in PERMISSIONS.items() if scope in scopes)
