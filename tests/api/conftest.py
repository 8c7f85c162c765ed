"""A client of the API."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def get(client) -> Callable[..., Any]:
    """Get an address below ``/api/v1/`` and return its JSON, which must come with the status expected."""

    def get(path: str, *, status: int = 200, **query: object) -> Any:
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == status, response.text
        kind = "application/json" if status == 200 else "application/problem+json"
        assert response["Content-Type"] == kind
        return response.json()

    return get
