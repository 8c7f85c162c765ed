"""Fields that several models share: codes of a closed list, lists that a form may empty, rows saved as one."""

import pytest

from explorer.coding.vocabulary import ClaimRole
from explorer.models import Change, Episode, Synonym
from explorer.models.fields import ListField, code_constraint, code_field
from tests import factories as make


def test_a_code_field_offers_the_codes_and_its_constraint_allows_no_others():
    field = code_field(ClaimRole)
    assert [value for value, _ in field.choices] == [role.value for role in ClaimRole]
    values = dict(code_constraint("role", ClaimRole, "known").condition.children)["role__in"]
    assert values == [role.value for role in ClaimRole]
    assert "" in dict(code_constraint("role", ClaimRole, "known", or_blank=True).condition.children)["role__in"]


@pytest.mark.parametrize(("typed", "kept"), [("", []), ("[]", []), ("null", []), ('["RL"]', ["RL"])])
def test_a_list_that_is_emptied_in_a_form_is_the_empty_list(typed, kept):
    assert Synonym._meta.get_field("also").formfield().clean(typed) == kept


def test_migrations_see_a_list_as_the_json_that_it_is():
    assert ListField(default=list).deconstruct()[1] == "django.db.models.JSONField"


@pytest.mark.django_db(transaction=True)
def test_a_row_is_not_saved_where_what_follows_from_it_fails(monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("explorer.changes.edit.keep_versions", full)
    with pytest.raises(OSError, match="No space"):
        make.EpisodeFactory(series=None)
    assert not Episode.objects.exists()
    assert not Change.objects.exists()
