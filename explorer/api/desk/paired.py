"""Relations and contrasts, which have no status: readers see them as soon as what they join is public."""

from typing import Any

from explorer.api import views
from explorer.api.desk import shown, written
from explorer.api.desk.bases import READING, DeskNoun
from explorer.api.filters import NamedOrderingFilter
from explorer.api.tokens import TokenRequirement
from explorer.coding.scopes import Scope
from explorer.curation import relations
from explorer.models import Contrast, Relation


class Paired(DeskNoun):
    """Records that join two others."""

    lookup_field = "pk"
    lookup_value_regex = views.NumberedRecordViewSet.lookup_value_regex
    orderings = views.NumberedRecordViewSet.orderings

    def columns(self, body: Any) -> dict[str, Any]:  # noqa: ANN401  (a serializer)
        """Return what was sent, by the names of the columns."""
        return dict(body.validated_data)

    def change(self, row: Any, body: Any, version: int | None) -> None:  # noqa: ANN401
        """Change it."""
        relations.amend(row, self.columns(body), version=version, by=self.request.user)

    def remove(self, row: Any, version: int | None) -> None:  # noqa: ANN401
        """Delete it."""
        relations.remove(row, version=version, by=self.request.user)


def _needs(noun: str, *scopes: Scope) -> dict[str, TokenRequirement]:
    view = TokenRequirement(READING, f"explorer.view_{noun}")
    writing = {"create": "add", "partial_update": "change", "destroy": "delete"}
    return {
        "list": view,
        "retrieve": view,
        **{action: TokenRequirement(scopes, f"explorer.{act}_{noun}") for action, act in writing.items()},
    }


class DeskRelations(Paired):
    """Relations, of drafts too; between two published claims they take the scope ``review``."""

    needs = _needs("relation", Scope.DRAFT, Scope.REVIEW)
    names = {"from_claim": "from", "to_claim": "to"}
    queryset = Relation.objects.with_claims()
    serializer_class = shown.DeskRelationSerializer
    written_class = written.RelationDraftSerializer

    filter_backends = [NamedOrderingFilter]

    def add(self, body: written.RelationDraftSerializer) -> Relation:
        """Relate two claims."""
        return relations.relate(Relation(**self.columns(body)), by=self.request.user)


class DeskContrasts(Paired):
    """Contrasts, which readers see at once."""

    needs = _needs("contrast", Scope.REVIEW)
    names = {"first": "speakers", "second": "speakers"}
    queryset = Contrast.objects.with_pair()
    narrowings = views.ContrastViewSet.narrowings
    serializer_class = shown.DeskContrastSerializer
    written_class = written.ContrastDraftSerializer

    def columns(self, body: Any) -> dict[str, Any]:  # noqa: ANN401  (a serializer)
        """Return what was sent, the pair in two columns."""
        columns: dict[str, Any] = body.columns
        return columns

    def add(self, body: written.ContrastDraftSerializer) -> Contrast:
        """Contrast two people."""
        return relations.relate(Contrast(**self.columns(body)), by=self.request.user)
