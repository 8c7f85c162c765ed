"""The pages beside the one shown have addresses, and where there is none there is no link."""

import pytest

from explorer.views.turning import link_turns
from explorer.web.paging import ListPage


@pytest.mark.parametrize(
    ("number", "links"), [(1, ("", "", "?2")), (2, ("", "?1", "?3")), (3, ("?1", "?2", "?4")), (4, ("?1", "?3", ""))]
)
def test_a_page_leads_to_those_beside_it(number, links):
    turns = link_turns(ListPage((), number, 10, 31), lambda page: f"?{page}")
    assert (turns.start, turns.previous, turns.next) == links
