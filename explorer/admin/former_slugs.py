"""The slugs under which a claim was known, on the page of the claim."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from explorer.admin.bases import RowForm, TabularRows
from explorer.coding.vocabulary import Status
from explorer.models import Claim, FormerSlug
from explorer.models.slugs import is_taken
from explorer.models.versions import versions
from explorer.models.visibility import PUBLIC


class FormerSlugForm(RowForm):
    """The form of a former slug: nothing else may have it but a retracted claim."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        known = Claim.objects.with_status(Status.RETRACTED).filter(slug=slug).exists() or slug == self.instance.slug
        if not known and is_taken(slug):
            raise ValidationError("Another record has this slug: only a retracted claim may lead to this one.")
        return slug


class FormerSlugRows(TabularRows):
    """The slugs under which a claim was known; who may change the claim may change them."""

    model = FormerSlug
    form = FormerSlugForm
    extra = 0
    verbose_name = "former address"
    verbose_name_plural = "former addresses, which lead here; one of a retracted claim says that it became part of this"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("explorer.view_claim")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("explorer.change_claim")

    has_change_permission = has_delete_permission = has_add_permission


def keep_former_slug(before: Claim) -> None:
    """Let the slug that a claim had before lead to it, if readers ever knew it by that."""
    if before.published_on or versions(Claim).filter(id=before.pk, status=PUBLIC).exists():
        FormerSlug.objects.get_or_create(slug=before.slug, defaults={"claim": before})
