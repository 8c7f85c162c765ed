"""Earlier revisions of documents."""

from django.db import models

from explorer.coding.vocabulary import Format
from explorer.models.fields import code_constraint, code_field


class SourceRevision(models.Model):
    """The bytes and text of a source before a newer document replaced them, so that old quotations can be looked up."""

    source = models.ForeignKey("explorer.Source", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    format = code_field(Format)
    extension = models.CharField(max_length=8, default="txt")
    raw = models.BinaryField(editable=False)
    text = models.TextField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["source", "number"]
        verbose_name = "earlier revision"
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="revision_number_once_per_source"),
            code_constraint("format", Format, "source_revision_format_known"),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"
