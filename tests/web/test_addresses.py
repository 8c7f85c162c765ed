from explorer.web.addresses import absolute_url


def test_a_path_of_the_site_is_reached_under_its_public_address(settings):
    settings.PUBLIC_URL = "https://debate.example"
    assert (
        absolute_url("/topics/scaling/?as_of=2020-01-01") == "https://debate.example/topics/scaling/?as_of=2020-01-01"
    )
