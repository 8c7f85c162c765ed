"""The files that put the site on a server name nothing that the site does not have."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
KNOWN = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SITE = ("prepare", "site")


def test_every_setting_of_the_service_and_of_the_containers_is_one_of_the_site():
    shipped = re.findall(r"^([A-Z_]+)=", (ROOT / "deploy/debate-explorer.env").read_text(), re.MULTILINE)
    assert len(shipped) > 8
    assert set(shipped) <= KNOWN
    assert all(set(COMPOSE["services"][name]["environment"]) <= KNOWN for name in SITE)


def test_what_runs_in_containers_is_no_root_and_only_the_proxy_is_published():
    services = COMPOSE["services"]
    assert {name for name, service in services.items() if "ports" in service} == {"proxy"}
    assert all(services[name]["read_only"] and services[name]["cap_drop"] == ["ALL"] for name in SITE)
    assert {name for name, service in services.items() if "outside" in service["networks"]} == {"proxy", *SITE}
    assert re.findall(r"^USER (\w+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE) == ["site"]


def test_the_image_has_every_folder_that_the_site_reads():
    copied = set(re.findall(r"^COPY (?!--from)(\S+) /site/", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    assert {"config", "explorer", "templates", "static", "fixtures", "docs/api.md"} <= copied
    kept = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().split() if line.startswith("!")}
    assert copied <= kept
    assert all((ROOT / path).exists() for path in copied)


def test_the_service_runs_what_is_there():
    unit = (ROOT / "deploy/systemd/debate-explorer.service").read_text()
    assert "manage.py prepare" in unit
    assert (ROOT / re.search(r"--config (\S+)", unit)[1]).exists()
    assert (ROOT / "explorer/management/commands/backup.py").exists()
