from io import StringIO

import pytest
from django.core.management import call_command

from explorer.models import Claim


@pytest.mark.django_db
def test_the_first_time_loads_the_corpus_and_the_second_keeps_what_a_curator_changed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    said = StringIO()
    call_command("prepare", stdout=said)
    changed = Claim.objects.published().first()
    changed.statement = "A curator said it better."
    changed.save()

    call_command("prepare", stdout=said)

    assert Claim.objects.get(pk=changed.pk).statement == "A curator said it better."
    assert f"http://127.0.0.1:{settings.PORT}" in said.getvalue()
    assert "createsuperuser" in said.getvalue()
    assert (tmp_path / "explorer" / "css" / "base.css").exists()
