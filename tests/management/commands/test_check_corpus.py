"""What holds of the database is said, or everything that does not."""

import pytest
from django.core.management import call_command

from explorer.models import Source
from tests.management.commands.conftest import fail


@pytest.mark.django_db
def test_check_corpus_passes_or_lists_what_is_wrong(folder, capsys):
    call_command("load_corpus", str(folder))
    call_command("check_corpus")
    assert "Every quotation, checksum and coding rule holds." in capsys.readouterr().out
    Source.objects.update(text="other")
    lines = fail(capsys, "check_corpus")
    assert any(line.startswith("evidence: ada-scale-dead-end talk-1-transcript 5: ") for line in lines)
