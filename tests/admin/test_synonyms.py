"""The admin of terms that mean the same."""

import pytest
from django.urls import reverse

from explorer.models import Synonym
from tests import factories as make
from tests.admin.conftest import add, change

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("term", "also", "narrower", "message"),
    [
        ("RL", "[]", "", "&#x27;RL&#x27; stands alone; give terms in also or in narrower"),
        ("RL", '["rl"]', "[]", "&#x27;rl&#x27; stands twice with &#x27;RL&#x27;"),
        ("RL", '["reward"]', '["Reward"]', "&#x27;Reward&#x27; stands twice"),
        (
            "RL",
            '["td"]',
            "[]",
            "&#x27;td&#x27; already stands in the group of &#x27;temporal difference learning&#x27;",
        ),
        ("TD", "[]", '["x"]', "&#x27;TD&#x27; already stands in the group of"),
        ("RL", '{"a": 1}', "[]", "Write a list of terms"),
        ("RL", "[1]", "[]", "Write a list of terms"),
        ("RL", '[" x"]', "[]", "Write a list of terms"),
        ("RL", "[", "[]", "Enter a valid JSON"),
        ("RL", f'["{"x" * 201}"]', "[]", "A term has at most 200 characters"),
    ],
)
def test_a_group_of_terms_that_makes_no_sense_is_refused(admin_client, term, also, narrower, message):
    make.SynonymFactory(term="temporal difference learning", also=["TD"])
    assert message in add(admin_client, "synonym", term=term, also=also, narrower=narrower).text
    assert Synonym.objects.count() == 1


def test_a_group_of_terms_is_saved_and_saved_again(admin_client):
    assert add(admin_client, "synonym", term="RL", also='["reward learning"]', narrower="").status_code == 302
    row = Synonym.objects.get()
    assert (row.also, row.narrower) == (["reward learning"], [])
    assert change(admin_client, "synonym", row, term="RL", also='["TD"]', narrower="[]").status_code == 302


def test_the_list_shows_what_means_the_same_and_what_is_narrower(admin_client):
    make.SynonymFactory(term="RL", also=["reward learning", "reinforcement learning"], narrower=["Q-learning"])
    text = admin_client.get(reverse("admin:explorer_synonym_changelist")).text
    assert "reward learning, reinforcement learning" in text
    assert "Q-learning" in text
