"""Metrics: off they are not there, on they count answers by page, and a stranger does not see them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

ASK = """
import django; django.setup()
from django.core.management import call_command; call_command("migrate", verbosity=0)
from django.test import Client
client = Client()
client.get("/healthz"); client.get("/healthz"); client.get("/nowhere/")
print(client.get("/metrics").text)
print(client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.1"}).status_code)
"""


@pytest.mark.django_db
def test_where_they_are_off_there_are_none(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.slow  # a process, as the library reads where processes meet when it is imported
def test_where_they_are_on_answers_are_counted_by_page_and_strangers_see_nothing(tmp_path):
    env = {
        **os.environ,
        "METRICS": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    env.pop("PROMETHEUS_MULTIPROC_DIR", None)
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=env, cwd=django_settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert 'explorer_answer_seconds_count{method="GET",page="healthz",status="200"} 2.0' in done.stdout
    assert 'page="none",status="404"' in done.stdout
    assert "explorer_revision" in done.stdout
    assert done.stdout.strip().endswith("404")
