"""How gunicorn serves the site on this machine; where and with how many workers the settings say."""

from config.settings import BIND, THREADS, TIMEOUT, WORKERS

bind = BIND
workers = WORKERS
threads = THREADS
timeout = TIMEOUT
keepalive = 30  # longer than a proxy keeps a connection that nobody uses (deploy/nginx.conf), so that the proxy ends it
worker_tmp_dir = None
control_socket_disable = True
