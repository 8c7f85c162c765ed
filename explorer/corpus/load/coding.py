"""The load of claims with their evidence, stances, errata, relations and contrasts."""

from collections.abc import Mapping

from explorer.anchoring import TextQuote
from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.record_columns import Columns, columns
from explorer.corpus.sync import sync_children, sync_rows
from explorer.corpus_format.contents import CorpusFolder, LocatedRecord
from explorer.corpus_format.schema import ClaimRecord, ClaimTopicRecord, EvidenceRecord
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
    Stance,
    StanceClaim,
)


def load_claims(loading: LoadContext) -> None:
    """Load claims with their topics and evidence; every quotation is found in its source anew."""
    wanted = {
        claim.record.slug: {
            **_build_claim_columns(claim.record),
            "speaker_id": loading.speakers[claim.record.speaker].pk,
            "episode_id": loading.episodes[episode.slug].pk,
        }
        for episode in loading.corpus.episodes
        for claim in episode.claims
    }
    existing = find_stored_claims(loading.corpus)
    loading.claims = sync_rows(Claim, existing, wanted, loading.tally.of(Claim))
    links, evidence = {}, {}
    for claim in loading.corpus.claims:
        key = loading.claims[claim.record.slug].pk
        loading.where["claim", claim.record.slug] = FolderPlace(claim, ("slug",))
        links[key] = [_build_link(loading, link) for link in claim.record.topics]
        evidence[key] = _anchor_evidence(loading, claim)
    sync_children(ClaimTopic, "claim_id", links, loading.tally.of(ClaimTopic))
    if not loading.problems:
        sync_children(Evidence, "claim_id", evidence, loading.tally.of(Evidence))


def find_stored_claims(corpus: CorpusFolder) -> dict[str, Claim]:
    """Return the stored claims of the folder by the slugs that they have there, renamed ones included."""
    known = {slug: claim.record.slug for claim in corpus.claims for slug in claim.record.formerly}
    known |= {claim.record.slug: claim.record.slug for claim in corpus.claims}
    stored = sorted(Claim.objects.filter(slug__in=known), key=lambda claim: claim.slug in set(known.values()))
    # A claim under its own slug comes last, and takes precedence over one under a former slug of its.
    return {known[claim.slug]: claim for claim in stored}


def load_former_slugs(loading: LoadContext) -> None:
    """Load the slugs that claims had, and those of the claims that became part of them."""
    wanted: dict[int, list[Columns]] = {
        loading.claims[claim.record.slug].pk: [{"slug": slug} for slug in claim.record.formerly]
        for claim in loading.corpus.claims
    }
    for claim in loading.corpus.claims:
        if claim.record.merged_into:
            wanted[loading.claims[claim.record.merged_into].pk].append({"slug": claim.record.slug})
    sync_children(FormerSlug, "claim_id", wanted, loading.tally.of(FormerSlug))


def _build_link(loading: LoadContext, record: ClaimTopicRecord) -> Columns:
    topic = loading.topics[record.topic].pk
    point = loading.points[topic, record.point].pk if record.point else None
    return {"topic_id": topic, "bearing": record.bearing.value, "point_id": point}


def _build_claim_columns(record: ClaimRecord) -> Columns:
    """Return what a row stores of a claim; the day of its publication stays where the folder does not know it."""
    values = columns(record, record_columns.CLAIM)
    return values if record.published_on else {name: values[name] for name in values if name != "published_on"}


def _anchor_evidence(loading: LoadContext, claim: LocatedRecord[ClaimRecord]) -> list[Columns]:
    """Return the columns of a claim's evidence; a quotation that is not found becomes a problem of the load."""
    found: list[Columns] = []
    spans: dict[tuple[str, int, int], int] = {}
    for place, record in enumerate(claim.record.evidence):
        try:
            row = _build_evidence(loading, record)
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
        loading.where[subject] = FolderPlace(claim, ("evidence", place, "exact"))
        found.append(row)
    return found


def _build_evidence(loading: LoadContext, record: EvidenceRecord) -> Columns:
    source = loading.sources[record.source]
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
        "asserter_id": loading.speakers[record.asserter].pk,
    }


def load_errata(loading: LoadContext) -> None:
    """Load errata, each found in its source anew."""
    wanted: dict[tuple[int, int, int], Columns] = {}
    for erratum in (erratum for episode in loading.corpus.episodes for erratum in episode.errata):
        record = erratum.record
        source = loading.sources[record.source]
        try:
            found = source.find(TextQuote(record.exact, record.prefix, record.suffix))
        except AnchoringError as error:
            loading.problems.append(erratum.problem(f"the slip in '{record.source}': {error}", "exact"))
            continue
        key = (source.pk, found.start, found.end)
        if key in wanted:
            loading.problems.append(erratum.problem("the slip has an erratum already; remove one of them", "exact"))
        loading.where["erratum", record.source, str(found.start)] = FolderPlace(erratum, ("exact",))
        exact = source.text[found.start : found.end]
        place = {"source_id": source.pk, "start": found.start, "end": found.end, "exact": exact}
        wanted[key] = {**columns(record, record_columns.ERRATUM), **place}
    rows = {(erratum.source_id, erratum.start, erratum.end): erratum for erratum in Erratum.objects.with_source()}
    lacking = {row.pk: f"{row.source.slug} {row.start}" for key, row in rows.items() if key not in wanted}
    loading.settle(Erratum.objects.filter(pk__in=lacking), "erratum", lacking.values())
    sync_rows(Erratum, rows, wanted, loading.tally.of(Erratum))


def load_stances(loading: LoadContext) -> None:
    """Load stances; a stance is known by its speaker, topic and episode."""
    wanted: dict[tuple[int, int, int], Columns] = {}
    for episode in loading.corpus.episodes:
        for stance in episode.stances:
            record = stance.record
            speaker, topic = loading.speakers[record.speaker], loading.topics[record.topic]
            place = {"speaker_id": speaker.pk, "topic_id": topic.pk, "episode_id": loading.episodes[episode.slug].pk}
            wanted[speaker.pk, topic.pk, place["episode_id"]] = {**columns(record, record_columns.STANCE), **place}
            loading.where["stance", record.speaker, record.topic, episode.slug] = FolderPlace(stance, ("position",))
    rows = {(stance.speaker_id, stance.topic_id, stance.episode_id): stance for stance in Stance.objects.with_context()}
    lacking = {
        row.pk: f"{row.speaker.slug} {row.topic.slug} {row.episode.slug}"
        for key, row in rows.items()
        if key not in wanted
    }
    loading.settle(Stance.objects.filter(pk__in=lacking), "stance", lacking.values())
    stored = sync_rows(Stance, rows, wanted, loading.tally.of(Stance))
    _load_carriers(loading, stored)


def _load_carriers(loading: LoadContext, stored: Mapping[tuple[int, int, int], Stance]) -> None:
    """Load which claims were named as carrying a stance."""
    carriers: dict[int, list[Columns]] = {}
    for episode in loading.corpus.episodes:
        for stance in episode.stances:
            speaker, topic = loading.speakers[stance.record.speaker], loading.topics[stance.record.topic]
            row = stored[speaker.pk, topic.pk, loading.episodes[episode.slug].pk]
            carriers[row.pk] = [{"claim_id": loading.claims[slug].pk} for slug in stance.record.carried_by]
    sync_children(StanceClaim, "stance_id", carriers, loading.tally.of(StanceClaim))


def load_relations(loading: LoadContext) -> None:
    """Load relations; a relation is known by its two claims."""
    wanted: dict[tuple[int, int], Columns] = {}
    for relation in loading.corpus.relations:
        record = relation.record
        key = (loading.claims[record.from_].pk, loading.claims[record.to].pk)
        place = {"from_claim_id": key[0], "to_claim_id": key[1]}
        wanted[key] = {**place, "kind": record.kind.value, "reason": record.reason}
    rows = {(relation.from_claim_id, relation.to_claim_id): relation for relation in Relation.objects.with_claims()}
    lacking = {row.pk: f"{row.from_claim.slug} {row.to_claim.slug}" for key, row in rows.items() if key not in wanted}
    loading.settle(Relation.objects.filter(pk__in=lacking), "relation", lacking.values())
    sync_rows(Relation, rows, wanted, loading.tally.of(Relation))


def load_contrasts(loading: LoadContext) -> None:
    """Load contrasts; a contrast is known by its topic and its two speakers, sorted by slug."""
    wanted: dict[tuple[int, int, int], Columns] = {}
    for contrast in loading.corpus.contrasts:
        record = contrast.record
        first, second = (loading.speakers[slug] for slug in sorted(record.speakers))
        key = (loading.topics[record.topic].pk, first.pk, second.pk)
        place = {"topic_id": key[0], "first_id": key[1], "second_id": key[2]}
        wanted[key] = {**place, "kind": record.kind.value, "reason": record.reason}
    rows = {
        (contrast.topic_id, contrast.first_id, contrast.second_id): contrast
        for contrast in Contrast.objects.with_pair()
    }
    lacking = {
        row.pk: f"{row.topic.slug} {row.first.slug} {row.second.slug}" for key, row in rows.items() if key not in wanted
    }
    loading.settle(Contrast.objects.filter(pk__in=lacking), "contrast", lacking.values())
    stored = sync_rows(Contrast, rows, wanted, loading.tally.of(Contrast))
    sync_children(ContrastClaim, "contrast_id", _list_grounds(loading, stored), loading.tally.of(ContrastClaim))


def _list_grounds(loading: LoadContext, stored: Mapping[tuple[int, int, int], Contrast]) -> dict[int, list[Columns]]:
    """Return the claims that each stored contrast of the folder rests on."""
    grounds: dict[int, list[Columns]] = {}
    for contrast in loading.corpus.contrasts:
        record = contrast.record
        first, second = (loading.speakers[slug].pk for slug in sorted(record.speakers))
        row = stored[loading.topics[record.topic].pk, first, second]
        grounds[row.pk] = [{"claim_id": loading.claims[slug].pk} for slug in record.rests_on]
    return grounds
