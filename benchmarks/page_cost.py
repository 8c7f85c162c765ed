"""What a page costs, counted rather than timed: queries, rows that the database returned, nodes of templates, bytes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.template.base import Node
from django.test import Client

SPARE = {"queries": 2, "rows": 10, "nodes": 50, "bytes": 2000}
"""By what is counted, how many more are the chance of other words and names."""

FETCHES = ("fetchone", "fetchmany", "fetchall")


@dataclass(slots=True)
class PageCost:
    """The cost of one answer that nothing had kept; ``cpu`` is in seconds and depends on the machine."""

    status: int = 0
    queries: int = 0
    rows: int = 0
    nodes: int = 0
    bytes: int = 0
    cpu: float = 0.0

    def times(self, factor: float) -> "PageCost":
        """Return what an answer so many times as long may cost, where each part of it costs the same."""
        counts = (round(count * factor) for count in (self.queries, self.rows, self.nodes, self.bytes))
        return PageCost(self.status, *counts, self.cpu * factor)

    def list_growth(self, larger: "PageCost", allowed: float) -> list[str]:
        """Return what grew to more than ``allowed`` times, in words; a few more than before are no growth."""
        pairs = ((name, getattr(self, name), getattr(larger, name), spare) for name, spare in SPARE.items())
        return [f"{name} {small} → {large}" for name, small, large, spare in pairs if large > allowed * small + spare]


def measure_page(client: Client, address: str) -> PageCost:
    """Return the cost of an address."""
    cost = PageCost()
    begun = time.thread_time()  # a large index may be opening beside
    with _counting(cost):
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
    cost.cpu = time.thread_time() - begun
    cost.status, cost.bytes = response.status_code, len(content)
    return cost


@contextmanager
def _counting(cost: PageCost) -> Iterator[None]:
    """Count into a cost while the block runs."""
    render = Node.render_annotated

    def count_node(node: Node, context: Any) -> Any:
        cost.nodes += 1
        return render(node, context)

    def count_rows(fetch: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            found = fetch(*arguments)
            cost.rows += len(found) if isinstance(found, list) else found is not None
            return found

        return counted

    def count_query(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        result = execute(sql, params, many, context)
        cost.queries += 1
        cursor = context["cursor"]
        # Django's wrapper passes these on to the driver's cursor; attributes of its own come first.
        vars(cursor).update({name: count_rows(getattr(cursor.cursor, name)) for name in FETCHES})
        return result

    opened = connections.all()
    Node.render_annotated = count_node  # type: ignore[method-assign]
    for connection in opened:
        connection.execute_wrappers.append(count_query)
    try:
        yield
    finally:
        Node.render_annotated = render  # type: ignore[method-assign]
        for connection in opened:
            connection.execute_wrappers.remove(count_query)
