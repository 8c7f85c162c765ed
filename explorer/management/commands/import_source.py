"""Import one document into one episode."""

import json
import re
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from explorer.coding.vocabulary import Format
from explorer.documents.source_import import ImportReport, SourceDescription, import_source, parse_source
from explorer.errors import ExplorerError
from explorer.management.base import ExplorerCommand
from explorer.parsers import Encoding, ParsedSource
from explorer.parsers.certainty import count_certainty, describe_doubt
from explorer.text import format_clock, shorten

EXTENSION = re.compile("[a-z0-9]{1,8}")

DESCRIPTIONS = {
    "slug": "the source's slug; the episode's with the format by default",
    "title": "the document's title; what it says itself by default",
    "writer": "who wrote the words; the publisher by default",
    "publisher": "who published the document",
    "url": "where the document was found",
    "rights": "under what rights it is held",
}


class Command(ExplorerCommand):
    """``import_source FILE --episode SLUG``: one document, its format detected when not named."""

    help = "Import one document into one episode; its format is detected when not named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the document")
        parser.add_argument("--episode", default="", metavar="SLUG", help="the episode that it is about")
        parser.add_argument(
            "--format", choices=[code for code, _ in Format.choices()], help="its format, where not detected"
        )
        parser.add_argument(
            "--host", action="append", default=[], metavar="NAME", help="who asks; whoever asks most by default"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would be imported; needs no database")
        parser.add_argument("--json", action="store_true", help="with --dry-run: print the parsed document as JSON")
        parser.add_argument(
            "--encoding",
            choices=[*Encoding],
            help="what it is in, where that is recognised and not UTF-8",
        )
        for name, text in DESCRIPTIONS.items():
            parser.add_argument(f"--{name}", default="", help=text)

    def handle(self, *args: Any, **options: Any) -> None:
        raw = _read_file(options["file"])
        named = Format(options["format"]) if options["format"] else None
        extension = options["file"].suffix.lstrip(".").lower()
        encoding = Encoding(options["encoding"]) if options["encoding"] else None
        if options["dry_run"]:
            self._show(parse_source(raw, named, extension, encoding=encoding), as_json=options["json"])
            return
        if options["json"]:
            raise ExplorerError("--json shows a document before it is imported; add --dry-run")
        if not options["episode"]:
            raise ExplorerError("name the episode that the document is about with --episode SLUG")
        described = {name: options[name] for name in DESCRIPTIONS}
        description = SourceDescription(**described, extension=extension if EXTENSION.fullmatch(extension) else "txt")
        report = import_source(
            raw,
            episode_slug=options["episode"],
            format_name=named,
            description=description,
            hosts=options["host"],
            encoding=encoding,
        )
        self._report(report, options["episode"])

    def _show(self, parsed: ParsedSource, *, as_json: bool) -> None:
        if as_json:
            shown = {**parsed.as_json(), **describe_doubt(parsed)}
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{parsed.format}: {parsed.title or 'without a title'}, {len(parsed.passages)} passages")
        for passage in parsed.passages:
            time = "" if passage.start_time is None else f" {format_clock(passage.start_time)}"
            who = f" {passage.speaker}" if passage.speaker else ""
            self.stdout.write(f"{passage.id:>5} {passage.kind}{time}{who}: {shorten(passage.text, 80)}")
        self.stdout.write(f"{len(parsed.ignored)} stretches ignored")
        self._show_doubt(parsed)
        self._warn(parsed.warnings)

    def _show_doubt(self, parsed: ParsedSource) -> None:
        """Show how labels are written, what nearly is one, and how sure it is who speaks."""
        if parsed.label_form:
            form, near = parsed.label_form, len(parsed.near_misses)
            self.stdout.write(f"labels: {form.shape} ({form.lines} lines, {form.names} names, {near} nearly so)")
        for miss in parsed.near_misses:
            self.stdout.write(f"line {miss.line} nearly is a label: {shorten(miss.text, 80)} ({miss.reason})")
        sure = count_certainty(parsed)
        if sure.words:
            shares = [f"{number / sure.words:.0%}" for number in (sure.own, sure.carried, sure.nobody)]
            told = f"{shares[0]} under a label, {shares[1]} carried from one, {shares[2]} nobody's"
            self.stdout.write(f"words of speech: {sure.words}; {told}")

    def _report(self, report: ImportReport, episode: str) -> None:
        listed = ", ".join(f"{number} {kind}" for kind, number in report.kinds.items())
        if report.is_new:
            self.stdout.write(f"Imported '{report.source.slug}' into '{episode}': {listed}.")
            for appearance in report.appearances:
                self.stdout.write(f"Takes part now: {appearance}.")
        else:
            self.stdout.write(f"'{episode}' holds this document already, as '{report.source.slug}': nothing changed.")
        self._warn(report.warnings)

    def _warn(self, warnings: tuple[str, ...]) -> None:
        for warning in warnings:
            self.stderr.write(f"warning: {warning}")


def _read_file(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExplorerError(f"{file} cannot be read ({error.strerror}); name a document") from error
