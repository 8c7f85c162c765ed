"""Who takes part in a talk, and in which role, by the labels of a document: who asks is proposed as its host."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from explorer.changes.edit import Edit
from explorer.coding.vocabulary import AppearanceRole
from explorer.documents.speaker_labels import LabelMatcher
from explorer.errors import ExplorerError
from explorer.models import Appearance, Episode, Speaker
from explorer.parsers import ParsedSource
from explorer.text import join_words, shorten

RoleDecision = AppearanceRole | None
"""The part that somebody says a label's bearer has in the talk; None where they have none, and are only quoted."""
Roles = Mapping[str, RoleDecision]
NO_ROLES: Roles = MappingProxyType({})
CLOSING = "\"'”’)]* \n"
"""What may stand behind the mark of a question."""
MOST_NAMED = 20
"""How many labels a refusal lists."""


def propose_parts(parsed: ParsedSource, episode: Episode, speakers: LabelMatcher) -> dict[str, AppearanceRole]:
    """Return the role of each label: the one that its bearer has already, else host for who asks, and guest.

    Who asks is whoever asks most often in a document of two voices or more, where the episode has no host yet.
    """
    labels = _list_labels(parsed)
    held = {speaker: AppearanceRole(role) for speaker, role in episode.appearances.values_list("speaker", "role")}
    known = {label: speaker for label in labels if (speaker := speakers.meant(label))}
    stored = {label: held[speaker.pk] for label, speaker in known.items() if speaker.pk in held}
    is_hosted = AppearanceRole.HOST in held.values()
    host = None if is_hosted else find_asker(parsed, apart=stored)
    proposed = {label: AppearanceRole.HOST if label == host else AppearanceRole.GUEST for label in labels}
    return proposed | stored


def find_asker(parsed: ParsedSource, *, apart: Collection[str] = ()) -> str | None:
    """Return the label that asks the most questions, by number and then by share of its passages.

    None where that is nobody or several. Labels that stand ``apart`` are asked, and do not ask. Who speaks alone asks
    nobody.
    """
    passages: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for passage in parsed.passages:
        if passage.speaker is not None:
            passages[passage.speaker] += 1
            asked[passage.speaker] += passage.text.rstrip(CLOSING).endswith("?")
    asking = [label for label in passages if asked[label] and label not in apart]
    ranks = {label: (asked[label], asked[label] / passages[label]) for label in asking}
    first = [label for label in asking if ranks[label] == max(ranks.values())]
    return first[0] if len(first) == 1 and len(passages) > 1 else None


def name_hosts(parsed: ParsedSource, speakers: LabelMatcher, names: Iterable[str]) -> dict[str, RoleDecision]:
    """Return the role of each label where the hosts are named, by a label of the document, by slug or by any name.

    Raises ExplorerError for a name under which nobody speaks in the document.
    """
    labels = _list_labels(parsed)
    hosts: set[str] = set()
    for name in names:
        found = {label for label in labels if _is_named(name, label, speakers.known(label))}
        if not found:
            heard = join_words([shorten(label, 60) for label in labels[:MOST_NAMED]]) or "nobody"
            raise ExplorerError(f"the host '{shorten(name, 60)}' does not speak in the document; it labels {heard}")
        hosts |= found
    return {label: AppearanceRole.HOST if label in hosts else AppearanceRole.GUEST for label in labels}


def add_appearances(
    episode: Episode, parsed: ParsedSource, speakers: LabelMatcher, roles: Roles, edit: Edit
) -> tuple[Appearance, ...]:
    """Give everybody who speaks in a document a part in its episode, and return the parts that are new.

    ``roles`` says which, by label; who is not in it has the role that is proposed. A part that somebody has already
    stays as it is. Raises ExplorerError where a host who was named is a guest of the episode.
    """
    parts = propose_parts(parsed, episode, speakers)
    held = dict(episode.appearances.values_list("speaker", "role"))
    wanted: dict[Speaker, AppearanceRole] = {}
    for label, proposed in parts.items():
        speaker, role = speakers.meant(label), roles.get(label, proposed)
        if speaker and role and wanted.get(speaker) != AppearanceRole.HOST:
            wanted[speaker] = role
    for speaker, role in wanted.items():
        if role == AppearanceRole.HOST and held.get(speaker.pk, role) != role:
            raise ExplorerError(f"{speaker} is a guest of the episode already; correct that among its people first")
    edit.will_change(Episode, [episode.pk])
    new = [Appearance(episode=episode, speaker=who, role=role) for who, role in wanted.items() if who.pk not in held]
    Appearance.objects.bulk_create(new)
    edit.queue(*new)
    return tuple(new)


def _list_labels(parsed: ParsedSource) -> list[str]:
    """Return the labels of a document in the order in which they come first."""
    return list(dict.fromkeys(passage.speaker for passage in parsed.passages if passage.speaker is not None))


def _is_named(name: str, label: str, speaker: Speaker | None) -> bool:
    names = [label, *([speaker.slug, *speaker.names] if speaker else [])]
    return name.casefold() in {known.casefold() for known in names}
