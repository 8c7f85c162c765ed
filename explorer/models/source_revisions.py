"""What a document was before a newer one took its place."""

from django.db import models

from explorer.coding.vocabulary import Format
from explorer.models.fields import code_field, one_of


class SourceRevision(models.Model):
    """An earlier state of a source: its bytes and its text, kept so that what was once quoted can be looked up."""

    source = models.ForeignKey("explorer.Source", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    format = code_field(Format)
    extension = models.CharField(max_length=8, default="txt")
    raw = models.BinaryField(editable=False)
    text = models.TextField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """From the first on."""

        ordering = ["source", "number"]
        verbose_name = "earlier revision"
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="revision_number_once_per_source"),
            one_of("format", Format, "source_revision_format_known"),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"
