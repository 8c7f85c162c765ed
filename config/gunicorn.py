"""How gunicorn serves the site on this machine; the port comes from the settings."""

from config.settings import PORT

bind = f"127.0.0.1:{PORT}"
workers = 2
threads = 4
worker_tmp_dir = None
control_socket_disable = True
# Loaded once for all workers, which then share its memory; new code takes a new start.
preload_app = True
