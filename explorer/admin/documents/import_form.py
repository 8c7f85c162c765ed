"""The forms of an import: the document, and the decisions about its labels and its description."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from explorer.coding.vocabulary import AppearanceRole, Format
from explorer.containers.encodings import recognise
from explorer.corpus_format.validation import suggest_word
from explorer.documents.participants import RoleDecision, propose_parts
from explorer.documents.preview import Preview
from explorer.documents.source_import import SourceDescription, parse_source
from explorer.documents.speaker_labels import NEW, LabelDecision, LabelledVoice, LabelMatcher
from explorer.errors import SourceError
from explorer.models import Episode, Source, Speaker

EXTENSION = re.compile("[a-z0-9]{1,8}")
OWN = frozenset({"yaml", "yml"})
"""The extensions of the corpus's own files; no document is stored under one of them."""
MOST_VOICES = 60
"""The largest number of labels that a curator can decide on; if there are more, some are no labels but other text."""
NOBODY = "Nobody: leave it empty"
NO_PART = "none"
PARTS = [*AppearanceRole.choices(), (NO_PART, "None: only quoted")]
DESCRIBED = ("title", "slug", "writer", "publisher", "url", "rights")


class DocumentForm(forms.Form):
    """A document, as a file or pasted."""

    file = forms.FileField(label="File", required=False, allow_empty_file=True)
    words = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12, "cols": 80, "class": "vLargeTextField"}),
        help_text="Pasted text is kept with plain line ends, a file byte by byte.",
    )
    format = forms.ChoiceField(
        label="Format",
        required=False,
        choices=[("", "Detect it"), *Format.choices()],
        help_text="The preview says which format was seen, and there you can choose another.",
    )

    is_confirmed = forms.BooleanField(
        label="Read it in the encoding that is recognised",
        required=False,
        help_text="For a file that is not UTF-8: it is refused with what was recognised. Give it again with this.",
    )

    def clean(self) -> dict[str, Any]:
        """Add the bytes, the extension and the encoding; refuse what no parser can read, and say where the fault is."""
        data = self.cleaned_data
        file, words = data.get("file"), data.get("words", "")
        if bool(file is not None) == bool(words):
            raise forms.ValidationError("Give a file or a text: one of the two.")
        size = file.size if file is not None else len(words.encode(errors="surrogatepass"))
        if size > settings.LARGEST_DOCUMENT:
            most = settings.LARGEST_DOCUMENT // 1_000_000
            raise forms.ValidationError(f"The document has {size:,} bytes; at most {most} MB are taken. Part it.")
        ending = file.name.rpartition(".")[2].lower() if file is not None and "." in file.name else ""
        data["extension"] = ending if EXTENSION.fullmatch(ending) else ""
        try:
            data["raw"] = file.read() if file is not None else words.replace("\r\n", "\n").encode()
            data["encoding"] = recognise(data["raw"]) if data.get("is_confirmed") else None
            named = Format(data["format"]) if data.get("format") else None
            parse_source(data["raw"], named, data["extension"], encoding=data["encoding"])
        except SourceError as error:
            raise forms.ValidationError(f"It cannot be read: {error}.") from error
        except UnicodeEncodeError as error:
            raise forms.ValidationError("The text holds half of a surrogate pair; paste it again.") from error
        return data


class DecisionForm(forms.Form):
    """A curator's decisions in the preview: the speakers, the description, and the claims that may become drafts."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        seen: Preview,
        episode: Episode,
        source: Source | None,
        person: Any,
    ) -> None:
        super().__init__(data)
        self._voices = seen.voices[:MOST_VOICES]
        self.unlisted_voices = len(seen.voices) - len(self._voices)
        self.may_add = person.has_perm("explorer.add_speaker")
        people = list(Speaker.objects.values_list("pk", "name"))
        for number, voice in enumerate(self._voices):
            self.fields[f"voice-{number}"] = _voice_field(voice, people, may_add=self.may_add)
        self._ask_for_parts(seen, episode)
        if source is None:
            self._describe(seen)

    def _ask_for_parts(self, seen: Preview, episode: Episode) -> None:
        """Add a field for the part of each voice in the talk, unless its speaker has a part already."""
        parts = propose_parts(seen.parsed, episode, LabelMatcher(episode))
        held = set(episode.appearances.values_list("speaker", flat=True))
        for number, voice in enumerate(self._voices):
            if voice.speaker is None or voice.speaker.pk not in held:
                self.fields[f"part-{number}"] = forms.ChoiceField(
                    label=voice.label, required=False, choices=PARTS, initial=parts[voice.label].value
                )

    def _describe(self, seen: Preview) -> None:
        title = forms.CharField(max_length=200, required=False, initial=seen.parsed.title[:200])
        title.help_text = "The episode’s, where it is empty."
        self.fields["title"] = title
        slug = forms.CharField(max_length=100, required=False)
        slug.help_text = "Small letters, digits and hyphens; made from the episode and the format, where it is empty."
        self.fields["slug"] = slug
        self.fields["writer"] = forms.CharField(
            max_length=200,
            required=False,
            help_text="Who wrote the words that we hold; the publisher, where it is empty.",
        )
        self.fields["publisher"] = forms.CharField(max_length=200, required=False)
        self.fields["url"] = forms.URLField(label="Address", max_length=500, required=False, assume_scheme="https")
        self.fields["rights"] = forms.CharField(required=False, widget=forms.Textarea({"rows": 2, "cols": 40}))

    def voice_rows(self) -> list[tuple[LabelledVoice, forms.BoundField]]:
        """Return each label with the field for its speaker."""
        return [(voice, self[f"voice-{number}"]) for number, voice in enumerate(self._voices)]

    def part_rows(self) -> list[forms.BoundField]:
        """Return the fields that say which part in the talk a voice has."""
        return [self[name] for name in self.fields if name.startswith("part-")]

    def roles(self) -> dict[str, RoleDecision]:
        """Return the curator's choices of parts, by label; a label that is absent here has the proposed part."""
        said = {voice.label: self.cleaned_data.get(f"part-{number}") for number, voice in enumerate(self._voices)}
        return {label: None if part == NO_PART else AppearanceRole(part) for label, part in said.items() if part}

    def described(self) -> list[forms.BoundField]:
        """Return the fields that describe a new source."""
        return [self[name] for name in DESCRIBED if name in self.fields]

    def proposed(self) -> dict[str, LabelDecision]:
        """Return the speaker of each label whose speaker is known."""
        return {voice.label: voice.speaker.pk for voice in self._voices if voice.speaker}

    def chosen(self) -> dict[str, LabelDecision]:
        """Return the curator's decision on each label."""
        return {voice.label: _read(self.cleaned_data[f"voice-{number}"]) for number, voice in enumerate(self._voices)}

    def extension(self, given: str) -> str:
        """Return the extension with which the document is stored; empty if the given one cannot be used."""
        return given if EXTENSION.fullmatch(given) and given not in OWN else ""

    def description(self, extension: str) -> SourceDescription:
        """Return the description of the document."""
        said = {name: self.cleaned_data[name] for name in DESCRIBED}
        return SourceDescription(**said, extension=extension or "txt")

    def accepted(self) -> list[str]:
        """Return the slugs of the claims that may become drafts because the new document lacks their words."""
        return str(self.data.get("accepted", "")).split()


def _voice_field(voice: LabelledVoice, people: list[tuple[int, str]], *, may_add: bool) -> forms.ChoiceField:
    suggestion = "" if voice.speaker else suggest_word(voice.label, [name for _, name in people])
    new = [(NEW, f"Somebody new: {voice.label}")] if may_add else []
    return forms.ChoiceField(
        label=voice.label,
        required=False,
        choices=[("", NOBODY), *new, *((str(key), name) for key, name in people)],
        initial=str(voice.speaker.pk) if voice.speaker else "",
        # The suggestion is in brackets, " (did you mean …?)"; the field shows it as a sentence of its own.
        help_text=f"D{suggestion[3:-1]}" if suggestion else "",
    )


def _read(value: str) -> LabelDecision:
    if value == NEW:
        return NEW
    return int(value) if value else None
