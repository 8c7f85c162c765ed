"""Reading a corpus folder: every record with its place, or every problem at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from explorer.corpus_format.consistency import find_problems
from explorer.corpus_format.contents import CorpusFolder, HeldEpisode, HeldSource, LocatedRecord
from explorer.corpus_format.schema import (
    ClaimRecord,
    ContrastRecord,
    EpisodeRecord,
    ErratumRecord,
    FolderRecord,
    PassageRecord,
    RelationRecord,
    SeriesRecord,
    SourceRecord,
    SpeakerRecord,
    StanceRecord,
    SynonymRecord,
    TopicRecord,
)
from explorer.corpus_format.validation import record_name, validated
from explorer.corpus_format.yaml_nodes import Node, compose
from explorer.errors import CorpusError, Problem

R = TypeVar("R", bound=FolderRecord)

PROSE_FILES = {"README.md", "CODING.md"}
"""Files that stand beside the records, in any folder, and are left alone."""

TOP_FILES = ("speakers.yaml", "series.yaml", "topics.yaml", "contrasts.yaml", "relations.yaml", "synonyms.yaml")
EPISODE_FILES = ("episode.yaml", "claims.yaml", "stances.yaml", "errata.yaml")


def read_corpus(folder: Path) -> CorpusFolder:
    """Return what ``folder`` holds; raises CorpusError with every problem found in it.

    Checked are the records and what must hold between them; whether quotations stand in their documents is for the
    loading to say, which knows what a document's text is.
    """
    if not (folder / "topics.yaml").is_file() and not (folder / "speakers.yaml").is_file():
        message = "there is no corpus here (no topics.yaml, no speakers.yaml); name the folder that holds them"
        raise CorpusError([Problem(".", 0, message)])
    reader = _Reader(folder)
    corpus = reader.corpus()
    problems = [
        *reader.problems,
        *find_problems(corpus, reader.broken, whole=reader.is_whole),
        *reader.strays(),
    ]
    if problems:
        raise CorpusError(problems)
    return corpus


class _Reader:
    """Reads files one by one and keeps what is wrong; ``broken`` are the slugs of records not in order."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.is_whole = True
        self._folder = folder
        self._known = {*TOP_FILES}
        self._unknowable: list[str] = []

    def corpus(self) -> CorpusFolder:
        """Read the whole folder."""
        speakers = self._records("speakers.yaml", SpeakerRecord)
        series = self._records("series.yaml", SeriesRecord)
        topics = self._records("topics.yaml", TopicRecord)
        episodes = [self._episode(name) for name in self._episode_names()]
        relations = self._records("relations.yaml", RelationRecord)
        contrasts = self._records("contrasts.yaml", ContrastRecord)
        synonyms = self._records("synonyms.yaml", SynonymRecord)
        held = tuple(episode for episode in episodes if episode is not None)
        return CorpusFolder(speakers, series, topics, held, relations, contrasts, synonyms)

    def strays(self) -> Iterator[Problem]:
        """Yield the files that look like parts of the corpus and are none."""
        for path in sorted(self._folder.rglob("*")):
            file = path.relative_to(self._folder)
            hidden = any(part.startswith(".") for part in file.parts)
            if hidden or not path.is_file() or file.name in PROSE_FILES or file.as_posix() in self._known:
                continue
            if file.parts[0] == "episodes" and len(file.parts) == 3 and file.parts[1] in self._unknowable:
                continue
            if file.parts[0] == "episodes" or file.suffix in {".yaml", ".yml"}:
                what = "the file belongs to no record and would be passed over"
                yield Problem(file.as_posix(), 0, f"{what}; correct its name, name it in episode.yaml, or remove it")

    def _episode_names(self) -> list[str]:
        parent = self._folder / "episodes"
        if not parent.is_dir():
            return []
        return sorted(path.name for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))

    def _episode(self, name: str) -> HeldEpisode | None:
        place = f"episodes/{name}"
        self._known.update(f"{place}/{file}" for file in EPISODE_FILES)
        claims = self._records(f"{place}/claims.yaml", ClaimRecord)
        stances = self._records(f"{place}/stances.yaml", StanceRecord)
        errata = self._records(f"{place}/errata.yaml", ErratumRecord)
        node = self._compose(f"{place}/episode.yaml")
        episode = self._record(f"{place}/episode.yaml", EpisodeRecord, node) if node else None
        if episode is None:
            self.is_whole = False
            self._unknowable.append(name)
            if not (self._folder / place / "episode.yaml").is_file():
                self.problems.append(Problem(f"{place}/episode.yaml", 0, "the file is missing; describe the episode"))
            return None
        sources = [self._source(place, episode, number) for number in range(len(episode.record.sources))]
        return HeldEpisode(episode, tuple(source for source in sources if source), claims, stances, errata)

    def _source(self, place: str, episode: LocatedRecord[EpisodeRecord], number: int) -> HeldSource | None:
        record = episode.record.sources[number]
        source: LocatedRecord[SourceRecord] = LocatedRecord(record, episode.file, episode.node.at(("sources", number)))
        document = f"{place}/{record.slug}.{record.extension}"
        passages_file = f"{place}/{record.slug}.passages.yaml"
        self._known.update({document, passages_file})
        passages = self._records(passages_file, PassageRecord)
        if (self._folder / document).is_file():
            raw = self._bytes(document)
            return None if raw is None else HeldSource(source, document, raw, passages_file, passages)
        self.broken.update({record.slug, *(passage.record.id for passage in passages)})
        cure = "put it there as it was obtained, or remove the source"
        self.problems.append(source.problem(f"the document {document} is missing; {cure}", "slug"))
        return None

    def _bytes(self, file: str) -> bytes | None:
        """Return a file's content, None where there is none or it cannot be read."""
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

    def _compose(self, file: str) -> Node | None:
        raw = self._bytes(file)
        try:
            return None if raw is None else compose(raw, file)
        except CorpusError as error:
            self._fail(error.problems)
            return None

    def _records(self, file: str, kind: type[R]) -> tuple[LocatedRecord[R], ...]:
        """Read a file that holds a list of records; one that is absent or empty holds none."""
        node = self._compose(file)
        if node is None:
            return ()
        if not isinstance(node.content, list):
            what = f"the file must hold a list of {record_name(kind)} records"
            self._fail([Problem(file, node.line, f"{what}; begin each with '- '")])
            return ()
        found = [self._record(file, kind, item) for item in node.content]
        return tuple(record for record in found if record is not None)

    def _record(self, file: str, kind: type[R], node: Node) -> LocatedRecord[R] | None:
        try:
            return LocatedRecord(validated(kind, node, file), file, node)
        except CorpusError as error:
            self.problems.extend(error.problems)
            plain = node.plain
            if isinstance(plain, dict):
                self.broken.update(str(plain[key]) for key in ("slug", "id") if key in plain)
            return None
