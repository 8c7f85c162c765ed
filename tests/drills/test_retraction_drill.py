"""Many readers ask while a curator retracts a claim and restores it: no answer after that shows the old state."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing

import pytest

from tests.drills.curator import WORDS
from tests.drills.processes import ROOT, create_database, start, told
from tests.effort import EFFORT

pytestmark = pytest.mark.slow  # starts a site of its own and reads it

SECONDS = 10 * EFFORT
READERS = 8


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve a site of its own with two workers; give its port and its environment."""
    folder = tmp_path_factory.mktemp("retraction")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": create_database(folder), "PORT": str(port)}
    env |= {"API_RATE": "off", "EMBEDDER": "off", "PYTHONWARNINGS": "ignore"}
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True, capture_output=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL) as server:
        try:
            await_answer(port)
            yield port, env
        finally:
            server.terminate()


def await_answer(port):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
        except OSError:
            time.sleep(0.2)
        else:
            return


def read(port, addresses, end, seen):
    """Ask for the addresses in turn until the end; note when each was asked, answered, and whether it had the words."""
    number = 0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        while time.monotonic() < end:
            address = addresses[number % len(addresses)]
            asked, number = time.monotonic(), number + 1
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                words = WORDS.encode() in answer.read()
            except (ConnectionError, http.client.HTTPException):
                connection.close()  # one that was idle for long
                continue
            seen.append((asked, time.monotonic(), address, answer.status, words))


def test_once_a_retraction_is_answered_no_reader_sees_the_claim(site):
    port, env = site
    curator = start(env, "-m", "tests.drills.curator", SECONDS)
    addresses = json.loads(curator.stdout.readline())
    seen, end = [], time.monotonic() + SECONDS
    turns = [addresses[number % 4 :] + addresses[: number % 4] for number in range(READERS)]
    readers = [threading.Thread(target=read, args=[port, turn, end, seen]) for turn in turns]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    found = {True: [], False: []}
    for span in map(json.loads, told(curator).splitlines()):
        found[span["is_shown"]] += [one for one in seen if span["from"] <= one[0] and one[1] <= span["until"]]
    print(len(seen), "answers, of them with the claim", len(found[True]), "and without it", len(found[False]))
    for is_shown, answers in found.items():
        wrong = {(address, words) for _, _, address, status, words in answers if status != 200 or words != is_shown}
        assert wrong == set()
        assert answers, "nothing was read between two edits"
