"""A site on one server, its parts started on loopback from files that docs/deploying.md names."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.certificates import make_certificate
from tests.drills.machines import HOST, ROOT, Database, Machine, ask, free_port, wait_until
from tests.installed import find_program

NAME = "debates.example.org"
ROLE = "debate-explorer"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class DeployedSite:
    """nginx with a certificate made by itself, the site, PostgreSQL and Redis, at ports and in a folder of a drill.

    ``spare`` is a second database of the site's role, to restore into.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.database, self.spare = Database(folder / "database"), "restored"
        self.redis_port, self.site_port = free_port(), free_port()
        self.plain, self.secure = free_port(), free_port()
        self.data = folder / "data"
        self.certificate = make_certificate(folder, NAME)
        self._machines: dict[str, Machine] = {}

    def start(self) -> None:
        """Do what the document says."""
        raise NotImplementedError

    def stop(self) -> None:
        for machine in reversed(self._machines.values()):
            machine.kill()
        with suppress(subprocess.CalledProcessError):  # it may not run
            self.database.stop()

    def environment(self) -> dict[str, str]:
        """Return the settings of the site, with the addresses of the drill."""
        raise NotImplementedError

    def address_of(self, database: str) -> str:
        """Return the address of a database of the server, for the site's role."""
        raise NotImplementedError

    def manage(self, *command: str, **changed: str) -> str:
        """Run a command of the site with its settings; return what it says."""
        line = [sys.executable, "manage.py", *command]
        done = subprocess.run(line, cwd=ROOT, env={**self.environment(), **changed}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _launch(self, name: str, line: list[str], environment: dict[str, str] | None = None) -> None:
        """Start a process, which ends with the site, and logs into the folder."""
        self._machines[name] = Machine(line, self._folder / f"{name}.log", environment)
        self._machines[name].start()

    def _launch_nginx(self, shipped: str) -> None:
        """Start nginx with shipped files of its configuration, at ports and paths of the drill."""
        here = f"{self._folder}/"
        shipped = replace(
            shipped,
            {
                "listen 80": f"listen {HOST}:{self.plain}",
                "listen 443": f"listen {HOST}:{self.secure}",
                "/etc/ssl/debate-explorer/": here,
                "/var/log/nginx/": here,
            },
        )
        places = "".join(f"{kind}_temp_path {self._folder}/{kind};\n" for kind in KINDS)
        around = f"daemon off;\npid {self._folder}/nginx.pid;\nevents {{}}\nhttp {{\n{places}"
        configuration = self._folder / "nginx.conf"
        configuration.write_text(f"{around}{shipped}}}\n")
        line = [find_program("nginx"), "-c", str(configuration), "-e", str(self._folder / "nginx.log")]
        self._launch("nginx", [*line, "-p", str(self._folder)])
        wait_until(lambda: (self._folder / "nginx.pid").exists())
        wait_until(self._is_ready)

    def _is_ready(self) -> bool:
        """Return whether the site has everything that it answers with, beyond what a health check asks."""
        return ask(self.site_port, "/readyz", headers={"X-Forwarded-Proto": "https"})[0] == 200


def replace(words: str, places: dict[str, str]) -> str:
    """Return words with what only another machine has replaced; each of it has to occur."""
    for named, here in places.items():
        assert named in words, named
        words = words.replace(named, here)
    return words
