"""The front matter of Jekyll and Hugo: ``key: value`` lines between fences of dashes, ``key = value`` between pluses.

It is read line by line, never as YAML or TOML, whose nesting and tags no transcript needs.
"""

import re

from explorer.lines import Line
from explorer.parsers.builder import DocumentBuilder

FENCES = {
    "---": re.compile(r"([A-Za-z_][\w-]{0,60}):(?:\s+(.*))?"),
    "+++": re.compile(r"([A-Za-z_][\w-]{0,60})\s{0,9}=(?:\s{0,9}(.*))?"),
}
"""The line that opens and closes front matter, and what a key looks like between."""
_ITEM = re.compile(r"-\s{1,9}(\S.*)")
_TABLE = re.compile(r"\[{1,2}[\w.\"' -]{1,80}\]{1,2}")


def read_front_matter(builder: DocumentBuilder, lines: list[Line]) -> list[Line]:
    """Take the front matter as metadata, and return the lines below it."""
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    fence = lines[first].text if first < len(lines) else ""
    if fence not in FENCES:
        return lines
    last = next((index for index in range(first + 1, len(lines)) if lines[index].text == fence), None)
    if last is None:
        builder.warn(lines[first], f"the front matter is not closed by a line {fence}; it is read as text")
        return lines
    for line in lines[first : last + 1]:
        builder.add_furniture(line)
    reader = _KeyReader(builder, FENCES[fence])
    for line in lines[first + 1 : last]:
        reader.read(line)
    builder.title = str(builder.metadata.get("title", ""))
    return lines[last + 1 :]


def skip_front_matter(lines: list[Line]) -> list[Line]:
    """Return the lines below the front matter, which is not read."""
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    if first == len(lines) or lines[first].text not in FENCES:
        return lines
    last = next((index for index in range(first + 1, len(lines)) if lines[index].text == lines[first].text), None)
    return lines if last is None else lines[last + 1 :]


class _KeyReader:
    """Reads the lines between two fences; a key without a value may have a list below it."""

    def __init__(self, builder: DocumentBuilder, key: re.Pattern[str]) -> None:
        self._builder = builder
        self._key = key
        self._listed = ""

    def read(self, line: Line) -> None:
        """Add the key of one line to the metadata; warn of a line that is something else."""
        if not line.text or line.text.startswith("#") or _TABLE.fullmatch(line.text):
            return
        if self._listed and (item := _ITEM.fullmatch(line.text)):
            known = self._builder.metadata[self._listed]
            self._builder.metadata[self._listed] = f"{known}, {_plain(item[1])}" if known else _plain(item[1])
            return
        match = self._key.fullmatch(line.text)
        if match is None or match[1] in self._builder.metadata:
            self._builder.warn(line, "not a new “key: value”; the line is left out of the metadata")
            return
        value = _plain(match[2] or "")
        self._builder.metadata[match[1]] = value
        self._listed = "" if value else match[1]


def _plain(value: str) -> str:
    """Return a value without the quotation marks around it."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
