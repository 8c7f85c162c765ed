"""The load of claims with their evidence, stances, errata, relations and contrasts."""

from collections.abc import Iterable, Mapping, Sequence

from explorer.anchoring import TextQuote
from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.record_columns import Columns, columns
from explorer.corpus.sync import fetch_by, sync_children, sync_rows
from explorer.corpus_format.contents import HeldEpisode, LocatedRecord
from explorer.corpus_format.schema import ClaimRecord, ClaimTopicRecord, ErratumRecord, EvidenceRecord
from explorer.errors import AnchoringError
from explorer.models import (
    Claim,
    ClaimTopic,
    Contrast,
    ContrastClaim,
    Erratum,
    Evidence,
    FormerSlug,
    Relation,
    Source,
    Stance,
    StanceClaim,
)

Sources = Mapping[str, Source]
"""Sources by slug, with their text and passages."""


def load_claims(loading: LoadContext) -> None:
    """Load claims with their topics and evidence; every quotation is found in its source anew."""
    for episodes in loading.batches("episodes: claims"):
        _load_claims_of(loading, episodes)


def _load_claims_of(loading: LoadContext, episodes: Sequence[HeldEpisode]) -> None:
    claims = [claim for episode in episodes for claim in episode.claims]
    wanted = {
        claim.record.slug: {
            **_build_claim_columns(claim.record),
            "speaker_id": loading.speakers[claim.record.speaker],
            "episode_id": loading.episodes[episode.slug],
        }
        for episode in episodes
        for claim in episode.claims
    }
    stored = {loading.stored_claims[slug]: slug for slug in wanted if slug in loading.stored_claims}
    existing = {stored[claim.pk]: claim for claim in fetch_by(Claim, "pk", stored)}
    rows = sync_rows(Claim, existing, wanted, loading.tally.of(Claim))
    loading.claims.update((slug, row.pk) for slug, row in rows.items())
    loading.renamed.extend(claim.record for claim in claims if claim.record.formerly or claim.record.merged_into)
    links, evidence, sources = {}, {}, _fetch_sources(loading, episodes)
    for claim in claims:
        key = loading.claims[claim.record.slug]
        loading.where["claim", claim.record.slug] = FolderPlace.of(claim, "slug")
        links[key] = [_build_link(loading, link) for link in claim.record.topics]
        evidence[key] = _anchor_evidence(loading, sources, claim)
    sync_children(ClaimTopic, "claim_id", links, loading.tally.of(ClaimTopic))
    if not loading.problems:
        sync_children(Evidence, "claim_id", evidence, loading.tally.of(Evidence))


def _fetch_sources(loading: LoadContext, episodes: Sequence[HeldEpisode]) -> Sources:
    """Return the sources of episodes by slug, with their text and passages."""
    keys = [loading.sources[source.slug] for episode in episodes for source in episode.sources]
    rows = Source.objects.filter(pk__in=keys).defer("raw").with_places()
    return {source.slug: source for source in rows}


def list_stored_claims(claims: Iterable[LocatedRecord[ClaimRecord]]) -> dict[str, int]:
    """Return the keys of the stored claims of the folder by the slugs that they have there, renamed ones included."""
    own, former = set(), {}
    for claim in claims:
        own.add(claim.record.slug)
        former.update(dict.fromkeys(claim.record.formerly, claim.record.slug))
    stored = list(Claim.objects.order_by("pk").values_list("slug", "pk"))
    # A claim under its own slug takes precedence over one under a former slug of its.
    renamed = {former[slug]: key for slug, key in stored if slug in former and slug not in own}
    return renamed | {slug: key for slug, key in stored if slug in own}


def load_former_slugs(loading: LoadContext) -> None:
    """Load the slugs that claims had, and those of the claims that became part of them."""
    ours = set(loading.claims.values())
    having = FormerSlug.objects.order_by("claim").values_list("claim", flat=True)
    wanted: dict[int, list[Columns]] = {key: [] for key in having if key in ours}
    for record in loading.renamed:
        named = wanted.setdefault(loading.claims[record.slug], [])
        named[:0] = [{"slug": slug} for slug in record.formerly]
        if record.merged_into:
            wanted.setdefault(loading.claims[record.merged_into], []).append({"slug": record.slug})
    sync_children(FormerSlug, "claim_id", wanted, loading.tally.of(FormerSlug))


def _build_link(loading: LoadContext, record: ClaimTopicRecord) -> Columns:
    topic = loading.topics[record.topic]
    point = loading.points[topic, record.point] if record.point else None
    return {"topic_id": topic, "bearing": record.bearing.value, "point_id": point}


def _build_claim_columns(record: ClaimRecord) -> Columns:
    """Return what a row stores of a claim; the day of its publication stays where the folder does not know it."""
    values = columns(record, record_columns.CLAIM)
    return values if record.published_on else {name: values[name] for name in values if name != "published_on"}


def _anchor_evidence(loading: LoadContext, sources: Sources, claim: LocatedRecord[ClaimRecord]) -> list[Columns]:
    """Return the columns of a claim's evidence; a quotation that is not found becomes a problem of the load."""
    found: list[Columns] = []
    spans: dict[tuple[str, int, int], int] = {}
    for place, record in enumerate(claim.record.evidence):
        try:
            row = _build_evidence(loading, sources, record)
        except AnchoringError as error:
            message = f"the quotation in '{record.source}': {error}"
            loading.problems.append(claim.problem(message, "evidence", place, "exact"))
            continue
        first = spans.setdefault((record.source, row["start"], row["end"]), place)
        if first != place:
            line = claim.node.line_at(("evidence", first))
            message = f"the claim has this quotation already, on line {line}; remove one of them"
            loading.problems.append(claim.problem(message, "evidence", place, "exact"))
        subject = ("evidence", claim.record.slug, record.source, str(row["start"]))
        loading.where[subject] = FolderPlace.of(claim, "evidence", place, "exact")
        found.append(row)
    return found


def _build_evidence(loading: LoadContext, sources: Sources, record: EvidenceRecord) -> Columns:
    source = sources[record.source]
    passage, found = source.anchor(TextQuote(record.exact, record.prefix, record.suffix))
    if passage.slug not in loading.passages:
        cure = "add it to the folder, or load with --replace, which removes it"
        raise AnchoringError(f"the words are in passage {passage.slug}, which the folder lacks; {cure}")
    return {
        **columns(record, record_columns.EVIDENCE),
        "source_id": source.pk,
        "passage_id": passage.pk,
        "exact": source.text[found.start : found.end],
        "start": found.start,
        "end": found.end,
        "asserter_id": loading.speakers[record.asserter],
    }


def load_errata(loading: LoadContext) -> None:
    """Load errata, each found in its source anew."""
    wanted: dict[tuple[int, int, int], Columns] = {}
    for episodes in loading.batches("episodes: errata"):
        correcting = [episode for episode in episodes if episode.errata]
        sources = _fetch_sources(loading, correcting)
        for erratum in (erratum for episode in correcting for erratum in episode.errata):
            _place_erratum(loading, sources, erratum, wanted)
    rows = {(erratum.source_id, erratum.start, erratum.end): erratum for erratum in Erratum.objects.with_source()}
    lacking = {row.pk: f"{row.source.slug} {row.start}" for key, row in rows.items() if key not in wanted}
    loading.settle(Erratum, "erratum", lacking)
    sync_rows(Erratum, rows, wanted, loading.tally.of(Erratum))


def _place_erratum(
    loading: LoadContext,
    sources: Sources,
    erratum: LocatedRecord[ErratumRecord],
    wanted: dict[tuple[int, int, int], Columns],
) -> None:
    """Add the columns of an erratum to those wanted; a slip that is not found becomes a problem of the load."""
    record = erratum.record
    source = sources[record.source]
    try:
        found = source.find(TextQuote(record.exact, record.prefix, record.suffix))
    except AnchoringError as error:
        loading.problems.append(erratum.problem(f"the slip in '{record.source}': {error}", "exact"))
        return
    key = (source.pk, found.start, found.end)
    if key in wanted:
        loading.problems.append(erratum.problem("the slip has an erratum already; remove one of them", "exact"))
    loading.where["erratum", record.source, str(found.start)] = FolderPlace.of(erratum, "exact")
    exact = source.text[found.start : found.end]
    place = {"source_id": source.pk, "start": found.start, "end": found.end, "exact": exact}
    wanted[key] = {**columns(record, record_columns.ERRATUM), **place}


def load_stances(loading: LoadContext) -> None:
    """Load stances with the claims that carry them; a stance is known by its speaker, topic and episode."""
    kept: set[int] = set()
    for episodes in loading.batches("episodes: stances"):
        kept.update(_load_stances_of(loading, episodes))
    stored = Stance.objects.order_by("pk").values_list("pk", "speaker__slug", "topic__slug", "episode__slug")
    loading.settle(Stance, "stance", {key: " ".join(slugs) for key, *slugs in stored.iterator() if key not in kept})


def _load_stances_of(loading: LoadContext, episodes: Sequence[HeldEpisode]) -> Iterable[int]:
    """Load the stances of episodes; return their keys."""
    wanted: dict[tuple[int, int, int], Columns] = {}
    carriers: dict[tuple[int, int, int], list[Columns]] = {}
    for episode in episodes:
        for stance in episode.stances:
            record = stance.record
            key = (loading.speakers[record.speaker], loading.topics[record.topic], loading.episodes[episode.slug])
            place = dict(zip(("speaker_id", "topic_id", "episode_id"), key, strict=True))
            wanted[key] = {**columns(record, record_columns.STANCE), **place}
            carriers[key] = [{"claim_id": loading.claims[slug]} for slug in record.carried_by]
            loading.where["stance", record.speaker, record.topic, episode.slug] = FolderPlace.of(stance, "position")
    held = fetch_by(Stance, "episode", [loading.episodes[episode.slug] for episode in episodes])
    existing = {(stance.speaker_id, stance.topic_id, stance.episode_id): stance for stance in held}
    rows = sync_rows(Stance, existing, wanted, loading.tally.of(Stance))
    children = {rows[key].pk: some for key, some in carriers.items()}
    sync_children(StanceClaim, "stance_id", children, loading.tally.of(StanceClaim))
    return children


def load_relations(loading: LoadContext) -> None:
    """Load relations; a relation is known by its two claims."""
    wanted: dict[tuple[int, int], Columns] = {}
    for relation in loading.corpus.relations:
        record = relation.record
        key = (loading.claims[record.from_], loading.claims[record.to])
        place = {"from_claim_id": key[0], "to_claim_id": key[1]}
        wanted[key] = {**place, "kind": record.kind.value, "reason": record.reason}
    rows = {(relation.from_claim_id, relation.to_claim_id): relation for relation in Relation.objects.all()}
    kept = {row.pk for key, row in rows.items() if key in wanted}
    stored = Relation.objects.order_by("pk").values_list("pk", "from_claim__slug", "to_claim__slug")
    loading.settle(Relation, "relation", {key: " ".join(slugs) for key, *slugs in stored.iterator() if key not in kept})
    sync_rows(Relation, rows, wanted, loading.tally.of(Relation))


def load_contrasts(loading: LoadContext) -> None:
    """Load contrasts with their grounds; a contrast is known by its topic and its two speakers, sorted by slug."""
    wanted: dict[tuple[int, int, int], Columns] = {}
    grounds: dict[tuple[int, int, int], list[Columns]] = {}
    for contrast in loading.corpus.contrasts:
        record = contrast.record
        first, second = (loading.speakers[slug] for slug in sorted(record.speakers))
        key = (loading.topics[record.topic], first, second)
        place = {"topic_id": key[0], "first_id": key[1], "second_id": key[2]}
        wanted[key] = {**place, "kind": record.kind.value, "reason": record.reason}
        grounds[key] = [{"claim_id": loading.claims[slug]} for slug in record.rests_on]
    rows = {
        (contrast.topic_id, contrast.first_id, contrast.second_id): contrast
        for contrast in Contrast.objects.with_pair()
    }
    lacking = {
        row.pk: f"{row.topic.slug} {row.first.slug} {row.second.slug}" for key, row in rows.items() if key not in wanted
    }
    loading.settle(Contrast, "contrast", lacking)
    stored = sync_rows(Contrast, rows, wanted, loading.tally.of(Contrast))
    children = {stored[key].pk: some for key, some in grounds.items()}
    sync_children(ContrastClaim, "contrast_id", children, loading.tally.of(ContrastClaim))
