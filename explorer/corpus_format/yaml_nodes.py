"""YAML as a tree of nodes with line numbers; features that no corpus file needs are refused.

A plain scalar is null, a boolean, a decimal number or text as in the core schema of YAML 1.2 (section 10.3), or a date
as ``YYYY-MM-DD``; ``yes``, ``on`` and ``1:30`` are text. The tree is built from the stream of events, so that an alias
is refused before it can be expanded.
"""

import codecs
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml
from yaml.reader import Reader

from explorer.errors import CorpusError, Problem

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes: the relations of 150,000 claims; their tree takes 0.25 GB of memory."""

MAX_DEPTH = 20

TOO_DEEP = f"this is nested more than {MAX_DEPTH} deep; no record is, so correct the indentation"

# What libyaml from 0.2.6 on says of a thousand open brackets, before it hands out the first of them.
PARSER_TOO_DEEP = "exceeded maximum nesting depth"

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NULL = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {word: value for value in (True, False) for word in (str(value), str(value).lower(), str(value).upper())}
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})", re.ASCII)
DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]*([eE][-+][0-9]+)?", re.ASCII)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
UNSTORABLE = re.compile("[\0\ud800-\udfff]")

TAGS = "tag:yaml.org,2002:"
KNOWN_TAGS = {f"{TAGS}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")}

Scalar = str | int | float | datetime.date | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its line, from 1; the value of a key has the line of the key."""

    line: int
    content: "dict[str, Node] | list[Node] | Scalar"

    @property
    def plain(self) -> object:
        """The value without its lines: dictionaries, lists and scalars."""
        if isinstance(self.content, dict):
            return {key: node.plain for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.plain for node in self.content]
        return self.content

    def line_at(self, path: Iterable[str | int]) -> int:
        """Return the line of the deepest part of ``path`` that exists."""
        return self.at(path).line

    def at(self, path: Iterable[str | int]) -> "Node":
        """Return the node at the deepest part of ``path`` (keys, and indexes in lists from 0) that exists."""
        node = self
        for step in path:
            content = node.content
            if isinstance(content, dict) and step in content:
                node = content[str(step)]
            elif isinstance(content, list) and isinstance(step, int) and step < len(content):
                node = content[step]
        return node


def decode(raw: bytes, file: str) -> str:
    """Decode UTF-8 and drop a byte order mark; raises CorpusError with the line of the first invalid byte."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0)
        line = raw.count(b"\n", 0, start) + 1
        message = f"byte {raw[start]:#04x} is not UTF-8; save the file as UTF-8"
        raise CorpusError([Problem(file, line, message)]) from error


def compose(raw: bytes, file: str) -> Node | None:
    """Return the tree of one YAML document, None for an empty file; raises CorpusError with every problem."""
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw)} bytes, at most {MAX_BYTES} are read; take records out of it"
        raise CorpusError([Problem(file, 1, message)])
    text = decode(raw, file)
    if unprintable := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        message = f"character U+{ord(unprintable.group()):04X} has no place in YAML; remove it"
        raise CorpusError([Problem(file, line, message)])
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.feed(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = " ".join(str(error.problem or error.context).split())
        if what == PARSER_TOO_DEEP:
            builder.note(line, TOO_DEEP)
        else:
            cure = "correct the indentation, or put text that holds ': ', ' #' or quotation marks in quotation marks"
            builder.note(line, f"this is no YAML ({what}); {cure}")
    if builder.problems:
        raise CorpusError(builder.problems)
    return None if builder.root is None or builder.root.content is None else builder.root


class _Builder:
    """Builds nodes from events and collects problems; a stack of open nodes replaces recursion."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._file = file
        self._open: list[Node] = []
        # For each open node, the key that waits for its value, with its line; None between pairs and in a list.
        self._keys: list[tuple[str, int] | None] = []
        self._documents = 0

    def note(self, line: int, message: str) -> None:
        self.problems.append(Problem(self._file, line, message))

    def feed(self, event: yaml.Event) -> None:
        """Process one event; raises CorpusError if the rest of the file cannot be understood after it."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(line, "a second document begins here; a file holds one, so remove the '---'")
        elif isinstance(event, yaml.NodeEvent):
            self._check_node(event, line)
            self._take(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()

    def _stop(self, line: int, message: str) -> None:
        self.note(line, message)
        raise CorpusError(self.problems)

    def _check_node(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            sign = "alias '*" if isinstance(event, yaml.AliasEvent) else "anchor '&"
            self._stop(
                line, f"the {sign}{event.anchor}' is refused, as such files can unfold without end; write it out"
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!" and tag not in KNOWN_TAGS:
            self._stop(line, f"the tag '{tag}' is refused; write the value plainly, without a tag")
        if len(self._open) >= MAX_DEPTH:
            self._stop(line, TOO_DEEP)

    def _take(self, event: yaml.NodeEvent, line: int) -> None:
        expects_key = bool(self._open) and isinstance(self._open[-1].content, dict) and self._keys[-1] is None
        if isinstance(event, yaml.ScalarEvent):
            if found := UNSTORABLE.search(event.value):
                self.note(line, f"character U+{ord(found.group()):04X} cannot be stored; remove it")
            if expects_key:
                self._take_key(event.value, line)
            else:
                self._add(line, _read_scalar(event))
            return
        if expects_key:
            self._stop(line, "a key must be a word, not a list or a mapping; correct the indentation")
        self._open.append(self._add(line, {} if isinstance(event, yaml.MappingStartEvent) else []))
        self._keys.append(None)

    def _take_key(self, key: str, line: int) -> None:
        content = self._open[-1].content
        if isinstance(content, dict) and key in content:
            self.note(line, f"the key '{key}' stands twice, first on line {content[key].line}; remove one of them")
        self._keys[-1] = (key, line)

    def _add(self, line: int, content: "dict[str, Node] | list[Node] | Scalar") -> Node:
        if not self._open:
            self.root = Node(line, content)
            return self.root
        parent = self._open[-1].content
        if isinstance(parent, dict) and (key := self._keys[-1]):
            node = parent[key[0]] = Node(key[1], content)
            self._keys[-1] = None
        else:
            node = Node(line, content)
            if isinstance(parent, list):
                parent.append(node)
        return node


def _read_scalar(event: yaml.ScalarEvent) -> Scalar:
    text: str = event.value
    # A scalar is text if its tag is "!" or "str", or if it has no tag and is quoted or in a block style.
    is_text = event.tag in {"!", f"{TAGS}str"} or not (event.tag or event.implicit[0])
    if is_text:
        return text
    if text in NULL:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    return _read_date(text)


def _read_date(text: str) -> str | datetime.date:
    try:
        return datetime.date.fromisoformat(text) if DATE.fullmatch(text) else text
    except ValueError:
        return text
