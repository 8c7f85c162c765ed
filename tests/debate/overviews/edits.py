"""Edits of every kind of record on which overviews depend, each of them made of random choices."""

import datetime
from collections.abc import Callable
from random import Random
from typing import Any

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import AppearanceRole, Basis, Bearing, Grade, Mode, RelationKind, StanceCode, Status
from explorer.models import (
    Appearance,
    Claim,
    ClaimTopic,
    Episode,
    Evidence,
    Passage,
    Relation,
    Source,
    Speaker,
    SpeakerAlias,
    Stance,
    Topic,
)
from tests import factories as make

DAYS = [None, *(datetime.date(2020, month, 1) for month in range(1, 6))]


class RandomEdits:
    """Makes edits one by one; ``history`` names those made, to be shown where a test fails."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.history: list[str] = []
        self.people = [make.SpeakerFactory.create() for _ in range(3)]
        self.topics = [make.TopicFactory.create() for _ in range(2)]
        for guest in self.people[:2]:
            make.make_episode(guest=guest, host=self.people[2], date=self._choose(DAYS))

    def make_edits(self, number: int) -> None:
        """Make so many edits; half of them are made of two kinds at once."""
        for _ in range(number):
            with open_edit():
                for edit in self.random.choices(EDITS, k=self.random.choice([1, 2])):
                    self.history.append(edit.__name__)
                    edit(self)

    def _choose(self, options: Any) -> Any:
        found = list(options)
        return self.random.choice(found) if found else None

    def _change(self, rows: Any, **values: Any) -> None:
        """Give one of the rows, where there is any, one of the values of each field."""
        if row := self._choose(rows):
            for name, options in values.items():
                setattr(row, name, self._choose(options))
            row.save()

    def _delete(self, rows: Any) -> None:
        if row := self._choose(rows):
            row.delete()

    def add_claim(self) -> None:
        holder = self._choose(self.people)
        make.make_claim(
            speaker=holder,
            episode=self._choose(Episode.objects.all()),
            topic=self._choose(self.topics),
            asserter=self._choose([holder, holder, *self.people]),
            grade=self._choose(Grade),
            mode=self._choose(Mode),
            bearing=self._choose(Bearing),
            status=self._choose([Status.PUBLISHED, Status.DRAFT]),
        )

    def add_stance(self) -> None:
        code = self._choose([StanceCode.POSITION, StanceCode.POSITION, StanceCode.MIXED, StanceCode.NOT_PLACED])
        occasion = {
            "speaker": self._choose(self.people),
            "topic": self._choose(self.topics),
            "episode": self._choose(Episode.objects.all()),
        }
        if not Stance.objects.filter(**occasion).exists():
            position = self.random.randint(-2, 2) if code == StanceCode.POSITION else None
            make.StanceFactory.create(code=code, position=position, **occasion)
            make.make_claim(**occasion)

    def add_writing(self) -> None:
        make.make_writing(writer=self._choose(self.people), topic=self._choose(self.topics), day=self._choose(DAYS))

    def add_episode(self) -> None:
        make.make_episode(guest=self._choose(self.people), date=self._choose(DAYS))

    def change_claim(self) -> None:
        retraction = {"retracted_on": [None], "retraction_reason": [""]}
        claims = Claim.objects.exclude(status=Status.RETRACTED)
        self._change(claims, speaker=self.people, status=[Status.PUBLISHED, Status.DRAFT], **retraction)

    def retract_claim(self) -> None:
        day, reason = [datetime.date(2024, 1, 1)], ["Wrong."]
        self._change(Claim.objects.published(), status=[Status.RETRACTED], retracted_on=day, retraction_reason=reason)

    def delete_claim(self) -> None:
        self._delete(Claim.objects.all())

    def change_link(self) -> None:
        self._change(ClaimTopic.objects.all(), bearing=Bearing)

    def delete_link(self) -> None:
        self._delete(ClaimTopic.objects.all())

    def relink_in_bulk(self) -> None:
        """Give a claim other topics, as a folder that is loaded does."""
        if claim := self._choose(Claim.objects.all()):
            with open_edit() as edit:
                edit.will_change(Claim, [claim.pk])
                ClaimTopic.objects.filter(claim=claim)._raw_delete("default")  # type: ignore[attr-defined]
                ClaimTopic.objects.bulk_create([ClaimTopic(claim=claim, topic=self._choose(self.topics))])

    def add_evidence(self) -> None:
        if claim := self._choose(Claim.objects.filter(episode__sources__isnull=False)):
            make.EvidenceFactory.create(claim=claim, asserter=self._choose(self.people), mode=self._choose(Mode))

    def change_evidence(self) -> None:
        self._change(Evidence.objects.all(), asserter=self.people, mode=Mode, basis=[Basis.NARRATED, Basis.INFERRED])

    def delete_evidence(self) -> None:
        self._delete(Evidence.objects.all())

    def change_stance(self) -> None:
        self._change(
            Stance.objects.filter(code=StanceCode.POSITION),
            position=range(-2, 3),
            status=[Status.PUBLISHED, Status.DRAFT],
        )

    def delete_stance(self) -> None:
        self._delete(Stance.objects.all())

    def date_episode(self) -> None:
        self._change(Episode.objects.all(), date=DAYS)

    def change_source(self) -> None:
        self._change(Source.objects.all(), published=DAYS, writer=[person.name for person in self.people])

    def mark_read(self) -> None:
        self._change(Source.objects.all(), read_in_full=[None, *DAYS])

    def move_source(self) -> None:
        """Give a document without evidence to another episode."""
        self._change(Source.objects.filter(evidence=None), episode=list(Episode.objects.all()))

    def delete_source(self) -> None:
        self._delete(Source.objects.filter(evidence=None))

    def label_passage(self) -> None:
        self._change(Passage.objects.all(), speaker=[None, *self.people])

    def label_passages_in_bulk(self) -> None:
        """Give the passages of a document another speaker, as a newer document does."""
        if source := self._choose(Source.objects.all()):
            with open_edit() as edit:
                edit.will_change(Passage, list(source.passages.values_list("pk", flat=True)), within=source)
                source.passages.update(speaker=self._choose(self.people))

    def grade_passage(self) -> None:
        self._change(Passage.objects.all(), grade=Grade)

    def change_part(self) -> None:
        self._change(Appearance.objects.all(), role=AppearanceRole)

    def delete_part(self) -> None:
        self._delete(Appearance.objects.all())

    def add_parts_in_bulk(self) -> None:
        """Give an episode a guest, as an import does."""
        episode, guest = self._choose(Episode.objects.all()), self._choose(self.people)
        if not episode.appearances.filter(speaker=guest).exists():
            with open_edit() as edit:
                edit.will_change(Episode, [episode.pk])
                Appearance.objects.bulk_create([Appearance(episode=episode, speaker=guest, role=AppearanceRole.GUEST)])

    def rename(self) -> None:
        self._change(Speaker.objects.filter(pk__in=[person.pk for person in self.people]), name=["Ada", "Bob", "Cyd"])
        self.people = list(Speaker.objects.filter(pk__in=[person.pk for person in self.people]))

    def add_alias(self) -> None:
        name = self._choose(Source.objects.values_list("writer", flat=True))
        if name and not SpeakerAlias.objects.filter(name=name).exists():
            SpeakerAlias.objects.create(speaker=self._choose(self.people), name=name)

    def delete_alias(self) -> None:
        self._delete(SpeakerAlias.objects.all())

    def relate(self) -> None:
        ends = list(Claim.objects.published())
        if len(ends) > 1:
            first, second = self.random.sample(ends, 2)
            if not Relation.objects.filter(from_claim=first, to_claim=second).exists():
                make.RelationFactory.create(from_claim=first, to_claim=second, kind=RelationKind.DISPUTES)

    def delete_relation(self) -> None:
        self._delete(Relation.objects.all())

    def add_record_alone(self) -> None:
        self._choose([make.TopicFactory, make.SpeakerFactory]).create()

    def delete_record_alone(self) -> None:
        self._delete(Topic.objects.filter(claim_links=None, stances=None).exclude(pk__in=[t.pk for t in self.topics]))


EDITS: list[Callable[[RandomEdits], None]] = [
    *([RandomEdits.add_claim, RandomEdits.add_stance] * 3),
    *(edit for name, edit in vars(RandomEdits).items() if not name.startswith("_") and name != "make_edits"),
]
"""Every kind of edit; claims and stances are added more often, so that there is something to change."""
