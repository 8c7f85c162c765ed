"""One episode of a synthetic corpus: its conversation held, written down and coded, as the files of its folder."""

import datetime
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import AppearanceRole, Format
from explorer.corpus_format.schema import AppearanceRecord, EpisodeRecord, LinkRecord, SourceRecord
from explorer.corpus_format.synthetic import people
from explorer.corpus_format.synthetic.coding import discuss, outcome, take_notes, touch_on
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.synthetic.size import CorpusSize
from explorer.corpus_format.synthetic.talks import Talk
from explorer.corpus_format.synthetic.words import Wording
from explorer.corpus_format.writer import to_yaml

FIRST_DAY = datetime.date(2015, 1, 5)
TRANSCRIPT, WITH_NOTES, SUMMARY, TEXT_KEPT_BACK = range(4)
"""What there is to read about an episode; guests have each of them in turn."""


@dataclass(frozen=True, slots=True)
class SyntheticEpisode:
    """An episode as it is put into the folder; ``talk`` is None where no document is held."""

    record: EpisodeRecord
    documents: tuple[SyntheticDocument, ...]
    talk: Talk | None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield relative path and content of its files."""
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
    """Return an episode by its number from 0; ``statements`` words claims, so that none comes twice in the corpus."""
    guest, again = number % size.speakers, number // size.speakers
    kind = (number + again) % 4
    if not size.has_documents(guest):
        return SyntheticEpisode(_record(number, guest, names, rng, ()), (), None)
    talk = _open(number, guest, kind, names, statements, rng)
    topics = size.topics_of(number)
    for place, topic in enumerate(topics):
        talk.main.head(talk.wording.heading())
        talk.chatter(rng.randint(0, 2))
        discuss(talk, people.topic(topic), outcome(guest, topic, again), at_length=not place and guest == 0)
    slugs = [people.topic(topic) for topic in topics]
    touch_on(talk, number, slugs, [people.ABSENT, people.guest((guest + 1) % size.speakers)][: 1 + number % 2])
    if number % 3 == 0:
        talk.slip()
    documents = [talk.main]
    if kind == WITH_NOTES:
        documents.append(SyntheticDocument(f"{talk.slug}-notes", Format.NOTES, names[people.NOTES_WRITER]))
        take_notes(talk, documents[1], slugs)
    read = size.was_read(guest)
    sources = tuple(
        one.record(f"{talk.wording.heading()}, written down", read=read, show_text=kind != TEXT_KEPT_BACK)
        for one in documents
    )
    return SyntheticEpisode(_record(number, guest, names, rng, sources), tuple(documents), talk)


def _open(
    number: int, guest: int, kind: int, names: Mapping[str, str], statements: Wording, rng: random.Random
) -> Talk:
    """Begin a conversation: who takes part, and the document that it is written down in."""
    slug = f"talk-{number + 1}"
    host = people.host(number % len(people.SERIES))
    if kind == SUMMARY:
        main = SyntheticDocument(f"{slug}-summary", Format.SUMMARY_PAGE, "A summarising machine")
    else:
        main = SyntheticDocument(f"{slug}-transcript", Format.MARKDOWN_TRANSCRIPT, "The Invented Press")
    wording = Wording(rng)
    main.head(wording.heading(), level=1)
    return Talk(
        slug=slug,
        guest=people.guest(guest),
        guest_label=names[people.guest(guest)],
        host=host,
        host_label=names[host],
        main=main,
        timed=number % 2 == 0,
        rng=rng,
        wording=wording,
        statements=statements,
    )


def _record(
    number: int, guest: int, names: Mapping[str, str], rng: random.Random, sources: tuple[SourceRecord, ...]
) -> EpisodeRecord:
    place = number % (len(people.SERIES) + 1)
    series = people.SERIES[place].slug if place < len(people.SERIES) else None
    who = {people.guest(guest): AppearanceRole.GUEST, people.host(number % len(people.SERIES)): AppearanceRole.HOST}
    title = f"{names[people.guest(guest)]}: {Wording(rng).heading()}"
    return EpisodeRecord(
        slug=f"talk-{number + 1}",
        title=title[: people.LONGEST_LINE],
        number=number + 1 if series and number % 3 else None,
        date=None if number % 5 == 3 else FIRST_DAY + datetime.timedelta(days=3 * number),
        series=series,
        links=(LinkRecord(title="Episode page", url=f"https://harbour.example/{number + 1}"),) if number % 2 else (),
        appearances=tuple(AppearanceRecord(speaker=one, role=role) for one, role in who.items()),
        labels={names[one]: one for one in who},
        sources=sources,
    )
