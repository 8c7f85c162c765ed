"""The page for coding a stance, which shows its speaker's claims on the topic and what follows from a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from explorer.admin.stance_form import StanceForm
from explorer.changes.edit import open_edit
from explorer.coding import manual, rules
from explorer.coding.review_permissions import Act
from explorer.coding.vocabulary import Bearing, Confidence, PointsTo, StanceCode
from explorer.curation import review
from explorer.curation.stance_check import StanceCheck, check_stance, list_links, weigh_claims
from explorer.errors import RefusedError
from explorer.models import Claim, ClaimTopic, Episode, Speaker, Stance, StanceClaim, Topic
from explorer.web.htmx import render_page_or_partial, wants_fragment

TEMPLATE = "admin/explorer/curation/code_stance.html"


class StanceChoiceForm(forms.Form):
    """The choice of a speaker, a topic and an episode."""

    speaker = forms.ModelChoiceField(Speaker.objects.all(), to_field_name="slug")
    topic = forms.ModelChoiceField(Topic.objects.all(), to_field_name="slug")
    episode = forms.ModelChoiceField(Episode.objects.select_related("series"), to_field_name="slug")


class StanceCodingForm(StanceForm):
    """The form of a stance with a given speaker, topic and episode; locked as on its own page."""

    position = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, widget=forms.RadioSelect)
    points_to = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    carried_by = forms.ModelMultipleChoiceField(Claim.objects.none(), required=False)

    class Meta(StanceForm.Meta):
        model = Stance
        fields = ["speaker", "topic", "episode", "code", "position", "points_to", "rationale"]
        widgets: ClassVar[dict[str, Any]] = {
            **StanceForm.Meta.widgets,
            **dict.fromkeys(("speaker", "topic", "episode"), forms.HiddenInput),
            "code": forms.RadioSelect,
        }

    def __init__(self, *args: Any, links: Sequence[ClaimTopic], **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        ticks = self.fields["carried_by"]
        keys = [link.claim_id for link in links if link.bearing == Bearing.POSITION]
        ticks.queryset = Claim.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        if self.instance.pk:
            ticks.initial = list(self.instance.carriers.values_list("claim", flat=True))
        poles = self.instance.topic.poles
        self.fields["position"].choices = [*manual.build_scale(poles), ("", "No number")]  # type: ignore[attr-defined]
        self.fields["points_to"].choices = manual.build_pointers(poles)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """Refuse a number that no claim was named for."""
        data = super().clean() or self.cleaned_data
        if data.get("position") is not None and "carried_by" in data and not data["carried_by"]:
            raise ValidationError({"carried_by": "Tick at least one claim whose words carry this side."})
        return data

    @property
    def ticked(self) -> set[int]:
        """The keys of the claims that are ticked, as sent or as stored."""
        return {int(key) for key in self["carried_by"].value() or () if str(key).isdecimal()}

    def save_carriers(self) -> None:
        """Keep which claims were ticked; part of the edit that saves the stance."""
        wanted = {claim.pk for claim in self.cleaned_data["carried_by"]}
        held = set(self.instance.carriers.values_list("claim", flat=True))
        for carrier in self.instance.carriers.exclude(claim__in=wanted):
            carrier.delete()
        for key in sorted(wanted - held):
            StanceClaim.objects.create(stance=self.instance, claim_id=key)


@dataclass(slots=True)
class StanceCoding:
    """A stance, stored or new, with the links of the claims beside it."""

    stance: Stance
    links: list[ClaimTopic]

    @property
    def key(self) -> dict[str, Any]:
        """The keys of the speaker, topic and episode."""
        return {name: getattr(self.stance, f"{name}_id") for name in ("speaker", "topic", "episode")}


@require_http_methods(["GET", "POST"])
def code_stance(request: HttpRequest) -> HttpResponse:
    """Show a speaker's claims on a topic in an episode; judge a code, or save it."""
    if not request.user.has_perm("explorer.view_stance"):
        raise PermissionDenied
    choosing = StanceChoiceForm(request.GET or None, label_suffix="")
    if not choosing.is_valid():
        return _render_choice(request, choosing)
    coding = _fetch_coding(choosing.cleaned_data)
    if request.method == "GET":
        return _render_page(request, coding, StanceCodingForm(instance=coding.stance, links=coding.links))
    match request.POST.get("act"):
        case "weigh":
            return _judge_code(request, coding)
        case "save" | "submit":
            return _save_stance(request, coding)
    raise Http404


def code_address(speaker: Speaker, topic: Topic, episode: Episode) -> str:
    """Return the address at which a stance is coded."""
    chosen = {"speaker": speaker.slug, "topic": topic.slug, "episode": episode.slug}
    return f"{reverse('admin:explorer_stance_code')}?{urlencode(chosen)}"


def list_code_addresses(claim: Claim) -> list[tuple[Topic, str]]:
    """Return a claim's topics, each with the address at which its holder's stance is coded."""
    topics = Topic.objects.filter(claim_links__claim=claim)
    return [(topic, code_address(claim.speaker, topic, claim.episode)) for topic in topics]


def _fetch_coding(chosen: dict[str, Any]) -> StanceCoding:
    stance = Stance.objects.filter(**chosen).with_context().first() or Stance(**chosen)
    return StanceCoding(stance, list_links(chosen["speaker"], chosen["topic"], chosen["episode"]))


def _find_refusal(request: HttpRequest, stance: Stance) -> str | None:
    """Return the reason why a person may not save a stance; None where they may."""
    if not stance.pk:
        return None if request.user.has_perm("explorer.add_stance") else "this takes a curator; ask one"
    return review.edit_refusal(stance, by=request.user)


def _read_typed(request: HttpRequest, coding: StanceCoding) -> Stance:
    """Return the stance of the typed values, as far as they are valid."""
    code, position = request.POST.get("code"), request.POST.get("position", "")
    known = StanceCode(code) if code in list(StanceCode) else StanceCode.POSITION
    numbers = {str(number): number for number in rules.POSITIONS}
    number = numbers.get(position) if known == StanceCode.POSITION else None
    pointer = request.POST.get("points_to", "")
    points_to = pointer if known == StanceCode.NOT_PLACED and pointer in list(PointsTo) else ""
    named = {name: getattr(coding.stance, name) for name in coding.key}
    return Stance(**named, code=known, position=number, points_to=points_to)


def _judge_code(request: HttpRequest, coding: StanceCoding) -> HttpResponse:
    """Show what follows from a code, and save nothing."""
    typed: dict[str, Any] = {
        name: request.POST.get(name, "") for name in ("code", "position", "points_to", "rationale")
    }
    typed["carried_by"] = request.POST.getlist("carried_by")
    form = StanceCodingForm(instance=coding.stance, initial=typed, links=coding.links)
    return _render_page(request, coding, form, check_stance(_read_typed(request, coding), coding.links))


def _save_stance(request: HttpRequest, coding: StanceCoding) -> HttpResponse:
    """Save a stance as one edit, and submit it for review where the person saved it with that button."""
    if _find_refusal(request, coding.stance):
        raise PermissionDenied
    is_new = not coding.stance.pk
    with open_edit(by=request.user):
        list(Stance.objects.select_for_update().filter(pk=coding.stance.pk).values_list("pk"))
        ticks = {"carried_by": request.POST.getlist("carried_by")}
        form = StanceCodingForm(
            {**request.POST.dict(), **coding.key, **ticks}, instance=coding.stance, links=coding.links
        )
        if form.is_valid():
            form.instance.edited_by = request.user
            if is_new:
                form.instance.created_by = request.user
            form.save()
            form.save_carriers()
    if form.errors:
        return _render_page(request, coding, form, check_stance(_read_typed(request, coding), coding.links))
    messages.success(request, "The stance was saved.")
    if request.POST["act"] == "submit":
        try:
            review.perform(Act.SUBMIT, form.instance, by=request.user)
            messages.success(request, "It waits for review.")
        except RefusedError as error:
            messages.error(request, f"{error}.")
    return redirect(request.get_full_path())


def _render_choice(request: HttpRequest, form: StanceChoiceForm) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": "Code a stance", "choosing": form}
    return TemplateResponse(request, TEMPLATE, context)


def _render_page(
    request: HttpRequest, coding: StanceCoding, form: StanceCodingForm, verdict: StanceCheck | None = None
) -> HttpResponse:
    """Return the page; for htmx only what follows from the code."""
    stance = coding.stance
    if verdict is None and stance.pk:
        verdict = check_stance(stance, coding.links)
    context = {
        **({} if wants_fragment(request) else admin.site.each_context(request)),
        "title": "Code a stance",
        "stance": stance,
        "form": form,
        "sides": form.conflict.sides(form, ()) if form.conflict else [],
        "conflict": form.conflict,
        "claims": weigh_claims(coding.links),
        "verdict": verdict,
        "codes": manual.build_legend(StanceCode),
        "confidences": dict(manual.build_legend(Confidence)),
        "scale_rule": manual.ON_THE_SCALE,
        "closed": _find_refusal(request, stance),
    }
    return render_page_or_partial(request, TEMPLATE, context, partial="verdict")
