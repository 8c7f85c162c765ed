"""What a token is for: it opens to a program that part of what its owner may do, and nothing besides."""

from collections.abc import Collection, Mapping

from explorer.coding.vocabulary import Code


class Scope(Code):
    """What a token opens; all of them open reading."""

    READ = "read", "Read what is not published"
    DRAFT = "draft", "Import documents, draft claims, stances and relations, submit them"
    REVIEW = "review", "Send back, publish, retract and restore; contrasts and relations that readers see"


def _on(*nouns: str) -> frozenset[str]:
    return frozenset(f"explorer.{act}_{noun}" for act in ("add", "change", "delete") for noun in nouns)


OPENED: Mapping[Scope, frozenset[str]] = {
    Scope.READ: frozenset(),
    Scope.DRAFT: _on("claim", "claimtopic", "evidence", "stance", "relation") | {"explorer.add_source"},
    Scope.REVIEW: _on("relation", "contrast") | {"explorer.review_claim", "explorer.review_stance"},
}
"""The permissions that each scope leaves to those who have them."""


def opens(scopes: Collection[str], permission: str) -> bool:
    """Whether a token with these scopes leaves a permission to its owner, who may have it or not."""
    if permission.startswith("explorer.view_"):
        return True
    return any(permission in opened for scope, opened in OPENED.items() if scope in scopes)
