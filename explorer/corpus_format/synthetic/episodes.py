"""One episode of a synthetic corpus: its conversation, documents and coding, as the files of its folder."""

import datetime
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import AppearanceRole, Format
from explorer.corpus_format.schema import AppearanceRecord, EpisodeRecord, LinkRecord, SourceRecord
from explorer.corpus_format.synthetic import people
from explorer.corpus_format.synthetic.coding import add_context, choose_outcome, discuss, take_notes
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.synthetic.size import CorpusSize
from explorer.corpus_format.synthetic.talks import Talk
from explorer.corpus_format.synthetic.words import Wording
from explorer.corpus_format.writer import to_yaml

FIRST_DAY = datetime.date(2015, 1, 5)
TRANSCRIPT, WITH_NOTES, SUMMARY, TEXT_KEPT_BACK = range(4)
"""The documents held about an episode; guests have each kind in turn."""


@dataclass(frozen=True, slots=True)
class SyntheticEpisode:
    """An episode with its documents; ``talk`` is None where no document is held."""

    record: EpisodeRecord
    documents: tuple[SyntheticDocument, ...]
    talk: Talk | None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the relative path and content of each file of the episode."""
        place = f"episodes/{self.record.slug}"
        yield f"{place}/episode.yaml", to_yaml(self.record)
        for document, source in zip(self.documents, self.record.sources, strict=True):
            yield f"{place}/{document.slug}.{source.extension}", document.raw
            yield f"{place}/{document.slug}.passages.yaml", to_yaml(document.passages)
        if self.talk:
            yield f"{place}/claims.yaml", to_yaml(self.talk.claims)
            yield f"{place}/stances.yaml", to_yaml(self.talk.stances)
            if self.talk.errata:
                yield f"{place}/errata.yaml", to_yaml(self.talk.errata)


def make_episode(
    number: int, size: CorpusSize, names: Mapping[str, str], statements: Wording, rng: random.Random
) -> SyntheticEpisode:
    """Return the episode with a number from 0; ``statements``, shared by all episodes, words each claim differently."""
    guest, again = number % size.speakers, number // size.speakers
    kind = (number + again) % 4
    if not size.has_documents(guest):
        return SyntheticEpisode(_describe_episode(number, guest, names, rng, ()), (), None)
    talk = _begin_talk(number, guest, kind, names, statements, rng)
    topics = size.choose_topics(number)
    for place, topic in enumerate(topics):
        talk.main.add_heading(talk.wording.heading())
        talk.add_chatter(rng.randint(0, 2))
        discuss(talk, people.topic_slug(topic), choose_outcome(guest, topic, again), at_length=not place and guest == 0)
    slugs = [people.topic_slug(topic) for topic in topics]
    context = [slugs[0], people.topic_slug(size.choose_touched())]
    add_context(
        talk, number, context, [people.ABSENT, people.guest_slug((guest + 1) % size.speakers)][: 1 + number % 2]
    )
    if number % 3 == 0:
        talk.add_slip()
    documents = [talk.main]
    if kind == WITH_NOTES:
        documents.append(SyntheticDocument(f"{talk.slug}-notes", Format.NOTES, names[people.NOTES_WRITER]))
        take_notes(talk, documents[1], slugs)
    read = size.was_read(guest)
    sources = tuple(
        document.describe(f"{talk.wording.heading()}, written down", read=read, show_text=kind != TEXT_KEPT_BACK)
        for document in documents
    )
    return SyntheticEpisode(_describe_episode(number, guest, names, rng, sources), tuple(documents), talk)


def _begin_talk(
    number: int, guest: int, kind: int, names: Mapping[str, str], statements: Wording, rng: random.Random
) -> Talk:
    """Return a conversation that has only people, and a document with a title."""
    slug = f"talk-{number + 1}"
    host = people.host_slug(number % len(people.SERIES))
    if kind == SUMMARY:
        main = SyntheticDocument(f"{slug}-summary", Format.SUMMARY_PAGE, "A summarising machine")
    else:
        main = SyntheticDocument(f"{slug}-transcript", Format.MARKDOWN_TRANSCRIPT, "The Invented Press")
    wording = Wording(rng)
    main.add_heading(wording.heading(), level=1)
    return Talk(
        slug=slug,
        guest=people.guest_slug(guest),
        guest_label=names[people.guest_slug(guest)],
        host=host,
        host_label=names[host],
        main=main,
        timed=number % 2 == 0,
        rng=rng,
        wording=wording,
        statements=statements,
    )


def _describe_episode(
    number: int, guest: int, names: Mapping[str, str], rng: random.Random, sources: tuple[SourceRecord, ...]
) -> EpisodeRecord:
    place = number % (len(people.SERIES) + 1)
    series = people.SERIES[place].slug if place < len(people.SERIES) else None
    host = people.host_slug(number % len(people.SERIES))
    roles = {people.guest_slug(guest): AppearanceRole.GUEST, host: AppearanceRole.HOST}
    title = f"{names[people.guest_slug(guest)]}: {Wording(rng).heading()}"
    return EpisodeRecord(
        slug=f"talk-{number + 1}",
        title=title[: people.LONGEST_LINE],
        number=number + 1 if series and number % 3 else None,
        date=None if number % 5 == 3 else FIRST_DAY + datetime.timedelta(days=3 * number),
        series=series,
        links=(LinkRecord(title="Episode page", url=f"https://harbour.example/{number + 1}"),) if number % 2 else (),
        appearances=tuple(AppearanceRecord(speaker=speaker, role=role) for speaker, role in roles.items()),
        labels={names[speaker]: speaker for speaker in roles},
        sources=sources,
    )
