"""The admin of stances."""

from django.contrib import admin
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from explorer.admin.curation.review import ABOUT_REVIEW, OwnerFilter, ReviewedAdmin
from explorer.admin.curation.stance_coding import code_address, code_stance
from explorer.admin.stance_form import StanceForm
from explorer.models import Stance


@admin.register(Stance)
class StanceAdmin(ReviewedAdmin):
    """The admin of stances; their label and confidence follow from their claims and are not entered."""

    form = StanceForm
    list_display = ["speaker", "topic", "code", "position", "episode", "status", "created_by"]
    list_filter = ["status", OwnerFilter, "code", "topic"]
    list_select_related = ["speaker", "topic", "episode__series", "created_by"]
    search_fields = ["rationale", "speaker__name", "topic__question"]
    autocomplete_fields = ["speaker", "topic", "episode"]
    readonly_fields = [*ABOUT_REVIEW, "beside_its_claims"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "speaker",
                    "topic",
                    "episode",
                    "code",
                    "position",
                    "points_to",
                    "rationale",
                    "beside_its_claims",
                ],
                "description": "Code what the words say, not what the speaker is known to think elsewhere or later. "
                "A number rests on the published claims of this speaker, topic and episode with bearing “position”: "
                "publish those first.",
            },
        ),
        ("Review", {"fields": [*ABOUT_REVIEW]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(code_stance)
        return [path("code/", view, name="explorer_stance_code"), *super().get_urls()]

    @admin.display(description="with all claims in view")
    def beside_its_claims(self, stance: Stance) -> str:
        """Return a link to the page that shows the stance's claims and what follows from its code."""
        if not stance.pk:
            return format_html('<a href="{}">Code it there</a>', reverse("admin:explorer_stance_code"))
        return format_html('<a href="{}">Code it there</a>', code_address(stance.speaker, stance.topic, stance.episode))
