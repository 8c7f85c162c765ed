"""A site on one server, started from the files that docs/deploying.md names, with other ports, paths and names."""

import json
import os
import re
import ssl
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psycopg

from tests.certificates import Certificate, make_certificate
from tests.drills.machines import HOST, ROOT, Database, Machine, ask, free_port, wait_until
from tests.installed import find_program

NAME = "debates.example.org"
INSIDE = "site.inside"
ROLE, PASSWORD = "debate-explorer", "a-password-of-the-drill"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class DeployedSite:
    """nginx with a certificate made by itself, the service's own command lines, PostgreSQL and Redis."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.database, self.spare = Database(folder / "database"), "restored"
        self.redis_port, self.site_port = free_port(), free_port()
        self.plain, self.secure = free_port(), free_port()
        self.data = folder / "data"
        self._service = (ROOT / "deploy/systemd/debate-explorer.service").read_text()
        self.certificate = make_certificate(folder, NAME)
        (folder / "redis.conf").write_text(self._describe_redis())
        self._redis = Machine([find_program("redis-server"), str(folder / "redis.conf")], folder / "redis.log")
        self._site = Machine(self._read_command("ExecStart"), folder / "site.log", self.environment())
        nginx = [find_program("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
        self._nginx = Machine([*nginx, "-p", str(folder)], folder / "nginx.log")

    def start(self) -> None:
        """Do what the ten steps do."""
        self._make_databases()
        self._redis.start()
        subprocess.run(
            self._read_command("ExecStartPre"), cwd=ROOT, env=self.environment(), check=True, capture_output=True
        )
        self._site.start()
        (self._folder / "nginx.conf").write_text(self._describe_nginx())
        self._nginx.start()
        wait_until(self._is_ready)

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
            "DATABASE_URL": self.address_of(ROLE),
            "CACHE_URL": f"redis://{ROLE}:{PASSWORD}@{HOST}:{self.redis_port}/0",
            "BIND": f"{HOST}:{self.site_port}",
            "SECRET_KEY": "a key of the drill's own, which is long enough",
            "WORKERS": "1",
        }
        assert set(own) <= set(shipped)
        return {**os.environ, **shipped, **own, "DATA_DIR": str(self.data), "DJANGO_SETTINGS_MODULE": "config.settings"}

    def address_of(self, database: str) -> str:
        """Return the address of a database of the server, for the site's role."""
        return f"postgres://{ROLE}@{HOST}:{self.database.port}/{database}"

    def _make_databases(self) -> None:
        """Make the role and its database as compose.yaml does, and another one to restore into."""
        self.database.create()
        superuser = {"POSTGRES_USER": "explorer", "PGHOST": HOST, "PGPORT": str(self.database.port)}
        making = {**os.environ, **superuser, "SITE_PASSWORD": PASSWORD}
        subprocess.run(["sh", "deploy/postgres/make-role.sh"], cwd=ROOT, env=making, check=True, capture_output=True)
        with psycopg.connect(self.database.address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE {self.spare} OWNER "{ROLE}"')

    def _describe_redis(self) -> str:
        """Return the lines of step 4 of the document, at a port of the drill."""
        [lines] = re.findall(
            r"^ +maxmemory (?:.|\n)*?(?=^ +```)", (ROOT / "docs/deploying.md").read_text(), re.MULTILINE
        )
        assert "user default off" in lines
        assert lines.count(">password ") == 1
        return f"port {self.redis_port}\nbind {HOST}\ndir {self._folder}\n" + textwrap.dedent(lines).replace(
            ">password ", f">{PASSWORD} "
        )

    def _read_command(self, name: str) -> list[str]:
        [line] = re.findall(rf"^{name}=(.*)$", self._service, re.MULTILINE)
        return [
            word.replace("/opt/debate-explorer/.venv/bin", str(Path(sys.executable).parent)) for word in line.split()
        ]

    def _describe_nginx(self) -> str:
        """Return the two shipped files, at ports and paths of the drill."""
        shipped = "".join((ROOT / f"deploy/nginx/{name}.conf").read_text() for name in ("upstream", "site"))
        for named, here in {
            "listen 80": f"listen {HOST}:{self.plain}",
            "listen 443": f"listen {HOST}:{self.secure}",
            "127.0.0.1:8000": f"{HOST}:{self.site_port}",
            "/etc/ssl/debate-explorer/": f"{self._folder}/",
            "/var/log/nginx/": f"{self._folder}/",
        }.items():
            assert named in shipped, named
            shipped = shipped.replace(named, here)
        places = "".join(f"{kind}_temp_path {self._folder}/{kind};\n" for kind in KINDS)
        return f"daemon off;\npid {self._folder}/nginx.pid;\nevents {{}}\nhttp {{\n{places}{shipped}}}\n"

    def _is_ready(self) -> bool:
        return ask(self.site_port, "/readyz", headers={"X-Forwarded-Proto": "https"})[0] == 200


class EncryptedSite(DeployedSite):
    """The same with TLS between its parts, as docs/scaling.md sets it up between machines."""

    def __init__(self, folder: Path) -> None:
        (folder / "inside").mkdir()
        self.inside = make_certificate(folder / "inside", "localhost", INSIDE)
        super().__init__(folder)

    def environment(self) -> dict[str, str]:
        checked = f"sslmode=verify-full&sslrootcert={self.inside.file}"
        return {
            **super().environment(),
            "DATABASE_URL": f"postgres://{ROLE}@localhost:{self.database.port}/{ROLE}?{checked}",
            "CACHE_URL": f"rediss://{ROLE}:{PASSWORD}@localhost:{self.redis_port}/0?ssl_ca_certs={self.inside.file}",
            "GUNICORN_CMD_ARGS": f"--certfile={self.inside.file} --keyfile={self.inside.key}",
        }

    def read_state(self) -> Any:
        """Return what the site says of its parts to this machine, which checks its certificate."""
        named = {"X-Forwarded-Proto": "https", "Host": HOST}
        asked = Request(f"https://localhost:{self.site_port}/readyz", headers=named)
        with urlopen(asked, timeout=20, context=ssl.create_default_context(cafile=self.inside.file)) as answer:
            return json.load(answer)

    def trust(self, certificate: Certificate) -> None:
        """Start nginx anew, which takes another certificate for that of the servers."""
        configuration = self._folder / "nginx.conf"
        configuration.write_text(configuration.read_text().replace(str(self.inside.file), str(certificate.file)))
        self._nginx.kill()
        self._nginx.start()
        wait_until(lambda: ask(self.plain, "/", headers={"Host": NAME})[0])

    def _make_databases(self) -> None:
        super()._make_databases()
        self.database.encrypt(self.inside)

    def _describe_redis(self) -> str:
        files = (
            f"tls-cert-file {self.inside.file}\ntls-key-file {self.inside.key}\ntls-ca-cert-file {self.inside.file}\n"
        )
        clear = super()._describe_redis()
        return f"{clear.replace('port', 'tls-port', 1)}port 0\n{files}tls-auth-clients no\n"

    def _describe_nginx(self) -> str:
        clear = super()._describe_nginx()
        assert clear.count("proxy_pass http://debate_explorer;") == 1
        checking = (ROOT / "deploy/nginx/inside-tls.conf").read_text()
        assert f"proxy_ssl_name {INSIDE};" in checking
        checking = checking.replace("/etc/ssl/debate-explorer/inside.pem", str(self.inside.file))
        return clear.replace("http://debate_explorer", "https://debate_explorer").replace(
            "http {", f"http {{\n{checking}"
        )

    def _is_ready(self) -> bool:
        try:
            return bool(self.read_state())
        except OSError:
            return False
