"""What is installed is exactly what was reviewed."""

import re
import tomllib
from pathlib import Path

import pytest

from scripts.pins import PROJECT, read_pins

ROOT = Path(__file__).parents[2]
INSTALLING = ("Makefile", "Dockerfile", ".ci/run")
FILE = """\
beta==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{0} \\
    --hash=sha256:{1}
    # via
    #   -c requirements.txt
    #   alpha
    #   debate-explorer (pyproject.toml)
gamma==2.0 \\
    --hash=sha256:{0}
    # via beta
""".format("0" * 64, "1" * 64)


def test_a_pin_has_its_version_its_place_its_hashes_and_who_wants_it(tmp_path):
    (tmp_path / "pins.txt").write_text(FILE)
    beta, gamma = read_pins(tmp_path / "pins.txt")
    assert (beta.name, beta.version, beta.marker) == ("beta", "1.0", "sys_platform == 'win32'")
    assert (beta.hashes, beta.wanted_by) == (("0" * 64, "1" * 64), ("alpha", PROJECT))
    assert (gamma.marker, gamma.wanted_by) == ("", ("beta",))


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("delta>=1.0", "version"),
        ("delta @ https://files.example/delta.whl", "version"),
        ("delta==1.0", "hash"),
        ("delta==1.0 \\\n    --hash=md5:0123", "hash"),
    ],
)
def test_what_is_not_pinned_by_version_and_hash_is_refused_with_its_line(tmp_path, line, missing):
    (tmp_path / "pins.txt").write_text(FILE + line + "\n")
    with pytest.raises(ValueError, match=rf"pins\.txt:11: 'delta.*' has no {missing}"):
        read_pins(tmp_path / "pins.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_everything_that_is_installed_has_a_hash(name):
    assert len(read_pins(ROOT / name)) > 60


def test_tools_of_development_are_beside_the_same_libraries_and_not_among_them():
    running, developing = (read_pins(ROOT / name) for name in ("requirements.txt", "requirements-dev.txt"))
    assert {(pin.name, pin.version, pin.hashes) for pin in running} <= {
        (pin.name, pin.version, pin.hashes) for pin in developing
    }
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    named = {re.match(r"[\w-]+", line)[0].lower() for line in wanted}
    assert {pin.name for pin in running if PROJECT in pin.wanted_by} == named


def test_nothing_is_installed_without_its_hash():
    lines = [line for name in INSTALLING for line in (ROOT / name).read_text().splitlines() if "pip install" in line]
    assert len(lines) == 3
    assert all("--require-hashes" in line for line in lines)
