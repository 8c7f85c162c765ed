"""What the second ``make run`` takes until its first answer, beside a bare Django view under the same server.

    python -m benchmarks.starting [--rounds 5]

The corpus is the one that is shipped, and everything is there already: migrated, collected, indexed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

from benchmarks.clients import ROOT, Reader, start

SERVERS = {
    "make run again": ["manage.py", "serve"],
    "a bare view": ["-m", "gunicorn", "--config", "config/gunicorn.py", "benchmarks.bare"],
}


def main() -> None:
    """Print the seconds of processor of each, the median of interleaved rounds."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5)
    rounds = arguments.parse_args().rounds
    print(f"busy: {os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} cores in the last minute")
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DATA_DIR": folder}
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True, stdout=sys.stderr)
        costs = [{name: measure(line, env) for name, line in SERVERS.items()} for _ in range(rounds)]
    print("started | seconds of processor to the first answer")
    print("---|---")
    for name in SERVERS:
        print(f"{name} | {statistics.median(cost[name] for cost in costs):.2f}")


def measure(line: list[str], env: dict[str, str]) -> float:
    """Return the seconds of processor until a server has answered for the first time."""
    with start(line, env) as server:
        Reader(server.port).ask("/")
        return server.measure_cpu()


if __name__ == "__main__":
    main()
