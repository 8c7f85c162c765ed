"""A site of compose.yaml, its services started as processes, in their order, from the very file and the Dockerfile."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
import yaml

from tests.drills.deployment import ROLE, DeployedSite, replace
from tests.drills.machines import HOST, ROOT, wait_until
from tests.installed import find_program

VARIABLE = re.compile(r"\$\{(\w+)(?::\?[^}]*|:-([^}]*))\}")


class ComposedSite(DeployedSite):
    """The services of compose.yaml, each with its command, environment, files, health check and what it waits for.

    Only what containers have is replaced: names of services and their ports, the folders of volumes, and an image's
    entry point by the program of this machine. Users, networks and a root that is read only are not tried.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._secrets = make_secrets(folder)
        self._services: dict[str, Any] = read_composition(self._secrets)["services"]
        self._image = read_image()
        self._places = {
            "@database:5432": f"@{HOST}:{self.database.port}",
            "@cache:6379": f"@{HOST}:{self.redis_port}",
            "0.0.0.0:8000": f"{HOST}:{self.site_port}",
            "//127.0.0.1:8000": f"//{HOST}:{self.site_port}",
            "/site/.venv/bin:$PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "/data": str(self.data),
        }
        self._ports = {
            "redis-server": ["--port", str(self.redis_port), "--bind", HOST, "--dir", str(folder)],
            "redis-cli": ["-p", str(self.redis_port)],
        }
        self.done: list[str] = []
        """The services in the order in which they started, or ended where they are to."""

    def start(self) -> None:
        for name in self._services:
            self._start(name)

    def environment(self) -> dict[str, str]:
        return self._environment("site")

    def address_of(self, database: str) -> str:
        """Return the address of a database, with the password that compose.yaml gives the site's role."""
        served = self.environment()["DATABASE_URL"]
        return f"{served.rpartition('/')[0]}/{database}"

    def _start(self, name: str) -> None:
        """Start a service after those that it depends on, and wait as these are waited for."""
        if name in self.done:
            return
        service = self._services[name]
        for needed, how in service.get("depends_on", {}).items():
            self._start(needed)
            if how["condition"] == "service_healthy":
                wait_until(lambda needed=needed: self._is_healthy(needed))
        if name == "database":
            self._start_database(service)
        elif name == "proxy":
            self._launch_nginx(self._describe_nginx(service))
        elif service["restart"] == "no":
            self._run(service["command"], name).check_returncode()
        else:
            self._launch(name, self._find(service.get("command", self._image["CMD"])), self._environment(name))
        self.done.append(name)

    def _start_database(self, service: Mapping[str, Any]) -> None:
        """Do what the entry point of PostgreSQL's image does: a cluster whose passwords are asked, then its scripts."""
        told, password = service["environment"], self._folder / "password"
        password.write_text(told["POSTGRES_PASSWORD"])
        password.chmod(0o644)  # PostgreSQL's user reads it
        superuser = ["--username", told["POSTGRES_USER"], "--pwfile", str(password), "--auth=scram-sha-256"]
        self.database.create(*superuser, *shlex.split(told["POSTGRES_INITDB_ARGS"]))
        for script in list_mounted(service, "/docker-entrypoint-initdb.d/"):
            self._run([str(script)], "database", PGPASSWORD=told["POSTGRES_PASSWORD"]).check_returncode()
        known = {"user": told["POSTGRES_USER"], "password": told["POSTGRES_PASSWORD"], "dbname": "postgres"}
        with psycopg.connect(host=HOST, port=self.database.port, **known, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE {self.spare} OWNER "{ROLE}"')

    def _describe_nginx(self, service: Mapping[str, Any]) -> str:
        shipped = "".join(file.read_text() for file in list_mounted(service, "/etc/nginx/conf.d/"))
        return replace(shipped, {"site:8000": f"{HOST}:{self.site_port}"})

    def _is_healthy(self, name: str) -> bool:
        check = self._services[name].get("healthcheck", {}).get("test", self._image["HEALTHCHECK"])
        return self._run(check[1:] if check[0] == "CMD" else check, name).returncode == 0

    def _run(self, line: list[str], name: str, **beside: str) -> "subprocess.CompletedProcess[bytes]":
        environment = {**self._environment(name), **beside}
        return subprocess.run(self._find(line), cwd=ROOT, env=environment, capture_output=True, check=False)

    def _find(self, line: list[str]) -> list[str]:
        """Return a command line with the program of this machine, at the port of the drill."""
        program, *words = (self._place(word) for word in line)
        if program in self._ports or program.startswith("pg_"):
            return [find_program(program), *self._ports.get(program, []), *words]
        return [program, *words]

    def _environment(self, name: str) -> dict[str, str]:
        """Return the variables of a service: of its image, over these of its file, and over these its own."""
        service = self._services[name]
        own = {str(key): str(value) for key, value in service.get("environment", {}).items()}
        known = {**(self._image["ENV"] if "build" in service else {}), **read_variables(service.get("env_file")), **own}
        postgres = {"PGHOST": HOST, "PGPORT": str(self.database.port)} if name == "database" else {}
        placed = {key: self._place(value) for key, value in known.items()}
        return {**os.environ, **placed, **postgres, "DJANGO_SETTINGS_MODULE": "config.settings"}

    def _place(self, words: str) -> str:
        for there, here in self._places.items():
            words = words.replace(there, here)
        return words


def make_secrets(folder: Path) -> dict[str, str]:
    """Return the secrets that the document's own line makes, in an ``.env`` beside compose.yaml."""
    [line] = re.findall(r"^\(umask .* > \.env\)$", (ROOT / "docs/deploying.md").read_text(), re.MULTILINE)
    subprocess.run(["sh", "-c", line], cwd=folder, check=True)
    assert (folder / ".env").stat().st_mode & 0o077 == 0
    return read_variables(str(folder / ".env"))


def read_composition(secrets: Mapping[str, str]) -> dict[str, Any]:
    """Return compose.yaml with its variables filled in; raises KeyError for one that has no value and needs one."""

    def fill(found: re.Match[str]) -> str:
        name, otherwise = found.groups()
        return secrets[name] if otherwise is None else secrets.get(name, otherwise)

    composition: dict[str, Any] = yaml.safe_load(VARIABLE.sub(fill, (ROOT / "compose.yaml").read_text()))
    return composition


def read_image() -> dict[str, Any]:
    """Return what the Dockerfile says of a container: CMD and HEALTHCHECK as lists of words, ENV as a mapping."""
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
    [command] = re.findall(r"^CMD (\[.*\])$", lines, re.MULTILINE)
    [check] = re.findall(r"^HEALTHCHECK .*? CMD (\[.*\])$", lines, re.MULTILINE)
    [variables] = re.findall(r"^ENV (.*)$", lines, re.MULTILINE)
    named = dict(word.split("=", 1) for word in shlex.split(variables))
    return {"CMD": json.loads(command), "HEALTHCHECK": json.loads(check), "ENV": named}


def read_variables(file: str | None) -> dict[str, str]:
    """Return the variables of a file of settings, none where none is named."""
    lines = (ROOT / file).read_text().splitlines() if file else []
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def list_mounted(service: Mapping[str, Any], folder: str) -> list[Path]:
    """Return the files of the repository that a service has in a folder, in the order of their names there."""
    mounted = [volume.split(":") for volume in service["volumes"]]
    return [ROOT / here for here, there, *_ in sorted(mounted, key=lambda parts: parts[1]) if there.startswith(folder)]
