"""The files that put the site on a server name nothing that it does not have, and let it do no more than it needs."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
KNOWN = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
SITE = ("prepare", "site")
UNIT = (ROOT / "deploy/systemd/debate-explorer.service").read_text()
COPY_UNIT = (ROOT / "deploy/systemd/debate-explorer-backup.service").read_text()
DEPLOYING = (ROOT / "docs/deploying.md").read_text()
SECRET = re.compile(r"\$\{(\w+):\?[^}]*\}")


def on(network):
    """Return the services of a network."""
    return {name for name, service in SERVICES.items() if network in service["networks"]}


def test_every_setting_of_the_service_and_of_the_containers_is_one_of_the_site():
    shipped = re.findall(r"^([A-Z_]+)=", (ROOT / "deploy/debate-explorer.env").read_text(), re.MULTILINE)
    assert len(shipped) > 8
    assert set(shipped) <= KNOWN
    assert all(set(SERVICES[name]["environment"]) <= KNOWN for name in SITE)


def test_what_runs_in_containers_is_no_root_and_only_the_proxy_is_published():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    assert all(SERVICES[name]["read_only"] and SERVICES[name]["cap_drop"] == ["ALL"] for name in SITE)
    assert re.findall(r"^USER (\w+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE) == ["site"]


def test_the_database_counts_as_healthy_only_where_the_site_would_reach_it():
    # Tried in containers: by its socket the first start was healthy before the role was made, and `prepare` failed.
    check = SERVICES["database"]["healthcheck"]["test"]
    assert check[check.index("-h") + 1] == "127.0.0.1"


def test_in_containers_nobody_reaches_more_than_they_ask():
    assert (on("outside"), on("front"), on("inside")) == (
        {"proxy"},
        {"proxy", *SITE},
        {"database", "cache", *SITE},
    )
    networks = COMPOSE["networks"]
    assert {name for name, network in networks.items() if not (network or {}).get("internal")} == {"outside"}
    let_out = yaml.safe_load((ROOT / "deploy/compose-outside.yaml").read_text())
    assert {name: set(service["networks"]) for name, service in let_out["services"].items()} == {"site": set(networks)}


def test_every_password_of_the_containers_is_one_that_the_document_makes():
    asked = set(SECRET.findall((ROOT / "compose.yaml").read_text()))
    [made] = re.findall(r"for name in ([A-Z_ ]+); do", DEPLOYING)
    assert asked == set(made.split())


def test_the_image_has_every_folder_that_the_site_reads():
    copied = set(re.findall(r"^COPY (?!--from)(\S+) /site/", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    assert {"config", "explorer", "templates", "static", "fixtures", "docs/api.md"} <= copied
    kept = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().split() if line.startswith("!")}
    assert copied <= kept
    assert all((ROOT / path).exists() for path in copied)


def test_what_git_knows_is_neither_in_the_image_nor_where_the_service_reads():
    assert ".git" not in (ROOT / ".dockerignore").read_text()
    assert (ROOT / ".dockerignore").read_text().splitlines()[1] == "*"
    [ten_steps, _] = DEPLOYING.split("## In containers")
    [cloning] = re.findall(r"^ +git clone (.*)$", ten_steps, re.MULTILINE)
    assert "--separate-git-dir=/root/" in cloning
    assert "ProtectHome=yes" in UNIT


def test_the_service_runs_what_is_there():
    assert "manage.py prepare" in UNIT
    assert (ROOT / re.search(r"--config (\S+)", UNIT)[1]).exists()
    assert (ROOT / "explorer/management/commands/backup.py").exists()


@pytest.mark.parametrize("unit", [UNIT, COPY_UNIT], ids=["site", "copies"])
def test_a_unit_reaches_this_machine_and_no_other(unit):
    assert re.findall(r"^IPAddress\w+=.*$", unit, re.MULTILINE) == ["IPAddressDeny=any", "IPAddressAllow=localhost"]


def test_only_suites_with_forward_secrecy_and_authenticated_encryption_are_offered():
    site = (ROOT / "deploy/nginx/site.conf").read_text()
    [suites] = re.findall(r"^ +ssl_ciphers (\S+);$", site, re.MULTILINE)
    assert all(re.fullmatch(r"ECDHE-(ECDSA|RSA)-.*(GCM-SHA\d+|POLY1305)", suite) for suite in suites.split(":"))
    assert re.findall(r"ssl_protocols (.*);", site) == ["TLSv1.2 TLSv1.3"] * 2
