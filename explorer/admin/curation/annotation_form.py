"""The form for drafting a claim from selected or pasted words of a document."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from explorer.anchoring import TextQuote
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Mode
from explorer.curation.drafts import ClaimDraft, QuotationDraft, TopicDraft
from explorer.curation.selection import LONGEST_AROUND, Selection
from explorer.models import Episode, Point, Source, Speaker, Topic
from explorer.models.fields import LONGEST_QUOTATION, LONGEST_STATEMENT

OF_THE_RECORD = {"slug": "statement", "speaker": "speaker", "topic": "topic"}
"""The field of the form that shows a fault of a record's field, by the record's field."""


class CountedTextarea(forms.Textarea):
    """A box without the browser's limit.

    Browsers count UTF-16 units and cut off longer text in silence; the server counts code points.
    """

    def use_required_attribute(self, initial: Any) -> bool:
        """Return False: words are required for saving, not for looking them up."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context


def _build_box(rows: int, **attrs: str) -> forms.Textarea:
    return CountedTextarea({"rows": rows, "cols": 40, **attrs})


class AnnotationForm(forms.Form):
    """A claim with one quotation; more evidence and more topics are added on the claim's own page."""

    proposed_for = forms.CharField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    exact = forms.CharField(
        label="Quotation",
        max_length=2 * LONGEST_QUOTATION,
        widget=_build_box(3),
        help_text="Select words of the document, or paste them here as they stand there.",
    )
    prefix = forms.CharField(  # type: ignore[assignment]  # the quotation's, not the form's
        required=False, strip=False, max_length=LONGEST_AROUND, label="What stands before", widget=_build_box(1)
    )
    suffix = forms.CharField(
        required=False, strip=False, max_length=LONGEST_AROUND, label="What stands after", widget=_build_box(1)
    )
    statement = forms.CharField(
        label="Claim, in your words",
        max_length=LONGEST_STATEMENT,
        widget=_build_box(2, **{"data-count": str(LONGEST_STATEMENT)}),
        help_text=f"One neutral sentence in the present tense, at most {LONGEST_STATEMENT} characters.",
    )
    speaker = forms.ModelChoiceField(Speaker.objects.all(), label="Holder", help_text="Whose view it is.")
    asserter = forms.ModelChoiceField(Speaker.objects.all(), label="Asserter", help_text="Who says so in these words.")
    basis = forms.ChoiceField(label="How we know who asserts", choices=[("", "Choose"), *Basis.choices()])
    mode = forms.ChoiceField(label="Mode", choices=Mode.choices(), initial=Mode.ASSERTED)
    role = forms.ChoiceField(label="Role", choices=ClaimRole.choices(), initial=ClaimRole.PLAIN)
    topic = forms.ModelChoiceField(Topic.objects.all(), label="Topic", empty_label="Choose")
    bearing = forms.ChoiceField(label="Bearing", choices=Bearing.choices(), initial=Bearing.POSITION)
    point = forms.ModelChoiceField(
        Point.objects.all(),
        required=False,
        label="Point",
        empty_label="None",
        help_text="The question within the topic that the claim answers; a position needs one where there are some.",
    )
    second_topic = forms.ModelChoiceField(
        Topic.objects.all(), required=False, label="Another topic", empty_label="None"
    )
    second_bearing = forms.ChoiceField(
        required=False, label="Bearing on it", choices=Bearing.choices(), initial=Bearing.POSITION
    )
    second_point = forms.ModelChoiceField(Point.objects.all(), required=False, label="Point of it", empty_label="None")
    submit = forms.BooleanField(required=False, label="Submit for review at once")

    def __init__(self, *args: Any, episode: Episode, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        people = _list_people(episode)
        held = list(Topic.objects.with_points())
        topics = [(topic.pk, topic.question) for topic in held]
        points = [(topic.question, [(point.pk, point.question) for point in topic.points.all()]) for topic in held]
        for name in ("speaker", "asserter"):
            self.fields[name].choices = people  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", "Choose"), *topics]  # type: ignore[attr-defined]
        self.fields["second_topic"].choices = [("", "None"), *topics]  # type: ignore[attr-defined]
        for name in ("point", "second_point"):
            self.fields[name].choices = [("", "None"), *(group for group in points if group[1])]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse one topic twice, and a point of another topic."""
        data = super().clean() or self.cleaned_data
        for name in ("", "second_"):
            point, topic = data.get(f"{name}point"), data.get(f"{name}topic")
            if point and point.topic != topic:
                raise ValidationError({f"{name}point": f"This is a point of “{point.topic}”: choose one of the topic."})
        if data.get("second_topic") and data.get("second_topic") == data.get("topic"):
            raise ValidationError({"second_topic": "This topic is chosen already: choose another one, or none."})
        return data

    def draft(self, source: Source, quote: TextQuote) -> ClaimDraft:
        """Return the claim's draft from a valid form."""
        data = self.cleaned_data
        second = data["second_topic"]
        topics = [TopicDraft(data["topic"], Bearing(data["bearing"]), data["point"])]
        if second:
            topics.append(TopicDraft(second, Bearing(data["second_bearing"] or Bearing.POSITION), data["second_point"]))
        words = QuotationDraft(
            source=source,
            quote=quote,
            asserter=data["asserter"],
            basis=Basis(data["basis"]),
            mode=Mode(data["mode"]),
        )
        return ClaimDraft(
            statement=data["statement"],
            holder=data["speaker"],
            episode=source.episode,
            role=ClaimRole(data["role"]),
            topics=topics,
            quotations=[words],
        )

    def add_faults(self, error: ValidationError) -> None:
        """Add the faults that the records found, each at its field of the form."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            name = OF_THE_RECORD.get(name, name)
            for message in messages:
                self.add_error(name if name in self.fields else None, message)


def build_initial(typed: dict[str, Any], selection: Selection | None) -> dict[str, Any]:
    """Return the initial values of a form: the typed ones, overwritten by the proposals of a new selection."""
    if selection is None:
        return typed
    quote = selection.quote
    values = {**typed, "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    if selection.proposal is None or typed.get("proposed_for") == selection.key:
        return values
    proposal = selection.proposal
    asserter = proposal.asserter.pk if proposal.asserter else ""
    return values | {
        "proposed_for": selection.key,
        "start": selection.start,
        "speaker": asserter,
        "asserter": asserter,
        "basis": proposal.basis or "",
        "mode": proposal.mode.mode,
    }


def _list_people(episode: Episode) -> list[Any]:
    """Return the choices of speakers, with those of the episode first."""
    rows = list(Speaker.objects.all())
    inside = set(episode.appearances.values_list("speaker", flat=True))
    groups = [
        ("In this episode", [(speaker.pk, speaker.name) for speaker in rows if speaker.pk in inside]),
        ("Others", [(speaker.pk, speaker.name) for speaker in rows if speaker.pk not in inside]),
    ]
    return [("", "Choose"), *(group for group in groups if group[1])]
