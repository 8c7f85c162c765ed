"""Former slugs of claims: addresses that lead to another claim for ever."""

from django.db import models

from explorer.models.fields import Record


class FormerSlug(Record):
    """A slug under which a claim was known, or a retracted claim that became part of it still is."""

    slug = models.SlugField(max_length=100, unique=True)
    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug
