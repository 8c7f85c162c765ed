"""What the site itself says about people is held to evidence: its telling words must stand in claims."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain
from typing import NamedTuple

from explorer.checks.findings import Finding
from explorer.coding.telling_words import WORD, find_unfounded_words, list_telling_words, normalize_word
from explorer.models import ClaimTopic, Contrast, Evidence, Relation, Speaker, Stance, Topic
from explorer.text import join_words, sentence_spans

Grounds = dict[int, list[str]]
"""The texts of published claims, by the claim's key."""

Cells = dict[tuple[int, int], set[int]]
"""The keys of published claims, by the keys of their speaker and a topic."""


class Sentence(NamedTuple):
    """What the site says of people in one record, and the keys of the claims that it rests on."""

    subject: tuple[str, ...]
    words: str
    claims: Collection[int]


def check_grounds() -> Iterator[Finding]:
    """Yield what reasons, rationales and descriptions say that no claim says; the number of queries is fixed.

    A relation rests on its two claims, a stance on the claims of its holder on its topic, a contrast on the claims
    that it names or else on those of both people on its topic, a topic's description on all claims on the topic.
    """
    grounds, cells, names = _fetch_grounds(), _fetch_cells(), _list_names()
    for sentence in chain(
        _list_relations(), _list_stances(cells), _list_contrasts(cells), _list_descriptions(cells, names)
    ):
        texts = [text for claim in sentence.claims for text in grounds[claim]]
        if unfounded := find_unfounded_words(sentence.words, texts, names):
            words = join_words([f"“{word}”" for word in unfounded])
            message = f"it says {words}, and no claim that it rests on does; take it out, or name its claim"
            yield Finding(sentence.subject, message)


def _list_relations() -> Iterator[Sentence]:
    for row in Relation.objects.published().with_claims().order_by("pk"):
        subject = ("relation", row.from_claim.slug, row.to_claim.slug)
        yield Sentence(subject, row.reason, {row.from_claim_id, row.to_claim_id})


def _list_stances(cells: Cells) -> Iterator[Sentence]:
    for row in Stance.objects.published().with_context().order_by("pk"):
        subject = ("stance", row.speaker.slug, row.topic.slug, row.episode.slug)
        yield Sentence(subject, row.rationale, cells[row.speaker_id, row.topic_id])


def _list_contrasts(cells: Cells) -> Iterator[Sentence]:
    for row in Contrast.objects.with_grounds().order_by("pk"):
        both = cells[row.first_id, row.topic_id] | cells[row.second_id, row.topic_id]
        subject = ("contrast", row.topic.slug, row.first.slug, row.second.slug)
        yield Sentence(subject, row.reason, {claim.pk for claim in row.claims} or both)


def _list_descriptions(cells: Cells, names: Collection[str]) -> Iterator[Sentence]:
    """Yield the sentences of topics' descriptions that name somebody."""
    for topic in Topic.objects.order_by("pk"):
        claims = {claim for (_, key), found in cells.items() if key == topic.pk for claim in found}
        for start, end in sentence_spans(topic.description):
            words = topic.description[start:end]
            if not {normalize_word(word) for word in list_telling_words(words, names)}.isdisjoint(names):
                yield Sentence(("topic", topic.slug), words, claims)


def _fetch_grounds() -> Grounds:
    """Return statement, quotations, people, heading and date of each published claim."""
    grounds: Grounds = defaultdict(list)
    pieces = Evidence.objects.published().select_related(
        "claim__speaker", "claim__episode", "asserter", "passage", "source"
    )
    for piece in pieces.defer("passage__text", "source__text"):
        claim, source = piece.claim, piece.source
        people = (claim.speaker.name, piece.asserter.name, source.writer)
        dates = (str(claim.episode.date or ""), str(source.published or ""))
        grounds[claim.pk] += [claim.statement, piece.exact, piece.passage.section, *people, *dates]
    return grounds


def _fetch_cells() -> Cells:
    """Return the keys of the published claims of each speaker on each topic."""
    cells: Cells = defaultdict(set)
    links = ClaimTopic.objects.published().order_by()
    for claim, speaker, topic in links.values_list("claim", "claim__speaker", "topic"):
        cells[speaker, topic].add(claim)
    return cells


def _list_names() -> set[str]:
    """Return the parts of people's names, as words without case; particles are none."""
    names = Speaker.objects.values_list("name", flat=True)
    return {normalize_word(part) for name in names for part in WORD.findall(name) if part[0].isupper()}
