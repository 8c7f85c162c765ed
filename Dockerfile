# The site as an image: packages in a first stage, in the second nothing but them and the code, not run as root.
FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /tmp/
RUN python -m venv /site/.venv && /site/.venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
# pg_dump and pg_restore, of the version of compose.yaml's database.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-15 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /site --shell /usr/sbin/nologin site && install -d -o site -m 0700 /data
COPY --from=packages /site/.venv /site/.venv
COPY manage.py requirements.txt pyproject.toml /site/
COPY config /site/config
COPY explorer /site/explorer
COPY templates /site/templates
COPY static /site/static
COPY fixtures /site/fixtures
COPY docs/api.md /site/docs/api.md
WORKDIR /site
# Compiled once here, as the root file system is read-only later.
RUN .venv/bin/python -m compileall -q config explorer
ENV PATH=/site/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data BIND=0.0.0.0:8000
USER site
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=5m --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
