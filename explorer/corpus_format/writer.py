"""Writing of a corpus folder: records in one canonical form, every file as a whole, foreign files untouched."""

import enum
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from explorer.corpus_format.reader import EPISODE_FILES, TOP_FILES
from explorer.corpus_format.schema import FolderRecord
from explorer.corpus_format.yaml_nodes import compose
from explorer.errors import CorpusError, ExplorerError

WIDTH = 110
ALWAYS_WRITTEN = {"status"}
"""Keys that are written even with their default: a file should show what readers can see."""


def to_yaml(records: FolderRecord | Iterable[FolderRecord]) -> bytes:
    """Return a record, or a list of records, as YAML in its canonical form.

    Keys have the order of the schema, and are left out if they have their default; text is UTF-8 with line feeds. A
    list is dumped record by record, so that memory holds its bytes and no tree of it.
    """
    if isinstance(records, FolderRecord):
        return _dump_yaml(to_plain(records))
    return b"".join(_dump_yaml([to_plain(record)]) for record in records) or _dump_yaml([])


def _dump_yaml(content: object) -> bytes:
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, line_break="\n")
    return str(text).encode()


def to_plain(record: FolderRecord) -> dict[str, Any]:
    """Return a record as dictionaries, lists, numbers, dates and text."""
    content = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        is_default = not field.is_required() and value == field.get_default(call_default_factory=True)
        if value is not None and (name in ALWAYS_WRITTEN or not is_default):
            content[field.alias or name] = _plain_value(value)
    return content


def _plain_value(value: object) -> object:
    if isinstance(value, FolderRecord):
        return to_plain(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain_value(item) for key, item in value.items()}
    return value


class _Dumper(yaml.SafeDumper):
    """Dumps block style without anchors, which reading refuses."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002, the signature is PyYAML's
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists below their key; PyYAML's default does not."""
        super().increase_indent(flow, indentless=False)


def write_corpus(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files (relative path and content) to ``folder``, remove other files of a corpus, and return their number.

    Every file is written as a whole beside the folder and then moved to its place, so that none is ever incomplete.
    Raises ExplorerError if the folder holds files but no corpus, and if it cannot be written.
    """
    target = folder.resolve()
    _refuse_foreign(target)
    beside = target.parent / f".{target.name}.{os.getpid()}.part"
    try:
        names = _write_all(beside, files)
        stale = _list_own_files(target) - names
        if not target.exists():
            beside.rename(target)
            return len(names)
        for file in sorted(names):
            _replace_file(beside / file, target / file)
        for file in sorted(stale):
            (target / file).unlink()
        _remove_empty_folders(target / file for file in stale)
        return len(names)
    except OSError as error:
        raise ExplorerError(f"{folder} cannot be written ({error}); name a folder that can") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _refuse_foreign(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise ExplorerError(f"{target} is a file; name a folder")
    is_corpus = (target / "topics.yaml").is_file() or (target / "speakers.yaml").is_file()
    if target.is_dir() and any(target.iterdir()) and not is_corpus:
        raise ExplorerError(f"{target} holds other files and no corpus; name an empty or a new folder")


def _write_all(beside: Path, files: Iterable[tuple[str, bytes]]) -> set[str]:
    beside.mkdir(parents=True)
    names = set()
    for file, content in files:
        path = beside / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        names.add(file)
    return names


def _replace_file(new: Path, place: Path) -> None:
    """Move a file to its place, unless the same content is there already."""
    if place.is_file() and not place.is_symlink() and place.read_bytes() == new.read_bytes():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    new.replace(place)


def _list_own_files(target: Path) -> set[str]:
    """Return the files of a folder that belong to its corpus: those with fixed names, and documents described there."""
    own = {file for file in TOP_FILES if (target / file).is_file()}
    for description in target.glob("episodes/*/episode.yaml"):
        place = description.parent
        names = {*EPISODE_FILES, *(path.name for path in place.glob("*.passages.yaml")), *_list_documents(description)}
        own.update(f"episodes/{place.name}/{name}" for name in names if (place / name).is_file())
    return own


def _list_documents(description: Path) -> set[str]:
    """Return the file names of the documents that an ``episode.yaml`` describes; none if it cannot be read."""
    try:
        node = compose(description.read_bytes(), description.name)
    except CorpusError:
        return set()
    episode = node.plain if node else None
    sources = episode.get("sources") if isinstance(episode, dict) else None
    held = [source for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    names = {f"{source.get('slug')}.{source.get('extension', 'txt')}" for source in held}
    return {name for name in names if "/" not in name}


def _remove_empty_folders(paths: Iterable[Path]) -> None:
    for folder in {path.parent for path in paths}:
        if folder.name and not any(folder.iterdir()) and folder.parent.name == "episodes":
            folder.rmdir()
