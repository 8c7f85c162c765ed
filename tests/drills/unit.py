"""A site as a service of systemd, started from its unit, its settings and the lines of docs/deploying.md."""

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
from tests.drills.deployment import NAME, ROLE, DeployedSite, replace
from tests.drills.machines import HOST, ROOT, ask, wait_until
from tests.installed import find_program

INSIDE = "site.inside"
PASSWORD = "a-password-of-the-drill"


class UnitSite(DeployedSite):
    """The command lines of the unit, and the ten steps around them."""

    def start(self) -> None:
        self._make_databases()
        configuration = self._folder / "redis.conf"
        configuration.write_text(self._describe_redis())
        self._launch("redis", [find_program("redis-server"), str(configuration)])
        prepare = read_command("ExecStartPre")
        subprocess.run(prepare, cwd=ROOT, env=self.environment(), check=True, capture_output=True)
        self._launch("site", read_command("ExecStart"), self.environment())
        self._launch_nginx(self._describe_nginx())

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
        """Return the address of a database, of which the site's role needs no password."""
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

    def _describe_nginx(self) -> str:
        """Return the two shipped files, with the port of the site."""
        shipped = "".join((ROOT / f"deploy/nginx/{name}.conf").read_text() for name in ("upstream", "site"))
        return replace(shipped, {"127.0.0.1:8000": f"{HOST}:{self.site_port}"})


class EncryptedSite(UnitSite):
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
        self._machines["nginx"].kill()
        self._machines["nginx"].start()
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
        return checking + clear.replace("http://debate_explorer", "https://debate_explorer")

    def _is_ready(self) -> bool:
        try:
            return bool(self.read_state())
        except OSError:
            return False


def read_command(name: str) -> list[str]:
    """Return the words of a command line of the unit, with the interpreter's folder for that of the service."""
    unit = (ROOT / "deploy/systemd/debate-explorer.service").read_text()
    [line] = re.findall(rf"^{name}=(.*)$", unit, re.MULTILINE)
    return [word.replace("/opt/debate-explorer/.venv/bin", str(Path(sys.executable).parent)) for word in line.split()]
