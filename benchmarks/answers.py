"""What an answer costs beside a bare Django view of the same server, and how readers fare while a curator publishes.

    [scripts/with-postgres] python -m benchmarks.answers [--requests 1500] [--rounds 5] [--seconds 60]

The corpus is the one that is shipped. Processor time is that of the server's processes; the
clients take theirs from the same machine.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from queue import Queue

from benchmarks.clients import ROOT, Reader, Server, ask_often, list_percentiles, read_tag, serve

PAGE = "/topics/scaling/"
RATE = 50
"""Requests a second."""
READERS = 50
EVERY = 10
"""Seconds between two publications."""


def main() -> None:
    """Print both tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--requests", type=int, default=1500)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=60)
    chosen = arguments.parse_args()
    print(f"busy: {os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} cores in the last minute")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        env = {**os.environ, "DATA_DIR": folder, "API_RATE": "off"}
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True, stdout=sys.stderr)
        site = stack.enter_context(serve("config.wsgi", env))
        bare = stack.enter_context(serve("benchmarks.bare", env))
        compare_costs(site, bare, chosen.requests, chosen.rounds)
        read_while_published(site, env, chosen.seconds)


def compare_costs(site: Server, bare: Server, requests: int, rounds: int) -> None:
    """Print what a kept answer and a 304 take, beside a bare view: the median of interleaved rounds."""
    path = PAGE
    status, head = Reader(site.port).ask(path)
    ask_often(site.port, lambda reader: reader.ask(path), 100)  # so that every worker keeps it
    tag = read_tag(head)
    acts: dict[str, tuple[Server, Callable[[Reader], object]]] = {
        "bare view": (bare, lambda reader: reader.ask("/")),
        "kept answer": (site, lambda reader: reader.ask(path)),
        "304": (site, lambda reader: reader.ask(path, tag=tag)),
    }
    if (status, Reader(site.port).ask(path, tag=tag)[0]) != (200, 304):
        raise RuntimeError(f"{path} is not answered as it should be")
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, (server, act) in acts.items():
            started, cpu = time.perf_counter(), server.measure_cpu()
            ask_often(server.port, act, requests)
            found[name].append((time.perf_counter() - started, server.measure_cpu() - cpu))
    print(f"\n{rounds} interleaved rounds of {requests} requests on 4 connections\n")
    print("| | requests a second | of the bare view's | ms of processor a request | times the bare view's |")
    print("|---|---|---|---|---|")
    for name, measured in found.items():
        speed = statistics.median(requests / wall for wall, _ in measured)
        cost = statistics.median(cpu / requests * 1000 for _, cpu in measured)
        ratios = [
            (other[0] / own[0], own[1] / other[1]) for own, other in zip(measured, found["bare view"], strict=True)
        ]
        share, times = (statistics.median(column) for column in zip(*ratios, strict=True))
        print(f"| {name} | {speed:.0f} | {share:.2f} | {cost:.2f} | {times:.1f} |")
    sys.stdout.flush()


def read_while_published(site: Server, env: dict[str, str], seconds: int) -> None:
    """Print how long readers wait at a fixed rate, while claims are retracted and restored in turn."""
    addresses = list_addresses(site)
    read_at_rate(site, addresses, 10)  # so that what was never asked for is made before
    command = [sys.executable, "-m", "benchmarks.curator", str(EVERY), str(seconds)]
    curator = subprocess.Popen(command, cwd=ROOT, env=env)
    taken, failed = read_at_rate(site, addresses, seconds)
    curator.wait()
    found = ", ".join(f"{name} {value:.0f} ms" for name, value in list_percentiles(taken).items())
    print(f"\n{RATE} requests a second over {len(addresses)} addresses for {seconds} s, a publication each {EVERY} s:")
    print(f"{len(taken)} answers, {failed} failed; {found}")


def list_addresses(site: Server, number: int = 100) -> list[str]:
    """Return addresses of all kinds of pages: every list, topic, person and episode, and claims for the rest."""
    lists = ["/", "/topics/", "/matrix/", "/compass/", "/compare/", "/speakers/", "/episodes/", "/method/"]
    for kind in ("topics", "speakers", "episodes", "claims"):
        address = f"http://127.0.0.1:{site.port}/api/v1/{kind}/?page_size=100"
        with urllib.request.urlopen(address) as answer:
            lists += [f"/{kind}/{row['slug']}/" for row in json.load(answer)["results"]]
    return lists[:number]


def read_at_rate(site: Server, addresses: list[str], seconds: int) -> tuple[list[float], int]:
    """Ask at a fixed rate, whatever the answers take; return how long each took since it was due, and the failed."""
    dice, due, found = random.Random(1), Queue[tuple[float, str] | None](), list[tuple[float, bool]]()
    threads = [threading.Thread(target=read_what_is_due, args=[site.port, due, found]) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    start = time.monotonic()
    for number in range(RATE * seconds):
        moment = start + number / RATE
        time.sleep(max(0.0, moment - time.monotonic()))
        due.put((moment, dice.choice(addresses)))
    for _ in threads:
        due.put(None)
    for thread in threads:
        thread.join()
    return [taken for taken, _ in found], sum(failed for _, failed in found)


def read_what_is_due(port: int, due: "Queue[tuple[float, str] | None]", found: list[tuple[float, bool]]) -> None:
    """Ask for one address after the other as they come due; the page of a retracted claim is gone, and no failure."""
    reader = Reader(port)
    while asked := due.get():
        moment, address = asked
        try:
            failed = reader.ask(address)[0] not in {200, 410}
        except OSError:
            failed = True
        found.append((time.monotonic() - moment, failed))


if __name__ == "__main__":
    main()
