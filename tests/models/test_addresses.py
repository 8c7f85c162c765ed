"""The address of a record is that of its page, wherever the site is mounted."""

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from explorer.models.addresses import build_address


@pytest.mark.parametrize("name", ["topic-detail", "speaker-detail", "episode-detail", "claim-detail"])
def test_an_address_is_that_of_the_page(name):
    assert build_address(name, "scale") == build_address(name, "scale") == reverse(name, args=["scale"])


def test_a_site_that_is_mounted_elsewhere_has_addresses_there():
    build_address("topic-detail", "scale")
    here = get_script_prefix()
    set_script_prefix("/elsewhere/")
    try:
        assert build_address("topic-detail", "scale") == "/elsewhere/topics/scale/"
    finally:
        set_script_prefix(here)
