"""How gunicorn serves the site on this machine; where and with how many workers the settings say."""

import gc
import os
from pathlib import Path
from typing import Any

from config.settings import BIND, METRICS, THREADS, TIMEOUT, WORKERS

bind = BIND
workers = WORKERS
threads = THREADS
timeout = TIMEOUT
# Longer than deploy/balancer.conf keeps a connection that nobody uses, so that none is used that has just been closed.
keepalive = 30
worker_tmp_dir = None
control_socket_disable = True
# Loaded once for all workers, which then share its memory; new code takes a new start.
preload_app = True


def on_starting(server: object) -> None:  # noqa: ARG001, gunicorn's signature
    """Forget what the processes of an earlier start have counted."""
    if METRICS:
        for file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*.db"):
            file.unlink(missing_ok=True)


def when_ready(server: object) -> None:  # noqa: ARG001, gunicorn's signature
    """Leave what was loaded out of every search for garbage, which would take a tenth of a second each time."""
    gc.collect()
    gc.freeze()


def child_exit(server: object, worker: Any) -> None:  # noqa: ANN401, ARG001, gunicorn's signature
    """Leave out of the sums what a process that is gone measured of itself."""
    if METRICS:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
