"""A site on one server, started from the files that docs/deploying.md names, with other ports, paths and names."""

import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import psycopg

from tests.drills.machines import HOST, ROOT, Database, Machine, ask, free_port, wait_until
from tests.installed import find_program

NAME = "debates.example.org"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class DeployedSite:
    """nginx with a certificate made by itself, the service's own command lines, PostgreSQL and Redis."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.database, self.spare = Database(folder / "database"), "restored"
        self._redis_port, self._site_port = free_port(), free_port()
        self.plain, self.secure = free_port(), free_port()
        self.data = folder / "data"
        self._service = (ROOT / "deploy/systemd/debate-explorer.service").read_text()
        redis = [find_program("redis-server"), "--port", str(self._redis_port), "--bind", HOST, "--save", ""]
        self._redis = Machine([*redis, "--dir", str(folder)], folder / "redis.log")
        self._site = Machine(self._read_command("ExecStart"), folder / "site.log", self.environment())
        nginx = [find_program("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
        self._nginx = Machine([*nginx, "-p", str(folder)], folder / "nginx.log")

    def start(self) -> None:
        """Do what the ten steps do."""
        self.database.create()
        with psycopg.connect(self.database.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {self.spare}")
        self._redis.start()
        subprocess.run(
            self._read_command("ExecStartPre"), cwd=ROOT, env=self.environment(), check=True, capture_output=True
        )
        self._site.start()
        self._make_certificate()
        (self._folder / "nginx.conf").write_text(self._describe_nginx())
        self._nginx.start()
        wait_until(partial(self._is_ready))

    def stop(self) -> None:
        for machine in (self._nginx, self._site, self._redis):
            machine.kill()
        self.database.stop()

    def manage(self, *command: str, **changed: str) -> str:
        """Run a command of the site with the settings of the service; return what it says."""
        line = [sys.executable, "manage.py", *command]
        done = subprocess.run(line, cwd=ROOT, env={**self.environment(), **changed}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        """Return the settings of deploy/debate-explorer.env at the places of the drill."""
        lines = (ROOT / "deploy/debate-explorer.env").read_text().splitlines()
        shipped = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        own = {
            "DATABASE_URL": self.database.address,
            "CACHE_URL": f"redis://{HOST}:{self._redis_port}/0",
            "BIND": f"{HOST}:{self._site_port}",
            "SECRET_KEY": "a key of the drill's own, which is long enough",
            "WORKERS": "1",
        }
        assert set(own) <= set(shipped)
        return {**os.environ, **shipped, **own, "DATA_DIR": str(self.data), "DJANGO_SETTINGS_MODULE": "config.settings"}

    def address_of(self, database: str) -> str:
        """Return the address of another database of the same server."""
        return f"{self.database.address.rsplit('/', 1)[0]}/{database}"

    def _read_command(self, name: str) -> list[str]:
        [line] = re.findall(rf"^{name}=(.*)$", self._service, re.MULTILINE)
        return [
            word.replace("/opt/debate-explorer/.venv/bin", str(Path(sys.executable).parent)) for word in line.split()
        ]

    def _make_certificate(self) -> None:
        files = ["-keyout", str(self._folder / "privkey.pem"), "-out", str(self._folder / "fullchain.pem")]
        subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
        line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *files]
        subprocess.run(line, check=True, capture_output=True)

    def _describe_nginx(self) -> str:
        """Return the two shipped files, at ports and paths of the drill."""
        shipped = "".join((ROOT / f"deploy/nginx/{name}.conf").read_text() for name in ("upstream", "site"))
        for named, here in {
            "listen 80": f"listen {HOST}:{self.plain}",
            "listen 443": f"listen {HOST}:{self.secure}",
            "127.0.0.1:8000": f"{HOST}:{self._site_port}",
            "/etc/ssl/debate-explorer/": f"{self._folder}/",
            "/var/log/nginx/": f"{self._folder}/",
        }.items():
            assert named in shipped, named
            shipped = shipped.replace(named, here)
        places = "".join(f"{kind}_temp_path {self._folder}/{kind};\n" for kind in KINDS)
        return f"daemon off;\npid {self._folder}/nginx.pid;\nevents {{}}\nhttp {{\n{places}{shipped}}}\n"

    def _is_ready(self) -> bool:
        return ask(self._site_port, "/readyz", headers={"X-Forwarded-Proto": "https"})[0] == 200
