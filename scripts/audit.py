"""Ask an advisory service which pinned libraries have known faults: python -m scripts.audit [OPTION OF pip-audit…].

Exit codes: 0, no known fault in any of them; 1, known faults, which are listed; 3, at least one of them could not be
asked about. PyPI's advisories are asked, and where those cannot be had OSV's; with options, what they say alone.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

from scripts.pins import read_pins

ROOT = Path(__file__).parents[1]
FILES = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
SERVICES = (["--vulnerability-service", "pypi"], ["--vulnerability-service", "osv"])

CLEAN, FAULTY, NOT_ASKED = 0, 1, 3


@dataclass(frozen=True)
class Answer:
    """What a service says of the pins."""

    asked: frozenset[str]
    faults: tuple[str, ...]
    """A line for each known fault."""
    trouble: str = ""
    """What pip-audit said last where it broke off."""


def list_names() -> frozenset[str]:
    """Return the libraries that are installed on a machine like this one, with the tools of development."""
    pins = [pin for file in FILES for pin in read_pins(file)]
    return frozenset(pin.name for pin in pins if not pin.marker or Marker(pin.marker).evaluate())


def read_answer(printed: str, said: str = "") -> Answer:
    """Return what pip-audit printed as JSON, and the last line of what it said beside it where it printed nothing.

    What it has skipped was not asked about: by itself it calls that "no known vulnerabilities", as where a mirror of
    PyPI has no advisories.
    """
    if not printed.strip():
        return Answer(frozenset(), (), said.strip().rpartition("\n")[2])
    asked = [library for library in json.loads(printed)["dependencies"] if "skip_reason" not in library]
    faults = [
        f"{library['name']} {library['version']}: {', '.join([fault['id'], *fault['aliases']])}; "
        f"mended in {', '.join(fault['fix_versions']) or 'no version yet'}"
        for library in asked
        for fault in library["vulns"]
    ]
    return Answer(frozenset(library["name"] for library in asked), tuple(faults))


def judge(answer: Answer, names: frozenset[str]) -> tuple[int, str]:
    """Return the exit code for an answer, and what to tell a person."""
    missing = sorted(names - answer.asked)
    told = [f"{len(names) - len(missing)} of {len(names)} libraries were asked about.", *answer.faults]
    if missing and len(missing) < len(names):
        told.append(f"Nothing is known of {', '.join(missing)}.")
    if answer.faults:
        return FAULTY, "\n".join([*told, "What to do and by when: docs/supply.md."])
    if missing:
        told += [answer.trouble] if answer.trouble else []
        return NOT_ASKED, "\n".join([*told, "THIS IS NO AUDIT: repeat it where an advisory service can be reached."])
    return CLEAN, "\n".join([*told, "No known fault in any of them."])


def _ask(options: list[str]) -> Answer:
    files = [word for file in FILES for word in ("--requirement", str(file))]
    form = ["--disable-pip", "--format", "json", "--desc", "off", "--aliases", "on", "--progress-spinner", "off"]
    line = [sys.executable, "-m", "pip_audit", *files, *form, *options]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    return read_answer(done.stdout, done.stderr)


def _main(options: list[str]) -> int:
    names = list_names()
    answer = Answer(frozenset(), ())
    for service in [options] if options else SERVICES:
        answer = _ask(service)
        if answer.faults or names <= answer.asked:
            break
    code, told = judge(answer, names)
    print(told, file=sys.stdout if code == CLEAN else sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
