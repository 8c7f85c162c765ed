"""What it costs to load a corpus, beside what Django's own tools take for the same rows.

    python -m benchmarks.loading [--sizes 40,400] [--seed 0]

Every step is a process of its own, measured by its CPU and by the most memory that it held. ``loaddata`` takes rows
that are checked already, and the index and the overviews follow it; ``load_corpus`` besides reads YAML, checks every
record, finds every quotation anew, and keeps a version of each record.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Cost(NamedTuple):
    """CPU in seconds, and the most memory in megabytes."""

    cpu: float
    memory: float


def main() -> None:
    """Print a table for each size."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="40,400")
    arguments.add_argument("--seed", default="0")
    chosen = arguments.parse_args()
    print(f"busy: {os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} cores in the last minute")
    print("episodes | step | CPU s | of loaddata | MB")
    print("---|---|---|---|---")
    for size in chosen.sizes.split(","):
        with tempfile.TemporaryDirectory() as beside:
            costs = measure(Path(beside), size, chosen.seed)
        for step, cost in costs.items():
            ratio = cost.cpu / costs["loaddata"].cpu
            print(f"{size} | {step} | {cost.cpu:.1f} | {ratio:.2f} | {cost.memory:.0f}")


def measure(beside: Path, size: str, seed: str) -> dict[str, Cost]:
    """Return the cost of each step; the first makes the folder that the others load."""
    folder, first, second = beside / "corpus", beside / "first", beside / "second"
    rows = str(beside / "rows.json")
    costs = {"make_corpus": run(first, "make_corpus", "--episodes", size, "--seed", seed, "--into", str(folder))}
    for place in (first, second):
        run(place, "migrate", "--verbosity=0")
    costs["load_corpus, with the index"] = run(first, "load_corpus", str(folder))
    costs["load_corpus again"] = run(first, "load_corpus", str(folder))
    costs["rebuild_index"] = run(first, "rebuild_index")
    costs["check_corpus"] = run(first, "check_corpus")
    costs["dump_corpus"] = run(first, "dump_corpus", str(beside / "dumped"))
    costs["dumpdata"] = run(first, "dumpdata", "explorer", "--output", rows)
    run(second, "flush", "--no-input", "--verbosity=0")
    costs["loaddata"] = run(second, "loaddata", rows)
    return costs


def run(data: Path, *command: str) -> Cost:
    """Return the cost of a command on the data in a folder."""
    environment = {**os.environ, "DATA_DIR": str(data)}
    code = "import resource, sys; from django.core.management import execute_from_command_line as run; "
    code += "run(sys.argv); used = resource.getrusage(resource.RUSAGE_SELF); "
    code += "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)"
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *command],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    cpu, memory = done.stdout.splitlines()[-1].split()
    return Cost(float(cpu), float(memory))


if __name__ == "__main__":
    main()
