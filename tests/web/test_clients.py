"""A client is counted by its network address, as the outermost of the site's own proxies saw it."""

import pytest
from django.test import RequestFactory

from explorer.web.clients import is_local, name_client


def request(address, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory().get("/", headers=named, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", "unknown"),
        ("a b\n", "unknown"),
    ],
)
def test_a_client_is_named_by_the_network_that_it_has(address, name):
    assert name_client(request(address)) == name


@pytest.mark.parametrize(
    ("proxies", "sent", "name"),
    [
        (0, "198.51.100.1", "203.0.113.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "192.0.2.1, 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.1, 198.51.100.1", "192.0.2.1"),
        (3, "198.51.100.1", "198.51.100.1"),
        (1, "", "203.0.113.7"),
    ],
)
def test_only_the_sites_own_proxies_are_believed(settings, proxies, sent, name):
    settings.PROXIES = proxies
    assert name_client(request("203.0.113.7", x_forwarded_for=sent)) == name


def test_the_machine_itself_is_local_and_what_comes_through_a_proxy_on_it_is_not():
    assert is_local(request("127.0.0.1"))
    assert is_local(request("::1"))
    assert not is_local(request("203.0.113.7"))
    assert not is_local(request(""))
    assert not is_local(request("127.0.0.1", x_forwarded_for="203.0.113.7"))
