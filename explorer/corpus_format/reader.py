"""Reading of a corpus folder: all records with their places, or all problems at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from explorer.corpus_format.consistency import find_problems
from explorer.corpus_format.contents import CorpusFolder, HeldEpisode, HeldSource, LocatedRecord, RecordFile
from explorer.corpus_format.schema import (
    ClaimRecord,
    ContrastRecord,
    EpisodeRecord,
    ErratumRecord,
    FolderRecord,
    JudgementRecord,
    PassageRecord,
    RelationRecord,
    SeriesRecord,
    SourceRecord,
    SpeakerRecord,
    StanceRecord,
    SynonymRecord,
    TopicRecord,
)
from explorer.corpus_format.spool import EpisodeSpool
from explorer.corpus_format.validation import record_name, validate_record
from explorer.corpus_format.yaml_nodes import Node, compose
from explorer.errors import CorpusError, Problem
from explorer.progress import track

R = TypeVar("R", bound=FolderRecord)

PROSE_FILES = {"README.md", "CODING.md"}
"""Files that may stand in any folder and hold no records."""

TOP_FILES = (
    *("speakers.yaml", "series.yaml", "topics.yaml", "contrasts.yaml", "relations.yaml", "synonyms.yaml"),
    "judgements.yaml",
)
EPISODE_FILES = ("episode.yaml", "claims.yaml", "stances.yaml", "errata.yaml")


def read_corpus(folder: Path) -> CorpusFolder:
    """Return the contents of ``folder``; raises CorpusError with every problem found in it.

    Records are checked, and consistency between them. Quotations are checked on loading, since only a parser knows the
    text of a document.
    """
    if not (folder / "topics.yaml").is_file() and not (folder / "speakers.yaml").is_file():
        message = "there is no corpus here (no topics.yaml, no speakers.yaml); name the folder that holds them"
        raise CorpusError([Problem(".", 0, message)])
    reader = _Reader(folder)
    corpus = reader.read_folder()
    problems = [
        *reader.problems,
        *find_problems(corpus, reader.broken, whole=reader.is_whole),
        *reader.find_strays(),
    ]
    if problems:
        raise CorpusError(problems)
    return corpus


class _Reader:
    """Reads files one by one and collects problems; ``broken`` are the slugs of invalid records."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.is_whole = True
        self._folder = folder
        self._known_files = {*TOP_FILES}
        self._unread_episodes: list[str] = []

    def read_folder(self) -> CorpusFolder:
        speakers = self._read_records("speakers.yaml", SpeakerRecord)
        series = self._read_records("series.yaml", SeriesRecord)
        topics = self._read_records("topics.yaml", TopicRecord)
        episodes = EpisodeSpool()
        names = self._list_episodes()
        for name in track(names, "episodes read", len(names)):
            if episode := self._read_episode(name):
                episodes.add(episode)
        relations = self._read_records("relations.yaml", RelationRecord)
        contrasts = self._read_records("contrasts.yaml", ContrastRecord)
        synonyms = self._read_records("synonyms.yaml", SynonymRecord)
        readings = self._read_records("judgements.yaml", JudgementRecord)
        return CorpusFolder(speakers, series, topics, episodes, relations, contrasts, synonyms, readings)

    def find_strays(self) -> Iterator[Problem]:
        """Yield a problem for every file that looks like a part of the corpus and is none."""
        for path in sorted(self._folder.rglob("*")):
            file = path.relative_to(self._folder)
            hidden = any(part.startswith(".") for part in file.parts)
            if hidden or not path.is_file() or file.name in PROSE_FILES or file.as_posix() in self._known_files:
                continue
            # Without its description nobody knows which documents an episode has.
            if file.parts[0] == "episodes" and len(file.parts) == 3 and file.parts[1] in self._unread_episodes:
                continue
            if file.parts[0] == "episodes" or file.suffix in {".yaml", ".yml"}:
                what = "the file belongs to no record and would be passed over"
                yield Problem(file.as_posix(), 0, f"{what}; correct its name, name it in episode.yaml, or remove it")

    def _list_episodes(self) -> list[str]:
        parent = self._folder / "episodes"
        if not parent.is_dir():
            return []
        return sorted(path.name for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))

    def _read_episode(self, name: str) -> HeldEpisode | None:
        place = f"episodes/{name}"
        self._known_files.update(f"{place}/{file}" for file in EPISODE_FILES)
        claims = self._read_records(f"{place}/claims.yaml", ClaimRecord)
        stances = self._read_records(f"{place}/stances.yaml", StanceRecord)
        errata = self._read_records(f"{place}/errata.yaml", ErratumRecord)
        node = self._read_tree(f"{place}/episode.yaml")
        described = RecordFile(self._folder, f"{place}/episode.yaml")
        episode = self._read_record(described, EpisodeRecord, node) if node else None
        if node is None or episode is None:
            self.is_whole = False
            self._unread_episodes.append(name)
            if not (self._folder / place / "episode.yaml").is_file():
                self.problems.append(Problem(f"{place}/episode.yaml", 0, "the file is missing; describe the episode"))
            return None
        sources = [self._read_source(place, episode, node, number) for number in range(len(episode.record.sources))]
        return HeldEpisode(episode, tuple(source for source in sources if source), claims, stances, errata)

    def _read_source(
        self, place: str, episode: LocatedRecord[EpisodeRecord], node: Node, number: int
    ) -> HeldSource | None:
        record = episode.record.sources[number]
        part: tuple[str | int, ...] = ("sources", number)
        line = node.line_at(part)
        source: LocatedRecord[SourceRecord] = LocatedRecord(record, episode.origin, line, part)
        document = f"{place}/{record.slug}.{record.extension}"
        passages_file = f"{place}/{record.slug}.passages.yaml"
        self._known_files.update({document, passages_file})
        passages = self._read_records(passages_file, PassageRecord)
        if (self._folder / document).is_file():
            raw = self._read_bytes(document)
            return None if raw is None else HeldSource(source, document, raw, passages_file, passages)
        self.broken.update({record.slug, *(passage.record.id for passage in passages)})
        cure = "put it there as it was obtained, or remove the source"
        self.problems.append(source.problem(f"the document {document} is missing; {cure}", "slug"))
        return None

    def _read_bytes(self, file: str) -> bytes | None:
        """Return a file's content; None where it is missing, and also, with a problem, where it cannot be read."""
        path = self._folder / file
        if not path.exists():
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            self._fail([Problem(file, 0, f"the file cannot be read ({error.strerror}); correct its permissions")])
            return None

    def _fail(self, problems: list[Problem]) -> None:
        self.problems.extend(problems)
        self.is_whole = False

    def _read_tree(self, file: str) -> Node | None:
        raw = self._read_bytes(file)
        try:
            return None if raw is None else compose(raw, file)
        except CorpusError as error:
            self._fail(error.problems)
            return None

    def _read_records(self, file: str, kind: type[R]) -> tuple[LocatedRecord[R], ...]:
        """Return the records of a file with a list; none where the file is missing or empty."""
        node = self._read_tree(file)
        if node is None:
            return ()
        if not isinstance(node.content, list):
            what = f"the file must hold a list of {record_name(kind)} records"
            self._fail([Problem(file, node.line, f"{what}; begin each with '- '")])
            return ()
        origin = RecordFile(self._folder, file)
        found = [self._read_record(origin, kind, item, place) for place, item in enumerate(node.content)]
        return tuple(record for record in found if record is not None)

    def _read_record(self, file: RecordFile, kind: type[R], node: Node, *path: int) -> LocatedRecord[R] | None:
        try:
            return LocatedRecord(validate_record(kind, node, file.name), file, node.line, path)
        except CorpusError as error:
            self.problems.extend(error.problems)
            plain = node.plain
            if isinstance(plain, dict):
                self.broken.update(str(plain[key]) for key in ("slug", "id") if key in plain)
            return None
