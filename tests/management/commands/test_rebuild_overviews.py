import pytest

from explorer.models import CellState
from tests import factories as make
from tests.management.commands.conftest import said


@pytest.mark.django_db
def test_the_overviews_are_derived_anew():
    make.make_stance(1)
    CellState.objects.all().delete()
    assert said("rebuild_overviews") == "The overviews were derived anew: 2 states of cells."
    assert CellState.objects.count() == 2
