"""How gunicorn serves the site on this machine; the port comes from the settings."""

import os
from pathlib import Path
from typing import Any

from config.settings import METRICS, PORT

bind = f"127.0.0.1:{PORT}"
workers = 2
threads = 4
worker_tmp_dir = None
control_socket_disable = True


def on_starting(server: object) -> None:  # noqa: ARG001, gunicorn's signature
    """Forget what the processes of an earlier start have counted."""
    if METRICS:
        for file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*.db"):
            file.unlink(missing_ok=True)


def child_exit(server: object, worker: Any) -> None:  # noqa: ANN401, ARG001, gunicorn's signature
    """Leave out of the sums what a process that is gone measured of itself."""
    if METRICS:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
